import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc, queryClient } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { Question, View } from './view.rules.ts';

interface ViewDialogProps {
  /** The one that gets another name; undefined = a new one. */
  view: View | undefined;
  question: Question;
  onClose(): void;
  onSaved(view: View): void;
}

/** Asks for the name of a view. */
export function ViewDialog({ view, question, onClose, onSaved }: ViewDialogProps) {
  const { t } = useTranslation(['usage', 'common']);
  const [name, setName] = useState(view?.name ?? '');
  const save = useMutation(
    orpc.usage.saveView.mutationOptions({
      onSuccess: async (saved) => {
        await queryClient.invalidateQueries({ queryKey: orpc.usage.views.key() });
        onSaved(saved);
        toast({ text: t('views.saved', { name: saved.name }) });
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate(view === undefined ? { name, question } : { ...view, name });
  };
  return (
    <Dialog title={t(view === undefined ? 'views.save' : 'views.rename')} isOpen onOpenChange={(open) => !open && onClose()}>
      <form className="stack" onSubmit={submit}>
        <TextField label={t('views.name')} hint={t('views.nameHint')} value={name} onChange={setName} maxLength={80} isRequired autoFocus />
        {save.error !== null && <ErrorNotice error={save.error} />}
        <div className="row" data-justify="end">
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="primary" isDisabled={name.trim() === ''} isPending={save.isPending}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

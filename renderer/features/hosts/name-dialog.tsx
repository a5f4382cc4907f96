import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';

interface NameDialogProps {
  title: string;
  label: string;
  /** The name as it is now. */
  name: string;
  /** Rejects with a declared failure, which the dialog shows. */
  onSave(name: string): Promise<void>;
  onClose(): void;
}

/** Asks for one name. */
export function NameDialog({ title, label, name, onSave, onClose }: NameDialogProps) {
  const { t } = useTranslation('common');
  const [value, setValue] = useState(name);
  const [failure, setFailure] = useState<unknown>();
  const form = useId();
  const empty = value.trim() === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (empty) return;
    try {
      await onSave(value);
      onClose();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={form} variant="primary">
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField label={label} value={value} onChange={setValue} error={empty && value !== name ? t('required') : undefined} maxLength={120} autoFocus />
      </form>
      {failure !== undefined && <ErrorNotice error={failure} />}
    </Dialog>
  );
}

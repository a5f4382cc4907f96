import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostedId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { DateTimeField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField, TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { hourFrom, instantOf } from './days.rules.ts';

interface AnnounceDialogProps {
  hostedId: HostedId;
  onClose(): void;
}

/** Writes down a mailing that a client told of: from when to when, and how many messages. */
export function AnnounceDialog({ hostedId, onClose }: AnnounceDialogProps) {
  const { t } = useTranslation(['alerts', 'common']);
  const { values, set, isWrong, isTried, announce, submit } = useAnnounce(hostedId, onClose);
  return (
    <Dialog
      title={t('announced.do')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={announce.isPending} onPress={submit}>
            {t('announced.save')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('announced.why')}</p>
      <DateTimeField label={t('announced.from')} value={values.from} onChange={(from) => set({ from })} />
      <DateTimeField
        label={t('announced.to')}
        value={values.to}
        onChange={(to) => set({ to })}
        error={isTried && isWrong ? t('announced.spanWrong') : undefined}
      />
      <NumberField
        label={t('announced.messagesField')}
        hint={t('announced.messagesHint')}
        minValue={1}
        value={values.messages}
        onChange={(messages) => set({ messages })}
      />
      <TextArea label={t('announced.note')} hint={t('announced.noteHint')} rows={2} maxLength={1000} value={values.note} onChange={(note) => set({ note })} />
      {announce.error !== null && <ErrorNotice error={announce.error} />}
    </Dialog>
  );
}

interface Values {
  /** Days and times on the clock of this computer. */
  readonly from: string | null;
  readonly to: string | null;
  readonly messages: number | null;
  readonly note: string;
}

function useAnnounce(hostedId: HostedId, onClose: () => void) {
  const { t } = useTranslation('alerts');
  const [values, setValues] = useState<Values>(() => ({ from: hourFrom(new Date(), 1), to: hourFrom(new Date(), 25), messages: null, note: '' }));
  const [isTried, setTried] = useState(false);
  const announce = useMutation(
    orpc.alerts.announce.mutationOptions({
      onSuccess: ({ id }) => {
        toast({ text: t('announced.done'), undo: () => toastFailure(client.alerts.endAnnouncement({ id })) });
        onClose();
      },
    }),
  );
  const [from, to] = [instantOf(values.from), instantOf(values.to)];
  const submit = () => {
    setTried(true);
    if (from !== null && to !== null && from < to) announce.mutate({ hostedId, from, to, messages: values.messages, note: values.note });
  };
  return {
    values,
    set: (part: Partial<Values>) => setValues((now) => ({ ...now, ...part })),
    isWrong: from === null || to === null || from >= to,
    isTried,
    announce,
    submit,
  };
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suppression } from '../../../src/contract/bounces.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';

/** Lets an address get mail again. Why is kept with it, so it is asked for. */
export function LiftDialog({ block: { id, value }, onClose }: { block: Pick<Suppression, 'id' | 'value'>; onClose(): void }) {
  const { t } = useTranslation(['bounces', 'common']);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = reason.trim() === '';
  const lift = useMutation(
    orpc.bounces.lift.mutationOptions({
      onSuccess: () => {
        toast({ text: t('lift.done', { value }) });
        onClose();
      },
    }),
  );
  const submit = () => {
    setTried(true);
    if (!isMissing) lift.mutate({ id, reason: reason.trim() });
  };
  return (
    <Dialog
      title={t('lift.title', { value })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={lift.isPending} onPress={submit}>
            {t('lift.do')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('lift.why')}</p>
      <TextArea
        label={t('lift.reason')}
        rows={2}
        maxLength={1000}
        isRequired
        value={reason}
        onChange={setReason}
        error={tried && isMissing ? t('lift.reasonMissing') : undefined}
      />
      {lift.error !== null && <ErrorNotice error={lift.error} />}
    </Dialog>
  );
}

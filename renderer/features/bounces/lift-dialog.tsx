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

type Block = Pick<Suppression, 'id' | 'value'>;

/** Lets an address get mail again. Why is kept with it, so it is asked for. */
export function LiftDialog({ block, onClose }: { block: Block; onClose(): void }) {
  const { t } = useTranslation(['bounces', 'common']);
  const { reason, setReason, isMissing, isPending, error, submit } = useLifting(block, onClose);
  return (
    <Dialog
      title={t('lift.title', { value: block.value })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={isPending} onPress={submit}>
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
        error={isMissing ? t('lift.reasonMissing') : undefined}
      />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

function useLifting({ id, value }: Block, onDone: () => void) {
  const { t } = useTranslation('bounces');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const lift = useMutation(
    orpc.bounces.lift.mutationOptions({
      onSuccess: () => {
        toast({ text: t('lift.done', { value }) });
        onDone();
      },
    }),
  );
  const said = reason.trim();
  const submit = () => {
    setTried(true);
    if (said !== '') lift.mutate({ id, reason: said });
  };
  return { reason, setReason, isMissing: tried && said === '', isPending: lift.isPending, error: lift.error, submit };
}

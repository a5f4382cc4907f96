import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlannedReminder } from '../../../src/contract/reminders.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useDayWords } from './words.ts';

/** Asks before a reminder is passed over, which cannot be taken back. */
export function SkipDialog({ row, onClose, onDone }: { row: PlannedReminder; onClose(): void; onDone?: (() => void) | undefined }) {
  const { t } = useTranslation('reminders');
  const { full } = useDayWords();
  const { clientId, hostId, clientName, dueOn } = row;
  const skip = useMutation(
    orpc.reminders.skip.mutationOptions({
      onSuccess: (rows) => {
        const next = rows.find((other) => other.hostId === hostId)?.dueOn;
        const text = next === undefined || next === null ? t('skip.done', { client: clientName }) : t('skip.doneNext', { client: clientName, on: full(next) });
        toast({ text });
        onClose();
        onDone?.();
      },
    }),
  );
  return (
    <Dialog
      title={t('skip.title', { client: clientName })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      decides
      actions={
        <>
          <Button onPress={onClose}>{t('skip.keep')}</Button>
          <Button variant="primary" isPending={skip.isPending} onPress={() => skip.mutate({ clientId, hostId })}>
            {t('skip.do')}
          </Button>
        </>
      }
    >
      <p className="prose">{t('skip.why', { on: dueOn === null ? '' : full(dueOn) })}</p>
      {skip.error !== null && <ErrorNotice error={skip.error} />}
    </Dialog>
  );
}

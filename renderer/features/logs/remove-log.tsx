import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLogName } from './use-log-name.ts';

interface RemoveProps {
  log: LogSummary;
  onClose(): void;
  onRemoved?: () => void;
}

/** Asks before what was read from a log is removed: the file itself is not here to read it again. */
export function RemoveLog({ log, onClose, onRemoved }: RemoveProps) {
  const { t } = useTranslation(['logs', 'common']);
  const nameOf = useLogName();
  const remove = useMutation(
    orpc.logs.remove.mutationOptions({
      onSuccess: () => {
        toast({ text: t('remove.done') });
        onClose();
        onRemoved?.();
      },
    }),
  );
  return (
    <Dialog
      title={t('remove.title', { name: nameOf(log) })}
      isOpen
      decides
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="danger" isPending={remove.isPending} onPress={() => remove.mutate({ id: log.id })}>
            {t('remove.do')}
          </Button>
        </>
      }
    >
      <p className="prose">{t('remove.why', { count: log.accounts })}</p>
      {remove.error !== null && <ErrorNotice error={remove.error} />}
    </Dialog>
  );
}

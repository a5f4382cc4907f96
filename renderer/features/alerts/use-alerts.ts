import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import { client, orpc } from '../../client/client.ts';
import { describeError } from '../../client/describe-error.ts';
import { useFormat } from '../../i18n/format.ts';
import { toast, toastFailure } from '../../ui/toasts.tsx';

/** Puts an alert off, or wakes it; both can be taken back. */
export function useSnooze(alert: Alert) {
  const { t } = useTranslation('alerts');
  const { dateTime } = useFormat();
  const set = (until: string | null) => client.alerts.snooze({ id: alert.id, until });
  return useMutation({
    mutationFn: set,
    onSuccess: (_, until) =>
      toast({
        text: until === null ? t('snooze.woken') : t('snooze.done', { when: dateTime(until) }),
        undo: () => toastFailure(set(alert.snoozedUntil)),
      }),
    onError: (error) => toast({ text: describeError(error).sentence, tone: 'stopped' }),
  });
}

/** Marks alerts as seen; without any, all that are open. */
export function useSee() {
  return useMutation(orpc.alerts.see.mutationOptions({ onError: (error) => toast({ text: describeError(error).sentence, tone: 'stopped' }) }));
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../../src/contract/holds.ts';
import type { ClientId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { describeError } from '../../client/describe-error.ts';
import { toast } from '../../ui/toasts.tsx';
import { useHoldName } from './words.ts';

export type HoldInput = Parameters<typeof client.reminders.hold>[0];

/** Makes a pause or an exception and offers to take it back. */
export function useMakeHold(onDone?: () => void) {
  const { t } = useTranslation('reminders');
  const nameOf = useHoldName();
  const takeBack = (hold: Hold) => sayFailure(client.reminders.endHold({ id: hold.id }));
  return useMutation(
    orpc.reminders.hold.mutationOptions({
      onSuccess: (hold) => {
        const key = hold.kind === 'exception' ? 'hold.excepted' : hold.scope === 'all' ? 'hold.pausedAll' : 'hold.paused';
        toast({ text: t(key, { name: nameOf(hold) }), undo: () => takeBack(hold) });
        onDone?.();
      },
    }),
  );
}

/** Ends a pause or an exception and offers to make it again, with its reason and end. */
export function useEndHold() {
  const { t } = useTranslation('reminders');
  const nameOf = useHoldName();
  return useMutation(
    orpc.reminders.endHold.mutationOptions({
      onSuccess: (hold) => {
        const again = inputOf(hold);
        const text = hold.scope === 'all' ? t('hold.resumed') : t('hold.ended', { name: nameOf(hold) });
        toast({ text, ...(again !== undefined && { undo: () => sayFailure(client.reminders.hold(again)) }) });
      },
    }),
  );
}

/** What would make the same pause or exception again. */
function inputOf({ kind, scope, hostId, clientId, reason, untilOn }: Hold): HoldInput | undefined {
  const said = reason === '' ? {} : { reason };
  if (kind === 'exception') {
    if (clientId === null || untilOn === null) return undefined;
    return { kind, scope: 'client', clientId, reason, untilOn, ...(hostId !== null && { hostId }) };
  }
  if (scope === 'all') return { kind, scope, untilOn, ...said };
  if (scope === 'host') return hostId === null ? undefined : { kind, scope, hostId, untilOn, ...said };
  return clientId === null ? undefined : { kind, scope, clientId, untilOn, ...said };
}

/** Says what went wrong where no form is left to say it. */
export function sayFailure(work: Promise<unknown>): void {
  work.catch((error: unknown) => toast({ text: describeError(error).sentence, tone: 'stopped' }));
}

/** The pause or exception of this very client that is in force, if there is one. */
export function useActiveHold(clientId: ClientId): Hold | undefined {
  const holds = useQuery(orpc.reminders.holds.queryOptions({ input: { clientId } })).data?.rows ?? [];
  return holds.find((hold) => hold.scope === 'client' && hold.clientId === clientId && hold.active);
}

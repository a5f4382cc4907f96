import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '../../../src/contract/index.ts';

/** What `system.today` answers. */
export type Today = InferContractRouterOutputs<Contract>['system']['today'];

type NeedId =
  | 'noHost'
  | 'noClients'
  | 'trouble'
  | 'uncertain'
  | 'failed'
  | 'bounced'
  | 'clientsBlocked'
  | 'restored'
  | 'repliesToRead'
  | 'remindersAsk'
  | 'remindersPaused'
  | 'panelsFailing'
  | 'accountsUndecided'
  | 'senderIncomplete'
  | 'hostWithoutPolicy'
  | 'noticesBlocked'
  | 'noticesReady'
  | 'paused'
  | 'practisedOnly'
  | 'dossierRenew'
  | 'dossierExpired';

/** One thing that needs the user: its sentence is `today:need.<id>`, its button `today:do.<id>`. */
export interface Need {
  readonly id: NeedId;
  readonly key: string;
  readonly tone: 'stopped' | 'attention' | 'info';
  readonly to: string;
  readonly values: { readonly count?: number; readonly name?: string };
}

/** What needs the user, the most pressing first. Empty = nothing does. */
export function needsOf(today: Today): Need[] {
  const { counts, paused, pausedBecause, trouble } = today.outbox;
  const waiting = counts.queued + counts.deferred;
  const needs: (Need | false)[] = [
    trouble !== null && need('trouble', 'stopped', { to: '/sending' }),
    pausedBecause === 'restored' && need('restored', 'stopped', { to: '/sending' }),
    counts.uncertain > 0 && need('uncertain', 'stopped', { to: '/sending', values: { count: counts.uncertain } }),
    counts.failed > 0 && need('failed', 'stopped', { to: '/sending', values: { count: counts.failed } }),
    today.bounces.clientsBlocked > 0 && need('clientsBlocked', 'stopped', { to: '/sending/blocked', values: { count: today.bounces.clientsBlocked } }),
    today.bounces.week > 0 && need('bounced', 'attention', { to: '/sending/returned', values: { count: today.bounces.week } }),
    today.repliesToRead > 0 && need('repliesToRead', 'attention', { to: '/notices/replies', values: { count: today.repliesToRead } }),
    today.reminders.catchUp.asks && need('remindersAsk', 'attention', { to: '/reminders', values: { count: today.reminders.catchUp.late } }),
    today.reminders.pausedAll && need('remindersPaused', 'attention', { to: '/reminders' }),
    today.connections.failing > 0 && need('panelsFailing', 'attention', { to: '/hosts', values: { count: today.connections.failing } }),
    today.connections.undecided > 0 && need('accountsUndecided', 'attention', { to: '/hosts/differences', values: { count: today.connections.undecided } }),
    ...today.dossiersDue.map(dossierNeed),
    paused && pausedBecause !== 'restored' && waiting > 0 && need('paused', 'attention', { to: '/sending', values: { count: waiting } }),
    today.hosts === 0 && need('noHost', 'info', { to: '/hosts/new' }),
    today.hosts > 0 && today.clients === 0 && need('noClients', 'info', { to: '/clients/import' }),
    ...today.hostsWithoutPolicy.map(({ id, name }) => ({
      ...need('hostWithoutPolicy', 'attention', { to: `/hosts/${id}/publish`, values: { name } }),
      key: id,
    })),
    !today.senderComplete && today.noticesReady > 0 && need('senderIncomplete', 'attention', { to: '/settings' }),
    today.noticesBlocked > 0 && need('noticesBlocked', 'attention', { to: '/notices', values: { count: today.noticesBlocked } }),
    today.noticesReady > 0 && need('noticesReady', 'attention', { to: '/notices', values: { count: today.noticesReady } }),
    today.coverage.practised > 0 && today.noticesReady === 0 && need('practisedOnly', 'info', { to: '/settings', values: { count: today.coverage.practised } }),
  ];
  return needs.filter((entry) => entry !== false);
}

function need(id: NeedId, tone: Need['tone'], { to, values = {} }: { to: string; values?: Need['values'] }): Need {
  return { id, key: id, tone, to, values };
}

/** A place on a white list that ends soon, or has ended: from then on the host blocks the mailings again. */
function dossierNeed({ id, clientName, due, daysLeft }: Today['dossiersDue'][number]): Need {
  const which = due === 'expired' ? 'dossierExpired' : 'dossierRenew';
  return { ...need(which, 'attention', { to: `/incidents/dossiers/${id}`, values: { name: clientName, count: Math.max(0, daysLeft ?? 0) } }), key: id };
}

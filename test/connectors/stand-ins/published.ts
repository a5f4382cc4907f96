import type { PanelAccount, PanelUsage, UsageReader } from '../../../src/connectors/connector.ts';
import { DAY_MS } from '../../../src/shared/durations.ts';
import type { Need, PanelLimit } from '../../../src/shared/panels.ts';
import { TODAY, TODAY_DATE, type World, type WorldAccount, YESTERDAY_DATE } from './world.ts';

export type Figures = Pick<PanelUsage, 'sent' | 'delivered' | 'deferred' | 'failed' | 'recipients' | 'bytes'>;

/** One of which everything can be read. */
export type Published = PanelAccount & { readonly limits: readonly PanelLimit[] };

/** An account of the world as a panel tells it that gives just these things. */
export function publishedAccount(from: WorldAccount, given: ReadonlySet<Need>): Published {
  const when = <T, O>(need: Need, value: T, otherwise: O): T | O => (given.has(need) ? value : otherwise);
  return {
    login: from.login,
    birth: '',
    domain: from.domain,
    otherDomains: [],
    emails: when('emails', from.emails, []),
    owner: from.owner,
    plan: from.plan,
    createdAt: from.createdAt,
    own: false,
    suspended: when('suspended', from.suspended, null),
    locked: when('locked', from.locked, null),
    outgoingMail: when('outgoing_mail', from.outgoingMail, null),
    reason: when('suspended_why', from.reason, ''),
    suspendedAt: when('suspended_since', from.suspendedAt, null),
    lifter: given.has('locked') && from.locked ? 'host' : 'unknown',
    limits: given.has('limits') && from.perHour !== null ? [{ count: from.perHour, seconds: 3600, scope: 'account', source: 'set' }] : [],
    unlimited: when('limits', from.perHour === null, null),
  };
}

/** The span that figures are compared over: yesterday, or today so far for a counter of today. */
export function windowOf(kind: UsageReader['kind'], world: World): { readonly from: number; readonly to: number; readonly day: string } {
  return kind === 'today' ? { from: TODAY, to: world.now, day: TODAY_DATE } : { from: TODAY - DAY_MS, to: TODAY, day: YESTERDAY_DATE };
}

/** What was sent in that span, by login, as a panel tells it that gives just these things. Whoever sent nothing is not in it. */
export function publishedFigures(world: World, kind: UsageReader['kind'], given: ReadonlySet<Need>): Readonly<Record<string, Figures>> {
  const { from, to } = windowOf(kind, world);
  const found = new Map<string, Figures>();
  for (const hour of world.traffic.filter(({ at }) => at >= from && at < to)) {
    const before = found.get(hour.login);
    const sum = (need: Need, key: keyof Figures): number | null => (given.has(need) ? (before?.[key] ?? 0) + hour[key] : null);
    found.set(hour.login, {
      sent: sum('sent', 'sent'),
      delivered: sum('outcomes', 'delivered'),
      deferred: sum('outcomes', 'deferred'),
      failed: sum('outcomes', 'failed'),
      recipients: sum('recipients', 'recipients'),
      bytes: sum('bytes', 'bytes'),
    });
  }
  return Object.fromEntries(found);
}

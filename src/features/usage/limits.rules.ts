import type { AccountLimit } from '../../contract/hosted.ts';
import { DAY_S, HOUR_S } from '../../shared/durations.ts';
import { holdsStill, type KeptLimit } from '../../shared/panels.ts';
import type { EffectiveLimits } from '../hosts/index.ts';

/** The reseller's own numbers for a pack or an account. */
export interface OwnNumbers {
  readonly perHour: number | null;
  readonly perDay: number | null;
  /** When he set them. Epoch milliseconds. */
  readonly madeAt: number;
}

/** Limits of the rules of a host and of the reseller's own rules. One recipient is at least one message, so that a limit on either bounds messages; scripts and addresses cannot be told apart. */
export function ruledLimits(rules: EffectiveLimits['limits']): AccountLimit[] {
  return rules.flatMap(({ value: { count, seconds, counts, scope }, owner }) =>
    counts === 'failures' || scope === 'script' || scope === 'ip' ? [] : [{ count, seconds, scope, from: owner === 'host' ? 'host' : 'own' }],
  );
}

/** Limits a panel shows or named, as far as they hold still at an instant beside the reseller's own numbers. */
export function panelLimits(limits: readonly KeptLimit[], at: number, own: OwnNumbers | undefined): AccountLimit[] {
  return limits
    .filter((limit) => holdsStill(limit, at, ownAt(own, limit.seconds)))
    .map(({ count, seconds, scope, source }) => ({ count, seconds, scope, from: source === 'observed' ? 'observed' : 'panel' }));
}

function ownAt(own: OwnNumbers | undefined, seconds: number): number | null {
  const number = seconds === HOUR_S ? own?.perHour : seconds === DAY_S ? own?.perDay : null;
  return own === undefined || number === null ? null : own.madeAt;
}

export function ownLimits({ perHour, perDay }: Omit<OwnNumbers, 'madeAt'>, scope: 'account' | 'pack'): AccountLimit[] {
  const limit = (count: number | null, seconds: number): AccountLimit[] => (count === null ? [] : [{ count, seconds, scope, from: 'own' }]);
  return [...limit(perHour, HOUR_S), ...limit(perDay, DAY_S)];
}

/** The most that was sent in one hour and one day, by the account and by the busiest of its domains; null = not known. */
export interface Tops {
  readonly hour: number | null;
  readonly day: number | null;
  readonly domainHour: number | null;
  readonly domainDay: number | null;
}

export interface Nearest {
  readonly limit: AccountLimit;
  /** 0…; null = what was sent cannot be held against it. */
  readonly share: number | null;
}

/** The limit an account came nearest to, each in its own window; where nothing can be compared, the tightest. null = there is none. */
export function nearestLimit(limits: readonly AccountLimit[], tops: Tops): Nearest | null {
  let best: Nearest | null = null;
  for (const limit of limits) {
    if (limit.scope === 'pack') continue;
    const top = topFor(limit, tops);
    const next = { limit, share: top === null ? null : top / limit.count };
    if (best === null || isNearer(next, best)) best = next;
  }
  return best;
}

function isNearer(a: Nearest, b: Nearest): boolean {
  const difference = (a.share ?? -1) - (b.share ?? -1);
  return difference > 0 || (difference === 0 && a.limit.count / a.limit.seconds < b.limit.count / b.limit.seconds);
}

function topFor({ seconds, scope }: AccountLimit, tops: Tops): number | null {
  if (scope === 'mailbox') return null;
  if (seconds === HOUR_S) return scope === 'domain' ? tops.domainHour : tops.hour;
  if (seconds === DAY_S) return scope === 'domain' ? tops.domainDay : tops.day;
  return null;
}

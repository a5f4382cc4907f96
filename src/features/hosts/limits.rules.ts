import type { Limit, OwnRules, Rate, RulePack } from '../../contract/rule-pack.ts';

/** Whose rule it is. */
export type Owner = 'host' | 'reseller';

/** A value in force, and whose it is. */
export interface Owned<T> {
  readonly value: T;
  readonly owner: Owner;
}

/** How people must be able to unsubscribe. */
export type Unsubscribe = NonNullable<OwnRules['unsubscribe']>;

/** The stricter of the host's and the reseller's own rules; null where neither has one. */
export interface EffectiveLimits {
  readonly smallMailingMax: Owned<number> | null;
  readonly maxRecipientsPerMessage: Owned<number> | null;
  readonly maxFailurePercent: Owned<number> | null;
  readonly pacing: Owned<Rate> | null;
  /** One for each thing counted, scope and window; the host's first. */
  readonly limits: readonly Owned<Limit>[];
  readonly unsubscribe: Owned<Unsubscribe> | null;
  readonly maxSilenceMonths: Owned<number> | null;
}

/** The rules that have a number or a degree, which a reseller may tighten. */
export type TightenedRules = Pick<RulePack, 'smallMailingMax' | 'maxRecipientsPerMessage' | 'maxFailurePercent' | 'pacing' | 'limits' | 'unsubscribe'>;

const STRICTNESS: Readonly<Record<Unsubscribe, number>> = { possible: 0, simple: 1, without_login: 2 };

/** What limits a mailing: of every rule the stricter one, and whose it is. Equal rules are the host's. */
export function effectiveLimits(rules: TightenedRules, own: OwnRules): EffectiveLimits {
  const least = (value: number): number => -value;
  return {
    smallMailingMax: stricter(known(rules.smallMailingMax), own.smallMailingMax, least),
    maxRecipientsPerMessage: stricter(known(rules.maxRecipientsPerMessage), own.maxRecipientsPerMessage, least),
    maxFailurePercent: stricter(known(rules.maxFailurePercent), own.maxFailurePercent, least),
    pacing: stricter(known(rules.pacing), own.pacing, (rate) => -perSecond(rate)),
    limits: strictestLimits(known(rules.limits) ?? [], own.limits),
    unsubscribe: stricter(known(rules.unsubscribe), own.unsubscribe, (way) => STRICTNESS[way]),
    maxSilenceMonths: own.maxSilenceMonths === null ? null : { value: own.maxSilenceMonths, owner: 'reseller' },
  };
}

/** Messages a second. */
export function perSecond(rate: Pick<Rate, 'count' | 'seconds'>): number {
  return rate.count / rate.seconds;
}

/** True when a way to unsubscribe asks less than another. */
export function isWeaker(way: Unsubscribe, than: Unsubscribe): boolean {
  return STRICTNESS[way] < STRICTNESS[than];
}

/** The value of a dated rule; null while it is not known. */
export function known<T>(dated: { readonly state: 'known'; readonly value: T } | { readonly state: 'unknown' }): T | null {
  return dated.state === 'known' ? dated.value : null;
}

function stricter<T>(host: T | null, own: T | null, strictness: (value: T) => number): Owned<T> | null {
  if (host === null) return own === null ? null : { value: own, owner: 'reseller' };
  return own !== null && strictness(own) > strictness(host) ? { value: own, owner: 'reseller' } : { value: host, owner: 'host' };
}

function strictestLimits(host: readonly Limit[], own: readonly Limit[]): Owned<Limit>[] {
  const strictest = new Map<string, Owned<Limit>>();
  const all = [...host.map((value) => ({ value, owner: 'host' as const })), ...own.map((value) => ({ value, owner: 'reseller' as const }))];
  for (const each of all) {
    const key = `${each.value.counts} ${each.value.scope} ${each.value.seconds}`;
    const best = strictest.get(key);
    if (best === undefined || each.value.count < best.value.count) strictest.set(key, each);
  }
  return [...strictest.values()];
}

import { GRAIN_S, type Grain } from '../../shared/grain.ts';
import { holdsStill, type KeptLimit } from '../../shared/panels.ts';
import type { EffectiveLimits } from '../hosts/index.ts';
import type { WindowLimit } from './near-limit.rules.ts';

/** What the reseller set himself. */
export interface OwnThreshold {
  readonly perHour: number | null;
  readonly perDay: number | null;
  readonly untilOn: string | null;
  /** When he set it. Epoch milliseconds. */
  readonly madeAt: number;
}

/** Whose sending is limited. */
export interface Limited {
  /** Of the account as the panel shows it; none for a pack. */
  readonly panel: readonly (Omit<KeptLimit, 'scope'> & { readonly scope: string })[];
  readonly rules: EffectiveLimits['limits'];
  readonly scopes: readonly string[];
  readonly threshold: OwnThreshold | null;
  /** The own threshold where none was set: this share of the host's limit. */
  readonly ownShare: number;
  /** Of when they are asked for. Epoch milliseconds. */
  readonly at: number;
}

/** What a limit of the host is, and from where it is known. */
export interface HostLimit {
  readonly count: number;
  readonly from: 'host' | 'panel' | 'observed';
}

const COUNTS = ['messages', 'recipients', 'failures'] as const;

/** True while a threshold with that last day holds. */
export function isActive({ untilOn }: Pick<OwnThreshold, 'untilOn'>, today: string): boolean {
  return untilOn === null || untilOn >= today;
}

/** What bounds an account of which all is sent from one domain, or from several: of a mailbox or a script nothing is known. */
export function scopesOf(oneDomain: boolean): readonly string[] {
  return oneDomain ? ['account', 'domain'] : ['account'];
}

/** The limits that what was counted can be held against: one for each window and thing counted, as far as there is one. */
export function windowLimits(limited: Limited): WindowLimit[] {
  return (['hour', 'day'] as const).flatMap((window) =>
    COUNTS.flatMap((counts): WindowLimit[] => {
      const host = hostLimit(limited, window, counts);
      const own = counts === 'messages' ? thresholdOf(limited.threshold, window) : null;
      const tightest = own ?? resellersRule(limited, window, counts) ?? (host === null ? null : Math.max(1, Math.floor(host.count * limited.ownShare)));
      if (tightest === null) return [];
      return [{ window, counts, own: host === null ? tightest : Math.min(tightest, host.count), host: host?.count ?? null, from: host?.from ?? 'own' }];
    }),
  );
}

/** The least that host or panel allow in a window; null where nothing is known. A rule of the reseller's own is none of the host's. */
export function hostLimit({ panel, rules, scopes, threshold, at }: Limited, window: Grain, counts: WindowLimit['counts']): HostLimit | null {
  const setAt = threshold === null || thresholdOf(threshold, window) === null ? null : threshold.madeAt;
  const shown = panel
    .filter(({ seconds, scope }) => counts === 'messages' && seconds === GRAIN_S[window] && scopes.includes(scope))
    .filter((limit) => holdsStill(limit, at, setAt))
    .map(({ count, source }): HostLimit => ({ count, from: source === 'observed' ? 'observed' : 'panel' }));
  const ruled = rules
    .filter(({ owner, value }) => owner === 'host' && value.counts === counts && value.seconds === GRAIN_S[window] && scopes.includes(value.scope))
    .map(({ value }): HostLimit => ({ count: value.count, from: 'host' }));
  // What the panel shows is set for this very account: it may be more than the rule, as an exception, or less.
  const [tightest] = (shown.length > 0 ? shown : ruled).sort((a, b) => a.count - b.count);
  return tightest ?? null;
}

function resellersRule({ rules, scopes }: Limited, window: Grain, counts: WindowLimit['counts']): number | null {
  const own = rules.filter(
    ({ owner, value }) => owner === 'reseller' && value.counts === counts && value.seconds === GRAIN_S[window] && scopes.includes(value.scope),
  );
  return own.length === 0 ? null : Math.min(...own.map(({ value }) => value.count));
}

function thresholdOf(threshold: OwnThreshold | null, window: Grain): number | null {
  return threshold === null ? null : window === 'hour' ? threshold.perHour : threshold.perDay;
}

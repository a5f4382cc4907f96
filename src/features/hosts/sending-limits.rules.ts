import type { Limit, OwnRules } from '../../contract/rule-pack.ts';
import { DAY_S } from '../../shared/durations.ts';
import { effectiveLimits, type Owned, type Owner, type TightenedRules } from './limits.rules.ts';

/** At most `count` in `seconds`; `even` spreads them, otherwise they may leave at once and `seconds` are a day at most. */
export interface SendingLimit {
  readonly owner: Owner;
  readonly count: number;
  readonly seconds: number;
  readonly even: boolean;
  /** Counted for each pack by itself, not for all of the host's together. */
  readonly perPack?: true;
}

/** The rules of a host that bound sending. */
export type SendingRules = Pick<TightenedRules, 'pacing' | 'limits'>;

const UNKNOWN = { state: 'unknown' } as const;

/**
 * What bounds the reseller's own sending at a host: his messages leave one mailbox and have one recipient each, so a limit of messages or of recipients
 * holds whatever its scope, but for scripts, which send none of them. Of one window and scope the tightest is left. What is unknown limits nothing and is never guessed.
 */
export function sendingLimits(rules: SendingRules, own: OwnRules): SendingLimit[] {
  const others = { smallMailingMax: UNKNOWN, maxRecipientsPerMessage: UNKNOWN, maxFailurePercent: UNKNOWN, unsubscribe: UNKNOWN };
  const { pacing, limits } = effectiveLimits({ ...others, ...rules }, own);
  const windows = new Map<string, SendingLimit>();
  for (const { value, owner } of limits.filter(appliesToNotices)) {
    const limit = withinADay(value, owner);
    const window = `${limit.seconds} ${limit.perPack ?? false}`;
    const tightest = windows.get(window);
    if (tightest === undefined || limit.count < tightest.count) windows.set(window, limit);
  }
  const rate = pacing === null ? [] : [{ owner: pacing.owner, count: pacing.value.count, seconds: pacing.value.seconds, even: true }];
  return [...rate, ...[...windows.values()].sort((a, b) => a.seconds - b.seconds)];
}

function appliesToNotices({ value }: Owned<Limit>): boolean {
  return value.counts !== 'failures' && value.scope !== 'script';
}

/** Nothing older than a day is counted: a longer window gives each of its days the same share, or spreads what is less than one a day. */
function withinADay({ count, seconds, scope }: Limit, owner: Owner): SendingLimit {
  const whose = scope === 'pack' ? { owner, perPack: true as const } : { owner };
  if (seconds <= DAY_S) return { ...whose, count, seconds, even: false };
  const daily = Math.floor((count * DAY_S) / seconds);
  return daily === 0 ? { ...whose, count, seconds, even: true } : { ...whose, count: daily, seconds: DAY_S, even: false };
}

import { toIso } from '../../shared/dates.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import type { Grain } from '../../shared/grain.ts';
import type { Sign } from './episode.rules.ts';
import type { RecentWindow } from './figures.repo.ts';
import type { Ground } from './ground.ts';
import { scopesOf, windowLimits } from './limits.rules.ts';
import { nearLimitOf, type WindowLimit } from './near-limit.rules.ts';
import type { StoredThreshold } from './thresholds.repo.ts';
import { together } from './together.rules.ts';
import { dayFact, endOfDay } from './windows.rules.ts';

/** Own thresholds that hold, by account; 0 = the pack as a whole. */
export type Thresholds = ReadonlyMap<number, StoredThreshold>;

/** Windows of one account, or of one of its domains, to be held against its limits. */
export interface Windows {
  readonly hostedId: number;
  readonly hour: RecentWindow | null;
  readonly day: RecentWindow | null;
}

/** What an account sent, against what it may send. */
export function accountLimits(ground: Ground, { hostedId, ...windows }: Windows, thresholds: Thresholds): Sign[] {
  const { pack, hosted, settings } = ground;
  const account = hosted.get(hostedId);
  if (account === undefined) return [];
  const scopes = scopesOf(account.oneDomain);
  const threshold = thresholds.get(hostedId) ?? null;
  const limits = windowLimits({ panel: account.limits, rules: pack.limits, scopes, threshold, ownShare: settings.ownShare, at: ground.at });
  return limits.flatMap((limit) => nearSign(ground, { hostedId, limit, window: windows[limit.window] }) ?? []);
}

/** One domain of an account with several, against what one domain may send. */
export function domainLimits(ground: Ground, { hostedId, domain, grain, window }: { readonly domain: string; readonly grain: Grain } & OneWindow): Sign[] {
  const { pack, hosted, settings } = ground;
  const account = hosted.get(hostedId);
  if (account === undefined || account.oneDomain) return [];
  const limits = windowLimits({ panel: account.limits, rules: pack.limits, scopes: ['domain'], threshold: null, ownShare: settings.ownShare, at: ground.at });
  return limits.flatMap((limit) => (limit.window === grain ? (nearSign(ground, { hostedId, limit, window, domain }) ?? []) : []));
}

interface OneWindow {
  readonly hostedId: number;
  readonly window: RecentWindow;
}

/** The pack as a whole: the windows of its accounts added up, of those that count the same. */
export function packLimits(ground: Ground, all: Readonly<Record<Grain, readonly (RecentWindow | null)[]>>, thresholds: Thresholds): Sign[] {
  const { pack, settings } = ground;
  const threshold = thresholds.get(0) ?? null;
  const limits = windowLimits({ panel: [], rules: pack.limits, scopes: ['pack'], threshold, ownShare: settings.ownShare, at: ground.at });
  const windows = { hour: together(all.hour), day: together(all.day) };
  return limits.flatMap((limit) => {
    const window = windows[limit.window];
    return nearSign(ground, { hostedId: null, limit, window, apart: window?.apart ?? 0 }) ?? [];
  });
}

interface Near {
  readonly hostedId: number | null;
  readonly limit: WindowLimit;
  readonly window: RecentWindow | null;
  /** Of which domain alone, where it is not all of the account. */
  readonly domain?: string;
  /** How many accounts are not in it, because their figures count something else. */
  readonly apart?: number;
}

function nearSign({ pack, settings }: Ground, { hostedId, limit, window, domain = '', apart = 0 }: Near): Sign | null {
  if (window === null) return null;
  const count = limit.counts === 'failures' ? window.failed : limit.counts === 'recipients' ? (window.recipients ?? window.sent) : window.sent;
  if (count === null) return null;
  const to = limit.window === 'hour' ? window.start + HOUR_MS : endOfDay(window.start, pack.zone);
  const near = nearLimitOf({ count, from: window.start, to, until: Math.min(to, window.readAt) }, limit, settings.levels);
  if (near === null) return null;
  const facts = {
    form: limit.window,
    counts: limit.counts,
    sent: count,
    own: limit.own,
    host: limit.host,
    percent: Math.floor(near.percent),
    reached: near.reached,
    reachedAt: near.reachedAt === null ? null : toIso(near.reachedAt),
    from: toIso(window.start),
    to: toIso(Math.min(to, window.readAt)),
    limitFrom: limit.from,
    definition: window.definition,
    ...(limit.window === 'day' ? dayFact(window.start, pack.zone) : {}),
    ...(domain === '' ? {} : { ofDomain: domain }),
    ...(apart === 0 ? {} : { apart }),
  };
  const subject = `${limit.window} ${limit.counts}${domain === '' ? '' : ' domain'}`;
  const sign: Sign = { kind: 'near_limit', hostedId, subject, level: near.level, peak: near.percent, step: near.reached, facts };
  return near.faint ? { ...sign, faint: true } : sign;
}

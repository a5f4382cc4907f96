import type { AlertKind } from '../../contract/alerts.ts';
import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import type { Sign } from './episode.rules.ts';
import { type Failing, failingOf } from './failures.rules.ts';
import { type Busiest, type Recent, type RecentWindow, readBusiest, readRecent } from './figures.repo.ts';
import type { Ground } from './ground.ts';
import { isActive, scopesOf, windowLimits } from './limits.rules.ts';
import { nearLimitOf, type WindowLimit } from './near-limit.rules.ts';
import { RANK } from './spike.rules.ts';
import { readThresholds, type StoredThreshold } from './thresholds.repo.ts';
import { DAY_MS, dayOf, endOfDay, HOUR_MS } from './windows.rules.ts';

/** Signs in what accounts sent lately, and the pack together: near a limit, or failing. */
export async function findInFigures(ground: Ground): Promise<Sign[]> {
  const { db, pack, at } = ground;
  const newest = { hour: at - 2 * HOUR_MS, day: dayOf(at, pack.zone) };
  const recent = await readRecent(db, { packId: pack.packId, h24: at - DAY_MS, ...newest });
  const busiest = {
    hour: await readBusiest(db, { packId: pack.packId, grain: 'hour', from: newest.hour }),
    day: await readBusiest(db, { packId: pack.packId, grain: 'day', from: newest.day }),
  };
  const thresholds = await thresholdsOf(ground);
  const signs: Sign[] = [];
  for (const each of recent) {
    signs.push(...nearLimits(ground, each, thresholds.get(each.hostedId) ?? null));
    signs.push(...domainLimits(ground, { hostedId: each.hostedId, hour: busiest.hour.get(each.hostedId), day: busiest.day.get(each.hostedId) }));
    const failing = failingSign(ground, each);
    if (failing !== null) signs.push(failing);
  }
  return [...signs, ...packLimits(ground, recent, thresholds.get(0) ?? null)];
}

async function thresholdsOf({ db, pack, at }: Ground): Promise<Map<number, StoredThreshold>> {
  const today = dateIn(at, pack.zone);
  const stored = await readThresholds(db, { packId: pack.packId });
  return new Map(stored.filter((each) => isActive(each, today)).map((each) => [each.hostedId, each]));
}

function nearLimits(ground: Ground, recent: Recent, threshold: StoredThreshold | null): Sign[] {
  const { pack, hosted, settings } = ground;
  const account = hosted.get(recent.hostedId);
  if (account === undefined) return [];
  const scopes = scopesOf(account.oneDomain);
  const limits = windowLimits({ panel: account.limits, rules: pack.limits, scopes, threshold, ownShare: settings.ownShare });
  return limits.flatMap((limit) => nearSign(ground, { hostedId: recent.hostedId, limit, window: recent[limit.window] }) ?? []);
}

interface BusiestOf {
  readonly hostedId: number;
  readonly hour: Busiest | undefined;
  readonly day: Busiest | undefined;
}

/** Of an account with several domains, the busiest one is held against what one domain may send. */
function domainLimits(ground: Ground, busiest: BusiestOf): Sign[] {
  const { pack, hosted, settings } = ground;
  const account = hosted.get(busiest.hostedId);
  if (account === undefined || account.oneDomain) return [];
  const limits = windowLimits({ panel: account.limits, rules: pack.limits, scopes: ['domain'], threshold: null, ownShare: settings.ownShare });
  return limits.flatMap((limit) => {
    const most = busiest[limit.window];
    return most === undefined ? [] : (nearSign(ground, { hostedId: busiest.hostedId, limit, window: most.window, domain: most.domain }) ?? []);
  });
}

/** The pack as a whole: the windows of its accounts added up, as long as all of them count the same. */
function packLimits(ground: Ground, recent: readonly Recent[], threshold: StoredThreshold | null): Sign[] {
  const { pack, settings } = ground;
  const limits = windowLimits({ panel: [], rules: pack.limits, scopes: ['pack'], threshold, ownShare: settings.ownShare });
  return limits.flatMap((limit) => nearSign(ground, { hostedId: null, limit, window: together(recent.map((each) => each[limit.window])) }) ?? []);
}

function together(windows: readonly (RecentWindow | null)[]): RecentWindow | null {
  const known = windows.filter((window) => window !== null);
  const start = Math.max(...known.map((window) => window.start));
  const same = known.filter((window) => window.start === start);
  if (same.length === 0) return null;
  const add = (figure: 'sent' | 'delivered' | 'failed' | 'recipients'): number | null =>
    same.some((window) => window[figure] !== null) ? same.reduce((sum, window) => sum + (window[figure] ?? 0), 0) : null;
  const readAt = Math.max(...same.map((window) => window.readAt));
  return { start, readAt, sent: add('sent'), delivered: add('delivered'), failed: add('failed'), recipients: add('recipients') };
}

interface Near {
  readonly hostedId: number | null;
  readonly limit: WindowLimit;
  readonly window: RecentWindow | null;
  /** Of which domain alone, where it is not all of the account. */
  readonly domain?: string;
}

function nearSign({ pack, settings }: Ground, { hostedId, limit, window, domain = '' }: Near): Sign | null {
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
    ...dayFact({ form: limit.window, from: window.start }, pack.zone),
    ...(domain === '' ? {} : { ofDomain: domain }),
  };
  const subject = `${limit.window} ${limit.counts}${domain === '' ? '' : ' domain'}`;
  const sign: Sign = { kind: 'near_limit', hostedId, subject, level: near.level, peak: near.percent, facts };
  return near.faint ? { ...sign, faint: true } : sign;
}

/** Of the last 24 hours where hours are known, else of the day that goes on. */
function failingSign({ settings, pack, at }: Ground, { hostedId, h24, day }: Recent): Sign | null {
  const spans = [
    ...(h24 === null ? [] : [{ outcomes: h24, from: at - DAY_MS, form: 'h24' }]),
    ...(day === null ? [] : [{ outcomes: day, from: day.start, form: 'day' }]),
  ];
  const judged = spans.flatMap((span) => {
    const failing = failingOf(span.outcomes, settings, pack.failureShare);
    return failing === null ? [] : [{ ...span, failing }];
  });
  const [worst] = judged.sort((a, b) => Number(a.failing.faint) - Number(b.failing.faint) || RANK[b.failing.level] - RANK[a.failing.level]);
  if (worst === undefined) return null;
  const facts = {
    form: worst.form,
    ...failureFacts(worst.failing),
    from: toIso(worst.from),
    to: toIso(at),
    hostShare: pack.failureShare,
    ...dayFact(worst, pack.zone),
  };
  const sign: Sign = { kind: 'failures', hostedId, subject: '', level: worst.failing.level, peak: worst.failing.failed, facts };
  return worst.failing.faint ? { ...sign, faint: true } : sign;
}

/** A day is told as its panel counts it, wherever it is read. */
function dayFact({ form, from }: { readonly form: string; readonly from: number }, zone: string) {
  return form === 'day' ? { day: dateIn(from, zone) } : {};
}

function failureFacts({ failed, decided, share, bound }: Failing) {
  const tenths = (part: number): number => Math.round(part * 1000) / 10;
  return { failed, decided, percent: tenths(share), atLeast: Math.floor(bound * 1000) / 10 };
}

/** Kinds that are told from figures: while none are read, nothing is known to have ended. */
export const FIGURE_KINDS: readonly AlertKind[] = ['near_limit', 'spike', 'failures'];

import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { dayNumber, weekday } from '../../shared/days.ts';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import type { Grain } from '../../shared/grain.ts';
import { HOLD_MS, heaviestOf, keyOf, type Sign } from './episode.rules.ts';
import { type Exceptions, readExceptions, spanOf } from './exceptions.ts';
import { type Candidate, readCandidates, readSilence, readWindows, sentWithin, windowKey } from './figures.repo.ts';
import { type AccountWindow, flagKey } from './flagged.repo.ts';
import type { Ground } from './ground.ts';
import { countOf, liesIn, type PastWindow, pastOf } from './past.rules.ts';
import { LEAST_WINDOWS, RISE_DAYS, type Rise, riseIn, type Spike, spikeIn } from './spike.rules.ts';
import { dayOf, endOfDay, overlaps, PAST_DAYS, type Stretch, sameKindBefore } from './windows.rules.ts';

/** How old figures may be when they come and still be news. */
const HOURS_BACK = 48 * HOUR_MS;
const DAYS_BACK = 8 * DAY_MS;

/** What is above the usual, and the windows that are to teach nothing. */
export interface Spikes {
  readonly signs: readonly Sign[];
  readonly flags: readonly AccountWindow[];
}

interface Found {
  readonly sign: Sign;
  readonly windows: readonly AccountWindow[];
}

/** Judges the windows that were read since it was judged last. A burst within an hour is told of the hour, not of its day again. */
export async function findSpikes(ground: Ground): Promise<Spikes> {
  const { db, pack, settings, at, judged } = ground;
  // A clock that was set back tells nothing of what was read since: all of it is looked at.
  const query = { packId: pack.packId, readFrom: judged > at ? 0 : judged, least: settings.above };
  const hours = await readCandidates(db, { ...query, grain: 'hour', from: at - HOURS_BACK });
  const days = await readCandidates(db, { ...query, grain: 'day', from: at - DAYS_BACK });
  if (hours.length === 0 && days.length === 0) return { signs: [], flags: [] };
  const exceptions = await readExceptions(ground);
  const flagged = new Set(exceptions.flagged);
  const found = await judgeWindows(ground, hours, { ...exceptions, flagged });
  for (const { windows } of found) for (const window of windows) flagged.add(flagKey(window));
  found.push(...(await judgeWindows(ground, days.filter(quietHours(flagged, pack.zone)), { ...exceptions, flagged })));
  return { signs: heaviestOf(found.map(({ sign }) => sign)), flags: found.flatMap(({ windows }) => windows) };
}

/** A day of which an hour is flagged has been told of. */
function quietHours(flagged: ReadonlySet<string>, zone: string): (day: Candidate) => boolean {
  // All accounts have the same few days.
  const ends = new Map<number, number>();
  return ({ hostedId, start }) => {
    const end = ends.get(start) ?? endOfDay(start, zone);
    ends.set(start, end);
    for (let hour = start; hour < end; hour += HOUR_MS) if (flagged.has(flagKey({ hostedId, grain: 'hour', start: hour }))) return false;
    return true;
  };
}

async function judgeWindows(ground: Ground, candidates: readonly Candidate[], exceptions: Exceptions): Promise<Found[]> {
  const [first] = candidates;
  if (first === undefined) return [];
  const { db, pack, at } = ground;
  const grain = first.grain;
  const silence = await readSilence(db, { packId: pack.packId, grain, from: at - (PAST_DAYS + 10) * DAY_MS });
  const found: Found[] = [];
  for (const [start, together] of grouped(candidates)) {
    const starts = sameKindBefore(start, grain, pack.zone);
    const windows = await readWindows(db, { hostedIds: together.map(({ hostedId }) => hostedId), grain, starts });
    const onWeekday = weekday(dayNumber(dateIn(start, pack.zone)));
    const before = starts.map((each) => ({ from: each, to: endOf(each, grain, pack.zone), day: grain === 'day' ? each : dayOf(each, pack.zone) }));
    for (const candidate of together) {
      const context = { ground, exceptions, weekday: onWeekday, before, silence, counts: windows.get(candidate.hostedId) ?? NOTHING };
      const sign = await judgeWindow(candidate, context);
      if (sign !== null) found.push(sign);
    }
  }
  return found;
}

function grouped(candidates: readonly Candidate[]): Map<number, Candidate[]> {
  const groups = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const group = groups.get(candidate.start);
    if (group === undefined) groups.set(candidate.start, [candidate]);
    else group.push(candidate);
  }
  return groups;
}

const NOTHING: ReadonlyMap<string, number> = new Map();

interface Context {
  readonly ground: Ground;
  readonly exceptions: Exceptions;
  /** Of the window that is judged: Monday = 1. */
  readonly weekday: number;
  /** Earlier windows of the same kind, and the days they are in. */
  readonly before: readonly (Stretch & { readonly day: number })[];
  readonly silence: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, number>;
}

async function judgeWindow(candidate: Candidate, context: Context): Promise<Found | null> {
  const past = pastWindows(candidate, context);
  if (past.filter(({ count }) => count !== null).length < LEAST_WINDOWS) return null;
  const { ground, exceptions } = context;
  const spike = spikeIn(candidate.sent, pastOf(past, context.weekday), ground.settings);
  const found = spike !== null ? spikeSign(candidate, spike, ground) : riseOf(candidate, past, context);
  if (found === null || (await isAnnounced(candidate, ground, exceptions))) return null;
  const known = exceptions.flagged.has(flagKey(candidate));
  const open = ground.episodes.some((episode) => keyOf(episode) === keyOf(found.sign));
  const gone = endOf(candidate.start, candidate.grain, ground.pack.zone) + HOLD_MS.spike <= ground.at;
  // What was told of before and is over is not told again because it was read again, and keeps nothing open for as long as days are read again.
  return known && (!open || gone) ? null : found;
}

function pastWindows({ hostedId, grain, definition }: Candidate, { ground, exceptions, before, silence, counts }: Context): PastWindow[] {
  const existsSince = ground.hosted.get(hostedId)?.existsSince ?? 0;
  const stretches = [...(exceptions.announced.get(hostedId) ?? []).map(spanOf), ...(exceptions.stopped.get(hostedId) ?? [])];
  const { flagged } = exceptions;
  return before.map((window) => {
    const start = window.from;
    const key = windowKey(start, definition);
    return {
      start,
      count: countOf({ row: counts.get(key), start, silentIsZero: silence.has(key), existsSince }),
      flagged: flagged.size > 0 && (flagged.has(flagKey({ hostedId, grain, start })) || flagged.has(flagKey({ hostedId, grain: 'day', start: window.day }))),
      excepted: stretches.length > 0 && liesIn(window, stretches),
    };
  });
}

function endOf(start: number, grain: Grain, zone: string): number {
  return grain === 'hour' ? start + HOUR_MS : endOfDay(start, zone);
}

function spikeSign({ hostedId, grain, start, sent, complete, readAt, definition }: Candidate, spike: Spike, { pack }: Ground): Found {
  const end = endOf(start, grain, pack.zone);
  const facts = {
    form: grain,
    sent,
    ...usualFacts(spike),
    from: toIso(start),
    to: toIso(complete ? end : Math.min(end, readAt)),
    partial: complete ? 0 : 1,
    ...(grain === 'day' ? { day: dateIn(start, pack.zone) } : {}),
    definition,
  };
  const windows: AccountWindow[] = [{ hostedId, grain, start }];
  if (grain === 'hour') windows.push({ hostedId, grain: 'day', start: dayOf(start, pack.zone) });
  return { sign: { kind: 'spike', hostedId, subject: '', level: spike.level, peak: sent, facts }, windows };
}

function usualFacts({ usual, z, chance }: Spike) {
  return {
    usual: Math.round(usual.median),
    low: Math.round(usual.low),
    high: Math.round(usual.high),
    windows: usual.windows,
    z: Math.round(z * 10) / 10,
    chance,
  };
}

/** A whole week is compared with all days of the weeks before. */
const WEEKEND = 7;

/** Only whole days rise slowly, and only where none of them was told of by itself. */
function riseOf(
  { hostedId, grain, start, sent, complete, definition }: Candidate,
  past: readonly PastWindow[],
  { ground: { settings, pack } }: Context,
): Found | null {
  if (grain !== 'day' || !complete) return null;
  const week = past.slice(-(RISE_DAYS - 1));
  if (week.some(({ count, flagged, excepted }) => count === null || flagged || excepted)) return null;
  const recent = [...week.map(({ count }) => count ?? 0), sent];
  const rise: Rise | null = riseIn(recent, pastOf(past.slice(0, -(RISE_DAYS - 1)), WEEKEND).counts, settings);
  if (rise === null) return null;
  const average = Math.round(rise.average);
  const facts = {
    form: 'rise',
    sent: average,
    ...usualFacts(rise),
    days: rise.days,
    day: dateIn(start, pack.zone),
    from: toIso(start),
    to: toIso(endOf(start, grain, pack.zone)),
    definition,
  };
  return { sign: { kind: 'spike', hostedId, subject: 'rise', level: rise.level, peak: average, facts }, windows: [{ hostedId, grain, start }] };
}

/** True while what was sent since a mailing was announced is no more than was announced. */
async function isAnnounced({ hostedId, grain, start }: Candidate, { db, pack }: Ground, { announced }: Exceptions): Promise<boolean> {
  const window = { from: start, to: endOf(start, grain, pack.zone) };
  for (const announcement of announced.get(hostedId) ?? []) {
    const span = spanOf(announcement);
    if (!overlaps(window, span)) continue;
    if (announcement.messages === null) return true;
    const from = grain === 'hour' ? span.from - HOUR_MS : dayOf(span.from, pack.zone);
    if ((await sentWithin(db, { hostedId, grain, from, to: window.to })) <= announcement.messages) return true;
  }
  return false;
}

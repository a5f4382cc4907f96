import { dateOfDay, dayNumber, weekday } from '../../../shared/days.ts';

/** At most `count` in `seconds`; `even` = spread over them, otherwise they may leave at once as soon as the window begins. */
export interface PaceLimit {
  readonly count: number;
  readonly seconds: number;
  readonly even: boolean;
}

export interface Mailing {
  readonly messages: number;
  /** Day (YYYY-MM-DD) and time (HH:MM) at which it may begin. */
  readonly startsOn: string;
  readonly startsAt: string;
  readonly hours: { readonly from: string; readonly to: string; readonly weekdays: boolean } | null;
}

/** Seconds from the first to the last message, when the last one leaves, and on how many days something does. */
export interface Course {
  readonly seconds: number;
  readonly ends: { readonly on: string; readonly at: string } | null;
  readonly days: number | null;
}

const DAY = 86_400;
const NOTHING_USED: Used = { opened: Number.NEGATIVE_INFINITY, left: 0 };
/** What takes longer is no plan. */
const DAYS_LIMIT = 731;

/** Seconds for so many messages under all limits, each given the time of its rate: 3,000 at 10 a minute are 5 hours. */
export function secondsFor(messages: number, limits: readonly PaceLimit[]): number {
  const each = limits.map(({ count, seconds, even }) => (even ? (messages * seconds) / count : Math.floor((messages - 1) / count) * seconds));
  return Math.ceil(Math.max(0, ...each));
}

/** A stretch of time in which something may leave, in seconds since the midnight before the first day. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How far a limit that is not spread is used up: when its last window opened, and how many may still leave in it. */
interface Used {
  readonly opened: number;
  readonly left: number;
}

/** How many may leave in a stretch at once, before another window opens, and when that is. */
function startOf({ from }: Stretch, { seconds }: PaceLimit, { opened, left }: Used): { readonly kept: number; readonly next: number } {
  return from < opened + seconds ? { kept: left, next: opened + seconds } : { kept: 0, next: from };
}

/** How many leave in a stretch at most. */
function mostIn(stretch: Stretch, limit: PaceLimit, used: Used): number {
  if (limit.even) return Math.floor(((stretch.to - stretch.from) * limit.count) / limit.seconds);
  const { kept, next } = startOf(stretch, limit, used);
  return kept + Math.max(0, Math.ceil((stretch.to - next) / limit.seconds)) * limit.count;
}

/** What so many messages use up of a limit, and when the last of them leaves. */
function after(
  count: number,
  { stretch, limit, used }: { readonly stretch: Stretch; readonly limit: PaceLimit; readonly used: Used },
): Used & { readonly end: number } {
  if (limit.even) return { ...used, end: stretch.from + Math.ceil((count * limit.seconds) / limit.count) };
  const { kept, next } = startOf(stretch, limit, used);
  if (count <= kept) return { opened: used.opened, left: kept - count, end: stretch.from };
  const windows = Math.ceil((count - kept) / limit.count);
  const opened = next + (windows - 1) * limit.seconds;
  return { opened, left: kept + windows * limit.count - count, end: opened };
}

/** The course of a mailing on the clock of the wall: what a limit was used up goes on over midnight and over the hours in which nothing may leave. Null without any limit. */
export function courseOf(mailing: Mailing, limits: readonly PaceLimit[]): Course | null {
  if (limits.length === 0) return null;
  const seconds = secondsFor(mailing.messages, limits);
  let left = mailing.messages;
  let days = 0;
  let used: readonly Used[] = limits.map(() => NOTHING_USED);
  for (const stretch of stretchesOf(mailing)) {
    const count = Math.min(left, ...limits.map((limit, index) => mostIn(stretch, limit, used[index] ?? NOTHING_USED)));
    if (count === 0) continue;
    const sent = limits.map((limit, index) => after(count, { stretch, limit, used: used[index] ?? NOTHING_USED }));
    const end = Math.max(...sent.map((each) => each.end));
    days += mailing.hours === null ? daysOf(end, limits) : 1;
    used = sent;
    left -= count;
    if (left > 0) continue;
    return { seconds, ends: { on: dateOfDay(dayNumber(mailing.startsOn) + Math.floor(end / DAY)), at: clock(end % DAY) }, days };
  }
  return { seconds, ends: null, days: null };
}

/** Days begun until the last one leaves; what is spread is over at midnight, a new window opens then. */
function daysOf(end: number, limits: readonly PaceLimit[]): number {
  return limits.every(({ even }) => even) ? Math.max(1, Math.ceil(end / DAY)) : Math.floor(end / DAY) + 1;
}

/** When something may leave: from the beginning on, or within the hours of each day. */
function* stretchesOf({ startsOn, startsAt, hours }: Mailing): Generator<Stretch> {
  const start = secondsOf(startsAt);
  if (hours === null) {
    yield { from: start, to: DAYS_LIMIT * DAY };
    return;
  }
  const first = dayNumber(startsOn);
  for (let day = 0; day < DAYS_LIMIT; day++) {
    if (hours.weekdays && weekday(first + day) > 5) continue;
    const from = Math.max(day * DAY + secondsOf(hours.from), start);
    const to = day * DAY + secondsOf(hours.to);
    if (from < to) yield { from, to };
  }
}

function secondsOf(time: string): number {
  return Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}`;
}

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
/** What takes longer is no plan. */
const DAYS_LIMIT = 731;

/** Seconds for so many messages under all limits, each given the time of its rate: 3,000 at 10 a minute are 5 hours. */
export function secondsFor(messages: number, limits: readonly PaceLimit[]): number {
  const each = limits.map(({ count, seconds, even }) => (even ? (messages * seconds) / count : Math.floor((messages - 1) / count) * seconds));
  return Math.ceil(Math.max(0, ...each));
}

/** How many leave in so many seconds at most. */
function messagesIn(seconds: number, limits: readonly PaceLimit[]): number {
  const each = limits.map(({ count, seconds: window, even }) => (even ? Math.floor((seconds * count) / window) : Math.ceil(seconds / window) * count));
  return Math.min(Number.POSITIVE_INFINITY, ...each);
}

/** The course of a mailing, day by day, on the clock of the wall. Null without any limit. */
export function courseOf(mailing: Mailing, limits: readonly PaceLimit[]): Course | null {
  if (limits.length === 0) return null;
  const seconds = secondsFor(mailing.messages, limits);
  let left = mailing.messages;
  let days = 0;
  const first = dayNumber(mailing.startsOn);
  for (let day = first; day < first + DAYS_LIMIT; day++) {
    const [from, to] = windowOn(day, mailing, day === first);
    const count = Math.min(left, messagesIn(to - from, limits));
    if (to <= from || count === 0) continue;
    days += 1;
    left -= count;
    if (left > 0) continue;
    const end = Math.min(from + secondsFor(count, limits), to);
    return { seconds, ends: { on: dateOfDay(day + Math.floor(end / DAY)), at: clock(end % DAY) }, days };
  }
  return { seconds, ends: null, days: null };
}

/** Seconds of a day between which something may leave. */
function windowOn(day: number, { startsAt, hours }: Mailing, isFirst: boolean): readonly [number, number] {
  if (hours?.weekdays === true && weekday(day) > 5) return [0, 0];
  const from = hours === null ? 0 : secondsOf(hours.from);
  return [isFirst ? Math.max(from, secondsOf(startsAt)) : from, hours === null ? DAY : secondsOf(hours.to)];
}

function secondsOf(time: string): number {
  return Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}`;
}

import type { Period } from '../../contract/reminders.ts';
import { addMonths, dayInMonth, partsOfDay } from '../../shared/days.ts';

/** When somebody is due. Days are numbers (`dayNumber`). */
export interface Duty {
  /** Day of the last proof or reminder; every duty is later. */
  readonly anchor: number;
  readonly period: Period;
  /** Last day on which a date of the year is passed over after an acknowledgement; null = none. Other periods begin anew with the acknowledgement anyway. */
  readonly restUntil: number | null;
}

const DAYS_OF = { months: 31, weeks: 7 } as const;

/** No duty is further from the one before it than so many days. */
export function longest(period: Period): number {
  if (period.every === 'never') return Number.POSITIVE_INFINITY;
  return period.every === 'dates' ? 366 : DAYS_OF[period.every] * period.count;
}

/** The first day of duty later than `after`, which is the anchor or later; null = never. */
export function nextDuty(duty: Duty, after: number): number | null {
  const { period, anchor } = duty;
  if (period.every === 'never') return null;
  if (period.every === 'dates') return nextDate(period.dates, restedSince(duty, after));
  return step(duty.anchor, period, passed(anchor, period, after) + 1);
}

/** The last day of duty that is not later than `day`; null when there was none since the anchor. */
export function latestDuty(duty: Duty, day: number): number | null {
  const { period, anchor } = duty;
  if (period.every === 'never' || day <= anchor) return null;
  if (period.every === 'dates') {
    const latest = previousDate(period.dates, day);
    return latest > restedSince(duty, anchor) ? latest : null;
  }
  const count = passed(anchor, period, day);
  return count === 0 ? null : step(anchor, period, count);
}

/** The date of the year that is passed over because the client acknowledged lately; null without one. */
export function restedDate({ period, anchor, restUntil }: Duty): number | null {
  if (period.every !== 'dates' || restUntil === null) return null;
  const next = nextDate(period.dates, anchor);
  return next <= restUntil ? next : null;
}

type Regular = Extract<Period, { readonly count: number }>;

/** Months are counted from the anchor, never from the duty before: after 28 February the 31st is the 31st again. */
function step(anchor: number, period: Regular, times: number): number {
  return period.every === 'weeks' ? anchor + 7 * period.count * times : addMonths(anchor, period.count * times);
}

/** How many days of duty there were since the anchor, `day` included. */
function passed(anchor: number, period: Regular, day: number): number {
  if (period.every === 'weeks') return Math.floor((day - anchor) / (7 * period.count));
  const from = partsOfDay(anchor);
  const to = partsOfDay(day);
  const times = Math.floor(((to.year - from.year) * 12 + to.month - from.month) / period.count);
  return step(anchor, period, times) > day ? times - 1 : times;
}

function restedSince({ restUntil }: Duty, day: number): number {
  return Math.max(day, restUntil ?? day);
}

/** 29 February, and what no month has, is the last day of its month. */
function dateIn(year: number, date: string): number {
  return dayInMonth(year, Number(date.slice(0, 2)) - 1, Number(date.slice(3)));
}

function nextDate(dates: readonly string[], after: number): number {
  const { year } = partsOfDay(after);
  return Math.min(...dates.flatMap((date) => [dateIn(year, date), dateIn(year + 1, date)]).filter((day) => day > after));
}

function previousDate(dates: readonly string[], day: number): number {
  const { year } = partsOfDay(day);
  return Math.max(...dates.flatMap((date) => [dateIn(year - 1, date), dateIn(year, date)]).filter((each) => each <= day));
}

import { addDays, dateIn, dateTimeIn, instantIn, startOfDay } from '../../shared/calendar.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import type { Grain } from '../../shared/grain.ts';

/** What is usual is learned from so many days. */
export const PAST_DAYS = 28;

/** Windows of the same kind before one, oldest first: the same hour of each of the last 28 days as clocks showed it, or those days. Epoch milliseconds. */
export function sameKindBefore(start: number, grain: Grain, zone: string): number[] {
  const day = dateIn(start, zone);
  const time = `${dateTimeIn(start, zone).slice(-5)}:00`;
  return Array.from({ length: PAST_DAYS }, (_, index) => {
    const earlier = addDays(day, index - PAST_DAYS);
    const midnight = startOfDay(earlier, zone);
    return grain === 'day' ? midnight : midnight + wholeHours(instantIn(earlier, time, zone) - midnight);
  });
}

/** Hours are cut from midnight on, whatever the clocks do in between. */
function wholeHours(sinceMidnight: number): number {
  return Math.floor(sinceMidnight / HOUR_MS) * HOUR_MS;
}

/** Midnight of the day an instant is in. */
export function dayOf(at: number, zone: string): number {
  return startOfDay(dateIn(at, zone), zone);
}

/** Midnight after that. */
export function endOfDay(midnight: number, zone: string): number {
  return startOfDay(addDays(dateIn(midnight, zone), 1), zone);
}

/** A span of time; `to` is not in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function overlaps(a: Stretch, b: Stretch): boolean {
  return a.from < b.to && b.from < a.to;
}

/** A day is told as its panel counts it, wherever it is read. */
export function dayFact(midnight: number, zone: string): { readonly day: string } {
  return { day: dateIn(midnight, zone) };
}

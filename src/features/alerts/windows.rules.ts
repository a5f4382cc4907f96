import { addDays, dateIn, instantIn, startOfDay } from '../../shared/calendar.ts';

export type Grain = 'hour' | 'day';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** How the grains are written in the tables: seconds. */
export const GRAIN_S: Readonly<Record<Grain, number>> = { hour: 3600, day: 86_400 };
/** What is usual is learned from so many days. */
export const PAST_DAYS = 28;

/** Windows of the same kind before one, oldest first: the same hour of each of the last 28 days as clocks showed it, or those days. Epoch milliseconds. */
export function sameKindBefore(start: number, grain: Grain, zone: string): number[] {
  const day = dateIn(start, zone);
  const midnight = startOfDay(day, zone);
  const time = clockTime(start - midnight);
  return Array.from({ length: PAST_DAYS }, (_, index) => {
    const earlier = addDays(day, index - PAST_DAYS);
    return grain === 'day' ? startOfDay(earlier, zone) : instantIn(earlier, time, zone);
  });
}

function clockTime(sinceMidnight: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  // On the day the clocks go back there is a 24th hour.
  const minutes = Math.min(Math.floor(sinceMidnight / 60_000), 23 * 60 + 59);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
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

import { MINUTE_MS } from './durations.ts';

/** Clocks of two machines differ by some minutes. */
const APART_MS = 15 * MINUTE_MS;

/** True where a log tells of a time that had not come yet when it was read: a clock is wrong, or the zone or the year it was read in. ISO instants; null = no line has a time. */
export function isAhead(to: string | null, readAt: string): boolean {
  return to !== null && Date.parse(to) - Date.parse(readAt) > APART_MS;
}

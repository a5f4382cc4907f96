import { instantIn } from '../shared/calendar.ts';

/** The instant at which clocks in `zone` show a date (YYYY-MM-DD) and a time; null = there is no such date, or no such zone. */
export function localTime(date: string | undefined, time: string | undefined, zone: string): number | null {
  if (date === undefined || time === undefined) return null;
  try {
    return instantIn(date, time, zone);
  } catch {
    // A RangeError: the 31st of February.
    return null;
  }
}

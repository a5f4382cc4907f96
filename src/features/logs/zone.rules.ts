import { dateTimeIn } from '../../shared/calendar.ts';
import { HOUR_MS, HOUR_S } from '../../shared/durations.ts';

/** Seconds after the full hour of UTC at which hours begin in a zone, at an instant (epoch seconds): 1800 in India. */
export function hourOffset(zone: string, at: number): number {
  const minutes = Number(dateTimeIn(Math.floor(at / HOUR_S) * HOUR_MS, zone).slice(-2));
  return ((60 - minutes) % 60) * 60;
}

import { HOUR_MS } from '../../../src/shared/durations.ts';

export const SNOOZES = ['hour', 'tomorrow', 'week'] as const;
export type Snooze = (typeof SNOOZES)[number];

/** When work begins again after a night. */
const MORNING = 8;

/** The instant a snooze ends: in an hour, tomorrow morning, or in a week in the morning, on the clock of this machine. */
export function endOf(snooze: Snooze, now: Date): string {
  if (snooze === 'hour') return new Date(now.getTime() + HOUR_MS).toISOString();
  return morningOf(now.getFullYear(), now.getMonth(), now.getDate() + (snooze === 'tomorrow' ? 1 : 7));
}

/** The morning of a day YYYY-MM-DD. */
export function endOn(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return morningOf(year, month - 1, date);
}

function morningOf(year: number, month: number, day: number): string {
  return new Date(year, month, day, MORNING).toISOString();
}

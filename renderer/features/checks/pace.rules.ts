/** When a day of work begins. */
export const MORNING = '09:00';

const two = (value: number): string => String(value).padStart(2, '0');

/** The day (YYYY-MM-DD) on the clock of this computer. */
export function dayOf(now: Date): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The time (HH:MM) from which something may leave on a day: today not before now. */
export function beginOf(day: string, now: Date): string {
  const time = `${two(now.getHours())}:${two(now.getMinutes())}`;
  return day === dayOf(now) && time > MORNING ? time : MORNING;
}

/**
 * Calendar dates as numbers of days since 1970-01-01, for arithmetic over very many of them. Equal to that of Temporal in the years 1000 to 9999, which is tested.
 */
import { DAY_MS } from './durations.ts';

/** The number of a date (YYYY-MM-DD). */
export function dayNumber(date: string): number {
  return Date.parse(date) / DAY_MS;
}

const dates = new Map<number, string>();

/** The date (YYYY-MM-DD) of a number. Written once: plans for very many clients name the same few hundred days. */
export function dateOfDay(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

/** ISO day of the week: Monday = 1, Sunday = 7. */
export function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Year and month (January = 0) of a day, and its day of the month. */
export function partsOfDay(day: number): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), dayOfMonth: date.getUTCDate() };
}

/** A day of a month (January = 0; months beyond a year run on into the next), or the last of a month that is too short for it. */
export function dayInMonth(year: number, month: number, dayOfMonth: number): number {
  return Math.min(Date.UTC(year, month, dayOfMonth), Date.UTC(year, month + 1, 0)) / DAY_MS;
}

/** The same day so many months later; the last day of a month that is too short for it. */
export function addMonths(day: number, months: number): number {
  const { year, month, dayOfMonth } = partsOfDay(day);
  return dayInMonth(year, month + months, dayOfMonth);
}

import type { CalendarDay } from '../../../src/contract/reminder-runs.ts';

/** Mails of a day. */
export function loadOf({ reminders, notices }: Pick<CalendarDay, 'reminders' | 'notices'>): number {
  return reminders + notices;
}

/** A limit further above the highest day than this many times would make every bar too small to see. */
const FAR = 4;

/** How many mails the full height of the chart stands for: the highest day and, where it is not far above, the limit, with some air. */
export function scaleOf(days: readonly CalendarDay[]): number {
  const highest = Math.max(1, ...days.map(loadOf));
  const limits = days.flatMap(({ capacity }) => (capacity === null || capacity > FAR * highest ? [] : [capacity]));
  return Math.max(highest, ...limits) * 1.1;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };

/** The day a key leads to: arrows a day or a week on, Home and End to the ends; undefined for other keys. */
export function dayAfterKey(key: string, at: number, last: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const step = STEPS[key];
  return step === undefined ? undefined : Math.max(0, Math.min(last, at + step));
}

/** How many days in a row belong to one month, by the first of them. */
export function monthsOf(days: readonly Pick<CalendarDay, 'on'>[]): { readonly first: string; readonly count: number }[] {
  const starts = days.filter(({ on }, index) => index === 0 || on.endsWith('-01'));
  return starts.map(({ on }) => ({ first: on, count: days.filter((day) => day.on.startsWith(on.slice(0, 7))).length }));
}

/** Day of the ISO week, Monday = 1. */
export function weekdayOf(on: string): number {
  return new Date(`${on}T00:00:00Z`).getUTCDay() || 7;
}

/** The calendar date so many days later. */
export function daysLater(on: string, days: number): string {
  const date = new Date(`${on}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The calendar date it is on this computer. */
export function dayHere(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

import type { Period } from '../../../src/contract/reminders.ts';

/** A period while it is filled in: every kind keeps what was typed for it. */
export interface PeriodForm {
  readonly every: Period['every'];
  /** Null = empty. */
  readonly months: number | null;
  readonly weeks: number | null;
  /** MM-DD, in the order of the year. */
  readonly dates: readonly string[];
}

/** A form that shows `period`; the other kinds begin with what is usual. */
export function formOf(period: Period): PeriodForm {
  return {
    every: period.every,
    months: period.every === 'months' ? period.count : 6,
    weeks: period.every === 'weeks' ? period.count : 26,
    dates: period.every === 'dates' ? [...period.dates].sort() : [],
  };
}

/** So many months or weeks a period has at most: five years. */
export const MOST = { months: 60, weeks: 260 } as const;

/** Whether a period may have so many months or weeks. */
export function isCount(every: 'months' | 'weeks', count: number | null): count is number {
  return count !== null && Number.isInteger(count) && count >= 1 && count <= MOST[every];
}

/** The period a form means; undefined while its number is missing or out of range, or it has no day of the year. */
export function periodOf({ every, months, weeks, dates }: PeriodForm): Period | undefined {
  switch (every) {
    case 'months':
      return isCount(every, months) ? { every, count: months } : undefined;
    case 'weeks':
      return isCount(every, weeks) ? { every, count: weeks } : undefined;
    case 'dates':
      return dates.length === 0 ? undefined : { every, dates: [...dates] };
    case 'never':
      return { every };
  }
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month (1…12) has at most: February has 29. */
export function daysIn(month: number): number {
  return LONGEST[month - 1] ?? 31;
}

/** MM-DD of a month and a day of it; a day the month does not have becomes its last. */
export function monthDay(month: number, day: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(month)}-${two(Math.min(day, daysIn(month)))}`;
}

/** As `Period` of the contract. */
type Period =
  | { readonly every: 'months'; readonly count: number }
  | { readonly every: 'weeks'; readonly count: number }
  | { readonly every: 'dates'; readonly dates: readonly string[] }
  | { readonly every: 'never' };

const DAYS_A_MONTH = 365.25 / 12;

/** Whether reminders at that period are what "every so many months" says: months exactly, weeks and dates of the year to the nearest month. */
export function keepsPromise(period: Period, months: number): boolean {
  if (period.every === 'never') return false;
  if (period.every === 'months') return period.count === months;
  return Math.round(period.every === 'weeks' ? (period.count * 7) / DAYS_A_MONTH : 12 / period.dates.length) === months;
}

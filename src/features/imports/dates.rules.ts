/** In which order a column writes its dates: day first unless some value proves the American order. */
export type DateOrder = 'day_first' | 'month_first' | 'mixed';

const NUMERIC = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[ T,].*)?$/;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$/;

/** The order all values of a column allow, which come one by one; `mixed` when values contradict each other. */
export class DateOrderOf {
  #dayFirst = false;
  #monthFirst = false;

  add(value: string): void {
    const [, first, second] = NUMERIC.exec(value.trim()) ?? [];
    if (first === undefined || second === undefined) return;
    if (Number(first) > 12) this.#dayFirst = true;
    else if (Number(second) > 12) this.#monthFirst = true;
  }

  get order(): DateOrder {
    if (this.#dayFirst && this.#monthFirst) return 'mixed';
    return this.#monthFirst ? 'month_first' : 'day_first';
  }
}

/** The order all values of a column allow. */
export function dateOrder(values: Iterable<string>): DateOrder {
  const found = new DateOrderOf();
  for (const value of values) found.add(value);
  return found.order;
}

/** What databases write where there is no date: `0000-00-00`. */
const NOUGHTS = /^[0\s/.:TZ-]*$/;

/** Whether a cell is written as a date is, also as one that does not exist. */
export function isDated(value: string): boolean {
  const text = value.trim();
  return (ISO.test(text) || NUMERIC.test(text)) && !NOUGHTS.test(text);
}

/** A cell as YYYY-MM-DD, or null when it is no date that exists. */
export function parseDate(value: string, order: DateOrder): string | null {
  const text = value.trim();
  const iso = ISO.exec(text);
  if (iso !== null) return calendarDate(iso[1], iso[2], iso[3]);
  const numeric = NUMERIC.exec(text);
  if (numeric === null) return null;
  const [, first, second, yearText = ''] = numeric;
  const year = yearText.length === 2 ? `20${yearText}` : yearText;
  const american = order === 'month_first' || (order === 'mixed' && Number(second) > 12);
  return american ? calendarDate(year, first, second) : calendarDate(year, second, first);
}

function calendarDate(year = '', month = '', day = ''): string | null {
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  if (monthNumber < 1 || monthNumber > 12 || dayNumber < 1 || dayNumber > daysIn(Number(year), monthNumber)) return null;
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

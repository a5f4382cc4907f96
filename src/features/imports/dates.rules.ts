/** In which order a column writes its dates: day first unless some value proves the American order. */
export type DateOrder = 'day_first' | 'month_first' | 'mixed';

const NUMERIC = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[ T,].*)?$/;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$/;

/** The order all values of a column allow; `mixed` when values contradict each other. */
export function dateOrder(values: Iterable<string>): DateOrder {
  let dayFirst = false;
  let monthFirst = false;
  for (const value of values) {
    const [, first, second] = NUMERIC.exec(value.trim()) ?? [];
    if (first === undefined || second === undefined) continue;
    if (Number(first) > 12) dayFirst = true;
    if (Number(second) > 12 && Number(first) <= 12) monthFirst = true;
  }
  if (dayFirst && monthFirst) return 'mixed';
  return monthFirst ? 'month_first' : 'day_first';
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
  const date = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  // Date.parse rolls 31 February over; the text that comes back tells.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? null : date;
}

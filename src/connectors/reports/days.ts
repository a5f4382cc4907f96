/** Months by how they begin, in English, French and Russian. */
const MONTHS: readonly RegExp[] = [
  /^(jan|janv|янв)/,
  /^(feb|fev|фев)/,
  /^(mar|март?)/,
  /^(apr|avr|апр)/,
  /^(may|mai|ма[йя])/,
  /^(jun|juin|июн)/,
  /^(jul|juil|июл)/,
  /^(aug|aou|авг)/,
  /^(sep|сен)/,
  /^(oct|окт)/,
  /^(nov|ноя)/,
  /^(dec|дек)/,
];

const ISO = /(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g;
const NUMERIC = /(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(20\d\d)(?!\d)/g;
const DAY_FIRST = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er)?\.?[ \u00A0-](\p{L}{3,12})\.?,?[ \u00A0-](20\d\d)(?!\d)/giu;
const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,12})\.?[ \u00A0](\d{1,2})(?:st|nd|rd|th)?,?[ \u00A0](20\d\d)(?!\d)/giu;

/** Calendar days (YYYY-MM-DD) named in a text, each once, in their order. With slashes, a day that could be either of two is none unless `dayFirst`. */
export function daysIn(text: string, dayFirst: boolean): string[] {
  const short = text.slice(0, 5000);
  const found = [
    ...[...short.matchAll(ISO)].map(([, year, month, day]) => dayOf(year, month, day)),
    ...[...short.matchAll(NUMERIC)].map(([, one, mark, other, year]) => numericDay({ one, other, year, dayFirst: dayFirst || mark === '.' })),
    ...[...short.matchAll(DAY_FIRST)].map(([, day, month, year]) => dayOf(year, monthOf(month), day)),
    ...[...short.matchAll(MONTH_FIRST)].map(([, month, day, year]) => dayOf(year, monthOf(month), day)),
  ];
  return [...new Set(found.filter((day) => day !== null))].sort();
}

interface Numeric {
  readonly one: string | undefined;
  readonly other: string | undefined;
  readonly year: string | undefined;
  readonly dayFirst: boolean;
}

function numericDay({ one, other, year, dayFirst }: Numeric): string | null {
  if (Number(one) > 12 || dayFirst || one === other) return dayOf(year, other, one);
  return Number(other) > 12 ? dayOf(year, one, other) : null;
}

function monthOf(word = ''): string | undefined {
  const folded = word
    .normalize('NFD')
    .replace(/[\u0300-\u0305]/g, '')
    .normalize('NFC')
    .toLowerCase();
  const index = MONTHS.findIndex((month) => month.test(folded));
  return index < 0 ? undefined : String(index + 1);
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  // 31 February is rolled over; the text that comes back tells.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? null : date;
}

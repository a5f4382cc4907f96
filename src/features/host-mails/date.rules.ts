import { dateIn, instantIn } from '../../shared/calendar.ts';
import { parseDate } from '../imports/index.ts';

const DAY_MS = 86_400_000;
/** What lies further back is told of, and is not what happened now. */
const OLDEST_DAYS = 60;

const MONTHS: readonly RegExp[] = [
  /^(jan|янв)/i,
  /^(f[eé]v|feb|фев)/i,
  /^(mar|мар)/i,
  /^(apr|avr|апр)/i,
  /^(may|mai|мая|май)/i,
  /^(jun|juin|июн)/i,
  /^(jul|juil|июл)/i,
  /^(aug|ao[uû]t|авг)/i,
  /^(sep|сен)/i,
  /^(oct|окт)/i,
  /^(nov|ноя)/i,
  /^(dec|déc|дек)/i,
];
const TIME = String.raw`(?:[\s,]{1,3}(?:at|à|в)?\s{0,2}(\d{1,2})[:h](\d{2})(?::\d{2})?)?`;
const ISO = new RegExp(String.raw`(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?|${TIME})`, 'gi');
const DAY_FIRST = new RegExp(String.raw`(?<![\d./])(\d{1,2})[./](\d{1,2})[./](20\d\d)${TIME}`, 'gi');
const WORDED = new RegExp(String.raw`(?<![\d.])(\d{1,2})(?:er|st|nd|rd|th)?\s{1,2}(\p{L}{3,9})\.?,?\s{1,2}(20\d\d)(?:\s{0,2}г(?:ода|\.)?)?${TIME}`, 'giu');
const MONTH_FIRST = new RegExp(String.raw`(?<!\p{L})(\p{L}{3,9})\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,\s{1,2}(20\d\d)${TIME}`, 'giu');

export interface DateFrame {
  /** IANA zone of times written without one. */
  readonly zone: string;
  /** Epoch milliseconds: when the mail was written, or when it is read. */
  readonly at: number;
}

/** A moment a text names, and the words that do. */
export interface NamedMoment {
  readonly at: number;
  readonly words: string;
}

interface Parts {
  readonly words: string;
  readonly year: string;
  readonly month: number;
  readonly day: string;
  readonly hour: string | undefined;
  readonly minute: string | undefined;
}

/** The first moment a text names that is neither in the future nor long ago; null = none. Days like 03/04 are read day first; one that could only be read otherwise is left out. */
export function momentIn(text: string, { zone, at }: DateFrame): NamedMoment | null {
  for (const parts of partsIn(text)) {
    const moment = instantOf(parts, zone);
    if (moment !== null && moment <= at + DAY_MS && moment > at - OLDEST_DAYS * DAY_MS) return { at: Math.min(moment, at), words: parts.words };
  }
  return null;
}

/** The day a text begins with, where it lies ahead and not far off; one without a year is the next such day. Null = it begins with none. */
export function dayAheadIn(text: string, { zone, at }: DateFrame): string | null {
  const [year = ''] = dateIn(at, zone).split('-');
  const bare = /^(\d{1,2}(?:er|st|nd|rd|th)?\s{1,2}\p{L}{3,9}|\p{L}{3,9}\s{1,2}\d{1,2}(?:st|nd|rd|th)?)(?![\p{L}\d])/iu.exec(text)?.[0] ?? '';
  const isMonthFirst = /^\p{L}/u.test(bare);
  const written = [text, ...[year, String(Number(year) + 1)].map((each) => (isMonthFirst ? `${bare}, ${each}` : `${bare} ${each}`))];
  for (const one of written) {
    const parts = partsIn(one).find(({ words }) => one.startsWith(words));
    const moment = parts === undefined ? null : instantOf({ ...parts, hour: undefined, minute: undefined }, zone);
    if (moment !== null && moment > at - DAY_MS && moment < at + OLDEST_DAYS * DAY_MS) return dateIn(moment, zone);
  }
  return null;
}

function partsIn(text: string): Parts[] {
  const found: Parts[] = [];
  const add = (
    words: string,
    [year = '', month, day = '']: readonly [string | undefined, number, string | undefined],
    [hour, minute]: readonly (string | undefined)[],
  ) => found.push({ words, year, month, day, hour, minute });
  for (const [words, year, month, day, h1, m1, h2, m2] of text.matchAll(ISO)) add(words, [year, Number(month), day], [h1 ?? h2, m1 ?? m2]);
  for (const [words, day, month, year, ...time] of text.matchAll(DAY_FIRST)) add(words, [year, Number(month), day], time);
  for (const [words, day, month = '', year, ...time] of text.matchAll(WORDED)) add(words, [year, monthOf(month), day], time);
  for (const [words, month = '', day, year, ...time] of text.matchAll(MONTH_FIRST)) add(words, [year, monthOf(month), day], time);
  return found;
}

const monthOf = (name: string): number => MONTHS.findIndex((pattern) => pattern.test(name)) + 1;

function instantOf({ year, month, day, hour, minute }: Parts, zone: string): number | null {
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (parseDate(date, 'day_first') === null) return null;
  const [h, m] = [Number(hour ?? '0'), Number(minute ?? '0')];
  if (h > 23 || m > 59) return null;
  return instantIn(date, `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`, zone);
}

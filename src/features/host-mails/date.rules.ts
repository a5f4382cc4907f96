import { dateIn, instantIn as instantOn } from '../../shared/calendar.ts';
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
  /** They name the zone of their hour as well. */
  readonly isZoned: boolean;
}

interface Parts {
  readonly words: string;
  readonly year: string;
  readonly month: number;
  readonly day: string;
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  /** What stands behind the time: it may name its zone. */
  readonly behind: string;
}

/** The first moment a text names that is neither in the future nor long ago; null = none. Days like 03/04 are read day first; one that could only be read otherwise is left out. */
export function momentIn(text: string, { zone, at }: DateFrame): NamedMoment | null {
  for (const parts of partsIn(text)) {
    const moment = instantOf(parts, zone);
    if (moment !== null && moment <= at + DAY_MS && moment > at - OLDEST_DAYS * DAY_MS)
      return { at: Math.min(moment, at), words: parts.words, isZoned: namesZone(parts) };
  }
  return null;
}

/** The first moment a text names, whenever that is, such as the date in the head of a mail; null = it names none. */
export function anyMomentIn(text: string, zone: string): number | null {
  for (const parts of partsIn(text)) {
    const moment = instantOf(parts, zone);
    if (moment !== null) return moment;
  }
  return null;
}

/** The day a text begins with, where it lies ahead and not far off; one without a year is the next such day. Null = it begins with none. */
export function dayAheadIn(text: string, { zone, at }: DateFrame): string | null {
  const [year = ''] = dateIn(at, zone).split('-');
  const bare =
    /^(\d{1,2}(?:er|st|nd|rd|th)?\s{1,2}\p{L}{3,9}|\p{L}{3,9}\s{1,2}\d{1,2}(?:st|nd|rd|th)?)(?![\p{L}\d])(?!,?\s{1,2}20\d\d)/iu.exec(text)?.[0] ?? '';
  const isMonthFirst = /^\p{L}/u.test(bare);
  const written = [text, ...[year, String(Number(year) + 1)].map((each) => (isMonthFirst ? `${bare}, ${each}` : `${bare} ${each}`))];
  for (const one of written) {
    const parts = partsIn(one).find(({ words }) => one.startsWith(words));
    const moment = parts === undefined ? null : instantOf({ ...parts, hour: undefined, minute: undefined }, zone);
    if (moment !== null && moment > at - DAY_MS && moment < at + OLDEST_DAYS * DAY_MS) return dateIn(moment, zone);
  }
  return null;
}

/** Half of the day that an hour is of: "a.m.", "PM". */
const HALF = /^\s?([ap])\.?m\b\.?/i;

/** An hour of 24: of twelve where `half` is the letter of one of them ("a", "p"), and as it is where that is empty. */
export function hourOf(hour: string, half: string): string {
  if (half === '') return hour;
  return String((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0));
}

function partsIn(text: string): Parts[] {
  const found: Parts[] = [];
  const add = (
    { 0: words, index }: RegExpExecArray,
    [year = '', month, day = '']: readonly [string | undefined, number, string | undefined],
    [hour, minute]: readonly (string | undefined)[],
  ) => {
    const behind = text.slice(index + words.length, index + words.length + 20);
    const [half = '', letter = ''] = HALF.exec(behind) ?? [];
    found.push({ words, year, month, day, hour: hour === undefined ? hour : hourOf(hour, letter), minute, behind: behind.slice(half.length) });
  };
  for (const match of text.matchAll(ISO)) {
    const [, year, month, day, h1, m1, h2, m2] = match;
    add(match, [year, Number(month), day], [h1 ?? h2, m1 ?? m2]);
  }
  for (const match of text.matchAll(DAY_FIRST)) {
    const [, day, month, year, ...time] = match;
    add(match, [year, Number(month), day], time);
  }
  for (const match of text.matchAll(WORDED)) {
    const [, day, month = '', year, ...time] = match;
    add(match, [year, monthOf(month), day], time);
  }
  for (const match of text.matchAll(MONTH_FIRST)) {
    const [, month = '', day, year, ...time] = match;
    add(match, [year, monthOf(month), day], time);
  }
  return found;
}

const monthOf = (name: string): number => MONTHS.findIndex((pattern) => pattern.test(name)) + 1;

/** Hours before UTC by the short names that mean one zone only. Moscow keeps its time all the year. */
const ZONES: Readonly<Record<string, number>> = { Z: 0, UTC: 0, GMT: 0, WET: 0, WEST: 1, CET: 1, CEST: 2, EET: 2, EEST: 3, MSK: 3, МСК: 3, EST: -5, EDT: -4 };
const ZONE = /^(?:\.\d{1,6})?\s?\(?(?:(Z|UTC|GMT|[CEW]ET|[A-Z]{1,3}[SD]T|MSK|МСК)(?!\p{L})\s?)?(?:([+-])(\d{1,2}):?(\d{2})?(?!\d))?/u;

/** Minutes that the clock a time is written by is ahead of UTC; undefined = it names no zone, null = one that is not understood. */
function offsetOf({ words, behind }: Pick<Parts, 'words' | 'behind'>): number | null | undefined {
  const [, name, sign, hours, minutes = '0'] = ZONE.exec(behind) ?? [];
  // "10:00-12:00" is a span.
  if (sign === '-' && name === undefined && behind.startsWith('-') && !words.includes('T')) return undefined;
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  if (name === undefined) return undefined;
  const known = ZONES[name];
  return known === undefined ? null : known * 60;
}

/** An hour that names its zone is read by nobody's clock. */
export const namesZone = (parts: Pick<Parts, 'words' | 'behind' | 'hour'>): boolean => parts.hour !== undefined && typeof offsetOf(parts) === 'number';

function instantOf({ year, month, day, ...parts }: Parts, zone: string): number | null {
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseDate(date, 'day_first') === null ? null : instantIn({ ...parts, day: date }, zone);
}

/** A day (YYYY-MM-DD) with an hour, as an instant: by the zone named behind it, else by the one given. Null = there is no such hour. */
export function instantIn(parts: Omit<Parts, 'year' | 'month'>, zone: string): number | null {
  const { day: date, hour, minute } = parts;
  const [h, m] = [Number(hour ?? '0'), Number(minute ?? '0')];
  if (h > 23 || m > 59) return null;
  const offset = hour === undefined ? undefined : offsetOf(parts);
  // By a clock nobody here knows only the day is certain, and that nearly.
  if (offset === null) return instantOn(date, '00:00', zone);
  const time = `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
  return offset === undefined ? instantOn(date, time, zone) : instantOn(date, time, 'UTC') - offset * 60_000;
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayNumber } from '../../src/shared/days.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { localeOf } from '../../src/shared/language.ts';
import { useZone, ZONE_HERE } from './zone.ts';

const RELATIVE_UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Numbers, dates and durations in the way of a language; instants in an IANA zone. */
export function formatsOf(language: string, timeZone = ZONE_HERE) {
  const numbers = new Intl.NumberFormat(language);
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const dates = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' });
  const shortDates = new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  // Swedish dates are those of ISO 8601.
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const dayAt = (at: number) => dayNumber(calendar.format(at));
  const lists = new Intl.ListFormat(language);
  const bytes = new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  const kilobytes = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte' });
  const spoken = spokenIn(language);
  return {
    ...instantsOf(language, timeZone),
    number: (value: number) => numbers.format(value),
    /** 0…100 as a percentage. */
    percent: (value: number) => percents.format(value / 100),
    /** A calendar date YYYY-MM-DD. */
    date: (value: string) => spoken(dates.format(new Date(`${value}T00:00:00Z`))),
    /** A calendar date without its year, for scales: "12 Mar". */
    shortDate: (value: string) => spoken(shortDates.format(new Date(`${value}T00:00:00Z`))),
    list: (values: readonly string[]) => lists.format(values),
    megabytes: (size: number) => bytes.format(size / 1_000_000),
    /** Bytes as "23 kB", "1.4 MB"; never 0 for a file that has something in it. */
    fileSize: (size: number) => (size < 1_000_000 ? kilobytes.format(Math.ceil(size / 1_000)) : bytes.format(size / 1_000_000)),
    /** "5 minutes ago", "in 2 hours", as seen from `now` (epoch milliseconds). */
    relative: (value: string, now: number) => {
      const seconds = (Date.parse(value) - now) / 1_000;
      const [unit, size] = RELATIVE_UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
      // "Tomorrow" is the next day of the calendar, not what is a day ahead.
      const count = unit === 'day' ? dayAt(Date.parse(value)) - dayAt(now) : Math.trunc(seconds / size);
      return relative.format(count, unit);
    },
    /** Seconds as "3 min", "1 h 20 min". */
    duration: (seconds: number) => duration(language, Math.max(0, Math.round(seconds))),
  };
}

/** How instants are told in a zone. */
function instantsOf(language: string, timeZone: string) {
  const moments = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const clock = new Intl.DateTimeFormat(localeOf(language), { hour: 'numeric', minute: '2-digit', timeZone });
  const days = new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'short', timeZone });
  const wholeDays = new Intl.DateTimeFormat(localeOf(language), { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone });
  const spans = new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', timeZone });
  const midnights = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  const offsets = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset', timeZone });
  const spoken = spokenIn(language);
  return {
    dateTime: (value: string) => spoken(moments.format(new Date(value))),
    /** The time of day of an instant: "14:00". */
    time: (value: string) => clock.format(new Date(value)),
    /** The day of an instant, without its year: "12 Mar". */
    dayOf: (value: string) => spoken(days.format(new Date(value))),
    /** A window of time: "12 Mar, 14:00 – 15:00"; one from midnight to midnight is called by its day. */
    span: (from: string, to: string) => {
      const [start, end] = [new Date(from), new Date(to)];
      const isDay = [start, end].every((at) => midnights.format(at) === '00:00') && Math.round((end.getTime() - start.getTime()) / DAY_MS) === 1;
      return spoken(isDay ? wholeDays.format(start) : spans.formatRange(start, end));
    },
    /** The zone that times are told in, with its distance at an instant: "Europe/Paris, UTC+1". */
    zoneAt: (value: string) => {
      const offset = (offsets.formatToParts(new Date(value)).find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
      // The clock of a mail has no other name than its distance.
      if (/^[+-]/.test(timeZone)) return offset;
      return timeZone === 'UTC' ? timeZone : `${timeZone.replaceAll('_', ' ')}, ${offset}`;
    },
  };
}

function spokenIn(language: string): (words: string) => string {
  return language === 'fr' ? firstInFrench : (words) => words;
}

/** French says "1er mars". */
function firstInFrench(words: string): string {
  return words.replace(/\b1 (?=\p{L})/gu, '1er ');
}

/** The formats of the language of the screens, in the zone that this part of them tells times in. */
export function useFormat() {
  const { i18n } = useTranslation();
  const zone = useZone();
  return useMemo(() => formatsOf(i18n.language, zone), [i18n.language, zone]);
}

function duration(language: string, seconds: number): string {
  const unit = (value: number, name: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  if (seconds < 60) return unit(seconds, 'second');
  const inMinutes = Math.round(seconds / 60);
  const [hours, minutes] = [Math.floor(inMinutes / 60), inMinutes % 60];
  if (hours === 0) return unit(minutes, 'minute');
  return minutes === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes, 'minute')}`;
}

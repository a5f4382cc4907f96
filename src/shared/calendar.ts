import { Temporal } from 'temporal-polyfill';
import { type Language, LOCALES } from './language.ts';

/** The calendar date (YYYY-MM-DD) it is in `timeZone` at an instant. */
export function dateIn(epochMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** A calendar date in words: "21 November 2026", "21 novembre 2026", "21 ноября 2026 г.". */
export function longDate(date: string, language: Language): string {
  return Temporal.PlainDate.from(date).toLocaleString(LOCALES[language], { dateStyle: 'long' });
}

/** An instant in words, in `timeZone`: "24 November 2026 at 05:00". */
export function longMoment(epochMs: number, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(epochMs);
}

/** How a text names a zone, with its distance from UTC at an instant: "Europe/Paris, UTC+1"; "UTC" for that itself. */
export function zoneName(epochMs: number, timeZone: string): string {
  const { offset } = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);
  const ahead =
    offset === '+00:00'
      ? ''
      : offset
          .replace(/^([+-])0/, '$1')
          .replace(/:00$/, '')
          .replace('-', '−');
  return /^(?:Etc\/)?UTC$/.test(timeZone) ? 'UTC' : `${timeZone.replaceAll('_', ' ')}, UTC${ahead}`;
}

/** An instant in words for readers whose clocks may show another hour: "24 November 2026 at 05:00 (Europe/Paris, UTC+1)". */
export function clockMoment(epochMs: number, language: Language, timeZone: string): string {
  return `${longMoment(epochMs, language, timeZone)} (${zoneName(epochMs, timeZone)})`;
}

/** By which clocks a moment was told: the host's, and the one here that a form was filled in by. */
interface Clocks {
  readonly clock: string;
  readonly zone: string;
}

/** The zone in which an instant is only a day, kept as its beginning; null = it has an hour. */
export function zoneOfDay(epochMs: number, { clock, zone }: Clocks): string | null {
  return [clock, zone].find((each) => epochMs === startOfDay(dateIn(epochMs, each), each)) ?? null;
}

/** The clocks of two zones show the same hour at an instant. */
export function showSame(epochMs: number, one: string, other: string): boolean {
  return dateTimeIn(epochMs, one) === dateTimeIn(epochMs, other);
}

/** A moment somebody named, in words, by the host's clock: no hour is printed where only a day was named. */
export function namedMoment(epochMs: number, language: Language, clocks: Clocks): string {
  const onDay = zoneOfDay(epochMs, clocks);
  return onDay === null ? clockMoment(epochMs, language, clocks.clock) : longDate(dateIn(epochMs, onDay), language);
}

/** Whole days from one calendar date to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

/** The instant at which a calendar date begins in `timeZone`: midnight, or the first moment after it where the clocks skip midnight. */
export function startOfDay(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The calendar date so many days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The calendar date so many months later (earlier when negative); the last day of a month that has no such day. */
export function addMonths(date: string, months: number): string {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** Date and time of an instant in `timeZone`, as every spreadsheet reads it: "2026-03-12 09:15". */
export function dateTimeIn(epochMs: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** The instant at which clocks in `timeZone` show that date and time ("14:03:00"); the earlier one where they show it twice. */
export function instantIn(date: string, time: string, timeZone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}

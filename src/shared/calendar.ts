import { Temporal } from 'temporal-polyfill';
import type { Language } from './language.ts';

/** English dates are written day first, as most readers of English outside America write them. */
const LOCALES = { en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU' } as const satisfies Record<Language, string>;

/** The calendar date (YYYY-MM-DD) it is in `timeZone` at an instant. */
export function dateIn(epochMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** A calendar date in words: "21 November 2026", "21 novembre 2026", "21 ноября 2026 г.". */
export function longDate(date: string, language: Language): string {
  return Temporal.PlainDate.from(date).toLocaleString(LOCALES[language], { dateStyle: 'long' });
}

/** Whole days from one calendar date to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

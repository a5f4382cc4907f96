import { localeOf } from './language.ts';

/** Days and times in words of a language. Days are YYYY-MM-DD; the year is left out of those in `thisYear`. */
export function dayWords(language: string, thisYear: number) {
  const locale = localeOf(language);
  const formats = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const full = formats({ weekday: 'long', day: 'numeric', month: 'long' });
  const fullOfYear = formats({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const short = formats({ day: 'numeric', month: 'short', year: 'numeric' });
  const yearly = formats({ day: 'numeric', month: 'long' });
  const month = formats({ month: 'long', year: 'numeric' });
  const monthName = formats({ month: 'long' });
  const weekday = { long: formats({ weekday: 'long' }), short: formats({ weekday: 'short' }) };
  // French says "1er mars"; the Russian "г." after a year would stand before the full stop of a sentence.
  const spoken = (words: string) => {
    if (language === 'fr') return words.replace(/\b1 (?=\p{L})/u, '1er ');
    return language === 'ru' ? words.replace(/\sг[.]$/, '') : words;
  };
  return {
    /** "Tuesday 24 November", with the year when it is another one. */
    full: (day: string) => spoken((day.startsWith(`${thisYear}-`) ? full : fullOfYear).format(midnight(day))),
    /** "24 Nov 2026". */
    short: (day: string) => spoken(short.format(midnight(day))),
    /** "1 March" of MM-DD. */
    yearly: (date: string) => spoken(yearly.format(midnight(`2024-${date}`))),
    /** "November 2026" of a day. */
    month: (day: string) => month.format(midnight(day)),
    /** "November" of 1…12. */
    monthName: (number: number) => monthName.format(new Date(Date.UTC(2024, number - 1, 1))),
    /** "Tuesday" of a day of the ISO week, Monday = 1. */
    weekday: (number: number, form: 'long' | 'short') => weekday[form].format(new Date(Date.UTC(2024, 0, number))),
    /** Day and time of day of an instant on the clocks of `timeZone`. */
    dayAndTime: (at: string, timeZone: string) => ({
      on: spoken(new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(new Date(at))),
      time: new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(new Date(at)),
    }),
    /** Date and time of an instant on the clocks of `timeZone`. */
    moment: (at: string, timeZone: string) =>
      spoken(new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at))),
  };
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

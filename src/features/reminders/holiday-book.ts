import type { ReminderSettings } from '../../contract/reminders.ts';
import type { Holidays } from '../../ports/holidays.ts';

/** Says what is celebrated on a day: the name of a public holiday of the countries chosen, '' for a day of one's own, null for nothing. */
export function holidayBook(port: Holidays, { countries, own }: ReminderSettings['holidays']): (day: string) => string | null {
  const years = new Map<number, ReadonlyMap<string, string>>();
  const chosen = new Set(own);
  const ofYear = (year: number): ReadonlyMap<string, string> => {
    const known = years.get(year);
    if (known !== undefined) return known;
    // Of two countries, the one named first gives the name.
    const days = new Map(countries.toReversed().flatMap((country) => port.of(country, year).map(({ on, name }) => [on, name] as const)));
    years.set(year, days);
    return days;
  };
  return (day) => ofYear(Number(day.slice(0, 4))).get(day) ?? (chosen.has(day) ? '' : null);
}

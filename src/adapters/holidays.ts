import Calendar from 'date-holidays';
import type { Holidays } from '../ports/holidays.ts';

/** Public holidays from the tables of `date-holidays`; a calendar of a country is built once. */
export function createHolidays(): Holidays {
  const calendars = new Map<string, Calendar>();
  const names = new Calendar().getCountries('en');
  const calendarOf = (country: string): Calendar => {
    const calendar = calendars.get(country) ?? new Calendar(country);
    calendars.set(country, calendar);
    return calendar;
  };
  return {
    countries: () => Object.entries(names).map(([code, name]) => ({ code, name })),
    of: (country, year) => {
      if (names[country] === undefined) return [];
      const days = calendarOf(country)
        .getHolidays(year)
        .filter(({ type }) => type === 'public')
        .map(({ date, name }) => ({ on: date.slice(0, 10), name }));
      return [...new Map(days.map((day) => [day.on, day])).values()].sort((a, b) => a.on.localeCompare(b.on));
    },
  };
}

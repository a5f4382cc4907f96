import Calendar, { type HolidaysTypes } from 'date-holidays';
import type { Holiday, Holidays } from '../ports/holidays.ts';
import { dateOfDay, dayNumber } from '../shared/days.ts';
import { HOUR_MS } from '../shared/durations.ts';

/** Public holidays of the whole country from the tables of `date-holidays`, with the days that make up for one on a weekend. A calendar of a country is built once. */
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
      const calendar = calendarOf(country);
      // Some begin in the year before.
      const found = [year - 1, year].flatMap((each) => calendar.getHolidays(each)).filter(({ type }) => type === 'public');
      const days = found.flatMap(daysOf).filter(({ on }) => on.startsWith(`${year}-`));
      return [...new Map(days.map((day) => [day.on, day])).values()].sort((a, b) => a.on.localeCompare(b.on));
    },
  };
}

/** One row may stand for several days. What lasts less than a day takes one; what lasts some hours more began in the evening before. A day may have 23 hours. */
function daysOf({ date, start, end, name }: HolidaysTypes.Holiday): Holiday[] {
  const first = dayNumber(date.slice(0, 10));
  const length = Math.max(1, Math.floor(((end.getTime() - start.getTime()) / HOUR_MS + 1) / 24));
  return Array.from({ length }, (_, index) => ({ on: dateOfDay(first + index), name }));
}

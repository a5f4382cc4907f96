import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addMonths, dateOfDay, dayNumber, weekday } from './days.ts';

const EPOCH = Temporal.PlainDate.from('1970-01-01');
const day = fc.integer({ min: dayNumber('1000-01-01'), max: dayNumber('9900-12-31') });

describe('dates as numbers of days', () => {
  it('are the dates, days of the week and months that Temporal gives', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -1000, max: 1000 }), (number, months) => {
        const date = EPOCH.add({ days: number });
        expect(dateOfDay(number)).toBe(date.toString());
        expect(dayNumber(date.toString())).toBe(number);
        expect(weekday(number)).toBe(date.dayOfWeek);
        expect(dateOfDay(addMonths(number, months))).toBe(date.add({ months }).toString());
      }),
      { numRuns: 3000 },
    );
  });
});

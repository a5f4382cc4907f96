import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Period } from '../../contract/reminders.ts';
import { dateOfDay, dayNumber } from '../../shared/days.ts';
import { type Duty, latestDuty, longest, nextDuty, restedDate } from './duty.rules.ts';

const months = (count: number): Period => ({ every: 'months', count });
const dates = (...all: string[]): Period => ({ every: 'dates', dates: all });
const duty = (anchor: string, period: Period, restUntil: string | null = null): Duty => ({
  anchor: dayNumber(anchor),
  period,
  restUntil: restUntil === null ? null : dayNumber(restUntil),
});

function series(of: Duty, length: number): string[] {
  const days: string[] = [];
  for (let at: number | null = nextDuty(of, of.anchor); at !== null && days.length < length; at = nextDuty(of, at)) days.push(dateOfDay(at));
  return days;
}

const period: fc.Arbitrary<Period> = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map(months),
  fc.integer({ min: 1, max: 260 }).map((count): Period => ({ every: 'weeks', count })),
  fc
    .array(
      fc.integer({ min: 0, max: 365 }).map((day) => dateOfDay(dayNumber('2028-01-01') + day).slice(5)),
      { minLength: 1, maxLength: 24 },
    )
    .map((all) => dates(...all)),
);
const someDay = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2100-01-01') });

describe('days of duty', () => {
  it('stay on the 31st, on the last day where a month is shorter', () => {
    expect(series(duty('2026-08-31', months(1)), 7)).toEqual([
      '2026-09-30',
      '2026-10-31',
      '2026-11-30',
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
    ]);
    expect(series(duty('2027-08-31', months(6)), 2)).toEqual(['2028-02-29', '2028-08-31']);
  });

  it('come back to 29 February in leap years', () => {
    expect(series(duty('2028-02-29', months(12)), 4)).toEqual(['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']);
    expect(series(duty('2026-06-01', dates('02-29')), 3)).toEqual(['2027-02-28', '2028-02-29', '2029-02-28']);
    expect(series(duty('2026-06-01', dates('02-28', '02-29')), 4)).toEqual(['2027-02-28', '2028-02-28', '2028-02-29', '2029-02-28']);
  });

  it('count weeks over the turn of the year', () => {
    expect(series(duty('2026-12-24', { every: 'weeks', count: 1 }), 2)).toEqual(['2026-12-31', '2027-01-07']);
  });

  it('are the next of the fixed dates, never the day of the anchor itself', () => {
    expect(series(duty('2026-07-01', dates('07-01', '01-15')), 3)).toEqual(['2027-01-15', '2027-07-01', '2028-01-15']);
  });

  it('pass over dates that follow an acknowledgement closely, its last day included', () => {
    const rested = duty('2026-06-20', dates('07-01', '07-10', '12-01'), '2026-07-10');
    expect(series(rested, 1)).toEqual(['2026-12-01']);
    expect(dateOfDay(restedDate(rested) ?? 0)).toBe('2026-07-01');
    expect(latestDuty(rested, dayNumber('2026-07-31'))).toBeNull();
    expect(restedDate(duty('2026-06-20', dates('07-01'), '2026-06-30'))).toBeNull();
  });

  it('never come without a period', () => {
    expect(nextDuty(duty('2026-07-01', { every: 'never' }), dayNumber('2026-07-01'))).toBeNull();
    expect(latestDuty(duty('2026-07-01', { every: 'never' }), dayNumber('2036-07-01'))).toBeNull();
  });

  it('are those of Temporal, counted from the anchor', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 40 }), (anchor, count, times) => {
        const expected = Temporal.PlainDate.from(dateOfDay(anchor)).add({ months: count * (times + 1) });
        expect(series({ anchor, period: months(count), restUntil: null }, times + 1).at(-1)).toBe(expected.toString());
      }),
      { numRuns: 1000 },
    );
  });

  it('ascend, never further apart than the longest, and are found from either side', () => {
    fc.assert(
      fc.property(someDay, period, fc.integer({ min: 1, max: 4000 }), (anchor, every, later) => {
        const each: Duty = { anchor, period: every, restUntil: null };
        const next = nextDuty(each, anchor + later) ?? 0;
        const latest = latestDuty(each, anchor + later);
        expect(next).toBeGreaterThan(anchor + later);
        expect(next - (latest ?? anchor)).toBeLessThanOrEqual(longest(every));
        expect(latestDuty(each, next)).toBe(next);
        expect(nextDuty(each, latest ?? anchor)).toBe(next);
      }),
      { numRuns: 3000 },
    );
  });
});

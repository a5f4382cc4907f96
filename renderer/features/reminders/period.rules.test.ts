import { describe, expect, it } from 'vitest';
import { formOf, monthDay, periodOf } from './period.rules.ts';

describe('a period as a form', () => {
  it('comes back as it went in', () => {
    for (const period of [
      { every: 'months', count: 3 },
      { every: 'weeks', count: 2 },
      { every: 'dates', dates: ['03-01', '09-01'] },
      { every: 'never' },
    ] as const) {
      expect(periodOf(formOf({ ...period, ...('dates' in period && { dates: [...period.dates] }) }))).toEqual(period);
    }
  });

  it('keeps what was typed for another kind', () => {
    expect(periodOf({ ...formOf({ every: 'months', count: 3 }), every: 'weeks' })).toEqual({ every: 'weeks', count: 26 });
  });

  it('is none without a day of the year', () => {
    expect(periodOf({ ...formOf({ every: 'never' }), every: 'dates' })).toBeUndefined();
  });

  it.each([
    ['months', null],
    ['months', 0],
    ['months', 1.5],
    ['months', 61],
    ['weeks', null],
    ['weeks', 0],
    ['weeks', 261],
  ] as const)('is none of %s: %s', (every, count) => {
    expect(periodOf({ ...formOf({ every: 'never' }), every, [every]: count })).toBeUndefined();
  });

  it.each([
    ['months', 1],
    ['months', 60],
    ['weeks', 260],
  ] as const)('may be %s: %s', (every, count) => {
    expect(periodOf({ ...formOf({ every: 'never' }), every, [every]: count })).toEqual({ every, count });
  });
});

describe('monthDay', () => {
  it('knows the last day of each month, and the 29th of February', () => {
    expect(monthDay(2, 31)).toBe('02-29');
    expect(monthDay(4, 31)).toBe('04-30');
    expect(monthDay(12, 31)).toBe('12-31');
  });
});

import { describe, expect, it } from 'vitest';
import { dayAfterKey, dayHere, daysLater, monthsOf, scaleOf, weekdayOf } from './load.rules.ts';

function day(on: string, reminders: number, capacity: number | null) {
  return { on, reminders, notices: 0, capacity, capacityOwner: null, over: false, off: null, holiday: '' };
}

describe('scaleOf', () => {
  it('shows the limit where it is near', () => {
    expect(scaleOf([day('2026-11-22', 50, 100), day('2026-11-23', 0, 100)])).toBeCloseTo(110);
  });

  it('shows the highest day where it is over the limit', () => {
    expect(scaleOf([day('2026-11-22', 200, 100)])).toBeCloseTo(220);
  });

  it('leaves out a limit that would make every bar invisible', () => {
    expect(scaleOf([day('2026-11-22', 5, 2000)])).toBeCloseTo(5.5);
  });

  it('is never nothing', () => {
    expect(scaleOf([day('2026-11-22', 0, null)])).toBeGreaterThan(0);
    expect(scaleOf([])).toBeGreaterThan(0);
  });
});

describe('dayAfterKey', () => {
  it('goes by days and weeks and stays within the calendar', () => {
    expect(dayAfterKey('ArrowRight', 3, 29)).toBe(4);
    expect(dayAfterKey('ArrowDown', 3, 29)).toBe(10);
    expect(dayAfterKey('ArrowUp', 3, 29)).toBe(0);
    expect(dayAfterKey('End', 3, 29)).toBe(29);
    expect(dayAfterKey('PageDown', 3, 29)).toBe(29);
    expect(dayAfterKey('a', 3, 29)).toBeUndefined();
  });
});

it('counts the days of each month', () => {
  expect(monthsOf([{ on: '2026-11-29' }, { on: '2026-11-30' }, { on: '2026-12-01' }])).toEqual([
    { first: '2026-11-29', count: 2 },
    { first: '2026-12-01', count: 1 },
  ]);
});

it('knows days of the week and days later', () => {
  expect(weekdayOf('2026-11-22')).toBe(7);
  expect(weekdayOf('2026-11-23')).toBe(1);
  expect(daysLater('2028-02-28', 2)).toBe('2028-03-01');
  expect(dayHere(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});

import { expect, it } from 'vitest';
import { keepsPromise } from './reminder-promise.ts';

it.each([
  [{ every: 'months', count: 6 }, 6, true],
  [{ every: 'months', count: 3 }, 6, false],
  [{ every: 'months', count: 12 }, 6, false],
  [{ every: 'weeks', count: 26 }, 6, true],
  [{ every: 'weeks', count: 13 }, 6, false],
  [{ every: 'dates', dates: ['03-01', '09-01'] }, 6, true],
  [{ every: 'dates', dates: ['03-01'] }, 6, false],
  [{ every: 'never' }, 6, false],
] as const)('%j keeps the promise of every %i months: %s', (period, months, kept) => {
  expect(keepsPromise(period, months)).toBe(kept);
});

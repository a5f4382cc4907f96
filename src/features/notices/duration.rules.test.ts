import { expect, test } from 'vitest';
import { limitsOf, secondsFor } from './duration.rules.ts';

const UNKNOWN = { state: 'unknown' } as const;
const known = <T>(value: T) => ({ state: 'known' as const, value, source: '', readOn: null });

test('a pace spreads messages evenly: the hundredth leaves 594 seconds after the first at ten a minute', () => {
  expect(secondsFor(100, [{ count: 10, seconds: 60, even: true }])).toBe(594);
});

test('an hourly limit lets its count through at once and holds the next for an hour', () => {
  const limits = limitsOf({ pacing: UNKNOWN, perHour: known(50), perDay: UNKNOWN });
  expect([secondsFor(50, limits), secondsFor(51, limits)]).toEqual([0, 3600]);
});

test('the slowest of several limits counts, and unknown ones do not', () => {
  const limits = limitsOf({ pacing: known({ count: 1, seconds: 6, contractual: true }), perHour: UNKNOWN, perDay: known(20) });
  expect(secondsFor(21, limits)).toBe(86_400);
  expect(secondsFor(20, limits)).toBe(114);
  expect(secondsFor(0, limits)).toBe(0);
});

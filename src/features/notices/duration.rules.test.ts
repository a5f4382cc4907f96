import { expect, test } from 'vitest';
import { secondsFor } from './duration.rules.ts';

test('a pace spreads messages evenly: the hundredth leaves 594 seconds after the first at ten a minute', () => {
  expect(secondsFor(100, [{ count: 10, seconds: 60, even: true }])).toBe(594);
});

test('an hourly limit lets its count through at once and holds the next for an hour', () => {
  const limits = [{ count: 50, seconds: 3600, even: false }];
  expect([secondsFor(50, limits), secondsFor(51, limits)]).toEqual([0, 3600]);
});

test('the slowest of several limits counts', () => {
  const limits = [
    { count: 1, seconds: 6, even: true },
    { count: 20, seconds: 86_400, even: false },
  ];
  expect(secondsFor(21, limits)).toBe(86_400);
  expect(secondsFor(20, limits)).toBe(114);
  expect(secondsFor(0, limits)).toBe(0);
});

import { describe, expect, it } from 'vitest';
import { gridOf, mostInAnHour, windowOf } from './grid.rules.ts';

const HOUR = 3600;
/** 2026-11-24, 12:00 UTC. */
const NOON = 1_795_521_600;
const slot = (start: number, recipients: number, seconds = 900) => ({
  ...{ start, seconds, recipients, messages: recipients, failed: 0, deferred: 0, forwarded: 0, outcomes: [], excepted: false },
});

describe('the window', () => {
  it.each([
    [-451, -900],
    [-450, 0],
    [0, 0],
    [1, 0],
    [449, 0],
    [450, 900],
  ])('of a moment %d s from a full quarter ends %d s from it', (moment, end) => {
    const window = windowOf(gridOf({ at: NOON + moment, windowSeconds: 24 * HOUR }));
    expect(window).toEqual({ from: NOON + end - 24 * HOUR, to: NOON + end });
  });
});

describe('the most in an hour', () => {
  const slots = [slot(NOON - 1800, 30), slot(NOON - 900, 40), slot(NOON, 50), slot(NOON + 900, 60)];

  it('goes by hours of the clock, as a person reads them', () => {
    expect(mostInAnHour(slots, { from: NOON - HOUR, to: NOON + HOUR }, 0)).toBe(110);
    expect(mostInAnHour(slots, { from: NOON - HOUR, to: NOON + HOUR }, 1800)).toBe(180);
    expect(mostInAnHour(slots, { from: NOON - HOUR, to: NOON + 900 }, 0)).toBe(70);
  });

  it('is not known where only days are', () => {
    expect(mostInAnHour([slot(NOON, 500, 24 * HOUR)], { from: NOON, to: NOON + 24 * HOUR }, 0)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReadings, type Reading } from './counter.rules.ts';

const MIDNIGHT = Date.UTC(2026, 10, 21);
const MINUTE = 60_000;
const at = (minutes: number, sent: number, dayStart = MIDNIGHT): Reading => ({ dayStart, sent, at: MIDNIGHT + minutes * MINUTE });

describe('a counter that runs through the day', () => {
  it('grows by what was sent since, however often it is read', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ sent: fc.nat(500), minutes: fc.integer({ min: 1, max: 50 }) }), { minLength: 1, maxLength: 25 }), (steps) => {
        let before: Reading | null = null;
        let counter = 0;
        let minutes = 180;
        let day = 0;
        for (const step of steps) {
          counter += step.sent;
          minutes += step.minutes;
          const now = at(minutes, counter);
          day += compareReadings(before, now).more;
          expect(compareReadings(now, now).more).toBe(0);
          before = now;
        }
        expect(day).toBe(counter);
      }),
    );
  });

  it('tells an hour only where two readings are near enough', () => {
    expect(compareReadings(at(600, 5), at(615, 9))).toEqual({ dayStart: MIDNIGHT, more: 4, hourAt: MIDNIGHT + 607.5 * MINUTE });
    expect(compareReadings(at(600, 5), at(800, 9)).hourAt).toBeNull();
    expect(compareReadings(null, at(600, 5))).toEqual({ dayStart: MIDNIGHT, more: 5, hourAt: null });
  });

  it('begins anew when somebody set it back', () => {
    expect(compareReadings(at(600, 50), at(615, 3)).more).toBe(3);
  });

  it('counts for yesterday while the panel has not begun the new day', () => {
    const yesterday = MIDNIGHT - 24 * 60 * MINUTE;
    const late = { ...at(-5, 340), dayStart: yesterday };
    expect(compareReadings(late, at(10, 342))).toMatchObject({ dayStart: yesterday, more: 2 });
    expect(compareReadings({ ...at(10, 342), dayStart: yesterday }, at(25, 4))).toMatchObject({ dayStart: MIDNIGHT, more: 4 });
    expect(compareReadings(late, at(480, 400))).toMatchObject({ dayStart: MIDNIGHT, more: 400 });
  });
});

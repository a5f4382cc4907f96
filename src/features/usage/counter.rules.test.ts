import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/durations.ts';
import { compareReadings, type KeptReading, type Reading } from './counter.rules.ts';

const MIDNIGHT = Date.UTC(2026, 10, 21);
const YESTERDAY = MIDNIGHT - 24 * 60 * MINUTE_MS;
const at = (minutes: number, sent: number, dayStart = MIDNIGHT): KeptReading => ({ dayStart, sent, at: MIDNIGHT + minutes * MINUTE_MS, high: sent });
/** What a day grows by, reading after reading. */
function grown(readings: readonly Reading[]): { readonly dayStart: number; readonly more: number }[] {
  let before: KeptReading | null = null;
  return readings.map((now) => {
    const { dayStart, more, kept } = compareReadings(before, now);
    before = kept;
    return { dayStart, more };
  });
}

describe('a counter that runs through the day', () => {
  it('grows by what was sent since, however often it is read', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ sent: fc.nat(500), minutes: fc.integer({ min: 1, max: 50 }) }), { minLength: 1, maxLength: 25 }), (steps) => {
        let before: KeptReading | null = null;
        let counter = 0;
        let minutes = 180;
        let day = 0;
        for (const step of steps) {
          counter += step.sent;
          minutes += step.minutes;
          const now = at(minutes, counter);
          const { more, kept } = compareReadings(before, now);
          day += more;
          expect(compareReadings(kept, now).more).toBe(0);
          before = kept;
        }
        expect(day).toBe(counter);
      }),
    );
  });

  it('tells an hour only where two readings are near enough', () => {
    expect(compareReadings(at(600, 5), at(615, 9))).toMatchObject({ dayStart: MIDNIGHT, more: 4, hourAt: MIDNIGHT + 607.5 * MINUTE_MS });
    expect(compareReadings(at(600, 5), at(800, 9)).hourAt).toBeNull();
    expect(compareReadings(null, at(600, 5))).toMatchObject({ dayStart: MIDNIGHT, more: 5, hourAt: null });
  });

  it('begins anew when somebody set it back', () => {
    expect(compareReadings(at(600, 50), at(615, 3)).more).toBe(3);
  });

  it('was misread, not set back, where it is soon back where it was', () => {
    expect(grown([at(600, 900), at(615, 0), at(630, 905), at(645, 910)]).map(({ more }) => more)).toEqual([900, 0, 5, 5]);
    expect(grown([at(600, 900), at(615, 10), at(630, 300), at(645, 290)]).map(({ more }) => more)).toEqual([900, 10, 290, 290]);
  });

  it('counts for neither day while the panel may not have begun the new one', () => {
    const late = at(-5, 340, YESTERDAY);
    const days = grown([late, at(10, 342), at(25, 4), at(40, 9)]);
    expect(days).toEqual([
      { dayStart: YESTERDAY, more: 340 },
      { dayStart: YESTERDAY, more: 0 },
      { dayStart: MIDNIGHT, more: 4 },
      { dayStart: MIDNIGHT, more: 5 },
    ]);
    expect(compareReadings(late, at(480, 400))).toMatchObject({ dayStart: MIDNIGHT, more: 400, hourAt: null });
  });

  it('counts once what is sent soon after midnight, for the day it is sent on', () => {
    const night = Array.from({ length: 10 }, (_, index) => at(5 + 15 * index, 100 * (index + 1)));
    const days = grown([at(-10, 3, YESTERDAY), ...night]);
    const sum = (dayStart: number) => days.filter((each) => each.dayStart === dayStart).reduce((all, { more }) => all + more, 0);
    expect([sum(YESTERDAY), sum(MIDNIGHT)]).toEqual([3, 1000]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseOf, type PaceLimit, secondsFor } from './pace.rules.ts';

const TEN_A_MINUTE: PaceLimit = { count: 10, seconds: 60, even: true };
const MONDAY = '2026-11-23';
const OFFICE = { from: '09:00', to: '18:00', weekdays: true };

describe('how long a mailing takes', () => {
  it('3,000 addresses at 10 a minute: 5 hours', () => {
    expect(courseOf({ messages: 3000, startsOn: MONDAY, startsAt: '09:00', hours: OFFICE }, [TEN_A_MINUTE])).toEqual({
      seconds: 5 * 3600,
      ends: { on: MONDAY, at: '14:00' },
      days: 1,
    });
  });

  it('working hours break it off until the next working day', () => {
    const course = courseOf({ messages: 6000, startsOn: '2026-11-20', startsAt: '15:00', hours: OFFICE }, [TEN_A_MINUTE]);
    // Friday from 15 to 18: 1,800; Monday the rest, 4,200, in 7 hours.
    expect(course).toEqual({ seconds: 36_000, ends: { on: MONDAY, at: '16:00' }, days: 2 });
  });

  it('the slowest of several limits counts, whole windows at once where it allows that', () => {
    const hourly: PaceLimit = { count: 100, seconds: 3600, even: false };
    expect(secondsFor(1000, [TEN_A_MINUTE, hourly])).toBe(9 * 3600);
    expect(secondsFor(100, [hourly])).toBe(0);
    expect(secondsFor(101, [hourly])).toBe(3600);
  });

  it('a window that is not over at midnight, or when work ends, is not opened anew', () => {
    const hourly: PaceLimit = { count: 100, seconds: 3600, even: false };
    const course = (messages: number, startsAt: string) => courseOf({ messages, startsOn: MONDAY, startsAt, hours: null }, [hourly]);
    expect(course(500, '23:30')).toEqual({ seconds: 4 * 3600, ends: { on: '2026-11-24', at: '03:30' }, days: 2 });
    expect(course(150, '23:59')).toEqual({ seconds: 3600, ends: { on: '2026-11-24', at: '00:59' }, days: 2 });
    expect(course(200, '23:00')).toEqual({ seconds: 3600, ends: { on: '2026-11-24', at: '00:00' }, days: 2 });
    const daily: PaceLimit = { count: 100, seconds: 86_400, even: false };
    const office = (messages: number) => courseOf({ messages, startsOn: MONDAY, startsAt: '15:00', hours: OFFICE }, [daily])?.ends;
    expect(office(150)).toEqual({ on: '2026-11-24', at: '15:00' });
    expect(office(250)).toEqual({ on: '2026-11-25', at: '15:00' });
  });

  it('what is spread goes on over midnight without a loss', () => {
    const slow: PaceLimit = { count: 7, seconds: 3600, even: true };
    expect(courseOf({ messages: 70, startsOn: MONDAY, startsAt: '20:00', hours: null }, [slow])?.ends).toEqual({ on: '2026-11-24', at: '06:00' });
  });

  it('without any limit nobody can say, and what takes years has no end', () => {
    expect(courseOf({ messages: 10, startsOn: MONDAY, startsAt: '09:00', hours: null }, [])).toBeNull();
    const daily: PaceLimit = { count: 1, seconds: 86_400, even: false };
    expect(courseOf({ messages: 10_000, startsOn: MONDAY, startsAt: '00:00', hours: null }, [daily])).toMatchObject({ ends: null, days: null });
  });

  it('more messages never end earlier', () => {
    const limit = fc.record({ count: fc.integer({ min: 1, max: 500 }), seconds: fc.integer({ min: 1, max: 86_400 }), even: fc.boolean() });
    fc.assert(
      fc.property(fc.array(limit, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 5000 }), fc.boolean(), (limits, messages, office) => {
        const end = (count: number): string => {
          const ends = courseOf({ messages: count, startsOn: MONDAY, startsAt: '10:00', hours: office ? OFFICE : null }, limits)?.ends;
          return ends === null || ends === undefined ? '9' : `${ends.on} ${ends.at}`;
        };
        expect(end(messages) <= end(messages + 1)).toBe(true);
      }),
    );
  });
});

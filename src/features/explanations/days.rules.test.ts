import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/calendar.ts';
import { reminderDays } from './days.rules.ts';

const everyDay = (): boolean => false;
const weekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

describe('when a request is asked after', () => {
  it('is half the way and the last day', () => {
    // Monday to Thursday.
    expect(reminderDays({ askedOn: '2026-11-23', deadlineOn: '2026-11-26', isOff: weekend })).toEqual({ half_time: '2026-11-24', last_day: '2026-11-26' });
    expect(reminderDays({ askedOn: '2026-11-23', deadlineOn: '2026-12-03', isOff: weekend })).toEqual({ half_time: '2026-11-27', last_day: '2026-12-03' });
  });

  it('is only the last day when there is no other between', () => {
    expect(reminderDays({ askedOn: '2026-11-23', deadlineOn: '2026-11-24', isOff: everyDay })).toEqual({ half_time: null, last_day: '2026-11-24' });
    expect(reminderDays({ askedOn: '2026-11-23', deadlineOn: '2026-11-23', isOff: everyDay })).toEqual({ half_time: null, last_day: null });
  });

  it('is the working day before one that is off, once', () => {
    // Thursday to Sunday: both fall on the Friday.
    expect(reminderDays({ askedOn: '2026-11-26', deadlineOn: '2026-11-29', isOff: weekend })).toEqual({ half_time: null, last_day: '2026-11-27' });
    // Friday to Sunday: no working day is left.
    expect(reminderDays({ askedOn: '2026-11-27', deadlineOn: '2026-11-29', isOff: weekend })).toEqual({ half_time: null, last_day: null });
  });

  it('is never twice on a day, never on the day of the request, never after the deadline, whatever days are off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }), (length, off) => {
        const askedOn = '2026-11-23';
        const deadlineOn = addDays(askedOn, length);
        const isOff = (day: string): boolean => off.some((each) => addDays(askedOn, each) === day);
        const { half_time, last_day } = reminderDays({ askedOn, deadlineOn, isOff });
        const days = [half_time, last_day].filter((day) => day !== null);
        expect(new Set(days).size).toBe(days.length);
        for (const day of days) {
          expect(day > askedOn && day <= deadlineOn).toBe(true);
          expect(isOff(day)).toBe(false);
        }
        if (half_time !== null && last_day !== null) expect(half_time < last_day).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../shared/days.ts';
import { firstSlot, isOver, type Moments, type Slot, spreadOffset, workingDays } from './slot.rules.ts';
import { zoneDays } from './zone.rules.ts';

const hours = { from: '09:00', to: '18:00' };
const HOLIDAYS: Readonly<Record<string, string>> = { '2026-07-14': 'Fête nationale', '2026-12-25': 'Noël', '2026-12-28': '' };
const paris: Moments = {
  zone: zoneDays('Europe/Paris', hours),
  days: workingDays({ workingDays: [1, 2, 3, 4, 5] }, (day) => HOLIDAYS[day] ?? null),
  hours,
  quietDays: 0,
  mails: [],
};
const at = (iso: string): number => Date.parse(iso);
function found(from: string, moments: Partial<Moments> = {}): Slot {
  const slot = firstSlot(at(from), { ...paris, ...moments });
  if (slot === null) throw new Error('no slot');
  return slot;
}
const when = (slot: Slot): string => new Date(slot.at).toISOString().slice(0, 16);

describe('the first moment a reminder may leave', () => {
  it('is now within the hours, and never earlier', () => {
    expect(when(found('2026-07-01T10:00Z'))).toBe('2026-07-01T10:00');
    expect(found('2026-07-01T10:00Z').why).toEqual([]);
  });

  it('is the beginning of the hours, and their end is no part of them', () => {
    expect(when(found('2026-07-01T00:00Z'))).toBe('2026-07-01T07:00');
    expect(when(found('2026-07-01T15:59:59Z'))).toBe('2026-07-01T15:59');
    expect(when(found('2026-07-01T16:00Z'))).toBe('2026-07-02T07:00');
  });

  it('follows a weekend and holidays, and says so', () => {
    const slot = found('2026-12-24T18:00Z');
    expect(when(slot)).toBe('2026-12-29T08:00');
    expect(slot.why).toEqual([
      { code: 'holiday', params: { on: '2026-12-25', name: 'Noël' } },
      { code: 'weekend', params: { from: '2026-12-26', to: '2026-12-27' } },
      { code: 'holiday', params: { on: '2026-12-28', name: '' } },
      { code: 'hours', params: hours },
    ]);
  });

  it('is so many days after the last mail, to the minute', () => {
    const slot = found('2026-07-01T00:00Z', { quietDays: 7, mails: [at('2026-06-26T13:30Z')] });
    expect(when(slot)).toBe('2026-07-03T13:30');
    expect(slot.why).toEqual([{ code: 'quiet', params: { days: 7, on: '2026-06-26' } }]);
  });

  it('keeps away from mails that a clock set back left ahead', () => {
    const ahead = [at('2026-07-03T10:00Z'), at('2026-06-10T10:00Z')];
    expect(when(found('2026-07-01T10:00Z', { quietDays: 5, mails: ahead }))).toBe('2026-07-08T10:00');
    expect(when(found('2026-07-01T10:00Z', { quietDays: 1, mails: ahead }))).toBe('2026-07-01T10:00');
  });

  it('is local to the client', () => {
    expect(when(found('2026-07-01T00:00Z', { zone: zoneDays('Asia/Kathmandu', hours) }))).toBe('2026-07-01T03:15');
    expect(when(found('2026-07-01T00:00Z', { zone: zoneDays('America/New_York', hours) }))).toBe('2026-07-01T13:00');
  });

  it('tells that the clocks moved it', () => {
    const night = { from: '02:30', to: '05:00' };
    const slot = found('2026-03-29T00:00Z', { zone: zoneDays('Europe/Paris', night), days: workingDays({ workingDays: [7] }, () => null), hours: night });
    expect(when(slot)).toBe('2026-03-29T01:30');
    expect(slot.why.at(-1)).toEqual({ code: 'clock_shift', params: { on: '2026-03-29' } });
  });

  it('does not come when every day is off', () => {
    expect(firstSlot(at('2026-07-01'), { ...paris, days: workingDays({ workingDays: [1] }, () => 'always') })).toBeNull();
  });

  it('is over when the hours of its day are', () => {
    const slot = found('2026-07-01T10:00Z');
    expect([isOver(slot, at('2026-07-01T15:59:59Z')), isOver(slot, at('2026-07-01T16:00Z'))]).toEqual([false, true]);
  });
});

describe('the spread', () => {
  const sha = fc.stringMatching(/^[0-9a-f]{64}$/);
  it('is 0 to so many days, the same each time, and never reaches the next duty', () => {
    fc.assert(
      fc.property(sha, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 400 }), (hash, spreadDays, gap) => {
        const offset = spreadOffset(hash, spreadDays, gap);
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(Math.min(spreadDays, Math.max(0, gap - 1)));
        expect(spreadOffset(hash, spreadDays, gap)).toBe(offset);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('working days', () => {
  it('ask about a holiday once', () => {
    let asked = 0;
    const days = workingDays({ workingDays: [1] }, () => {
      asked++;
      return null;
    });
    const monday = dayNumber('2026-07-06');
    expect([days.off(monday), days.off(monday), days.off(monday + 1)]).toEqual([null, null, { code: 'weekend' }]);
    expect(asked).toBe(2);
  });
});

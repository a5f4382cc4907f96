import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, startOfDay } from '../../shared/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import { dayOf, hoursOf, planWindows, type WindowRead, windowAt } from './windows.rules.ts';

const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Africa/Cairo',
];
const zone = fc.constantFrom(...ZONES);
/** Around the changes of clocks, too. */
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 11, 31) }),
  fc
    .tuple(fc.constantFrom(Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2026, 3, 5), Date.UTC(2026, 9, 4)), fc.integer({ min: -2, max: 3 }))
    .map(([day, days]) => day + days * 24 * HOUR_MS),
);
const windows = (keptDays: number | null) => ({ kind: 'windows', keptDays }) as const;

/** Everything asked for was read to its end. */
function readAll(planned: ReturnType<typeof planWindows>, at: number): WindowRead[] {
  return planned.map(({ grain, start, complete }) => ({ grain, start, complete, derived: false, readAt: at }));
}

function merged(before: readonly WindowRead[], after: readonly WindowRead[]): WindowRead[] {
  return [...new Map([...before, ...after].map((each) => [`${each.grain} ${each.start}`, each])).values()];
}

describe('hours of a day', () => {
  it('tile it, whatever the clocks do', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const day = dayOf(at, name);
        const hours = hoursOf(day);
        expect(hours[0]?.start).toBe(day.start);
        expect(hours.at(-1)?.end).toBe(day.end);
        for (const [index, hour] of hours.entries()) expect(hours[index + 1]?.start ?? day.end).toBe(hour.end);
        const own = windowAt(at, 'hour', name);
        expect(hours).toContainEqual(own);
        expect(own.start <= at && at < own.end).toBe(true);
      }),
    );
  });

  it('are 23 and 25 when the clocks are moved', () => {
    expect(hoursOf(dayOf(Date.UTC(2026, 2, 29, 12), 'Europe/Paris'))).toHaveLength(23);
    expect(hoursOf(dayOf(Date.UTC(2026, 9, 25, 12), 'Europe/Paris'))).toHaveLength(25);
    expect(hoursOf(dayOf(Date.UTC(2026, 3, 4, 12), 'Australia/Lord_Howe')).at(-1)).toMatchObject({ end: startOfDay('2026-04-05', 'Australia/Lord_Howe') });
  });
});

describe('windows to read', () => {
  it('are oldest first, of whole days and hours, none older than the panel keeps and none to come', () => {
    fc.assert(
      fc.property(zone, instant, fc.option(fc.integer({ min: 1, max: 400 })), (name, now, keptDays) => {
        const planned = planWindows({ reader: windows(keptDays), zone: name, now, read: [] });
        expect(planned.map(({ start }) => start)).toEqual(planned.map(({ start }) => start).toSorted((a, b) => a - b));
        const oldest = startOfDay(addDays(dayOf(now, name).day, -(Math.min(keptDays ?? 10, 31) - 1)), name);
        for (const { grain, start, end, day, complete } of planned) {
          expect(windowAt(start, grain, name)).toMatchObject({ start, end });
          expect(dayOf(start, name).day).toBe(day);
          expect(complete).toBe(end <= now);
          if (grain === 'day') expect(start).toBeGreaterThanOrEqual(oldest);
          else expect(end).toBeGreaterThan(now - 25 * HOUR_MS);
          expect(start).toBeLessThanOrEqual(now);
        }
      }),
    );
  });

  it('leave no gap on the first connection: all that is kept is covered by days or by hours', () => {
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: 2, max: 31 }), (name, now, keptDays) => {
        const planned = planWindows({ reader: windows(keptDays), zone: name, now, read: [] });
        const from = startOfDay(addDays(dayOf(now, name).day, -(keptDays - 1)), name);
        for (let at = from; at <= now; at += 6 * HOUR_MS) expect(planned.some(({ start, end }) => start <= at && at < end)).toBe(true);
        expect(planned.some(({ start, end }) => start <= now && now < end)).toBe(true);
      }),
    );
  });

  it('are hardly any a quarter of an hour later, and the last days once more on the next day', () => {
    const now = Date.UTC(2026, 10, 21, 9, 10);
    const first = planWindows({ reader: windows(31), zone: 'Europe/Paris', now, read: [] });
    const read = readAll(first, now);
    const soon = planWindows({ reader: windows(31), zone: 'Europe/Paris', now: now + 15 * 60_000, read });
    expect(soon.map(({ grain, start }) => [grain, start])).toEqual([['hour', Date.UTC(2026, 10, 21, 9)]]);
    const tomorrow = planWindows({ reader: windows(31), zone: 'Europe/Paris', now: Date.UTC(2026, 10, 21, 23, 5), read });
    expect(tomorrow.filter(({ grain }) => grain === 'day').map(({ day }) => day)).toEqual([
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
    ]);
  });

  it('catch up after any sleep: what the panel still keeps is read to its end, once', () => {
    fc.assert(
      fc.property(zone, instant, fc.array(fc.integer({ min: 5, max: 20 * 24 * 60 }), { minLength: 1, maxLength: 12 }), (name, begin, sleeps) => {
        let now = begin;
        let read: WindowRead[] = [];
        for (const minutes of sleeps) {
          now += minutes * 60_000;
          read = merged(read, readAll(planWindows({ reader: windows(10), zone: name, now, read }), now));
        }
        const today = dayOf(now, name);
        const whole = new Set(read.filter(({ grain, complete }) => grain === 'day' && complete).map(({ start }) => start));
        for (let ago = 1; ago <= 9; ago++) expect(whole.has(startOfDay(addDays(today.day, -ago), name))).toBe(true);
        expect(planWindows({ reader: windows(10), zone: name, now, read }).every(({ complete }) => !complete)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('read a day again that was only added up from its hours', () => {
    const now = Date.UTC(2026, 10, 21, 9);
    const derived: WindowRead = { grain: 'day', start: startOfDay('2026-11-20', 'UTC'), complete: true, derived: true, readAt: now };
    expect(planWindows({ reader: windows(3), zone: 'UTC', now, read: [derived] }).some(({ grain, day }) => grain === 'day' && day === '2026-11-20')).toBe(true);
  });

  it('of a panel that tells days are days up to today, and of a counter none', () => {
    const now = Date.UTC(2026, 10, 21, 9);
    const days = planWindows({ reader: { kind: 'days', keptDays: 4 }, zone: 'UTC', now, read: [] });
    expect(days.map(({ day, complete }) => [day, complete])).toEqual([
      ['2026-11-18', true],
      ['2026-11-19', true],
      ['2026-11-20', true],
      ['2026-11-21', false],
    ]);
    expect(planWindows({ reader: { kind: 'today' }, zone: 'UTC', now, read: [] })).toEqual([]);
  });

  it('go no further back than a month, however long the panel keeps', () => {
    const planned = planWindows({ reader: windows(365), zone: 'UTC', now: Date.UTC(2026, 10, 21, 9), read: [] });
    expect(planned[0]?.start).toBe(Date.UTC(2026, 10, 21) - 30 * DAY_MS);
  });
});

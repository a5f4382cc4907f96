import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantIn, startOfDay } from '../../shared/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import { limitChange } from './changed-limits.rules.ts';
import { failingOf } from './failures.rules.ts';
import { windowLimits } from './limits.rules.ts';
import { nearLimitOf } from './near-limit.rules.ts';
import { countOf, MOST_SET_ASIDE, type PastWindow, pastOf } from './past.rules.ts';
import { DEFAULT_ALERT_SETTINGS as SETTINGS } from './settings.rules.ts';
import { stateLevel } from './state.rules.ts';
import { sameKindBefore } from './windows.rules.ts';

describe('windows of the same kind', () => {
  it('are the hour that clocks showed, over their changes too', () => {
    // Clocks in Paris went back on 25 October 2026.
    const starts = sameKindBefore(Date.UTC(2026, 9, 30, 13), 'hour', 'Europe/Paris');
    expect(starts).toHaveLength(28);
    expect(starts.at(-1)).toBe(Date.UTC(2026, 9, 29, 13));
    expect(starts[0]).toBe(Date.UTC(2026, 9, 2, 12));
    const days = sameKindBefore(Date.UTC(2026, 9, 29, 23), 'day', 'Europe/Paris');
    expect(days.at(-1)).toBe(Date.UTC(2026, 9, 28, 23));
    expect(days[0]).toBe(Date.UTC(2026, 9, 1, 22));
  });

  it('are the hour that clocks showed on the very day they changed', () => {
    // 11:00 and 23:00 on 25 October in Paris, which had 25 hours.
    expect(sameKindBefore(Date.UTC(2026, 9, 25, 10), 'hour', 'Europe/Paris').at(-1)).toBe(Date.UTC(2026, 9, 24, 9));
    expect(sameKindBefore(Date.UTC(2026, 9, 25, 22), 'hour', 'Europe/Paris').at(-1)).toBe(Date.UTC(2026, 9, 24, 21));
    // 11:00 on 29 March, which had 23.
    expect(sameKindBefore(Date.UTC(2026, 2, 29, 9), 'hour', 'Europe/Paris').at(-1)).toBe(Date.UTC(2026, 2, 28, 10));
  });

  it('are windows as they are cut, where clocks move by half an hour', () => {
    // Lord Howe went to summer time on 4 October at 2:00 by half an hour: hours of that day end at half past from then on.
    const day = startOfDay('2026-10-04', 'Australia/Lord_Howe');
    const starts = sameKindBefore(instantIn('2026-10-05', '10:00:00', 'Australia/Lord_Howe'), 'hour', 'Australia/Lord_Howe');
    expect(starts.at(-1)).toBe(day + 9 * HOUR_MS);
    expect(starts.at(-2)).toBe(startOfDay('2026-10-03', 'Australia/Lord_Howe') + 10 * HOUR_MS);
  });
});

describe('what the past teaches', () => {
  const window = (count: number | null, changes: Partial<PastWindow> = {}): PastWindow => ({ start: 0, count, flagged: false, excepted: false, ...changes });

  it('leaves out what is unknown, excepted or flagged, of the flagged only the newest', () => {
    const windows = Array.from({ length: 28 }, (_, index) => window(index, { flagged: index < 20 }));
    expect(pastOf(windows, 7).counts).toEqual([...Array(6).keys(), ...[20, 21, 22, 23, 24, 25, 26, 27]]);
    expect(pastOf([window(null), window(5, { excepted: true }), window(7)], 7).counts).toEqual([7]);
    expect(
      pastOf(
        Array.from({ length: 28 }, () => window(1, { flagged: true })),
        7,
      ).counts,
    ).toHaveLength(28 - MOST_SET_ASIDE);
    expect(
      pastOf(
        Array.from({ length: 28 }, (_, index) => window(index)),
        1,
      ).sameWeekday,
    ).toEqual([0, 7, 14, 21]);
  });

  it('compares a working day with working days once enough are known, a weekend with all days', () => {
    const windows = Array.from({ length: 28 }, (_, index) => window(index));
    // Judged on a Monday: the day before was a Sunday.
    expect(pastOf(windows, 1).counts).toEqual([...windows.keys()].filter((index) => ![26, 27, 19, 20, 12, 13, 5, 6].includes(index)));
    expect(pastOf(windows, 6).counts).toHaveLength(28);
    expect(pastOf(windows.slice(-16), 3).counts).toHaveLength(16);
  });

  it('takes silence for zero only where everybody was read and the account was there', () => {
    const known = { row: undefined, start: 100, silentIsZero: true, existsSince: 50 };
    expect(countOf(known)).toBe(0);
    expect(countOf({ ...known, row: 3 })).toBe(3);
    expect(countOf({ ...known, silentIsZero: false })).toBeNull();
    expect(countOf({ ...known, existsSince: 200 })).toBeNull();
  });
});

describe('a threshold', () => {
  const limited = { panel: [], rules: [], scopes: ['account'], threshold: null, ownShare: 0.8, at: 40 * DAY_MS };
  const panel = [{ count: 500, seconds: 3600, scope: 'account', source: 'set' as const, at: 0 }];

  it('is a share of the host’s limit, or what was set, never more than the host allows', () => {
    expect(windowLimits({ ...limited, panel })).toEqual([{ window: 'hour', counts: 'messages', own: 400, host: 500, from: 'panel' }]);
    const threshold = { perHour: 900, perDay: 3000, untilOn: null, madeAt: 0 };
    expect(windowLimits({ ...limited, panel, threshold })).toMatchObject([
      { window: 'hour', own: 500, host: 500 },
      { window: 'day', own: 3000, host: null, from: 'own' },
    ]);
    expect(windowLimits(limited)).toEqual([]);
  });

  it('is held against nothing that is not known: mailboxes, scripts, other domains', () => {
    const rule = (scope: 'mailbox' | 'script' | 'domain') => ({
      owner: 'host' as const,
      value: { count: 100, seconds: 3600, contractual: true, counts: 'messages' as const, scope },
    });
    expect(windowLimits({ ...limited, rules: [rule('mailbox'), rule('script'), rule('domain')] })).toEqual([]);
    expect(windowLimits({ ...limited, scopes: ['account', 'domain'], rules: [rule('domain')] })).toMatchObject([{ own: 80, host: 100, from: 'host' }]);
  });

  it('is told of by levels, rising with the count, with some slack before it is over', () => {
    const at = (count: number) => nearLimitOf({ count, from: 0, to: HOUR_MS, until: HOUR_MS }, { own: 100, host: null }, SETTINGS.levels);
    expect([44, 45, 50, 80, 100].map((count) => at(count)?.level ?? null)).toEqual([null, 'info', 'info', 'warn', 'act']);
    expect([45, 50].map((count) => at(count)?.faint)).toEqual([true, false]);
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 1e6 }), (count, own) => {
        const near = nearLimitOf({ count, from: 0, to: HOUR_MS, until: HOUR_MS / 2 }, { own, host: own * 2 }, SETTINGS.levels);
        if (near?.reachedAt) expect(near.reachedAt).toBeLessThan(HOUR_MS);
      }),
    );
  });
});

describe('a share of failures', () => {
  it('is never told of for a few, and sooner where the host allows less', () => {
    const of = (failed: number | null, delivered: number | null, sent: number | null = null, host: number | null = null) =>
      failingOf({ failed, delivered, sent }, SETTINGS, host)?.level ?? null;
    expect(of(5, 0)).toBeNull();
    expect(of(30, 270)).toBe('warn');
    expect(of(60, 240)).toBe('act');
    expect(of(15, 4985)).toBeNull();
    expect(of(120, 4880, null, 0.01)).toBe('act');
    expect(of(null, 300)).toBeNull();
    expect(of(30, null)).toBeNull();
    expect(of(60, null, 300)).toBe('act');
  });
});

describe('a state', () => {
  const state = { state: 'suspended', after: 1, since: 10, hostSince: null, reasonClass: 'other', lifter: 'unknown' } as const;

  it('weighs what it means for others', () => {
    expect(stateLevel(state, 20)).toBe('warn');
    expect(stateLevel({ ...state, reasonClass: 'mail', after: null }, 20)).toBe('act');
    expect(stateLevel({ ...state, reasonClass: 'mail', after: null, hostSince: 10 - 8 * DAY_MS }, 20)).toBe('info');
    expect(stateLevel({ ...state, reasonClass: 'payment' }, 20)).toBe('info');
    expect(stateLevel({ ...state, reasonClass: 'payment' }, 10 + 8 * DAY_MS)).toBeNull();
    expect(stateLevel({ ...state, reasonClass: 'payment', after: null }, 20)).toBeNull();
    expect(stateLevel({ ...state, state: 'mail_held', after: null }, 20)).toBe('warn');
    expect(stateLevel({ ...state, state: 'active' }, 20)).toBeNull();
    expect(stateLevel({ ...state, state: 'unknown' }, 20)).toBeNull();
  });
});

describe('a limit at the host', () => {
  const set = (count: number, seconds = 3600) => ({ count, seconds, scope: 'account', source: 'set' as const, at: 0 });

  it('changed only where it was set', () => {
    expect(limitChange([set(1000)], [set(200)])).toEqual({ seconds: 3600, before: 1000, after: 200, level: 'warn' });
    expect(limitChange([set(200)], [set(1000)])).toMatchObject({ level: 'info' });
    expect(limitChange([set(200)], [])).toMatchObject({ before: 200, after: null, level: 'info' });
    expect(limitChange([], [set(200)])).toMatchObject({ before: null, after: 200, level: 'warn' });
    expect(limitChange([set(200)], [set(200), { ...set(90), source: 'observed' }])).toBeNull();
  });
});

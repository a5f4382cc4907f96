import { describe, expect, it } from 'vitest';
import { calendarDays, capacityIn, type LoadLimit } from './calendar.rules.ts';
import { workingDays } from './slot.rules.ts';

const limit = (count: number, seconds: number, more: Partial<LoadLimit> = {}): LoadLimit => ({ owner: 'host', count, seconds, even: false, ...more });
const working = workingDays({ workingDays: [1, 2, 3, 4, 5] }, (day) => (day === '2026-07-14' ? 'Fête nationale' : null));
const hours = { from: '09:00', to: '17:00' };
const row = (on: string, hostId: string, reminders: number, notices = 0) => ({ on, hostId, reminders, notices });

describe('what a day carries', () => {
  it.each([
    ['nothing limits it', [], null],
    ['so many an hour', [limit(10, 3600)], 80],
    ['so many a day', [limit(10, 3600), limit(50, 86_400)], 50],
    ['the share of a longer window', [limit(300, 30 * 86_400)], 10],
    ['one a minute', [limit(1, 60, { even: true })], 480],
    ['hours that do not divide evenly', [limit(7, 5 * 3600)], 14],
  ])('%s', (_, limits, expected) => {
    expect(capacityIn(8 * 3600, limits)?.count ?? null).toBe(expected);
  });

  it('names whose limit it is', () => {
    expect(capacityIn(8 * 3600, [limit(10, 3600), limit(5, 3600, { owner: 'own' })])).toEqual({ count: 40, owner: 'own' });
  });
});

describe('the coming days', () => {
  const hosts = [
    { hostId: 'one', limits: [limit(20, 86_400)] },
    { hostId: 'two', limits: [limit(30, 86_400)] },
  ];
  const load = [
    row('2026-07-13', 'one', 21),
    row('2026-07-15', 'one', 20, 0),
    row('2026-07-15', 'two', 25, 5),
    row('2026-07-16', 'two', 5),
    row('2026-07-16', 'two', 26),
  ];
  const days = calendarDays({ from: '2026-07-11', days: 7, working, hours, load, hosts, own: [limit(1000, 86_400, { owner: 'own' })] });

  it('follow on one another, with days off by name', () => {
    expect(days.map(({ on, off }) => `${on.slice(8)} ${off}`)).toEqual(['11 weekend', '12 weekend', '13 null', '14 holiday', '15 null', '16 null', '17 null']);
    expect(days[3]).toMatchObject({ holiday: 'Fête nationale', reminders: 0 });
  });

  it('are over where one host is, or all together', () => {
    expect(days.map(({ over }) => over)).toEqual([false, false, true, false, false, true, false]);
    expect(days[4]).toMatchObject({ reminders: 45, notices: 5, capacity: 50, capacityOwner: 'host', over: false });
    const tight = calendarDays({ from: '2026-07-15', days: 1, working, hours, load, hosts, own: [limit(1, 900, { owner: 'own', even: true })] });
    expect(tight[0]).toMatchObject({ capacity: 32, capacityOwner: 'own', over: true });
  });

  it('have no capacity where one host has no limit', () => {
    const open = calendarDays({ from: '2026-07-15', days: 1, working, hours, load, hosts: [...hosts, { hostId: 'three', limits: [] }], own: [] });
    expect(open[0]).toMatchObject({ capacity: null, capacityOwner: null, over: false });
  });
});

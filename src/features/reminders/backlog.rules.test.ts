import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../shared/durations.ts';
import { type BacklogSource, backlog, clockJumped } from './backlog.rules.ts';
import type { Plan } from './plan.types.ts';

const NOW = Date.parse('2026-07-15T10:00Z');
const plan = (clientId: string, dueSince: string, more: Partial<Plan> = {}): Plan => ({
  clientId,
  hostId: 'host',
  state: 'late',
  period: dueSince,
  dueOn: dueSince,
  dueSince,
  sendAt: NOW,
  sendOn: '2026-07-15',
  stop: null,
  heldUntil: null,
  once: null,
  timeZone: 'UTC',
  why: [],
  ...more,
});
const plans = [plan('b', '2026-07-02'), plan('c', '2026-07-15', { state: 'due' }), plan('a', '2026-07-03'), plan('d', '2026-07-01')];
const decide = (more: Partial<BacklogSource> = {}) => backlog({ now: NOW, plans, askAbove: 10, quietDays: 0, answer: null, lateToday: 0, ...more });
const clients = (more?: Partial<BacklogSource>): string[] => decide(more).queue.map(({ clientId }) => clientId);

describe('what may leave now', () => {
  it('goes oldest duty first', () => {
    expect(clients()).toEqual(['d', 'b', 'a', 'c']);
    expect(decide()).toMatchObject({ asks: false, late: 3, oldestDueOn: '2026-07-01' });
  });

  it('leaves late ones to an answer when there are too many, and sends what is due today', () => {
    expect(clients({ askAbove: 2 })).toEqual(['c']);
    expect(decide({ askAbove: 2 }).asks).toBe(true);
    expect(decide({ askAbove: 3 }).asks).toBe(false);
  });

  it('keeps to so many late ones a day', () => {
    expect(clients({ askAbove: 0, answer: { perDay: 2 } })).toEqual(['d', 'b', 'c']);
    expect(clients({ askAbove: 0, answer: { perDay: 2 }, lateToday: 1 })).toEqual(['d', 'c']);
    expect(clients({ askAbove: 0, answer: { perDay: 2 }, lateToday: 5 })).toEqual(['c']);
    expect(clients({ askAbove: 0, answer: { perDay: null }, lateToday: 5 })).toEqual(['d', 'b', 'a', 'c']);
  });

  it('uses an answer up when nothing is late any more', () => {
    expect(decide({ answer: { perDay: 2 } }).answered).toBe(false);
    expect(decide({ answer: { perDay: 2 }, plans: plans.slice(1, 2) }).answered).toBe(true);
  });

  it('gives one client one at a time where mails keep a distance', () => {
    const two = [plan('a', '2026-07-03'), plan('a', '2026-07-01', { hostId: 'other' })];
    expect(decide({ plans: two, quietDays: 1 }).queue.map(({ hostId }) => hostId)).toEqual(['other']);
    expect(decide({ plans: two.map((each) => ({ ...each, state: 'due' as const })) }).queue).toHaveLength(2);
  });

  it('gives one client one late one whatever the distance, and what is due beside it', () => {
    const three = [plan('a', '2026-07-03'), plan('a', '2026-07-01', { hostId: 'other' }), plan('a', '2026-07-15', { hostId: 'third', state: 'due' })];
    expect(decide({ plans: three }).queue.map(({ hostId }) => hostId)).toEqual(['other', 'third']);
  });

  it('is nothing that has to wait, is held or stopped', () => {
    const none = [plan('a', '2026-07-03', { sendAt: NOW + 1 }), plan('b', '2026-07-03', { state: 'paused' }), plan('c', '2026-07-03', { state: 'queued' })];
    expect(decide({ plans: none }).queue).toEqual([]);
    expect(decide({ plans: none }).late).toBe(1);
  });
});

describe('a clock that was set', () => {
  const before = { wall: NOW, mono: 5000 };
  const moved = (wallMs: number, monoMs: number) => clockJumped(before, { wall: NOW + wallMs, mono: 5000 + monoMs }).direction;
  it('is told from time that passed', () => {
    expect(moved(15_000, 15_000)).toBe('none');
    expect(moved(100 * HOUR_MS, 100 * HOUR_MS)).toBe('none');
    expect(moved(15_000 + 120_000, 15_000)).toBe('none');
    expect(moved(2 * HOUR_MS, 15_000)).toBe('forward');
    expect(moved(25 * HOUR_MS, 15_000)).toBe('far');
    expect(moved(-HOUR_MS, 15_000)).toBe('back');
  });
});

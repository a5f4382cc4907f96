import { describe, expect, it } from 'vitest';
import { byDay, byTarget } from './failures.rules.ts';

const ROWS = [
  { on: '2026-03-10', class: 'permanent', target: 'address', count: 4 },
  { on: '2026-03-12', class: 'blocked', target: 'sender-ip', count: 7 },
  { on: '2026-03-12', class: 'permanent', target: 'address', count: 1 },
] as const;

describe('failures', () => {
  it('shows the days in between, and which of them nobody read', () => {
    const readDays = ['2026-03-09', '2026-03-10', '2026-03-12'].map((on) => ({ on, readAt: '2026-03-12T10:00:00.000Z' }));
    expect(byDay({ days: [...ROWS], readDays })).toEqual([
      { on: '2026-03-09', permanent: 0, temporary: 0, blocked: 0, isRead: true },
      { on: '2026-03-10', permanent: 4, temporary: 0, blocked: 0, isRead: true },
      { on: '2026-03-11', permanent: 0, temporary: 0, blocked: 0, isRead: false },
      { on: '2026-03-12', permanent: 1, temporary: 0, blocked: 7, isRead: true },
    ]);
    expect(byDay({ days: [], readDays: [] })).toEqual([]);
  });

  it('adds up by what failed, the most frequent first', () => {
    expect(byTarget([...ROWS]).map(({ target, count }) => [target, count])).toEqual([
      ['sender-ip', 7],
      ['address', 5],
    ]);
  });
});

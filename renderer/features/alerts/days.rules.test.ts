import { describe, expect, it } from 'vitest';
import { dayHere, hourFrom, instantOf } from './days.rules.ts';

describe('days of this computer', () => {
  const now = new Date(2026, 2, 31, 22, 40);

  it('names the day and a full hour to come', () => {
    expect(dayHere(now)).toBe('2026-03-31');
    expect(hourFrom(now, 1)).toBe('2026-03-31T23:00');
    expect(hourFrom(now, 3)).toBe('2026-04-01T01:00');
  });

  it('turns what was typed into an instant', () => {
    expect(instantOf('2026-03-31T22:40')).toBe(now.toISOString());
    expect(instantOf(null)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { windowAround, windowOf } from './spans.rules.ts';

const NOW = new Date('2026-03-12T10:20:00.000Z');

describe('windowOf', () => {
  it('ends with the hour that runs', () => {
    expect(windowOf('h24', NOW)).toEqual({ from: '2026-03-11T11:00:00.000Z', to: '2026-03-12T11:00:00.000Z', grain: 'hour' });
    expect(windowOf('d7', NOW).grain).toBe('hour');
  });

  it('counts days of the clock here, today among them', () => {
    const { from, to, grain } = windowOf('d30', NOW);
    expect(grain).toBe('day');
    expect([new Date(from).getHours(), new Date(to).getHours()]).toEqual([0, 0]);
    expect(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)).toBe(30);
  });
});

describe('windowAround', () => {
  it('looks a day and a half back, and no further on than now', () => {
    expect(windowAround('2026-03-12T09:40:00.000Z', NOW)).toEqual({ from: '2026-03-10T21:00:00.000Z', to: '2026-03-12T11:00:00.000Z', grain: 'hour' });
    expect(windowAround('2026-03-01T09:40:00.000Z', NOW).to).toBe('2026-03-01T22:00:00.000Z');
  });
});

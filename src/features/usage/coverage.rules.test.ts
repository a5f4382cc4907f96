import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../shared/durations.ts';
import { coverageOf, type ReadWindow } from './coverage.rules.ts';
import { spanWindows } from './span.rules.ts';

const NOW = Date.UTC(2026, 10, 21, 9, 30);
const h24 = spanWindows('h24', NOW, 'UTC');
const read = (start: number, given: Partial<ReadWindow> = {}): ReadWindow => ({
  start,
  definition: 'messages_events',
  origin: 'panel',
  silentIsZero: true,
  complete: true,
  readAt: start + HOUR_MS,
  ...given,
});

describe('what is known of a span', () => {
  it('is nothing where nothing was read', () => {
    expect(coverageOf(h24.windows, [], NOW)).toBeNull();
  });

  it('is the part that was read', () => {
    const half = h24.windows.slice(0, 12).map(({ start }) => read(start));
    expect(coverageOf(h24.windows, half, NOW)).toMatchObject({ everybody: 0.5, named: 0 });
  });

  it('counts a window that was left in the middle as far as it was read', () => {
    const [first] = h24.windows;
    const start = first?.start ?? 0;
    expect(coverageOf(h24.windows, [read(start, { complete: false, readAt: start + HOUR_MS / 2 })], NOW)?.everybody).toBeCloseTo(0.5 / 24);
  });

  it('is of one definition, the one that most is known by', () => {
    const reads = h24.windows.map(({ start }, index) => read(start, index < 20 ? {} : { definition: 'report', origin: 'report', silentIsZero: false }));
    expect(coverageOf(h24.windows, reads, NOW)).toMatchObject({ definition: 'messages_events', everybody: 20 / 24 });
  });

  it('keeps apart where silence says nothing', () => {
    const reads = h24.windows.map(({ start }) => read(start, { silentIsZero: false }));
    expect(coverageOf(h24.windows, reads, NOW)).toMatchObject({ everybody: 0, named: 1 });
  });

  it('takes the day that runs as known from its last reading', () => {
    const today = spanWindows('day', NOW, 'UTC');
    expect(coverageOf(today.windows, [read(today.start, { complete: false, readAt: NOW - 20 * 60_000 })], NOW)?.everybody).toBe(1);
  });
});

describe('a span', () => {
  it('of 24 hours has 24 whole ones, also when the clocks are moved', () => {
    for (const now of [NOW, Date.UTC(2026, 9, 25, 10, 5), Date.UTC(2026, 2, 29, 10, 5)]) {
      const span = spanWindows('h24', now, 'Europe/Paris');
      expect(span.windows).toHaveLength(24);
      expect(span.end - span.start).toBe(24 * HOUR_MS);
    }
  });

  it('of 7 days is those and today so far', () => {
    expect(spanWindows('d7', NOW, 'Europe/Paris').windows).toHaveLength(8);
  });
});

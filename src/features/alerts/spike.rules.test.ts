import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ALERT_SETTINGS as SETTINGS } from './settings.rules.ts';
import { LEAST_WINDOWS, lacking, riseIn, spikeIn, usualOf } from './spike.rules.ts';

const steady = (count: number, windows = 28): number[] => Array.from({ length: windows }, (_, index) => count + (index % 3) - 1);
const past = (counts: readonly number[], sameWeekday: readonly number[] = []) => ({ counts, sameWeekday });

describe('a spike', () => {
  it('needs a count that is an outlier, hardly possible by chance, and large', () => {
    expect(spikeIn(1240, past(steady(6)), SETTINGS)).toMatchObject({ level: 'act', usual: { median: 6, windows: 28 } });
    // Three times what is usual, but hardly any messages.
    expect(spikeIn(24, past(steady(6)), SETTINGS)).toBeNull();
    // Many messages more, but less than three times what is usual.
    expect(spikeIn(250, past(steady(100)), SETTINGS)).toBeNull();
    expect(spikeIn(320, past(steady(100)), SETTINGS)).not.toBeNull();
  });

  it('is never found before enough windows are known, not even after silence', () => {
    expect(lacking(3)).toBe(11);
    expect(usualOf(steady(5, 13))).toBeNull();
    expect(spikeIn(60, past([0, 0, 0]), SETTINGS)).toBeNull();
    expect(spikeIn(60, past(Array.from({ length: LEAST_WINDOWS }, () => 0)), SETTINGS)).not.toBeNull();
  });

  it('is measured against what an account does that sends in bursts', () => {
    const bursts = [0, 300, 5, 0, 900, 20, 0, 0, 400, 3, 0, 0, 700, 0, 10, 0, 0, 1100, 0, 5, 250, 0, 0, 600, 0, 0, 0, 90];
    expect(spikeIn(1200, past(bursts), SETTINGS)).toBeNull();
    expect(spikeIn(60_000, past(bursts), SETTINGS)).not.toBeNull();
  });

  it('is none at the hour of the week when it is usual, once four weeks are known', () => {
    const letters = Array.from({ length: 28 }, (_, index) => (index % 7 === 0 ? 60 : 2));
    expect(spikeIn(75, past(letters, [60, 60, 60, 60]), SETTINGS)).toBeNull();
  });

  it('stays a spike with more messages, and never has a chance that is none', () => {
    const counts = fc.array(fc.nat(500), { minLength: 14, maxLength: 28 });
    fc.assert(
      fc.property(counts, fc.nat(1_000_000), fc.nat(1_000_000), (values, a, b) => {
        const [less, more] = [spikeIn(Math.min(a, b), past(values), SETTINGS), spikeIn(Math.max(a, b), past(values), SETTINGS)];
        if (less === null) return;
        expect(more).not.toBeNull();
        expect(less.chance).toBeGreaterThanOrEqual(0);
        expect(less.chance).toBeLessThan(SETTINGS.warnBelow);
        expect(Number.isFinite(less.z)).toBe(true);
      }),
    );
  });

  it('is found in counts of any size', () => {
    expect(spikeIn(1_000_000_000, past(steady(1_000_000)), SETTINGS)).toMatchObject({ level: 'act' });
  });
});

describe('a slow rise', () => {
  it('is the level of several days, above what the days before allow', () => {
    expect(riseIn([41, 55, 90, 130, 135, 140, 150], steady(40, 21), SETTINGS)).toMatchObject({ usual: { median: 40 } });
    expect(riseIn([41, 39, 40, 42, 41, 40, 41], steady(40, 21), SETTINGS)).toBeNull();
    expect(riseIn([41, 55, 90, 130, 135, 140], steady(40, 21), SETTINGS)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ewma, firstAbove } from './ewma.rules.ts';
import { anscombe, burstyZ, countZ, median, quantile, robustScale, robustZ } from './robust.rules.ts';
import { burstsOf, negativeBinomialTail, poissonTail, predictive } from './tails.rules.ts';
import { wilsonLowerBound } from './wilson.rules.ts';

/** Two weeks of an account, of the test vectors of the policy facts, 6.2. */
const WEEKS = [12, 9, 14, 11, 10, 13, 8, 12, 15, 11, 9, 10, 12, 14];

const counts = fc.array(fc.nat(2000), { minLength: 1, maxLength: 60 });
const huge = fc.integer({ min: 0, max: 1_000_000_000 });

/** Equal to so many significant digits. */
function near(found: number | null, expected: number, digits = 3): void {
  expect(found).not.toBeNull();
  expect(Math.abs((found ?? Number.NaN) / expected - 1)).toBeLessThan(0.5 * 10 ** (1 - digits));
}

describe('the robust z-score', () => {
  it.each([
    [15, 1.57],
    [20, 3.82],
    [26, 6.52],
    [120, 48.8],
  ])('of %d is %d', (value, z) => {
    expect(median(WEEKS)).toBe(11.5);
    near(robustZ(value, WEEKS), z);
  });

  it('takes the mean deviation where half of the values are the same, and says nothing where all are', () => {
    const mostlyZero = [0, 0, 0, 0, 0, 0, 0, 0, 7, 7];
    near(robustScale(mostlyZero), 1.2533 * 1.4, 4);
    near(robustZ(14, mostlyZero), 14 / (1.2533 * 1.4), 4);
    expect(robustZ(14, [3, 3, 3])).toBeNull();
    expect(robustScale([])).toBe(0);
  });

  it('rises with the value and is never a number that is none', () => {
    fc.assert(
      fc.property(counts, huge, huge, (values, a, b) => {
        const [low, high] = [robustZ(Math.min(a, b), values), robustZ(Math.max(a, b), values)];
        expect(low === null ? high === null : high !== null && low <= high && Number.isFinite(high)).toBe(true);
        expect(burstyZ(Math.min(a, b), values)).toBeLessThanOrEqual(burstyZ(Math.max(a, b), values));
      }),
    );
  });
});

describe('the scale of Anscombe', () => {
  it.each([
    [15, 0.95],
    [20, 2.14],
    [26, 3.38],
    [120, 15.05],
  ])('puts %d at %d above the median', (value, z) => {
    expect(countZ(value, WEEKS)).toBeCloseTo(z, 2);
    // These two weeks vary less than chance would: chance is the least.
    expect(burstyZ(value, WEEKS)).toBeCloseTo(z, 2);
  });

  it('gives pure chance a spread of about one, whatever the mean', () => {
    for (const mean of [5, 20, 100]) {
      const spread = [...Array(2000).keys()].map((count) => ({ count, chance: poissonTail(count, mean) - poissonTail(count + 1, mean) }));
      const average = spread.reduce((sum, { count, chance }) => sum + chance * anscombe(count), 0);
      const variance = spread.reduce((sum, { count, chance }) => sum + chance * (anscombe(count) - average) ** 2, 0);
      expect(variance).toBeGreaterThan(0.9);
      expect(variance).toBeLessThan(1.1);
    }
  });
});

describe('quantiles', () => {
  it('lie within the values and in order', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (values, a, b) => {
        const [low, high] = [quantile(values, Math.min(a, b)), quantile(values, Math.max(a, b))];
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe('the Poisson tail', () => {
  it.each([
    [10, 2, 4.65e-5],
    [30, 20, 0.0218],
    [200, 120, 1.64e-11],
    [8, 0.5, 6.22e-8],
    [50, 12, 2.4e-16],
  ])('of %d where %d is usual is %d', (count, mean, chance) => near(poissonTail(count, mean), chance, mean === 12 ? 2 : 3));

  it('falls with the count, rises with the mean, and is a chance for counts of any size', () => {
    fc.assert(
      fc.property(huge, huge, fc.double({ min: 0, max: 1e9, noNaN: true }), (a, b, mean) => {
        const [few, many] = [poissonTail(Math.min(a, b), mean), poissonTail(Math.max(a, b), mean)];
        expect(many).toBeGreaterThanOrEqual(0);
        expect(few).toBeLessThanOrEqual(1);
        expect(many).toBeLessThanOrEqual(few + 1e-6);
        expect(poissonTail(a, mean)).toBeLessThanOrEqual(poissonTail(a, mean * 2 + 1) + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('is certain of nothing and impossible where nothing ever comes', () => {
    expect(poissonTail(0, 0)).toBe(1);
    expect(poissonTail(1, 0)).toBe(0);
    near(poissonTail(1, 3), 1 - Math.exp(-3), 10);
  });
});

describe('what the next window may hold', () => {
  it.each([
    [28, 56, 10, 8.43e-5],
    [0, 0, 60, 0.0535],
    [28, 336, 50, 1.78e-15],
    [3, 0, 60, 3.6e-37],
  ])('after %d windows with %d altogether: %d has a chance of %d', (windows, sum, count, chance) =>
    near(negativeBinomialTail(count, predictive(windows, sum)), chance, windows === 3 ? 2 : 3),
  );

  it('is less sure than a known mean, and nears it with many windows', () => {
    near(negativeBinomialTail(30, predictive(1_000_000, 20_000_000)), poissonTail(30, 20));
    expect(negativeBinomialTail(30, predictive(14, 14 * 20))).toBeGreaterThan(poissonTail(30, 20));
  });

  it('falls with the count and is a chance, however bursty', () => {
    fc.assert(
      fc.property(huge, huge, fc.double({ min: 1e-3, max: 1e7, noNaN: true }), fc.double({ min: 1.000001, max: 1e6, noNaN: true }), (a, b, mean, excess) => {
        const bursts = burstsOf(mean, mean * excess);
        if (bursts === null) throw new Error('No bursts');
        const [few, many] = [negativeBinomialTail(Math.min(a, b), bursts), negativeBinomialTail(Math.max(a, b), bursts)];
        expect(many).toBeGreaterThanOrEqual(0);
        expect(few).toBeLessThanOrEqual(1);
        expect(many).toBeLessThanOrEqual(few + 1e-6);
      }),
      { numRuns: 200 },
    );
  });

  it('adds up what each count has', () => {
    const bursts = { shape: 2.5, q: 0.8 };
    const one = (count: number): number => negativeBinomialTail(count, bursts) - negativeBinomialTail(count + 1, bursts);
    near(one(0), 0.2 ** 2.5, 8);
    near(one(3) / one(2), ((2.5 + 2) / 3) * 0.8, 8);
    expect(burstsOf(5, 5)).toBeNull();
    expect(burstsOf(0, 4)).toBeNull();
  });
});

describe('the weighted average', () => {
  it('finds the slow rise of the test vector at its fourth value', () => {
    const steps = ewma([13, 15, 16, 18, 19, 21, 22], { mean: 11.43, sigma: 2.1 });
    expect(firstAbove(steps)).toBe(3);
    expect(steps[3]?.average).toBeCloseTo(14.09, 2);
    expect(steps[3]?.limit).toBeCloseTo(13.35, 2);
  });

  it('never alarms on values that stay at or below the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { maxLength: 40 }), fc.double({ min: 0, max: 20, noNaN: true }), (values, sigma) => {
        expect(firstAbove(ewma(values, { mean: 50, sigma }))).toBe(-1);
      }),
    );
  });
});

describe('the least believable share', () => {
  it.each([
    [1, 1, 0.207],
    [2, 4, 0.15],
    [5, 5, 0.566],
    [10, 100, 0.0552],
    [30, 300, 0.0709],
    [15, 5000, 0.0018],
    [1, 1000, 0.0002],
  ])('of %d out of %d is %d', (hits, of, bound) => near(wilsonLowerBound(hits, of), bound, bound < 0.01 ? (bound < 0.001 ? 1 : 2) : 3));

  it('is below the share itself, a share, and rises with the cases', () => {
    fc.assert(
      fc.property(huge, huge, (a, b) => {
        const [hits, of] = [Math.min(a, b), Math.max(a, b)];
        const bound = wilsonLowerBound(hits, of);
        expect(bound).toBeGreaterThanOrEqual(0);
        expect(bound).toBeLessThanOrEqual(of === 0 ? 0 : hits / of + 1e-12);
        expect(wilsonLowerBound(hits * 2, of * 2)).toBeGreaterThanOrEqual(bound - 1e-12);
      }),
    );
    expect(wilsonLowerBound(0, 0)).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketCounts, bucketOf, percentile } from './delay.rules.ts';

describe('the distribution of delays', () => {
  it('puts every delay in exactly one bucket', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100_000, noNaN: true })), (hours) => {
        expect(bucketCounts(hours).reduce((sum, { accounts }) => sum + accounts, 0)).toBe(hours.length);
      }),
    );
  });

  it.each([
    [0, 'same_day'],
    [23.99, 'same_day'],
    [24, 'day'],
    [48, 'three_days'],
    [72, 'week'],
    [168, 'month'],
    [720, 'longer'],
  ])('%d hours are %s', (hours, bucket) => {
    expect(bucketOf(hours)).toBe(bucket);
  });

  it('takes percentiles from values that occur', () => {
    expect([percentile([], 0.5), percentile([7], 0.9), percentile([1, 2, 3, 4], 0.5), percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)]).toEqual([
      null,
      7,
      2,
      9,
    ]);
  });
});

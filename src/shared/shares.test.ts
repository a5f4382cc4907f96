import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharesOf } from './shares.ts';

test('shares are rounded to the nearest tenth where nothing forbids it', () => {
  expect(sharesOf([14, 187])).toEqual([7, 93]);
  expect(sharesOf([1, 200])).toEqual([0.5, 99.5]);
  expect(sharesOf([1, 1, 1])).toEqual([33.4, 33.3, 33.3]);
  expect(sharesOf([4999, 1])).toEqual([99.9, 0.1]);
  expect(sharesOf([3, 0])).toEqual([100, 0]);
  expect(sharesOf([0, 0])).toEqual([0, 0]);
});

test('shares add up to 100, and only the whole is 100', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 }), (counts) => {
      const all = counts.reduce((sum, count) => sum + count, 0);
      fc.pre(all > 0);
      const shares = sharesOf(counts);
      expect(Math.round(shares.reduce((sum, share) => sum + share, 0) * 10)).toBe(1000);
      for (const [index, share] of shares.entries()) {
        const exact = ((counts[index] ?? 0) / all) * 100;
        expect(Math.abs(share - exact)).toBeLessThan(0.1 + 1e-9);
        expect(share === 100).toBe(counts[index] === all);
      }
    }),
  );
});

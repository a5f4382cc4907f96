import { describe, expect, it } from 'vitest';
import { gapDays, gapSince, knownDates } from './gaps.rules.ts';

const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const at = { now: startOf('2026-11-21'), startOf };
const account = { orderedOn: null, createdAt: startOf('2026-02-02'), effectiveOn: null, publishedAt: null };

describe('since when an account is not covered', () => {
  it.each([
    ['its record, without order and policy', {}, '2026-02-02'],
    ['its order, where it is known', { orderedOn: '2026-01-01' }, '2026-01-01'],
    ['the version in force, when that came later', { orderedOn: '2026-01-01', effectiveOn: '2026-03-03', publishedAt: startOf('2026-03-01') }, '2026-03-03'],
    ['its order, when that came later', { orderedOn: '2026-04-04', effectiveOn: '2026-03-03', publishedAt: startOf('2026-03-01') }, '2026-04-04'],
    ['the publication of a version that is not in force yet', { effectiveOn: '2026-12-01', publishedAt: startOf('2026-11-20') }, '2026-11-20'],
  ])('%s', (_name, more, since) => {
    expect(gapSince({ ...account, ...more }, at)).toBe(startOf(since));
  });

  it('has whole days, and none for an order dated ahead', () => {
    expect([gapDays(startOf('2026-11-20'), at.now), gapDays(at.now - 1, at.now), gapDays(startOf('2026-12-01'), at.now)]).toEqual([1, 0, 0]);
  });

  it('works every date out once', () => {
    const asked: string[] = [];
    const known = knownDates((date) => {
      asked.push(date);
      return startOf(date);
    });
    expect([known('2026-01-01'), known('2026-01-01'), known('2026-01-02')]).toEqual([startOf('2026-01-01'), startOf('2026-01-01'), startOf('2026-01-02')]);
    expect(asked).toEqual(['2026-01-01', '2026-01-02']);
  });
});

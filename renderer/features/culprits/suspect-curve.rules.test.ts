import { describe, expect, it } from 'vitest';
import { curveOf } from './suspect-curve.rules.ts';

const AT = '2026-03-12T10:00:00.000Z';

function series(...counts: (number | null)[]) {
  const start = Date.parse(AT) - counts.length * 3_600_000;
  return counts.map((recipients, index) => ({ at: new Date(start + index * 3_600_000).toISOString(), recipients, failed: null }));
}

describe('the curve of an account', () => {
  it('has what is usual in a part, and the window at its end', () => {
    const curve = curveOf({ series: series(5, 5, 10, 40), usual: 20 }, { at: AT, windowMinutes: 120 });
    expect(curve).toMatchObject({ top: 40, usual: 0.25, window: { from: 0.5, to: 1 } });
    expect(curve?.points.map((point) => point?.y)).toEqual([0.125, 0.125, 0.25, 1]);
  });

  it('leaves out what is not known instead of drawing it as nothing', () => {
    expect(curveOf({ series: series(null, 3), usual: null }, { at: AT, windowMinutes: 60 })).toMatchObject({ points: [null, { y: 1 }], usual: null });
  });

  it('is none without two parts', () => {
    expect(curveOf({ series: series(3), usual: 1 }, { at: AT, windowMinutes: 60 })).toBeUndefined();
  });
});

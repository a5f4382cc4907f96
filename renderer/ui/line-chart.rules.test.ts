import { describe, expect, it } from 'vitest';
import { type ChartPoint, linesOf, lonelyOf, nearestTo, placesOf, pointAfterKey, runsOf, scaleOf, ticksOf } from './line-chart.rules.ts';

const START = Date.parse('2026-03-12T10:00:00.000Z');

function hours(...values: (number | null)[]): ChartPoint[] {
  return values.map((value, index) => ({
    from: new Date(START + index * 3_600_000).toISOString(),
    to: new Date(START + (index + 1) * 3_600_000).toISOString(),
    value,
    complete: true,
  }));
}

describe('scaleOf', () => {
  it('goes to a round figure above the highest value', () => {
    expect(scaleOf([3, null, 87], [])).toEqual({ top: 100, ticks: [0, 50, 100] });
    expect(scaleOf([0, 0], []).ticks[0]).toBe(0);
  });

  it('takes a limit in that is not far above, and leaves out one that would press the curve flat', () => {
    expect(scaleOf([150], [500]).top).toBeGreaterThanOrEqual(500);
    expect(scaleOf([6], [500]).top).toBeLessThan(10);
  });
});

describe('what is drawn', () => {
  it('joins neighbours, never over a window that was not read', () => {
    expect(linesOf(hours(1, 2, null, 4, 5))).toEqual({
      solid: [
        [0, 1],
        [3, 4],
      ],
      dashed: [],
    });
    expect(placesOf(hours(1, null), 10)[1]).toBeNull();
  });

  it('dashes the way to a window that is not over', () => {
    const points = hours(1, 2, 3).map((point, index) => ({ ...point, complete: index < 2 }));
    expect(linesOf(points)).toEqual({ solid: [[0, 1]], dashed: [[1, 2]] });
  });

  it('finds points without neighbours, and stretches without figures', () => {
    const points = hours(1, null, 3, null, null, 6, 7);
    expect(lonelyOf(points)).toEqual([0, 2]);
    expect(runsOf(points, ({ value }) => value === null)).toEqual([
      [1, 1],
      [3, 4],
    ]);
  });

  it('puts a window at its middle', () => {
    expect(placesOf(hours(5, 10), 10)).toEqual([
      { x: 0.25, y: 0.5 },
      { x: 0.75, y: 1 },
    ]);
  });
});

describe('ticksOf', () => {
  const ticks = (from: string, to: string, most: number, zone: string) =>
    ticksOf({ from: Date.parse(from), to: Date.parse(to), most, zone }).map(({ at, isDay }) => `${new Date(at).toISOString()}${isDay ? ' day' : ''}`);

  it('names round hours of the zone while they are few', () => {
    expect(ticks('2026-03-12T10:20:00.000Z', '2026-03-12T16:00:00.000Z', 6, 'Asia/Kolkata')).toEqual([
      '2026-03-12T10:30:00.000Z',
      '2026-03-12T11:30:00.000Z',
      '2026-03-12T12:30:00.000Z',
      '2026-03-12T13:30:00.000Z',
      '2026-03-12T14:30:00.000Z',
      '2026-03-12T15:30:00.000Z',
    ]);
  });

  it('names midnights when hours would be too many, also when the clocks change', () => {
    expect(ticks('2026-03-27T12:00:00.000Z', '2026-03-31T12:00:00.000Z', 4, 'Europe/Paris')).toEqual([
      '2026-03-27T23:00:00.000Z day',
      '2026-03-28T23:00:00.000Z day',
      '2026-03-29T22:00:00.000Z day',
      '2026-03-30T22:00:00.000Z day',
    ]);
  });
});

describe('the cursor', () => {
  it('finds the window it points at', () => {
    const points = hours(1, 2, 3, 4);
    expect([0, 0.3, 0.99, 1.2].map((x) => nearestTo(x, points))).toEqual([0, 1, 3, 3]);
  });

  it('moves by keys and stays inside', () => {
    expect([pointAfterKey('ArrowLeft', 0, 9), pointAfterKey('ArrowRight', 3, 9), pointAfterKey('End', 3, 9), pointAfterKey('PageDown', 30, 40)]).toEqual([
      0, 4, 9, 6,
    ]);
    expect(pointAfterKey('x', 3, 9)).toBeUndefined();
  });
});

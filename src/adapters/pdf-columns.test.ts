import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnWidths, type Extent } from './pdf-columns.ts';

const ROOM = 437;
const total = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width, 0);

describe('columnWidths', () => {
  it('keeps a short name on its line beside two long texts, which share the rest', () => {
    const [group = 0, who = 0, what = 0] = columnWidths(
      [
        { word: 45, whole: 52 },
        { word: 70, whole: 320 },
        { word: 80, whole: 300 },
      ],
      ROOM,
    );
    expect(group).toBeCloseTo(52);
    expect(Math.abs(who - what)).toBeLessThan(15);
  });

  it('gives more to the longer of two long texts', () => {
    const [long = 0, short = 0] = columnWidths(
      [
        { word: 60, whole: 2000 },
        { word: 60, whole: 400 },
      ],
      ROOM,
    );
    expect(long).toBeGreaterThan(2 * short);
  });

  it('takes the width of the page where there is little to say, or nothing', () => {
    expect(
      columnWidths(
        [
          { word: 10, whole: 20 },
          { word: 10, whole: 60 },
        ],
        400,
      ),
    ).toEqual([100, 300]);
    expect(
      columnWidths(
        [
          { word: 0, whole: 0 },
          { word: 0, whole: 0 },
        ],
        400,
      ),
    ).toEqual([200, 200]);
  });

  it('fills the room, and breaks no word that there is room for', () => {
    const extent = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 3000 })).map(([word, more]): Extent => ({ word, whole: word + more }));
    fc.assert(
      fc.property(fc.array(extent, { minLength: 1, maxLength: 9 }), (extents) => {
        const widths = columnWidths(extents, ROOM);
        expect(total(widths)).toBeCloseTo(ROOM, 6);
        const words = total(extents.map(({ word }) => word));
        for (const [column, { word, whole }] of extents.entries()) {
          const width = widths[column] ?? 0;
          expect(width).toBeGreaterThanOrEqual(0);
          if (words <= ROOM) expect(width).toBeGreaterThanOrEqual(word - 1e-6);
          if (total(extents.map((each) => each.whole)) <= ROOM) expect(width).toBeGreaterThanOrEqual(whole - 1e-6);
        }
      }),
      // Found by chance: words that fill the room to the last digit, and an empty cell.
      { examples: [[[2, 169, 112, 0, 132, 231].map((word): Extent => ({ word, whole: Math.max(1, word) }))]] },
    );
  });
});

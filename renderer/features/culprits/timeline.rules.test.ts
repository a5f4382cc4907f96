import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, flagLines, momentAfterKey, momentAt, partsOfQuarters, spanOf, stepOf, sumOf, windowBefore, within } from './timeline.rules.ts';

const START = Date.parse('2026-03-12T10:00:00.000Z');
const QUARTER = 900_000;
const HOUR = 4 * QUARTER;

function quarters(...counts: number[]) {
  return counts.map((recipients, index) => ({ at: new Date(START + index * QUARTER).toISOString(), recipients, failed: 1, deferred: 0 }));
}

describe('columns of the timeline', () => {
  it('are quarters while they fit, and wider ones where there are many', () => {
    expect(stepOf({ from: 0, to: 4 * HOUR }, 100)).toBe(QUARTER);
    expect(stepOf({ from: 0, to: 100 * HOUR }, 100)).toBe(HOUR);
    expect(stepOf({ from: 0, to: 4 * HOUR }, 100, HOUR)).toBe(HOUR);
    expect(stepOf({ from: 0, to: 9000 * HOUR }, 100)).toBe(24 * HOUR);
  });

  it('keep every figure, whatever their width', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 200 }), fc.constantFrom(QUARTER, 2 * QUARTER, HOUR, 6 * HOUR), (counts, step) => {
        const parts = partsOfQuarters(quarters(...counts));
        const span = spanOf(parts, null) ?? { from: 0, to: 0 };
        expect(sumOf(columnsOf(parts, span, { step, isSilenceNothing: true }), 'recipients')).toBe(counts.reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  it('without anything are 0 in a log that was read, and not known where nothing was published', () => {
    const parts = partsOfQuarters(quarters(3)).slice(0, 1);
    const span = { from: START, to: START + HOUR };
    expect(columnsOf(parts, span, { step: QUARTER, isSilenceNothing: true }).map(({ recipients }) => recipients)).toEqual([3, 0, 0, 0]);
    expect(columnsOf(parts, span, { step: QUARTER, isSilenceNothing: false }).map(({ recipients }) => recipients)).toEqual([3, null, null, null]);
  });

  it('span what was counted and what is covered', () => {
    expect(spanOf([], null)).toBeNull();
    const span = spanOf(partsOfQuarters(quarters(1)), { from: START - HOUR, to: START + HOUR });
    expect(span).toEqual({ from: START - HOUR, to: START + HOUR });
  });
});

describe('the moment', () => {
  const span = { from: START, to: START + 24 * HOUR };

  it('moves by quarters and by six hours, and stays inside', () => {
    expect(momentAfterKey('ArrowRight', START + 5, span)).toBe(START + QUARTER);
    expect(momentAfterKey('ArrowLeft', START + QUARTER + 5, span)).toBe(START + QUARTER);
    expect(momentAfterKey('PageUp', START, span)).toBe(START + 6 * HOUR);
    expect(momentAfterKey('PageDown', START, span)).toBe(START);
    expect([momentAfterKey('Home', START + HOUR, span), momentAfterKey('End', START, span), momentAfterKey('x', START, span)]).toEqual([
      span.from,
      span.to,
      undefined,
    ]);
  });

  it('snaps to the quarter of a mark that is near, else to the nearest one', () => {
    const mark = START + 12 * HOUR + QUARTER + 1000;
    expect(momentAt(0.5015, span, { marks: [mark], reach: 0.01 })).toBe(START + 12 * HOUR + QUARTER);
    expect(momentAt(0.53, span, { marks: [mark], reach: 0.01 })).toBe(START + 51 * QUARTER);
    expect(momentAt(7, span, { marks: [], reach: 0.01 })).toBe(span.to);
  });

  it('has a window before it that ends with the nearest quarter', () => {
    const parts = partsOfQuarters(quarters(1, 2, 4, 8));
    expect(windowBefore(START + HOUR + 1000, 30)).toEqual({ from: START + HOUR / 2, to: START + HOUR });
    expect(sumOf(within(parts, windowBefore(START + HOUR, 30)), 'recipients')).toBe(12);
  });
});

describe('flags', () => {
  it('stand one above the other where they are close, and give way where there is no room', () => {
    expect(flagLines([0, 5, 10, 40], { width: 20, lines: 2 })).toEqual([0, 1, undefined, 0]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Poll } from './polls.repo.ts';
import { backOff, dueAt, type Gate, isDue, isOpen, type Part, spread, waitAfter } from './schedule.rules.ts';

const NOW = Date.UTC(2026, 10, 22, 12);

function part(last: Partial<Poll> | null, changes: Partial<Part> & { readonly failures?: number } = {}): Part {
  const { failures = 0, ...rest } = changes;
  const poll: Poll = { kind: 'usage', at: NOW, ms: 1, outcome: 'ok', rows: 0, trouble: null, ...last };
  return { history: { last: last === null ? null : poll, failures }, everyMinutes: 15, spread: 0, probedAt: null, ...rest };
}

const gate = (changes: Partial<Gate>): Gate => ({ state: 'ok', paused: false, nextAt: null, lastAt: null, ...changes });

describe('the wait after failures', () => {
  it('doubles from a minute to an hour', () => {
    expect([1, 2, 3, 4, 6, 7, 8, 500].map((failures) => backOff(failures) / MINUTE_MS)).toEqual([1, 2, 4, 8, 32, 60, 60, 60]);
  });

  it('is at least as long as a busy panel asks for, and no longer than a day', () => {
    expect([waitAfter(1, 0), waitAfter(1, 600), waitAfter(8, 600), waitAfter(1, 1e9)].map((wait) => wait / MINUTE_MS)).toEqual([1, 10, 60, 1440]);
  });
});

describe('when a question is due', () => {
  it.each([
    ['at once when it was never asked', part(null), 0],
    ['after its time when it was answered', part({}), NOW + 15 * MINUTE_MS],
    ['a little later by its own jitter', part({}, { spread: 1 }), NOW + 16.5 * MINUTE_MS],
    ['after the back-off when it failed', part({ outcome: 'failed', trouble: { code: 'panel_unreadable', params: {} } }, { failures: 3 }), NOW + 4 * MINUTE_MS],
    [
      'after hours when a privilege lacks',
      part({ outcome: 'failed', trouble: { code: 'panel_privilege_missing', params: {} } }, { failures: 3 }),
      NOW + 360 * MINUTE_MS,
    ],
    ['after a short while when it was given up', part({ outcome: 'cancelled' }), NOW + 5 * MINUTE_MS],
    ['at once when the panel was found to answer since', part({ outcome: 'failed' }, { failures: 9, probedAt: NOW + 1 }), 0],
  ])('%s', (_when, asked, at) => {
    expect(dueAt(asked)).toBe(at);
  });

  it('is now when the clock was set back behind the last time', () => {
    expect(isDue(part({}), NOW - 1)).toBe(true);
    expect(isDue(part({}), NOW + MINUTE_MS)).toBe(false);
  });

  it('comes, whatever was asked when, within a day and a tenth', () => {
    const any = fc.record({ failures: fc.nat(20), everyMinutes: fc.integer({ min: 5, max: 1440 }), spread: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(any, fc.constantFrom('ok', 'failed', 'cancelled'), (changes, outcome) => {
        const at = dueAt(part({ outcome }, changes));
        expect(at).toBeGreaterThanOrEqual(NOW + MINUTE_MS);
        expect(at).toBeLessThanOrEqual(NOW + 1440 * 1.1 * MINUTE_MS);
      }),
    );
  });
});

describe('a panel may be asked by itself', () => {
  it.each([
    ['not before somebody tried it', gate({ state: 'new' }), false],
    ['not after it refused the login', gate({ state: 'refused' }), false],
    ['not while it is paused', gate({ paused: true }), false],
    ['not before its time', gate({ state: 'failing', nextAt: NOW + 1, lastAt: NOW - 1 }), false],
    ['at its time', gate({ state: 'failing', nextAt: NOW, lastAt: NOW - 1 }), true],
    ['though its time is far away by a clock that was set back', gate({ nextAt: NOW + 1e10, lastAt: NOW + 1e9 }), true],
  ])('%s', (_when, asked, open) => {
    expect(isOpen(asked, NOW)).toBe(open);
  });
});

it('spreads hashes over 0 to 1', () => {
  expect([spread('00000000ff'), spread('80000000'), spread('ffffffff')]).toEqual([0, expect.closeTo(0.5), 1]);
});

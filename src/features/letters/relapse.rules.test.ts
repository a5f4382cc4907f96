import fc from 'fast-check';
import { expect, it } from 'vitest';
import { relapseState } from './relapse.rules.ts';

const H = 3_600_000;
const at = (hours: number, lookedAt: number | null, signs = 0) =>
  relapseState({ since: 0, now: hours * H, lookedAt: lookedAt === null ? null : lookedAt * H, signs });

it('has not begun before host or list said yes', () => {
  expect(relapseState({ since: null, now: 9, lookedAt: 9, signs: 0 })).toBe('not_begun');
});

it('calls nothing quiet that nobody looked at to the end of the window', () => {
  expect(at(1, null)).toBe('watching');
  expect(at(30, null)).toBe('not_watched');
  expect(at(30, 20)).toBe('watching');
  expect(at(73, 30)).toBe('not_watched');
  expect(at(73, 60)).toBe('quiet_72h');
  expect(at(100, 73)).toBe('quiet_72h');
  expect(at(169, 100)).toBe('quiet_72h');
  expect(at(169, 145)).toBe('quiet_7d');
  expect(at(400, 10)).toBe('not_watched');
});

it('is a relapse whatever was looked at', () => {
  expect(at(1, null, 1)).toBe('relapsed');
  expect(at(400, 300, 1)).toBe('relapsed');
});

it('is never quiet without a look since, nor before the window ended', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.option(fc.integer({ min: -100, max: 500 })), (hours, looked) => {
      const state = at(hours, looked === null ? null : Math.min(looked, hours));
      if (state === 'quiet_72h' || state === 'quiet_7d') {
        expect(hours).toBeGreaterThanOrEqual(state === 'quiet_7d' ? 168 : 72);
        expect(looked ?? -1).toBeGreaterThan(0);
      }
    }),
  );
});

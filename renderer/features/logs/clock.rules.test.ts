import { expect, it } from 'vitest';
import { clockText, momentOfClock } from './clock.rules.ts';

it('writes a moment on the clock of a zone, and reads it again', () => {
  const at = Date.parse('2026-03-05T22:09:41.000Z');
  expect(clockText(at, 'Asia/Tokyo')).toBe('2026-03-06T07:09');
  expect(new Date(momentOfClock('2026-03-06T07:09', 'Asia/Tokyo')).toISOString()).toBe('2026-03-05T22:09:00.000Z');
});

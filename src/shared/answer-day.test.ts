import { expect, it } from 'vitest';
import { usualAnswerDay } from './answer-day.ts';

it.each([
  [null, '2026-11-26'],
  ['2026-12-01', '2026-11-26'],
  ['2026-11-27', '2026-11-26'],
  ['2026-11-26', '2026-11-25'],
  ['2026-11-25', '2026-11-24'],
  ['2026-11-24', '2026-11-24'],
  ['2026-11-23', '2026-11-24'],
  ['2026-11-01', '2026-11-24'],
])('an answer is wanted before the host wants his (%s)', (hostBy, deadline) => {
  expect(usualAnswerDay('2026-11-23', hostBy)).toBe(deadline);
});

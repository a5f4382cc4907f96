import { expect, it } from 'vitest';
import { isAhead } from './ahead.ts';

it('calls a log ahead of the clock that goes further beyond it than clocks differ', () => {
  expect(isAhead('2026-11-24T13:00:00.000Z', '2026-11-23T22:26:00.000Z')).toBe(true);
  expect(isAhead('2026-11-24T13:00:00.000Z', '2026-11-24T12:50:00.000Z')).toBe(false);
  expect(isAhead('2026-11-24T13:00:00.000Z', '2026-11-25T12:50:00.000Z')).toBe(false);
  expect(isAhead(null, '2026-11-24T12:50:00.000Z')).toBe(false);
});

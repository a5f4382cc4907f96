import { expect, it } from 'vitest';
import { presetDay } from './day-presets.rules.ts';

it.each([
  ['2026-03-01', '2026-03-01', '2026-02-28', '2026-02-28', '2025-12-31'],
  ['2026-01-01', '2026-01-01', '2025-12-31', '2025-12-31', '2025-12-31'],
  ['2028-03-15', '2028-03-15', '2028-03-14', '2028-02-29', '2027-12-31'],
])('on %s the quick choices mean %s, %s, %s and %s', (today, ...days) => {
  expect([presetDay('today', today), presetDay('yesterday', today), presetDay('monthEnd', today), presetDay('yearEnd', today)]).toEqual(days);
});

import { describe, expect, it } from 'vitest';
import { momentIn } from './date.rules.ts';

const FRAME = { zone: 'Europe/Paris', at: Date.UTC(2026, 0, 6, 12) };
const read = (text: string): string | null => {
  const found = momentIn(text, FRAME);
  return found === null ? null : new Date(found.at).toISOString();
};

describe('the moment a mail names', () => {
  it.each([
    ['2026-01-04T23:30:00Z', '2026-01-04T23:30:00.000Z'],
    ['2026-01-04T23:30:00+00:00', '2026-01-04T23:30:00.000Z'],
    ['2026-01-04T23:30:00-05:00', '2026-01-05T04:30:00.000Z'],
    ['2026-01-04 23:30 UTC', '2026-01-04T23:30:00.000Z'],
    ['04.01.2026 10:00 МСК', '2026-01-04T07:00:00.000Z'],
    ['4 January 2026, 10:00 (GMT+3)', '2026-01-04T07:00:00.000Z'],
    ['January 4, 2026 10:00 CET', '2026-01-04T09:00:00.000Z'],
  ])('is read by the clock it names: %s', (text, at) => {
    expect(read(text)).toBe(at);
  });

  it('is read by the clock of the pack where it names none, also where a span follows', () => {
    expect(read('04.01.2026 10:00 your account')).toBe('2026-01-04T09:00:00.000Z');
    expect(read('04.01.2026 10:00-12:00')).toBe('2026-01-04T09:00:00.000Z');
  });

  it('is no more than its day where the clock is not known here', () => {
    expect(read('04.01.2026 10:00 IST')).toBe('2026-01-03T23:00:00.000Z');
  });
});

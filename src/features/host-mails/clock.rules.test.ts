import { describe, expect, it } from 'vitest';
import { clockIn, clockOf } from './clock.rules.ts';

const FRAME = { zone: '+03:00', at: Date.UTC(2026, 10, 23, 5, 10) };
const read = (text: string, at = FRAME.at): string | null => {
  const found = clockIn(text, { ...FRAME, at });
  return found === null ? null : new Date(found.at).toISOString();
};

describe('an hour that a mail names without a day', () => {
  it.each([
    ['поэтому исходящий порт 25 закрыт в 07:40', '2026-11-23T04:40:00.000Z'],
    ['bloqué ce matin à 06 h 05', '2026-11-23T03:05:00.000Z'],
    ['bloqué ce matin à 6h05', '2026-11-23T03:05:00.000Z'],
    ['was blocked at 7:40 a.m. today', '2026-11-23T04:40:00.000Z'],
    ['was blocked at 04:30 UTC', '2026-11-23T04:30:00.000Z'],
    ['заблокирован за ночь, в 23:50', '2026-11-22T20:50:00.000Z'],
    ['a été suspendu hier à 7 h 40', '2026-11-22T04:40:00.000Z'],
  ])('is of the day of the mail, or of the one before: %s', (text, at) => {
    expect(read(text)).toBe(at);
  });

  it.each(['it will be blocked tomorrow at 07:40', 'blocked at 14:00', 'ratio 07:40', 'port 25:40', 'at 31:40', 'at 07:4'])('is none: %s', (text) => {
    expect(read(text)).toBeNull();
  });

  it('is told by the clock its writer names in the date of the mail, but for servers that keep to UTC', () => {
    const heads = [
      'Mon, 23 Nov 2026 08:10:00 +0300',
      'Mon, 23 Nov 2026 01:10:00 -0430 (VET)',
      'Mon, 23 Nov 2026 05:10:00 +0000',
      'Mon, 23 Nov 2026 05:10:00 GMT',
      '',
    ];
    expect(heads.map(clockOf)).toEqual(['+03:00', '-04:30', null, null, null]);
  });
});

import { describe, expect, it } from 'vitest';
import { endOf, endOn } from './snooze.rules.ts';

describe('endOf', () => {
  const now = new Date(2026, 2, 31, 23, 30);

  it('ends after an hour, or in the morning of a day to come', () => {
    expect(Date.parse(endOf('hour', now)) - now.getTime()).toBe(3_600_000);
    expect(new Date(endOf('tomorrow', now))).toEqual(new Date(2026, 3, 1, 8));
    expect(new Date(endOf('week', now))).toEqual(new Date(2026, 3, 7, 8));
  });

  it('takes a day as its morning here', () => {
    expect(new Date(endOn('2026-12-24'))).toEqual(new Date(2026, 11, 24, 8));
  });
});

import { describe, expect, it } from 'vitest';
import { beginOf, dayOf } from './pace.rules.ts';

const afternoon = new Date(2026, 10, 23, 14, 46, 30);

describe('when a mailing may begin', () => {
  it('in the morning of the day that was chosen', () => {
    expect(beginOf('2026-11-24', afternoon)).toBe('09:00');
    expect(beginOf('2026-11-23', new Date(2026, 10, 23, 7, 5))).toBe('09:00');
  });

  it('today not before now', () => {
    expect(beginOf(dayOf(afternoon), afternoon)).toBe('14:46');
  });
});

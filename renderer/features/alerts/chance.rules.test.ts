import { describe, expect, it } from 'vitest';
import { chancesWith, daysBetween, levelsWith } from './chance.rules.ts';

describe('what can be chosen', () => {
  it('holds what is set now, whatever it is', () => {
    expect(chancesWith(1e-4)).toEqual([1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8]);
    expect(chancesWith(3e-5)).toContain(3e-5);
    expect(levelsWith([33, 80])).toEqual([33, 50, 60, 70, 80, 90, 100, 120]);
  });

  it('says how often chance alone alarms', () => {
    expect(daysBetween(1e-4)).toBeCloseTo(4.17, 2);
  });
});

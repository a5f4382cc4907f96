import { describe, expect, it } from 'vitest';
import { filterOf } from './planned-filter.rules.ts';

describe('filterOf', () => {
  it('reads a day, the coming week, a state', () => {
    expect(filterOf('2026-12-01', '2026-11-22')).toEqual({ states: [], from: '2026-12-01', to: '2026-12-01' });
    expect(filterOf('week', '2026-11-26')).toEqual({ states: [], from: '2026-11-26', to: '2026-12-02' });
    expect(filterOf('paused', '2026-11-22')).toEqual({ states: ['paused'], from: null, to: null });
  });

  it('counts those that wait for an answer among the late', () => {
    expect(filterOf('late', '2026-11-22').states).toEqual(['late', 'asks']);
  });

  it('shows everything for anything else', () => {
    expect(filterOf('nonsense', '2026-11-22')).toEqual({ states: [], from: null, to: null });
    expect(filterOf('', '2026-11-22')).toEqual({ states: [], from: null, to: null });
  });
});

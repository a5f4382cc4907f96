import { describe, expect, it } from 'vitest';
import { asksForDays, spanOf } from './report.rules.ts';

describe('a report', () => {
  it('is asked for its days only when it has figures and does not say', () => {
    expect(asksForDays({ kind: 'panel_table', from: null })).toBe(true);
    expect(asksForDays({ kind: 'panel_table', from: '2026-01-01T00:00:00.000Z' })).toBe(false);
    expect(asksForDays({ kind: 'limit_bounce', from: null })).toBe(false);
  });

  it('reaches to the end of its last day, also where a day has another length', () => {
    const span = spanOf('2026-03-28', '2026-03-29');
    expect(new Date(span?.to ?? 0)).toEqual(new Date(2026, 2, 30));
    expect(new Date(span?.from ?? 0)).toEqual(new Date(2026, 2, 28));
  });

  it('has no days while one is missing or they are the wrong way round', () => {
    expect(spanOf(null, '2026-03-29')).toBeNull();
    expect(spanOf('2026-03-29', '2026-03-28')).toBeNull();
  });
});

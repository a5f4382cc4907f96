import { describe, expect, it } from 'vitest';
import { chartPoints, drawnLimits, measureOf, type Point, sumOfCurve } from './measure.rules.ts';

function point(sent: number | null, hour = 0): Point {
  const at = (hours: number) => new Date(Date.UTC(2026, 2, 12, hours)).toISOString();
  return { from: at(hour), to: at(hour + 1), complete: true, sent, delivered: null, deferred: null, failed: null, recipients: null, bytes: null };
}

describe('measureOf', () => {
  it('takes messages where there are any, else what the panel publishes', () => {
    expect(measureOf([point(3)])).toBe('sent');
    expect(measureOf([{ sent: null, delivered: 2, bytes: 9 }])).toBe('delivered');
    expect(measureOf([{ sent: null, delivered: null, bytes: 9 }])).toBe('bytes');
    expect(measureOf([])).toBe('sent');
  });
});

describe('sumOfCurve', () => {
  it('adds up what is known and counts what is not, which is not 0', () => {
    const points = [point(4, 0), point(null, 1), point(9, 2), point(1, 3)];
    expect(sumOfCurve(points, 'sent')).toMatchObject({ total: 14, known: 3, unread: 1, most: { sent: 9 }, last: { sent: 1 } });
    expect(chartPoints(points, 'sent')[1]?.value).toBeNull();
  });

  it('says nothing of windows nobody read', () => {
    expect(sumOfCurve([point(null)], 'sent')).toMatchObject({ total: 0, known: 0, unread: 1, most: undefined, last: undefined });
  });
});

describe('drawnLimits', () => {
  it('draws limits of the same length of time, and none of a single mailbox', () => {
    const limit = (seconds: number, scope: 'account' | 'mailbox') => ({ count: 500, seconds, scope, from: 'panel' }) as const;
    expect(drawnLimits([limit(3_600, 'account'), limit(86_400, 'account'), limit(3_600, 'mailbox')], 'hour')).toEqual([limit(3_600, 'account')]);
  });
});

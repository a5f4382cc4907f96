import type { Curve } from '../../../src/contract/usage.ts';
import { HOUR_MS } from '../../../src/shared/durations.ts';

/** Stretches of time a curve can show: hours while they are few, days beyond. */
export const CURVE_SPANS = ['h24', 'd7', 'd30', 'd90', 'd365'] as const;
export type CurveSpan = (typeof CURVE_SPANS)[number];

const DAYS: Readonly<Record<CurveSpan, number>> = { h24: 1, d7: 7, d30: 30, d90: 90, d365: 365 };

export interface CurveWindow {
  readonly from: string;
  readonly to: string;
  readonly grain: Curve['grain'];
}

/** The windows of a span that ends now: up to the end of the hour or, for days, of the day here. */
export function windowOf(span: CurveSpan, now: Date): CurveWindow {
  const grain = DAYS[span] > 7 ? 'day' : 'hour';
  const to = grain === 'hour' ? new Date((Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS) : new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const from = new Date(to);
  // By the fields of the clock: a day on which the clocks change has 23 or 25 hours.
  from.setDate(from.getDate() - DAYS[span]);
  return { from: from.toISOString(), to: to.toISOString(), grain };
}

/** Hours around a moment, with a day before it to compare with. */
export function windowAround(at: string, now: Date): CurveWindow {
  const hour = Math.floor(Date.parse(at) / HOUR_MS) * HOUR_MS;
  const to = Math.min(hour + 13 * HOUR_MS, (Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS);
  return { from: new Date(hour - 36 * HOUR_MS).toISOString(), to: new Date(to).toISOString(), grain: 'hour' };
}

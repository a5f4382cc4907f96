import type { AccountLimit } from '../../../src/contract/hosted.ts';
import type { Curve, Figures } from '../../../src/contract/usage.ts';
import { GRAIN_S } from '../../../src/shared/grain.ts';
import type { ChartPoint } from '../../ui/line-chart.rules.ts';

/** One window of a curve. */
export type Point = Curve['points'][number];

/** The figure of an account that says most: messages, else what arrived, else bytes. */
export type Measure = 'sent' | 'delivered' | 'bytes';

/** Which of them these windows have at all; `sent` while nothing is known. */
export function measureOf(points: readonly Pick<Figures, Measure>[]): Measure {
  const has = (measure: Measure) => points.some((point) => point[measure] !== null);
  if (has('sent') || !(has('delivered') || has('bytes'))) return 'sent';
  return has('delivered') ? 'delivered' : 'bytes';
}

/** A curve's windows as they are drawn. */
export function chartPoints(points: readonly Point[], measure: Measure): ChartPoint[] {
  return points.map((point) => ({ from: point.from, to: point.to, complete: point.complete, value: point[measure] }));
}

/** Limits that can be drawn into a curve of this grain: of the same length of time, and on all that is counted in it. */
export function drawnLimits(limits: readonly AccountLimit[], grain: Curve['grain']): AccountLimit[] {
  return limits.filter(({ seconds, scope }) => seconds === GRAIN_S[grain] && scope !== 'mailbox');
}

export interface CurveSum {
  readonly total: number;
  readonly known: number;
  readonly unread: number;
  readonly most: Point | undefined;
  readonly last: Point | undefined;
}

/** What a curve comes to, for its summary. */
export function sumOfCurve(points: readonly Point[], measure: Measure): CurveSum {
  const known = points.filter((point) => point[measure] !== null);
  const value = (point: Point | undefined) => point?.[measure] ?? -1;
  return {
    total: known.reduce((sum, point) => sum + (point[measure] ?? 0), 0),
    known: known.length,
    unread: points.length - known.length,
    most: known.reduce<Point | undefined>((most, point) => (value(point) > value(most) ? point : most), undefined),
    last: known.at(-1),
  };
}

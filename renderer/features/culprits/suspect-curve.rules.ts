import type { Suspect, Verdict } from '../../../src/contract/culprits.ts';

/** A small curve; x and y from 0 to 1, null = nothing is known of that part. */
export interface SuspectShape {
  readonly points: readonly ({ readonly x: number; readonly y: number } | null)[];
  /** What 1 means. */
  readonly top: number;
  /** Usual in one part, as a share of `top`; null = not known. */
  readonly usual: number | null;
  readonly window: { readonly from: number; readonly to: number };
}

/** The series of an account as a curve, with its window and what is usual; undefined when there is too little to draw. */
export function curveOf(
  { series, usual }: Pick<Suspect, 'series' | 'usual'>,
  { at, windowMinutes }: Pick<Verdict, 'at' | 'windowMinutes'>,
): SuspectShape | undefined {
  const [first, second] = series;
  if (first === undefined || second === undefined) return undefined;
  const start = Date.parse(first.at);
  const part = Date.parse(second.at) - start;
  const length = part * series.length;
  if (length <= 0) return undefined;
  const usualOfPart = usual === null ? null : (usual * part) / (windowMinutes * 60_000);
  const top = Math.max(1, usualOfPart ?? 0, ...series.map(({ recipients }) => recipients ?? 0));
  const place = (moment: number) => Math.max(0, Math.min(1, (moment - start) / length));
  const end = Date.parse(at);
  return {
    points: series.map(({ at: when, recipients }) => (recipients === null ? null : { x: place(Date.parse(when) + part / 2), y: recipients / top })),
    top: Math.round(top),
    usual: usualOfPart === null ? null : usualOfPart / top,
    window: { from: place(end - windowMinutes * 60_000), to: place(end) },
  };
}

import type { SegmentCounts } from '../../../src/contract/repermission.ts';
import { SEGMENTS, type Segment } from '../../../src/shared/repermission.ts';

/** Figures of the groups as they are typed; null = not known. */
export type TypedCounts = Readonly<Record<Segment, number | null>>;

const NONE: TypedCounts = { a: null, b: null, c: null, d: null };

/** What stands in the fields at first. */
export function typedOf(counts: SegmentCounts | null): TypedCounts {
  return counts ?? NONE;
}

/** The figures; null = none at all, undefined = only some of them. */
export function countsOf({ a, b, c, d }: TypedCounts): SegmentCounts | null | undefined {
  if (a !== null && b !== null && c !== null && d !== null) return { a, b, c, d };
  return a === null && b === null && c === null && d === null ? null : undefined;
}

/** This group has no figure, though others have. */
export function hasGap(typed: TypedCounts, segment: Segment): boolean {
  return typed[segment] === null && SEGMENTS.some((other) => typed[other] !== null);
}

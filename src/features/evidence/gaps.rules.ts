import { DAY_MS } from '../../shared/durations.ts';

/** An account that nothing covers, with the moments its gap may begin at. */
export interface Uncovered {
  readonly orderedOn: string | null;
  readonly createdAt: number;
  /** Of the round in force; null while nothing is published. */
  readonly effectiveOn: string | null;
  readonly publishedAt: number | null;
}

/**
 * Since when nothing covers an account: its order (or its record here) or the day the round came into force, whichever is later. A round that
 * is published and not in force yet counts from its publication: that is since when its notice is due.
 */
export function gapSince(account: Uncovered, at: { readonly now: number; readonly startOf: (date: string) => number }): number {
  const begun = account.orderedOn === null ? account.createdAt : at.startOf(account.orderedOn);
  if (account.effectiveOn === null || account.publishedAt === null) return begun;
  const inForce = at.startOf(account.effectiveOn);
  return Math.max(begun, inForce > at.now ? account.publishedAt : inForce);
}

/** Whole days of a gap; an order dated ahead has none. */
export function gapDays(since: number, now: number): number {
  return Math.max(0, Math.floor((now - since) / DAY_MS));
}

/** `startOf` that works every date out once: many accounts share few dates. */
export function knownDates(startOf: (date: string) => number): (date: string) => number {
  const known = new Map<string, number>();
  return (date) => {
    const instant = known.get(date) ?? startOf(date);
    known.set(date, instant);
    return instant;
  };
}

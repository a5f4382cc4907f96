import type { Stretch } from './windows.rules.ts';

/** A change of state of an account. Epoch milliseconds. */
export interface AccountFlip {
  readonly hostedId: number;
  /** When it was last seen otherwise; null = not known. */
  readonly after: number | null;
  readonly at: number;
  readonly to: string;
}

/** What belongs to each account, in the order given. */
export function gathered<T>(all: readonly T[], whose: (one: T) => number): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const one of all) {
    const known = found.get(whose(one));
    if (known === undefined) found.set(whose(one), [one]);
    else known.push(one);
  }
  return found;
}

/** When accounts were stopped, from their changes in order: from the moment one was last seen working until it was seen working again. */
export function stoppedStretches(flips: readonly AccountFlip[], at: number): Map<number, Stretch[]> {
  const stretches = new Map<number, Stretch[]>();
  for (const [hostedId, changes] of gathered(flips, (flip) => flip.hostedId)) {
    const stopped: Stretch[] = [];
    let since: number | null = null;
    for (const { after, at: seen, to } of changes) {
      if (to !== 'active') since ??= after ?? seen;
      else if (since !== null) {
        stopped.push({ from: since, to: seen });
        since = null;
      }
    }
    if (since !== null) stopped.push({ from: since, to: at });
    if (stopped.length > 0) stretches.set(hostedId, stopped);
  }
  return stretches;
}

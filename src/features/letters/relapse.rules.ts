const HOUR_MS = 3_600_000;

/** A list takes so long to forget what it was asked to: a stay that goes on after it is a sign. */
export const FIRST_WINDOW_MS = 72 * HOUR_MS;
/** So long is watched; what comes later is another case. */
export const WATCH_MS = 168 * HOUR_MS;
/** Whoever did not look in the last day of a window does not know how it ended. */
const LATE_MS = 24 * HOUR_MS;

export type RelapseState = 'not_begun' | 'watching' | 'quiet_72h' | 'quiet_7d' | 'relapsed' | 'not_watched';

/** What is known since host or list said yes. Epoch milliseconds. */
export interface Watched {
  readonly since: number | null;
  readonly now: number;
  /** When somebody last looked; null = never. */
  readonly lookedAt: number | null;
  readonly signs: number;
}

/** How a watch stands. Silence counts as quiet only where somebody looked to the end of it. */
export function relapseState({ since, now, lookedAt, signs }: Watched): RelapseState {
  if (since === null) return 'not_begun';
  if (signs > 0) return 'relapsed';
  const quietFor = (window: number): boolean => now >= since + window && lookedAt !== null && lookedAt >= since + window - LATE_MS;
  if (quietFor(WATCH_MS)) return 'quiet_7d';
  if (quietFor(FIRST_WINDOW_MS)) return 'quiet_72h';
  const lookedLately = now < since + LATE_MS || (lookedAt !== null && lookedAt >= Math.max(since, now - LATE_MS));
  return now < since + FIRST_WINDOW_MS && lookedLately ? 'watching' : 'not_watched';
}

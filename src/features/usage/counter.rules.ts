/** A reading of a counter that runs through the day. Epoch milliseconds; `dayStart` = midnight of the day it was counted for. */
export interface Reading {
  readonly dayStart: number;
  readonly sent: number;
  readonly at: number;
}

/** Panels start their counters anew some time after midnight, with their nightly work. */
export const LATE_RESET_MS = 2 * 3_600_000;
/** Two readings further apart than this tell no hour. */
export const HOUR_GAP_MS = 3_600_000;

/** What a new reading means. `day`: for which day it counts, and `more` by how much that day grows. `hourAt` = an instant of the hour it belongs to; null = it cannot be told. */
export interface Counted {
  readonly dayStart: number;
  readonly more: number;
  readonly hourAt: number | null;
}

/**
 * Compares two readings of a counter. One that shows less than before was started anew; one that still shows yesterday's number soon after midnight was not yet.
 * The same reading twice adds nothing.
 */
export function compareReadings(before: Reading | null, now: Reading): Counted {
  if (before === null) return { dayStart: now.dayStart, more: now.sent, hourAt: null };
  const midpoint = now.at - before.at <= HOUR_GAP_MS ? Math.floor((before.at + now.at) / 2) : null;
  if (before.dayStart === now.dayStart) {
    const more = now.sent >= before.sent ? now.sent - before.sent : now.sent;
    return { dayStart: now.dayStart, more, hourAt: midpoint };
  }
  const notYetAnew = now.at - now.dayStart < LATE_RESET_MS && now.at - before.at < LATE_RESET_MS && before.sent > 0 && now.sent >= before.sent;
  if (notYetAnew) return { dayStart: before.dayStart, more: now.sent - before.sent, hourAt: midpoint };
  return { dayStart: now.dayStart, more: now.sent, hourAt: midpoint === null ? null : Math.max(midpoint, now.dayStart) };
}

import { HOUR_MS } from '../../shared/durations.ts';

/** A reading of a counter that runs through the day. Epoch milliseconds; `dayStart` = midnight of the day it was counted for. */
export interface Reading {
  readonly dayStart: number;
  readonly sent: number;
  readonly at: number;
}

/** A reading to compare the next one with. `high`: the most that was read on its day. */
export interface KeptReading extends Reading {
  readonly high: number;
}

/** Panels start their counters anew some time after midnight, with their nightly work. */
export const LATE_RESET_MS = 2 * HOUR_MS;
/** Two readings further apart than this tell no hour. */
export const HOUR_GAP_MS = HOUR_MS;

/** What a new reading means. `day`: for which day it counts, and `more` by how much that day grows. `hourAt` = an instant of the hour it belongs to; null = it cannot be told. */
export interface Counted {
  readonly dayStart: number;
  readonly more: number;
  readonly hourAt: number | null;
  /** What the next reading is compared with. */
  readonly kept: KeptReading;
}

/**
 * Compares two readings of a counter. One that shows less than before was started anew, unless it is soon back where it was. One that shows no less than
 * yesterday soon after midnight may not have been, or may have grown past it: it counts for neither day until it shows less, or until the night's work is done.
 * The same reading twice adds nothing.
 */
export function compareReadings(before: KeptReading | null, now: Reading): Counted {
  const isSameDay = before !== null && before.dayStart === now.dayStart;
  const kept = { ...now, high: Math.max(now.sent, isSameDay ? before.high : 0) };
  if (before === null) return { dayStart: now.dayStart, more: now.sent, hourAt: null, kept };
  const midpoint = now.at - before.at <= HOUR_GAP_MS ? Math.floor((before.at + now.at) / 2) : null;
  if (isSameDay) return { dayStart: now.dayStart, more: moreOf(before, now.sent), hourAt: midpoint, kept };
  if (now.at - now.dayStart < LATE_RESET_MS && before.sent > 0 && now.sent >= before.sent)
    return { dayStart: before.dayStart, more: 0, hourAt: null, kept: before };
  return { dayStart: now.dayStart, more: now.sent, hourAt: midpoint === null ? null : Math.max(midpoint, now.dayStart), kept };
}

/** A number that is back where it was before it fell was misread, not set back: only what is above that is new. */
function moreOf({ sent: last, high }: KeptReading, sent: number): number {
  if (sent < last) return sent;
  return last < high && sent >= high ? sent - high : sent - last;
}

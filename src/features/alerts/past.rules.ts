import { LEAST_WINDOWS, type Past } from './spike.rules.ts';
import type { Stretch } from './windows.rules.ts';

/** At most so many windows of 28 are set aside as no quiet ones: what goes on for longer than two weeks has become usual. */
export const MOST_SET_ASIDE = 14;

/** One earlier window: `count` null = not known. */
export interface PastWindow {
  readonly start: number;
  readonly count: number | null;
  /** It was found to be no quiet one. */
  readonly flagged: boolean;
  /** It was announced, or the account was stopped: it is nobody's habit. */
  readonly excepted: boolean;
}

/**
 * What earlier windows (oldest first, a day apart, up to the day before) teach of one on that weekday (Monday = 1): unknown, excepted and flagged ones nothing,
 * of the flagged ones only the newest. A working day is compared with working days, once enough of them are known; a weekend has too few for that.
 */
export function pastOf(windows: readonly PastWindow[], weekday: number): Past {
  const setAside = new Set(windows.filter(({ flagged }) => flagged).slice(-MOST_SET_ASIDE));
  const kept = windows.flatMap((window, index) => {
    const { count, excepted } = window;
    if (count === null || excepted || setAside.has(window)) return [];
    const ago = windows.length - index;
    return [{ count, weekly: ago % 7 === 0, working: isWorking(weekday - ago) }];
  });
  const working = kept.filter((each) => each.working);
  const same = isWorking(weekday) && working.length >= LEAST_WINDOWS ? working : kept;
  return { counts: same.map(({ count }) => count), sameWeekday: kept.filter(({ weekly }) => weekly).map(({ count }) => count) };
}

/** Monday to Friday; weekdays may be counted below 1. */
function isWorking(weekday: number): boolean {
  return (((weekday - 1) % 7) + 7) % 7 < 5;
}

/** What is known of one window of an account. */
export interface Known {
  /** Figures of a whole window; undefined where there is no row. */
  readonly row: number | undefined;
  readonly start: number;
  /** Every account was read for that window, so that silence is zero. */
  readonly silentIsZero: boolean;
  /** Since when the account is known to exist. */
  readonly existsSince: number;
}

/** The count of a window: what was read, zero where silence says so, else unknown. */
export function countOf({ row, start, silentIsZero, existsSince }: Known): number | null {
  if (row !== undefined) return row;
  return silentIsZero && start >= existsSince ? 0 : null;
}

/** True when a window lies in one of the stretches. */
export function liesIn(window: Stretch, stretches: readonly Stretch[]): boolean {
  return stretches.some(({ from, to }) => window.from < to && from < window.to);
}

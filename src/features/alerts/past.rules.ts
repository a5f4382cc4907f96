import type { Past } from './spike.rules.ts';
import { PAST_DAYS, type Stretch } from './windows.rules.ts';

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

/** What earlier windows (oldest first) teach: unknown, excepted and flagged ones nothing, of the flagged ones only the newest. */
export function pastOf(windows: readonly PastWindow[]): Past {
  const flagged = windows.filter(({ flagged: is }) => is);
  const setAside = new Set(flagged.slice(-MOST_SET_ASIDE));
  const kept = windows.flatMap((window, index) => {
    const { count, excepted } = window;
    return count === null || excepted || setAside.has(window) ? [] : [{ count, weekly: (PAST_DAYS - index) % 7 === 0 }];
  });
  return { counts: kept.map(({ count }) => count), sameWeekday: kept.filter(({ weekly }) => weekly).map(({ count }) => count) };
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

import type { AlertLevel } from '../../contract/alerts.ts';
import { MINUTE_MS } from '../../shared/durations.ts';

/** What may be sent in one window: `own` the reseller's own threshold, `host` what the host allows; null = not known. */
export interface WindowLimit {
  readonly window: 'hour' | 'day';
  readonly counts: 'messages' | 'recipients' | 'failures';
  readonly own: number;
  readonly host: number | null;
  /** Of whom the limit of the host is. */
  readonly from: 'host' | 'panel' | 'observed' | 'own';
}

/** What was counted in a window so far. `until` = when it was read, at most the end of the window. Epoch milliseconds. */
export interface Counted {
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly until: number;
}

export interface NearLimit {
  readonly level: AlertLevel;
  /** The level that was reached, in percent of the own threshold. */
  readonly reached: number;
  readonly percent: number;
  /** When the limit of the host (or the own threshold, where that is not known) is reached if it goes on so; null = not in this window. */
  readonly reachedAt: number | null;
  readonly faint: boolean;
}

/** Below this part of the lowest level, an episode is over. */
const HYSTERESIS = 0.9;
/** A rate is told from no less than this. */
const LEAST_ELAPSED = 10 * MINUTE_MS;
const NEARLY = 75;

/** How near a count is to the own threshold. null = below the lowest level, with some slack for what is over it already. */
export function nearLimitOf(counted: Counted, limit: Pick<WindowLimit, 'own' | 'host'>, levels: readonly number[]): NearLimit | null {
  const percent = (counted.count / limit.own) * 100;
  const lowest = Math.min(...levels);
  if (percent < lowest * HYSTERESIS) return null;
  const reached = Math.max(0, ...levels.filter((level) => percent >= level));
  const reachedAt = forecast(counted, limit.host ?? limit.own);
  const level = levelOf(reached);
  return { level: level === 'info' && reachedAt !== null ? 'warn' : level, reached, percent, reachedAt, faint: reached === 0 };
}

function levelOf(reached: number): AlertLevel {
  return reached >= 100 ? 'act' : reached >= NEARLY ? 'warn' : 'info';
}

function forecast({ count, from, to, until }: Counted, limit: number): number | null {
  const elapsed = until - from;
  if (until >= to || elapsed < LEAST_ELAPSED || count >= limit) return null;
  const at = from + (elapsed * limit) / count;
  return at < to ? at : null;
}

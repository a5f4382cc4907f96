import { HOUR_S } from '../../shared/durations.ts';
import { LOG_MEASURES, type LogAccountFacts, type LogCell, type LogCounts, type LogMeasure } from '../../shared/logs.ts';

/** Parts of the small curve beside an account. */
export const TREND_PARTS = 24;

/** Nothing of anything. */
export const NO_COUNTS: LogCounts = {
  messages: 0,
  recipients: 0,
  delivered: 0,
  failed: 0,
  deferredRecipients: 0,
  bounces: 0,
  localRecipients: 0,
  queuedAtEnd: 0,
  forwardedIn: 0,
  limitRefusals: 0,
};

/** Counts added up. */
export function added(one: LogCounts, other: LogCounts): LogCounts {
  const sum: Record<LogMeasure, number> = { ...one };
  for (const measure of LOG_MEASURES) sum[measure] += other[measure];
  return sum;
}

/** Quarters put together to hours that begin `offset` seconds after the full hour of UTC, ascending. */
export function hoursOf(cells: readonly Pick<LogCell, 'start' | 'counts'>[], offset: number): Map<number, LogCounts> {
  const hours = new Map<number, LogCounts>();
  for (const { start, counts } of cells) {
    const hour = Math.floor((start - offset) / HOUR_S) * HOUR_S + offset;
    hours.set(hour, added(hours.get(hour) ?? NO_COUNTS, counts));
  }
  return hours;
}

/** The hour with most recipients, the first of equals; null where there were none. */
export function peakOf(account: LogAccountFacts, offset: number): { readonly start: number; readonly recipients: number } | null {
  let peak: { start: number; recipients: number } | null = null;
  for (const [start, { recipients }] of hoursOf(account.cells, offset)) {
    if (recipients > (peak?.recipients ?? 0)) peak = { start, recipients };
  }
  return peak;
}

/** Recipients in equal parts of the time of the log, oldest first. */
export function trendOf(account: LogAccountFacts, { from, to }: { readonly from: number; readonly to: number }): number[] {
  const parts = Array.from({ length: TREND_PARTS }, () => 0);
  const span = Math.max(1, to - from + 1);
  for (const { start, counts } of account.cells) {
    const part = Math.min(TREND_PARTS - 1, Math.max(0, Math.floor(((start - from) / span) * TREND_PARTS)));
    parts[part] = (parts[part] ?? 0) + counts.recipients;
  }
  return parts;
}

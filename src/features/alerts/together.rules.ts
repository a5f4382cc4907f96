import type { RecentWindow } from './figures.repo.ts';

const FIGURES = ['sent', 'delivered', 'failed', 'recipients'] as const;

/** `apart`: how many accounts have figures of that window that count something else. */
export interface Together extends RecentWindow {
  readonly apart: number;
}

/** The windows of several accounts added up: those of the newest window that count the same as the one that was read last. null = there are none. */
export function together(windows: readonly (RecentWindow | null)[]): Together | null {
  const known = windows.filter((window) => window !== null);
  const [first] = known;
  if (first === undefined) return null;
  const newest = known.reduce((best, each) => (isNewer(each, best) ? each : best), first);
  const there = known.filter(({ start }) => start === newest.start);
  const same = there.filter(({ definition }) => definition === newest.definition);
  const sums = { sent: 0, delivered: 0, failed: 0, recipients: 0 };
  for (const window of same) for (const figure of FIGURES) sums[figure] += window[figure] ?? 0;
  const published = (figure: (typeof FIGURES)[number]): number | null => (same.some((window) => window[figure] !== null) ? sums[figure] : null);
  return {
    ...newest,
    apart: there.length - same.length,
    ...{ sent: published('sent'), delivered: published('delivered'), failed: published('failed'), recipients: published('recipients') },
  };
}

function isNewer(a: RecentWindow, b: RecentWindow): boolean {
  return a.start > b.start || (a.start === b.start && a.readAt > b.readAt);
}

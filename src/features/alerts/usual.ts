import type { Curve } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import { lacking, usualOf } from './spike.rules.ts';
import { type Counted, readSilentStarts, readWholeWindows, type UsualOf } from './usual.repo.ts';
import { PAST_DAYS } from './windows.rules.ts';

/**
 * What is usual in one window of that grain, from what was read last and what counts the same, of the last 28 days but for windows that were flagged; null, with the number of windows that lack, while it
 * is learned. Hours are learned hour by hour of the day, so that lasts as many days.
 */
export async function usualRange(db: ReadDb, of: UsualOf): Promise<Pick<Curve, 'usual' | 'learning'>> {
  const from = of.at - PAST_DAYS * DAY_MS;
  const { definition, windows } = sameAsLast(await readWholeWindows(db, of, from));
  const silent = of.hostedId === null ? [] : await readSilentStarts(db, { ...of, hostedId: of.hostedId, definition }, from);
  const known = new Set(windows.map(({ start }) => start));
  const counted = [...windows, ...silent.filter((start) => !known.has(start)).map((start) => ({ start, count: 0, flagged: false }))];
  const quiet = counted.filter(({ flagged }) => !flagged);
  const learning = lacking(of.grain === 'day' ? quiet.length : fullestHour(quiet));
  return { usual: learning > 0 ? null : usualOf(quiet.map(({ count }) => count)), learning };
}

/** Of the hour of the day that is known most often, how many there are. */
function fullestHour(windows: readonly { readonly start: number }[]): number {
  const hours = new Map<number, number>();
  for (const { start } of windows) {
    const hour = Math.floor((start % DAY_MS) / HOUR_MS);
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  return Math.max(0, ...hours.values());
}

/** What counts the same as what was read last: other counts are of something else. `definition` null = nothing was read. */
function sameAsLast(windows: readonly Counted[]): { readonly definition: string | null; readonly windows: readonly Counted[] } {
  const [first] = windows;
  if (first === undefined) return { definition: null, windows };
  const { definition } = windows.reduce((last, each) => (each.readAt > last.readAt ? each : last), first);
  return { definition, windows: windows.filter((each) => each.definition === definition) };
}

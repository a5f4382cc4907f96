import type { BounceClass } from '../../../src/contract/bounces.ts';
import type { client } from '../../client/client.ts';

export type Failures = Awaited<ReturnType<typeof client.usage.failures>>;

/** How a failure can end, in the order it is told and drawn from the bottom. */
export const FAILED_AS = ['permanent', 'temporary', 'blocked'] as const satisfies readonly BounceClass[];

export interface FailureDay {
  readonly on: string;
  readonly permanent: number;
  readonly temporary: number;
  readonly blocked: number;
  /** False: nobody looked at all of that day, which is not none. */
  readonly isRead: boolean;
}

/** Counts by day and class from the first day that was read to the last, the days in between included. */
export function byDay({ days: rows, readDays }: Pick<Failures, 'days' | 'readDays'>): FailureDay[] {
  const read = new Set(readDays.map(({ on }) => on));
  const days = [...new Set([...rows.map(({ on }) => on), ...read])].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all: string[] = [];
  for (const day = new Date(`${first}T00:00:00Z`); day <= new Date(`${last}T00:00:00Z`); day.setUTCDate(day.getUTCDate() + 1))
    all.push(day.toISOString().slice(0, 10));
  const count = (on: string, as: BounceClass) => rows.filter((row) => row.on === on && row.class === as).reduce((sum, row) => sum + row.count, 0);
  return all.map((on) => ({ on, permanent: count(on, 'permanent'), temporary: count(on, 'temporary'), blocked: count(on, 'blocked'), isRead: read.has(on) }));
}

/** What failed and how often, the most frequent first. */
export function byTarget(
  rows: Failures['days'],
): { readonly class: BounceClass; readonly target: Failures['days'][number]['target']; readonly count: number }[] {
  const sums = new Map<string, { class: BounceClass; target: Failures['days'][number]['target']; count: number }>();
  for (const row of rows) {
    const key = `${row.class} ${row.target}`;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { class: row.class, target: row.target, count: row.count });
    else sum.count += row.count;
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}

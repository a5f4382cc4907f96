import type { z } from 'zod';
import type { LogHour } from '../../../src/contract/logs.ts';
import { HOUR_MS } from '../../../src/shared/durations.ts';

type Hour = z.infer<typeof LogHour>;

/** An hour of an account: what was counted, or nothing in a log that was read. */
export interface AccountHour {
  readonly from: string;
  readonly to: string;
  readonly counted: Hour | null;
}

/** Every hour a log covers, with those in which the account did nothing. */
export function everyHour(hours: readonly Hour[], { from, to }: { readonly from: string | null; readonly to: string | null }): AccountHour[] {
  const byStart = new Map(hours.map((hour) => [Date.parse(hour.hour), hour]));
  const starts = [...byStart.keys(), ...[from, to].flatMap((at) => (at === null ? [] : [Math.floor(Date.parse(at) / HOUR_MS) * HOUR_MS]))];
  if (starts.length === 0) return [];
  const first = starts.reduce((least, start) => Math.min(least, start));
  const last = starts.reduce((most, start) => Math.max(most, start));
  return Array.from({ length: Math.round((last - first) / HOUR_MS) + 1 }, (_, index) => {
    const start = first + index * HOUR_MS;
    return { from: new Date(start).toISOString(), to: new Date(start + HOUR_MS).toISOString(), counted: byStart.get(start) ?? null };
  });
}

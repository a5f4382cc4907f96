import type { Curve } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';
import { lacking, usualOf } from './spike.rules.ts';
import { DAY_MS, GRAIN_S, type Grain, HOUR_MS, PAST_DAYS } from './windows.rules.ts';

/** Whose windows, and which: an account, or with null the whole pack. `at` = the instant up to which the past counts. */
export interface UsualOf {
  readonly packId: string;
  readonly hostedId: number | null;
  readonly grain: Grain;
  readonly at: number;
}

interface Counted {
  readonly start: number;
  readonly count: number;
  readonly flagged: boolean;
}

/**
 * What is usual in one window of that grain, from the last 28 days but for windows that were flagged; null, with the number of windows that lack, while it
 * is learned. Hours are learned hour by hour of the day, so that lasts as many days.
 */
export async function usualRange(db: ReadDb, of: UsualOf): Promise<Pick<Curve, 'usual' | 'learning'>> {
  const from = of.at - PAST_DAYS * DAY_MS;
  const rows = await windowsOf(db, of, from);
  const silent = of.hostedId === null ? [] : await silentWindows(db, { ...of, hostedId: of.hostedId }, from);
  const known = new Set(rows.map(({ start }) => start));
  const counted = [...rows, ...silent.filter((start) => !known.has(start)).map((start): Counted => ({ start, count: 0, flagged: false }))];
  const quiet = counted.filter(({ flagged }) => !flagged);
  const learning = lacking(of.grain === 'day' ? quiet.length : fullestHour(quiet));
  return { usual: learning > 0 ? null : usualOf(quiet.map(({ count }) => count)), learning };
}

/** Of the hour of the day that is known most often, how many there are. */
function fullestHour(windows: readonly Counted[]): number {
  const hours = new Map<number, number>();
  for (const { start } of windows) {
    const hour = Math.floor((start % DAY_MS) / HOUR_MS);
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  return Math.max(0, ...hours.values());
}

async function windowsOf(db: ReadDb, { packId, hostedId, grain, at }: UsualOf, from: number): Promise<Counted[]> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('usage_series', (join) => join.onRef('usage_series.hosted_id', '=', 'hosted_account.id').on('usage_series.domain', '=', ''))
    .innerJoin('usage', 'usage.series_id', 'usage_series.id')
    .leftJoin('flagged_window', (join) =>
      join
        .onRef('flagged_window.hosted_id', '=', 'hosted_account.id')
        .onRef('flagged_window.grain', '=', 'usage.grain')
        .onRef('flagged_window.start_s', '=', 'usage.start_s'),
    )
    .where('hosted_account.pack_id', '=', packId)
    .$if(hostedId !== null, (each) => each.where('hosted_account.id', '=', hostedId ?? 0))
    .where('usage.grain', '=', GRAIN_S[grain])
    .where('usage.start_s', '>=', Math.floor(from / 1000))
    .where('usage.start_s', '<', Math.floor(at / 1000))
    .where('usage.complete', '=', 1)
    .where('usage.sent', 'is not', null)
    .groupBy('usage.start_s')
    .select((eb) => [
      'usage.start_s',
      eb.fn.sum<number>('usage.sent').as('sent'),
      // Of a pack one account's peak is no reason to leave everybody's window out.
      hostedId === null ? eb.lit(0).as('flags') : eb.fn.count<number>('flagged_window.hosted_id').as('flags'),
    ])
    .execute();
  return rows.map(({ start_s, sent, flags }) => ({ start: start_s * 1000, count: sent, flagged: flags > 0 }));
}

async function silentWindows(db: ReadDb, { packId, hostedId, grain, at }: UsualOf & { readonly hostedId: number }, from: number): Promise<number[]> {
  const account = await db.selectFrom('hosted_account').where('id', '=', hostedId).select(['first_seen_at', 'host_created_at']).executeTakeFirst();
  const since = Math.min(account?.host_created_at ?? account?.first_seen_at ?? at, account?.first_seen_at ?? at);
  const rows = await db
    .selectFrom('usage_read')
    .where('pack_id', '=', packId)
    .where('grain', '=', GRAIN_S[grain])
    .where('start_s', '>=', Math.ceil(Math.max(from, since) / 1000))
    .where('start_s', '<', Math.floor(at / 1000))
    .where('complete', '=', 1)
    .where('silent_is_zero', '=', 1)
    .select('start_s')
    .distinct()
    .execute();
  return rows.map(({ start_s }) => start_s * 1000);
}

import type { ReadDb } from '../../db/db.ts';
import { GRAIN_S, type Grain } from '../../shared/grain.ts';

/** Whose windows, and which: an account, or with null the whole pack. `at` = the instant up to which the past counts. */
export interface UsualOf {
  readonly packId: string;
  readonly hostedId: number | null;
  readonly grain: Grain;
  readonly at: number;
}

/** A whole window of what counts the same. Epoch milliseconds. */
export interface Counted {
  readonly start: number;
  readonly definition: string;
  readonly readAt: number;
  readonly count: number;
  readonly flagged: boolean;
}

/** Whole windows from an instant on, of an account or added up of its pack, apart by what they count. */
export async function readWholeWindows(db: ReadDb, { packId, hostedId, grain, at }: UsualOf, from: number): Promise<Counted[]> {
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
    .groupBy(['usage.start_s', 'usage.definition'])
    .select((eb) => [
      'usage.start_s',
      'usage.definition',
      eb.fn.max('usage.read_at').as('readAt'),
      eb.fn.sum<number>('usage.sent').as('count'),
      // Of a pack one account's peak is no reason to leave everybody's window out.
      hostedId === null ? eb.lit(0).as('flags') : eb.fn.count<number>('flagged_window.hosted_id').as('flags'),
    ])
    .execute();
  return rows.map(({ start_s, flags, ...row }) => ({ ...row, start: start_s * 1000, flagged: flags > 0 }));
}

/** Windows in which everybody was read and silence is zero, as far as the account existed; of one count, or of any (null). Epoch milliseconds. */
export async function readSilentStarts(
  db: ReadDb,
  { packId, hostedId, grain, at, definition }: UsualOf & { readonly hostedId: number; readonly definition: string | null },
  from: number,
): Promise<number[]> {
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
    .$if(definition !== null, (each) => each.where('definition', '=', definition ?? ''))
    .select('start_s')
    .distinct()
    .execute();
  return rows.map(({ start_s }) => start_s * 1000);
}

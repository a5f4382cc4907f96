import type { ReadDb, WriteDb } from '../../db/db.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { GRAIN_S } from '../../shared/grain.ts';
import type { UsageReadEnd } from '../hooks.ts';
import { secondsOf } from './grain.rules.ts';

/** A pack in which nobody sends for so long is no pack of which anything is known. */
const ALIVE_WITHIN_MS = 7 * DAY_MS;

/** Whether anybody of a pack was heard in the days before an instant, or since. */
export async function isAlive(db: ReadDb, packId: string, at: number): Promise<boolean> {
  const heard = await db
    .selectFrom('hosted_account')
    .select('id')
    .where('pack_id', '=', packId)
    .where('last_sent_at', '>=', at - ALIVE_WITHIN_MS)
    .limit(1)
    .executeTakeFirst();
  return heard !== undefined;
}

/** Notes a window that was read to its end. */
export async function putRead(tx: WriteDb, end: UsageReadEnd & { readonly derived: boolean }): Promise<void> {
  const read = {
    definition: end.definition,
    silent_is_zero: Number(end.silentIsZero),
    complete: Number(end.complete),
    derived: Number(end.derived),
    read_at: end.at,
  };
  await tx
    .insertInto('usage_read')
    .values({ pack_id: end.packId, grain: GRAIN_S[end.grain], start_s: secondsOf(end.start), origin: end.origin, ...read })
    .onConflict((conflict) => conflict.columns(['pack_id', 'grain', 'start_s', 'origin']).doUpdateSet(read))
    .execute();
}

interface Between {
  /** Epoch milliseconds; `to` is not in it. */
  readonly from: number;
  readonly to: number;
  readonly definition: string;
}

/** Windows of a pack that were read of its panel. */
export async function readsBetween(db: ReadDb, packId: string, { from, to, definition }: Between) {
  return await db
    .selectFrom('usage_read')
    .select(['grain', 'start_s', 'complete', 'derived', 'silent_is_zero', 'read_at'])
    .where('pack_id', '=', packId)
    .where('grain', 'in', Object.values(GRAIN_S))
    .where('start_s', '>=', secondsOf(from))
    .where('start_s', '<', secondsOf(to))
    .where('origin', '=', 'panel')
    .where('definition', '=', definition)
    .execute();
}

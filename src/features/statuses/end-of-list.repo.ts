import { sql } from 'kysely';
import type { ReadDb, WriteDb } from '../../db/db.ts';

/** One list may be short for reasons of its own: an account moves, a server restarts. */
const LISTS_WITHOUT = 2;

function presentIn(db: ReadDb, packId: string) {
  return db.selectFrom('hosted_account').where('pack_id', '=', packId).where('ended_at', 'is', null);
}

/** How many accounts of a pack were seen since an instant. */
export async function heldSince(db: ReadDb, packId: string, begunAt: number): Promise<number> {
  const { held } = await presentIn(db, packId)
    .where('last_seen_at', '>=', begunAt)
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .executeTakeFirstOrThrow();
  return held;
}

/** Notes of the accounts that were not seen since that one more list did not hold them. */
export async function noteAbsent(tx: WriteDb, packId: string, begunAt: number): Promise<void> {
  await tx
    .updateTable('hosted_account')
    .set({
      missing_reads: sql`missing_reads + 1`,
      missed_at: sql`ifnull(missed_at, ${begunAt})`,
      missing_since: sql`CASE WHEN missing_reads + 1 >= ${LISTS_WITHOUT} THEN ifnull(missing_since, ifnull(missed_at, ${begunAt})) END`,
    })
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .where('last_seen_at', '<', begunAt)
    .execute();
}

/** How many accounts of a pack are not in its lists any more. */
export async function countMissing(db: ReadDb, packId: string): Promise<number> {
  const { missing } = await presentIn(db, packId)
    .where('missing_since', 'is not', null)
    .select((eb) => eb.fn.countAll<number>().as('missing'))
    .executeTakeFirstOrThrow();
  return missing;
}

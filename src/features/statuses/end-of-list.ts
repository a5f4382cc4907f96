import { sql } from 'kysely';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { linkAccounts } from './link.repo.ts';

/** A list that was read to its end, without an error. */
export interface ListEnd {
  readonly packId: string;
  readonly begunAt: number;
  readonly at: number;
}

/** One list may be short for reasons of its own: an account moves, a server restarts. */
const LISTS_WITHOUT = 2;

/**
 * Notes which accounts a complete list did not hold: after two such lists they are "not seen since" the first. Nothing else happens to them. A list without
 * anybody tells nothing where there were accounts: rights get lost oftener than everybody leaves at once. Returns how many are missing now.
 */
export async function endOfList(_core: Core, tx: WriteDb, { packId, begunAt }: ListEnd): Promise<{ missing: number }> {
  const present = tx.selectFrom('hosted_account').where('pack_id', '=', packId).where('ended_at', 'is', null);
  const { held } = await present
    .where('last_seen_at', '>=', begunAt)
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .executeTakeFirstOrThrow();
  if (held > 0) {
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
  await linkAccounts(tx, packId);
  const { missing } = await present
    .where('missing_since', 'is not', null)
    .select((eb) => eb.fn.countAll<number>().as('missing'))
    .executeTakeFirstOrThrow();
  return { missing };
}

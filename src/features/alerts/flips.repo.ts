import type { ReadDb } from '../../db/db.ts';
import type { AccountFlip } from './exceptions.rules.ts';

/** Changes of state of the accounts of a pack since an instant, in order, and of each account the last one before. */
export async function readFlipsSince(db: ReadDb, packId: string, since: number): Promise<AccountFlip[]> {
  const ofAccounts = db.selectFrom('flip').where('pack_id', '=', packId).where('hosted_id', 'is not', null);
  const before = await ofAccounts
    .where('at', '<', since)
    .groupBy('hosted_id')
    // The other columns are those of the row that has the largest.
    .select((eb) => ['hosted_id', 'after_at', 'to_state', eb.fn.max('at').as('at')])
    .execute();
  const later = await ofAccounts.where('at', '>=', since).select(['hosted_id', 'after_at', 'to_state', 'at']).orderBy('at').orderBy('id').execute();
  return [...before, ...later].map((row) => ({ hostedId: row.hosted_id ?? 0, after: row.after_at, at: row.at, to: row.to_state }));
}

/** The last change of a pack as a whole, where it is suspended. Epoch milliseconds. */
export interface PackStopped {
  readonly after: number | null;
  readonly at: number;
  readonly because: string;
  readonly reason: string;
}

/** null while the pack is not suspended, as far as is known. */
export async function readPackStopped(db: ReadDb, packId: string): Promise<PackStopped | null> {
  const row = await db
    .selectFrom('flip')
    .where('pack_id', '=', packId)
    .where('hosted_id', 'is', null)
    .select(['after_at', 'at', 'to_state', 'because', 'reason'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.to_state !== 'pack_suspended') return null;
  return { after: row.after_at, at: row.at, because: row.because, reason: row.reason };
}

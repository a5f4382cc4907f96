import { sql } from 'kysely';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { parseLimits } from '../../db/kept-limits.ts';
import type { KeptLimit } from '../../shared/panels.ts';

export interface ChangedLimits {
  readonly hostedId: number;
  readonly before: readonly KeptLimit[];
  readonly now: readonly KeptLimit[];
}

/** Accounts of a pack of which other limits are kept than were remembered. */
export async function readChangedLimits(db: ReadDb, packId: string): Promise<ChangedLimits[]> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('limit_seen', 'limit_seen.hosted_id', 'hosted_account.id')
    .where('hosted_account.pack_id', '=', packId)
    .where('hosted_account.ended_at', 'is', null)
    .whereRef('limit_seen.limits', '<>', 'hosted_account.limits')
    .select(['hosted_account.id', 'hosted_account.limits', 'limit_seen.limits as before'])
    .execute();
  return rows.map(({ id, before, limits }) => ({ hostedId: id, before: parseLimits(before), now: parseLimits(limits) }));
}

/** Remembers the limits of a pack as they are now. */
export async function rememberLimits(tx: WriteDb, packId: string): Promise<void> {
  await sql`INSERT INTO limit_seen (hosted_id, limits)
    SELECT hosted_account.id, hosted_account.limits FROM hosted_account LEFT JOIN limit_seen ON limit_seen.hosted_id = hosted_account.id
    WHERE hosted_account.pack_id = ${packId} AND hosted_account.ended_at IS NULL AND limit_seen.limits IS NOT hosted_account.limits
    ON CONFLICT (hosted_id) DO UPDATE SET limits = excluded.limits`.execute(tx);
}

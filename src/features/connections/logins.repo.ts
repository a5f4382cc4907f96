import type { ReadDb } from '../../db/db.ts';

/** Logins of the accounts of a pack that are at the host as far as is known. */
export async function loginsOf(db: ReadDb, packId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .where('missing_since', 'is', null)
    .orderBy('login')
    .select('login')
    .execute();
  return rows.map(({ login }) => login);
}

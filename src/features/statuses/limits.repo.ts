import type { ReadDb, WriteDb } from '../../db/db.ts';

/** The limits that are kept of an account, as they are stored; null = there is no such account. */
export async function limitsKept(db: ReadDb, hostedId: number): Promise<string | null> {
  const row = await db.selectFrom('hosted_account').select('limits').where('id', '=', hostedId).executeTakeFirst();
  return row?.limits ?? null;
}

export async function putLimits(tx: WriteDb, hostedId: number, limits: string): Promise<void> {
  await tx.updateTable('hosted_account').set({ limits }).where('id', '=', hostedId).execute();
}

import type { ReadDb, WriteDb } from '../../db/db.ts';

const PAUSED = 'outbox_paused';

export async function isPaused(db: ReadDb): Promise<boolean> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', PAUSED).executeTakeFirst();
  return row?.value === 'true';
}

export async function setPaused(tx: WriteDb, paused: boolean): Promise<void> {
  const value = String(paused);
  await tx
    .insertInto('setting')
    .values({ key: PAUSED, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

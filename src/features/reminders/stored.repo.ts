import type { ReadDb, WriteDb } from '../../db/db.ts';

/** A stored value nobody has checked yet; undefined when there is none or it is no JSON. */
export async function readJson(db: ReadDb, key: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  if (row === undefined) return undefined;
  try {
    return JSON.parse(row.value);
  } catch {
    return undefined;
  }
}

/** Stores a value in the place of the one before. */
export async function writeJson(tx: WriteDb, key: string, content: unknown): Promise<void> {
  const value = JSON.stringify(content);
  await tx
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

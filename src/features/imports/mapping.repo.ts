import { z } from 'zod';
import { ImportField } from '../../contract/imports.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Mapping } from './columns.rules.ts';

const Stored = z.record(z.string(), ImportField.nullable());

/** How a file with these titles was mapped the last time it was imported, or null. */
export async function rememberedMapping(db: ReadDb, signature: string): Promise<Mapping | null> {
  if (signature === '') return null;
  const row = await db.selectFrom('import_mapping').select('mapping').where('signature', '=', signature).executeTakeFirst();
  if (row === undefined) return null;
  // A field that no longer exists makes the memory worthless, not the import impossible.
  const read = Stored.safeParse(JSON.parse(row.mapping));
  return read.success ? read.data : null;
}

/** Remembers a mapping that was really used. */
export async function rememberMapping(tx: WriteDb, signature: string, used: { readonly mapping: Mapping; readonly at: number }): Promise<void> {
  if (signature === '') return;
  const mapping = JSON.stringify(used.mapping);
  await tx
    .insertInto('import_mapping')
    .values({ signature, mapping, used_at: used.at })
    .onConflict((conflict) => conflict.column('signature').doUpdateSet({ mapping, used_at: used.at }))
    .execute();
}

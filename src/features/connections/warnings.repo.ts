import type { Insertable } from 'kysely';
import type { WriteDb } from '../../db/db.ts';
import type { HostedTables } from '../../db/schema-hosted.ts';
import { among } from '../statuses/index.ts';

/** Which of these warnings are kept already. */
export async function knownAmong(tx: WriteDb, packId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('panel_warning').where('pack_id', '=', packId).where('warning_id', 'in', among(ids)).select('warning_id').execute();
  return new Set(rows.map(({ warning_id }) => warning_id));
}

/** Keeps a warning of a panel. One that is kept already stays as it is. */
export async function keepWarning(tx: WriteDb, warning: Insertable<HostedTables['panel_warning']>): Promise<void> {
  await tx
    .insertInto('panel_warning')
    .values(warning)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Notes when the warnings of a panel were last read to their end. */
export async function noteWarningsRead(tx: WriteDb, packId: string, at: number): Promise<void> {
  await tx.updateTable('connection').set({ warnings_at: at }).where('pack_id', '=', packId).execute();
}

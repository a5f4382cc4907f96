import type { Selectable } from 'kysely';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { HostedTables } from '../../db/schema-hosted.ts';

export type StoredWarning = Selectable<HostedTables['panel_warning']>;

/** Warnings of a pack since an instant that were not judged yet, oldest first. */
export async function unjudgedWarnings(db: ReadDb, packId: string, since: number): Promise<StoredWarning[]> {
  return await db
    .selectFrom('panel_warning')
    .leftJoin('warning_judged', (join) =>
      join.onRef('warning_judged.pack_id', '=', 'panel_warning.pack_id').onRef('warning_judged.warning_id', '=', 'panel_warning.warning_id'),
    )
    .where('panel_warning.pack_id', '=', packId)
    .where('panel_warning.at', '>', since)
    .where('warning_judged.warning_id', 'is', null)
    .selectAll('panel_warning')
    .orderBy('panel_warning.at')
    .orderBy('panel_warning.warning_id')
    .execute();
}

/** From now on they are judged. */
export async function markWarningsJudged(tx: WriteDb, warnings: readonly StoredWarning[]): Promise<void> {
  if (warnings.length === 0) return;
  await tx
    .insertInto('warning_judged')
    .values(warnings.map(({ pack_id, warning_id }) => ({ pack_id, warning_id })))
    .execute();
}

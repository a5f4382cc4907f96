import type { Dossier } from '../../contract/dossiers.ts';
import { Dossier as DossierShape } from '../../contract/dossiers.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';

/** One thing that happened to a dossier. */
export interface NewEntry {
  readonly at: number;
  readonly author: string;
  readonly what: Dossier['history'][number]['what'];
  readonly text: string;
}

export async function addEntry(tx: WriteDb, dossierId: string, entry: NewEntry): Promise<void> {
  await tx
    .insertInto('dossier_entry')
    .values({ dossier_id: dossierId, ...entry })
    .execute();
}

/** What happened, newest first. */
export async function historyOf(db: ReadDb, dossierId: string): Promise<Dossier['history']> {
  const rows = await db
    .selectFrom('dossier_entry')
    .select(['at', 'author', 'what', 'text'])
    .where('dossier_id', '=', dossierId)
    .orderBy('id', 'desc')
    .execute();
  return DossierShape.shape.history.parse(rows.map(({ at, ...row }) => ({ ...row, at: toIso(at) })));
}

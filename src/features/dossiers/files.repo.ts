import { z } from 'zod';
import { Finding } from '../../contract/checks.ts';
import { DossierFile } from '../../contract/dossiers.ts';
import { fail } from '../../contract/fail.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import type { KeptFile } from './items.rules.ts';

const Facts = z.object({ sample: z.object({ subject: z.string(), findings: z.array(Finding) }).nullable(), passwordField: z.boolean() });

const COLUMNS = ['id', 'dossier_id', 'item', 'name', 'mime', 'sha256', 'size_bytes', 'facts', 'added_at', 'added_by'] as const;

/** Files of dossiers, by dossier, without their content. */
export async function filesOf(db: ReadDb, dossierIds: readonly string[]): Promise<Map<string, KeptFile[]>> {
  const rows = await db
    .selectFrom('dossier_file')
    .select(COLUMNS)
    .where('dossier_id', 'in', [...dossierIds])
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .execute();
  const files = new Map<string, KeptFile[]>();
  for (const { dossier_id, size_bytes, added_at, added_by, facts, ...row } of rows) {
    const file = DossierFile.parse({ ...row, sizeBytes: size_bytes, addedAt: toIso(added_at), addedBy: added_by });
    files.set(dossier_id, [...(files.get(dossier_id) ?? []), { ...file, facts: Facts.parse(JSON.parse(facts)) }]);
  }
  return files;
}

/** The content of a file. Throws `dossier_file_not_found`. */
export async function fileBytes(
  db: ReadDb,
  dossierId: string,
  fileId: string,
): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array }> {
  const row = await db
    .selectFrom('dossier_file')
    .select(['name', 'mime', 'bytes'])
    .where('id', '=', fileId)
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst();
  if (row === undefined) throw fail('dossier_file_not_found', {});
  return row;
}

/** A file to be kept, as it was brought. */
export interface NewFile extends Omit<KeptFile, 'id' | 'addedAt'> {
  readonly id: string;
  readonly dossierId: string;
  readonly addedAt: number;
  readonly bytes: Uint8Array;
}

export async function insertFile(tx: WriteDb, { dossierId, sizeBytes, addedAt, addedBy, facts, ...file }: NewFile): Promise<void> {
  await tx
    .insertInto('dossier_file')
    .values({ ...file, dossier_id: dossierId, size_bytes: sizeBytes, added_at: addedAt, added_by: addedBy, facts: JSON.stringify(facts), removed_at: null })
    .execute();
}

/** Takes away the file of an item, if there is one. */
export async function removeItemFile(
  tx: WriteDb,
  { dossierId, item, at }: { readonly dossierId: string; readonly item: string; readonly at: number },
): Promise<void> {
  await tx
    .updateTable('dossier_file')
    .set({ removed_at: at })
    .where('dossier_id', '=', dossierId)
    .where('item', '=', item)
    .where('removed_at', 'is', null)
    .execute();
}

/** The item and name of a file, removed or not. Throws `dossier_file_not_found`. */
export async function findFile(db: ReadDb, dossierId: string, fileId: string): Promise<{ readonly item: string; readonly name: string }> {
  const row = await db.selectFrom('dossier_file').select(['item', 'name']).where('id', '=', fileId).where('dossier_id', '=', dossierId).executeTakeFirst();
  if (row === undefined) throw fail('dossier_file_not_found', {});
  return row;
}

/** Brings a file back that was taken away. */
export async function restoreItemFile(tx: WriteDb, fileId: string): Promise<void> {
  await tx.updateTable('dossier_file').set({ removed_at: null }).where('id', '=', fileId).execute();
}

/** Files that were taken away before `at`, by themselves or with their dossier, are gone for good. */
export async function forgetFiles(tx: WriteDb, at: number): Promise<void> {
  const gone = tx.selectFrom('dossier').where('removed_at', '<', at).select('id');
  await tx
    .deleteFrom('dossier_file')
    .where((eb) => eb.or([eb('removed_at', '<', at), eb('dossier_id', 'in', gone)]))
    .execute();
}

/** Copies the files of one dossier into another, with when and by whom they were brought. `ids` gives each copy its own. */
export async function copyFiles(tx: WriteDb, { from, to, ids }: { readonly from: string; readonly to: string; readonly ids: () => string }): Promise<void> {
  const files = await tx.selectFrom('dossier_file').selectAll().where('dossier_id', '=', from).where('removed_at', 'is', null).execute();
  for (const file of files)
    await tx
      .insertInto('dossier_file')
      .values({ ...file, id: ids(), dossier_id: to })
      .execute();
}

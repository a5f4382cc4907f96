import { fail } from '../../contract/fail.ts';
import { RepermissionFile } from '../../contract/repermission.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';

/** Proofs of a plan that were not taken away, oldest first, without their content. */
export async function filesOf(db: ReadDb, repermissionId: string): Promise<RepermissionFile[]> {
  const rows = await db
    .selectFrom('repermission_file')
    .select(['id', 'purpose', 'name', 'mime', 'sha256', 'size_bytes', 'added_at', 'added_by'])
    .where('repermission_id', '=', repermissionId)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map(({ size_bytes, added_at, added_by, ...row }) =>
    RepermissionFile.parse({ ...row, sizeBytes: size_bytes, addedAt: toIso(added_at), addedBy: added_by }),
  );
}

/** A proof to be kept. */
export interface NewFile extends Pick<RepermissionFile, 'purpose' | 'name' | 'mime' | 'sha256'> {
  readonly id: string;
  readonly repermissionId: string;
  readonly addedAt: number;
  readonly addedBy: string;
  readonly bytes: Uint8Array;
}

export async function insertFile(tx: WriteDb, { repermissionId, addedAt, addedBy, ...file }: NewFile): Promise<void> {
  const row = { ...file, repermission_id: repermissionId, size_bytes: file.bytes.length, added_at: addedAt, added_by: addedBy, removed_at: null };
  await tx.insertInto('repermission_file').values(row).execute();
}

export interface WhichFile {
  readonly id: string;
  readonly fileId: string;
}

/** Takes a proof away at `at`; null brings it back. Returns its name. Throws `repermission_file_not_found`. */
export async function setRemoved(tx: WriteDb, { id, fileId }: WhichFile, at: number | null): Promise<string> {
  const row = await tx
    .updateTable('repermission_file')
    .set({ removed_at: at })
    .where('id', '=', fileId)
    .where('repermission_id', '=', id)
    .returning('name')
    .executeTakeFirst();
  if (row === undefined) throw fail('repermission_file_not_found', {});
  return row.name;
}

/** A proof with its content, also one that was taken away. Throws `repermission_file_not_found`. */
export async function fileBytes(db: ReadDb, { id, fileId }: WhichFile) {
  const row = await db
    .selectFrom('repermission_file')
    .select(['name', 'mime', 'bytes'])
    .where('id', '=', fileId)
    .where('repermission_id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw fail('repermission_file_not_found', {});
  return row;
}

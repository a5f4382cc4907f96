import type { Selectable } from 'kysely';
import { Language } from '../../contract/common.ts';
import { SectionId, type TextKind } from '../../contract/texts.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Schema } from '../../db/schema.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Edit } from './draft-state.rules.ts';
import { Wording } from './wording.rules.ts';

/** A text of a host. */
export interface HostText {
  readonly hostId: string;
  readonly kind: TextKind;
}

/** What the reseller worded or confirmed in a text. */
export async function loadEdits(db: ReadDb, { hostId, kind }: HostText): Promise<Edit[]> {
  const rows = await db.selectFrom('text_edit').selectAll().where('host_id', '=', hostId).where('kind', '=', kind).execute();
  return rows.map(editOf);
}

function editOf(row: Selectable<Schema['text_edit']>): Edit {
  return {
    section: SectionId.parse(row.section),
    language: Language.parse(row.language),
    round: row.round,
    wording: row.wording === null ? null : Wording.parse(JSON.parse(row.wording)),
    generatedSha256: row.generated_sha256,
    author: row.author,
    editedAt: row.edited_at,
  };
}

/** Writes all siblings of a section anew. */
export async function saveSiblings(
  tx: WriteDb,
  { hostId, kind, section }: HostText & { readonly section: SectionId },
  siblings: readonly Edit[],
): Promise<void> {
  await tx.deleteFrom('text_edit').where('host_id', '=', hostId).where('kind', '=', kind).where('section', '=', section).execute();
  if (siblings.length === 0) return;
  const rows = siblings.map((edit) => ({
    host_id: hostId,
    kind,
    section,
    language: edit.language,
    round: edit.round,
    wording: edit.wording === null ? null : canonicalJson(edit.wording),
    generated_sha256: edit.generatedSha256,
    author: edit.author,
    edited_at: edit.editedAt,
  }));
  await tx.insertInto('text_edit').values(rows).execute();
}

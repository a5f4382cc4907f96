import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { ViewId } from '../../contract/ids.ts';
import { SavedView } from '../../contract/usage.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';

export type View = z.infer<typeof SavedView>;

/** Questions that were saved, oldest first. */
export async function listViews(db: ReadDb): Promise<View[]> {
  const rows = await db.selectFrom('saved_view').selectAll().orderBy('made_at').orderBy('id').execute();
  return rows.map(({ id, name, question }) => SavedView.parse({ id, name, question: JSON.parse(question) }));
}

/** Keeps a new question, or another one under the same id. Throws `view_not_found`. */
export async function saveView(tx: WriteDb, view: Omit<View, 'id'> & { readonly id: string; readonly known: boolean; readonly at: number }): Promise<View> {
  const kept = { name: view.name, question: JSON.stringify(view.question) };
  if (view.known) {
    const { numUpdatedRows } = await tx.updateTable('saved_view').set(kept).where('id', '=', view.id).executeTakeFirst();
    if (numUpdatedRows === 0n) throw fail('view_not_found', {});
  } else
    await tx
      .insertInto('saved_view')
      .values({ ...kept, id: view.id, made_at: view.at })
      .execute();
  return { id: ViewId.parse(view.id), name: view.name, question: view.question };
}

/** Throws `view_not_found`. */
export async function removeView(tx: WriteDb, id: string): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('saved_view').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw fail('view_not_found', {});
}

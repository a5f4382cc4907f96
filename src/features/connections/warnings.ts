import type { PanelWarning } from '../../connectors/connector.ts';
import type { WriteDb } from '../../db/db.ts';
import { clip, singleLine } from '../../shared/text.ts';
import type { OpenPanel } from '../hooks.ts';
import type { Asking, Tally } from './ask.ts';

/** A box of messages that nobody ever emptied is not read to its end. */
const MOST = 2000;
const SUBJECT = 300;
const TEXT = 4000;

/** Keeps the warnings of a panel that are not here yet. They come newest first: behind one that is known, all are. */
export async function pullWarnings({ desk: { core }, stored, signal }: Asking, { connector }: OpenPanel, tally: Tally): Promise<void> {
  if (connector.warnings === null) return;
  let read = 0;
  for await (const page of connector.warnings(signal)) {
    const added = await core.db.write((tx) => keep(tx, stored.packId, page));
    read += page.length;
    tally.rows += added;
    signal.throwIfAborted();
    if (added < page.length || read >= MOST) break;
  }
  await core.db.write(async (tx) => {
    await tx.updateTable('connection').set({ warnings_at: core.clock.now() }).where('pack_id', '=', stored.packId).execute();
  });
}

async function keep(tx: WriteDb, packId: string, page: readonly PanelWarning[]): Promise<number> {
  let added = 0;
  for (const { id, at, subject, text } of page) {
    const row = { pack_id: packId, warning_id: id.slice(0, 200), at, subject: clip(singleLine(subject), SUBJECT), text: clip(text, TEXT) };
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('panel_warning')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    added += Number(numInsertedOrUpdatedRows ?? 0n);
  }
  return added;
}

import { fail } from '../../contract/fail.ts';
import type { WriteDb } from '../../db/db.ts';

/** One reminder more. `onDay` null = as soon as may be. */
export interface NewOnce {
  readonly id: string;
  readonly clientId: string;
  readonly hostId: string;
  readonly onDay: string | null;
  readonly author: string;
  readonly madeAt: number;
}

/** Asks for one reminder more; one asked for earlier and not sent yet is replaced. */
export async function insertOnce(tx: WriteDb, once: NewOnce): Promise<void> {
  await tx
    .updateTable('reminder_once')
    .set({ ended_at: once.madeAt })
    .where('client_id', '=', once.clientId)
    .where('host_id', '=', once.hostId)
    .where('ended_at', 'is', null)
    .execute();
  await tx
    .insertInto('reminder_once')
    .values({ id: once.id, client_id: once.clientId, host_id: once.hostId, on_day: once.onDay, author: once.author, made_at: once.madeAt, ended_at: null })
    .execute();
}

/** Ends one that was asked for. Returns whether it was still open; throws `once_not_found`. */
export async function endOnce(tx: WriteDb, id: string, at: number): Promise<boolean> {
  const found = await tx.selectFrom('reminder_once').where('id', '=', id).select('id').executeTakeFirst();
  if (found === undefined) throw fail('once_not_found', {});
  const { numUpdatedRows } = await tx.updateTable('reminder_once').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst();
  return numUpdatedRows > 0n;
}

import type { OutboxSummary } from '../../contract/outbox.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';

const PAUSED = 'outbox_paused';

/** Why nothing leaves; null = it is not paused. */
export type PauseReason = OutboxSummary['pausedBecause'];

/** How a pause is kept: `true` is what versions without reasons wrote when the user paused. */
const WORDS = { by_hand: 'true', restored: 'restored' } as const;

/** Key and value of the setting that a restored database carries: whoever restores writes it before anything is opened. */
export const RESTORED_PAUSE = [PAUSED, WORDS.restored] as const;

export async function pausedBecause(db: ReadDb): Promise<PauseReason> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', PAUSED).executeTakeFirst();
  if (row?.value === WORDS.restored) return 'restored';
  return row?.value === WORDS.by_hand ? 'by_hand' : null;
}

export async function setPaused(tx: WriteDb, reason: PauseReason): Promise<void> {
  const value = reason === null ? 'false' : WORDS[reason];
  await tx
    .insertInto('setting')
    .values({ key: PAUSED, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

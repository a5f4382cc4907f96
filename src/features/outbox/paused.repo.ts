import type { OutboxSummary } from '../../contract/outbox.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { settingTexts, writeSetting } from '../../db/setting.repo.ts';

const PAUSED = 'outbox_paused';

/** Why nothing leaves; null = it is not paused. */
export type PauseReason = OutboxSummary['pausedBecause'];

/** How a pause is kept: `true` is what versions without reasons wrote when the user paused. */
const WORDS = { by_hand: 'true', restored: 'restored' } as const;

/** Key and value of the setting that a restored database carries: whoever restores writes it before anything is opened. */
export const RESTORED_PAUSE = [PAUSED, WORDS.restored] as const;

export async function pausedBecause(db: ReadDb): Promise<PauseReason> {
  const text = (await settingTexts(db, [PAUSED])).get(PAUSED);
  if (text === WORDS.restored) return 'restored';
  return text === WORDS.by_hand ? 'by_hand' : null;
}

/** Pauses by hand, or goes on. */
export async function setPaused(tx: WriteDb, isPaused: boolean): Promise<void> {
  await writeSetting(tx, PAUSED, isPaused);
}

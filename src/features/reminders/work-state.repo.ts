import { z } from 'zod';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { readSetting, writeSetting } from '../../db/setting.repo.ts';

const KEY = 'reminders_state';

/** What work on reminders has to remember. Instants are epoch milliseconds. */
const WorkState = z.object({
  /** When reminders were last worked on. */
  workedAt: z.number().nullable().default(null),
  /** The end of the last stretch of work before the present one; null = none. */
  awaySince: z.number().nullable().default(null),
  /** Nothing that was due by then goes out without being asked for: the clock was set far forward, or a backup was put back. */
  askUntil: z.number().nullable().default(null),
  /** A backup that was put back was noticed; false again once the outbox goes on. */
  restored: z.boolean().default(false),
  /** What was answered about late ones: so many a day (null = all), and how many left under it on which day. */
  answer: z.object({ perDay: z.number().nullable(), on: z.string(), sent: z.number() }).nullable().default(null),
});
export type WorkState = z.infer<typeof WorkState>;

export async function readWorkState(db: ReadDb): Promise<WorkState> {
  return await readSetting(db, { key: KEY, schema: WorkState, standard: WorkState.parse({}) });
}

/** Changes what is given and keeps the rest. Returns the whole. */
export async function changeWorkState(tx: WriteDb, change: Partial<WorkState>): Promise<WorkState> {
  const state = { ...(await readWorkState(tx)), ...change };
  await writeSetting(tx, KEY, state);
  return state;
}

/**
 * Makes the transaction the writing one from its first step. One that reads first and writes later would fail when another process wrote in between.
 */
export async function takeWriteLock(tx: WriteDb): Promise<void> {
  await tx
    .updateTable('setting')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('key', '=', KEY)
    .execute();
}

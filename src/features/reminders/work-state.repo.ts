import { z } from 'zod';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { readJson, writeJson } from './stored.repo.ts';

const KEY = 'reminders_state';

/** What work on reminders has to remember. Instants are epoch milliseconds. */
const WorkState = z.object({
  /** When reminders were last worked on. */
  workedAt: z.number().nullable(),
  /** The end of the last stretch of work before the present one; null = none. */
  awaySince: z.number().nullable(),
  /** Nothing that was due by then goes out without being asked for: the clock was set far forward, or a backup was put back. */
  askUntil: z.number().nullable(),
  /** A backup that was put back was noticed; false again once the outbox goes on. */
  restored: z.boolean(),
  /** What was answered about late ones: so many a day (null = all), and how many left under it on which day. */
  answer: z.object({ perDay: z.number().nullable(), on: z.string(), sent: z.number() }).nullable(),
});
export type WorkState = z.infer<typeof WorkState>;

const NOTHING: WorkState = { workedAt: null, awaySince: null, askUntil: null, restored: false, answer: null };

export async function readWorkState(db: ReadDb): Promise<WorkState> {
  const stored = WorkState.partial().safeParse(await readJson(db, KEY));
  return stored.success ? WorkState.parse({ ...NOTHING, ...stored.data }) : NOTHING;
}

/** Changes what is given and keeps the rest. Returns the whole. */
export async function changeWorkState(tx: WriteDb, change: Partial<WorkState>): Promise<WorkState> {
  const state = { ...(await readWorkState(tx)), ...change };
  await writeJson(tx, KEY, state);
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

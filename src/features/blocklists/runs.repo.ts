import { z } from 'zod';
import { CheckRun, ListState } from '../../contract/blocklists.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { type RunFacts, runView } from './tally.ts';

/** How many runs are kept. */
const KEPT = 400;

/** `everything`: all that is watched was asked about, so that the watch may wait its whole time again. */
export async function writeRun(tx: WriteDb, run: RunFacts, everything: boolean): Promise<void> {
  await tx
    .insertInto('blocklist_run')
    .values({
      started_at: run.startedAt,
      ended_at: run.endedAt,
      by: run.by,
      everything: everything ? 1 : 0,
      outcome: run.outcome,
      subjects: run.subjects,
      lists: run.lists,
      counts: JSON.stringify(run.counts),
      listed: run.listed,
      delisted: run.delisted,
    })
    .execute();
  await tx.deleteFrom('blocklist_run').where('id', 'not in', tx.selectFrom('blocklist_run').select('id').orderBy('id', 'desc').limit(KEPT)).execute();
}

const Counts = z.record(ListState, z.number());

/** The last run; null = there was none. */
export async function lastRun(db: ReadDb): Promise<CheckRun | null> {
  const row = await db.selectFrom('blocklist_run').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  const { by, outcome } = CheckRun.pick({ by: true, outcome: true }).parse(row);
  const counts = Counts.parse(JSON.parse(row.counts));
  const { subjects, lists, listed, delisted } = row;
  return runView({ startedAt: row.started_at, endedAt: row.ended_at, by, outcome, subjects, lists, counts, listed, delisted });
}

/** The last run about everything, whatever became of it. Epoch milliseconds. */
export async function lastWholeRun(db: ReadDb): Promise<{ readonly endedAt: number; readonly done: boolean } | null> {
  const row = await db
    .selectFrom('blocklist_run')
    .where('everything', '=', 1)
    .select(['ended_at', 'outcome'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { endedAt: row.ended_at, done: row.outcome === 'done' };
}

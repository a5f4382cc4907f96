import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';

/** A report of a pack, by the hash of its content. */
interface SameReport {
  readonly packId: string;
  readonly sha256: string;
}

/** What the host wants in a mail that was taken over: '' and null = it names none. */
export interface ReportWanted {
  readonly ticket: string;
  readonly answerBy: string | null;
}

/** When a report was taken over, and the time its figures were taken to be of; null = it has none. Epoch milliseconds. */
export interface TakenBefore {
  readonly takenAt: number;
  readonly from: number | null;
  readonly to: number | null;
}

/** Undefined = the same report was never taken over. */
export async function takenBefore(db: ReadDb, { packId, sha256 }: SameReport): Promise<TakenBefore | undefined> {
  const row = await db
    .selectFrom('report')
    .where('pack_id', '=', packId)
    .where('sha256', '=', sha256)
    .select(['taken_at', 'from_at', 'to_at'])
    .executeTakeFirst();
  return row === undefined ? undefined : { takenAt: row.taken_at, from: row.from_at, to: row.to_at };
}

/** Notes that a report was taken over, with the time its figures are of. */
export async function noteTaken(
  core: Core,
  tx: WriteDb,
  report: SameReport & TakenBefore & ReportWanted & { readonly name: string; readonly kind: string },
): Promise<void> {
  const { packId, sha256, kind, name, from, to, takenAt, ticket, answerBy } = report;
  const taken = { name, ticket, answer_by: answerBy, from_at: from, to_at: to, author: await readAuthor(core, tx), taken_at: takenAt };
  await tx
    .insertInto('report')
    .values({ pack_id: packId, sha256, kind, ...taken })
    .onConflict((conflict) => conflict.columns(['pack_id', 'sha256']).doUpdateSet(taken))
    .execute();
}

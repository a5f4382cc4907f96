import { z } from 'zod';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { ErrorParams } from '../../shared/app-error.ts';
import { TroubleParams } from './connection.repo.ts';

export const PollKind = z.enum(['probe', 'accounts', 'usage', 'warnings']);
export type PollKind = z.infer<typeof PollKind>;
const Outcome = z.enum(['ok', 'failed', 'cancelled']);

/** One thing that was asked of a panel. */
export interface Poll {
  readonly kind: PollKind;
  /** Epoch milliseconds at which it began, and how long it took. */
  readonly at: number;
  readonly ms: number;
  readonly outcome: z.infer<typeof Outcome>;
  readonly rows: number;
  readonly trouble: { readonly code: string; readonly params: ErrorParams } | null;
}

/** So many are kept of each kind for each pack: two days at the shortest schedule. */
const KEPT = 600;

/** Keeps what was asked, and lets go of the oldest. */
export async function addPoll(tx: WriteDb, packId: string, poll: Poll): Promise<void> {
  await tx
    .insertInto('poll')
    .values({
      pack_id: packId,
      kind: poll.kind,
      at: poll.at,
      ms: poll.ms,
      outcome: poll.outcome,
      row_count: poll.rows,
      trouble_code: poll.trouble?.code ?? null,
      trouble_params: poll.trouble === null ? null : JSON.stringify(poll.trouble.params),
    })
    .execute();
  const oldest = await tx
    .selectFrom('poll')
    .where('pack_id', '=', packId)
    .where('kind', '=', poll.kind)
    .orderBy('id', 'desc')
    .offset(KEPT)
    .limit(1)
    .select('id')
    .executeTakeFirst();
  if (oldest !== undefined) await tx.deleteFrom('poll').where('pack_id', '=', packId).where('kind', '=', poll.kind).where('id', '<=', oldest.id).execute();
}

/** What was asked, in the order it was: the newest first. */
export async function listPolls(db: ReadDb, packId: string, { offset, limit }: { readonly offset: number; readonly limit: number }) {
  const { total } = await db
    .selectFrom('poll')
    .where('pack_id', '=', packId)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await db.selectFrom('poll').selectAll().where('pack_id', '=', packId).orderBy('id', 'desc').offset(offset).limit(limit).execute();
  return { total, rows: rows.map(pollOf) };
}

interface PollRow {
  readonly kind: string;
  readonly at: number;
  readonly ms: number;
  readonly outcome: string;
  readonly row_count: number;
  readonly trouble_code: string | null;
  readonly trouble_params: string | null;
}

function pollOf(row: PollRow): Poll {
  const { trouble_code: code, trouble_params: params } = row;
  return {
    kind: PollKind.parse(row.kind),
    at: row.at,
    ms: row.ms,
    outcome: Outcome.parse(row.outcome),
    rows: row.row_count,
    trouble: code === null ? null : { code, params: TroubleParams.parse(JSON.parse(params ?? '{}')) },
  };
}

/** What is known of one kind of question: the last time it was asked, and how often it failed in a row since it last did not. */
export interface PollHistory {
  readonly last: Poll | null;
  readonly failures: number;
}

/** More failures in a row than this make no wait longer. */
const COUNTED = 10;

/** The history of one kind of question to one pack. */
export async function pollHistory(db: ReadDb, packId: string, kind: PollKind): Promise<PollHistory> {
  const rows = (
    await db.selectFrom('poll').selectAll().where('pack_id', '=', packId).where('kind', '=', kind).orderBy('id', 'desc').limit(COUNTED).execute()
  ).map(pollOf);
  const counted = rows.filter(({ outcome }) => outcome !== 'cancelled');
  const good = counted.findIndex(({ outcome }) => outcome === 'ok');
  return { last: rows[0] ?? null, failures: good === -1 ? counted.length : good };
}

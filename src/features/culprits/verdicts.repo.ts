import { z } from 'zod';
import { Verdict } from '../../contract/culprits.ts';
import { fail } from '../../contract/fail.ts';
import { PackId, VerdictId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { askedFirst } from '../../shared/asked-first.ts';
import { VERDICT_OUTCOMES } from '../../shared/culprits.ts';
import { toIso } from '../../shared/dates.ts';

/** A verdict with the text it was made from. */
export interface MadeVerdict {
  readonly verdict: z.input<typeof Verdict>;
  /** The text of the case, packed. */
  readonly input: Uint8Array;
  readonly logIds: readonly string[];
}

/** Keeps a verdict and its input. */
export async function insertVerdict(tx: WriteDb, { verdict, input, logIds }: MadeVerdict): Promise<void> {
  await tx
    .insertInto('verdict')
    .values({
      id: verdict.id,
      pack_id: verdict.packId,
      outcome: verdict.outcome,
      at: Date.parse(verdict.at),
      window_minutes: verdict.windowMinutes,
      names: JSON.stringify(askedFirst(verdict.suspects).map(({ account, domain }) => domain || account)),
      sites: verdict.sites,
      verdict: JSON.stringify(verdict),
      input,
      input_sha256: verdict.inputSha256,
      rules_version: verdict.rulesVersion,
      author: verdict.author,
      made_at: Date.parse(verdict.madeAt),
    })
    .execute();
  for (const log_id of new Set(logIds)) await tx.insertInto('verdict_log').values({ verdict_id: verdict.id, log_id }).execute();
}

/** Throws `verdict_not_found`. */
export async function findVerdict(db: ReadDb, id: string): Promise<Verdict> {
  const row = await db.selectFrom('verdict').select('verdict').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw fail('verdict_not_found', {});
  return Verdict.parse(JSON.parse(row.verdict));
}

const Names = z.array(z.string());

interface Filter {
  readonly packId?: string | undefined;
  readonly logId?: string | undefined;
}

/** Verdicts, newest first, each with the names of those it tells to ask. */
export async function listVerdicts(db: ReadDb, filter: Filter) {
  const rows = await matching(db, filter)
    .leftJoin('pack', 'pack.id', 'verdict.pack_id')
    .orderBy('verdict.made_at', 'desc')
    .orderBy('verdict.id', 'desc')
    .select([
      'verdict.id',
      'verdict.outcome',
      'verdict.at',
      'verdict.window_minutes',
      'verdict.pack_id',
      'verdict.names',
      'verdict.sites',
      'verdict.author',
      'verdict.made_at',
    ])
    .select(['pack.name as packName'])
    .execute();
  return rows.map((row) => ({
    id: VerdictId.parse(row.id),
    outcome: z.enum(VERDICT_OUTCOMES).parse(row.outcome),
    at: toIso(row.at),
    windowMinutes: row.window_minutes,
    packId: row.pack_id === null ? null : PackId.parse(row.pack_id),
    packName: row.packName ?? '',
    sites: row.sites,
    madeAt: toIso(row.made_at),
    author: row.author,
    names: Names.parse(JSON.parse(row.names)),
  }));
}

function matching(db: ReadDb, { packId, logId }: Filter) {
  let query = db.selectFrom('verdict');
  if (packId !== undefined) query = query.where('verdict.pack_id', '=', packId);
  if (logId !== undefined) query = query.where('verdict.id', 'in', db.selectFrom('verdict_log').where('log_id', '=', logId).select('verdict_id'));
  return query;
}

/** Throws `verdict_not_found`. */
export async function removeVerdict(tx: WriteDb, id: string): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('verdict').where('id', '=', id).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw fail('verdict_not_found', {});
}

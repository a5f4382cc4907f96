import { sql } from 'kysely';
import type { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import type { WriteDb } from '../../db/db.ts';
import { LOG_MEASURES, type LogAccountFacts, type LogFacts } from '../../shared/logs.ts';
import { fold } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import type { KnownAccount } from './known.repo.ts';
import { marksOf } from './marks.rules.ts';
import { peakOf, trendOf } from './shape.rules.ts';
import { slotRows } from './stored.rules.ts';

/** A log that was read, ready to be kept. `offset`: seconds after the full hour of UTC at which hours of its zone begin. */
export interface ReadLog {
  readonly id: string;
  readonly packId: string | null;
  readonly facts: LogFacts;
  readonly replies: readonly { readonly class: BounceClass; readonly target: BounceTarget }[];
  readonly recognised: (account: string) => KnownAccount | null;
  readonly offset: number;
  readonly author: string;
  readonly readAt: number;
}

/** So many quarters are written in one transaction: others wait for less than a tenth of a second. */
const CELLS_AT_ONCE = 2000;
const DROPPED_AT_ONCE = 20;

/** Keeps a log, a part at a time so that others may write in between; nobody sees it before all of it is there. Ended before, nothing of it stays. */
export async function* keepLog(core: Pick<Core, 'db' | 'clock'>, log: ReadLog): AsyncGenerator<number, void, void> {
  let whole = false;
  try {
    await core.db.write((tx) => insertScan(tx, log));
    let kept = 0;
    for (const part of partsOf(log.facts.accounts)) {
      await core.db.write((tx) => insertAccounts(tx, log, part));
      kept += part.length;
      yield kept;
      await core.clock.yield();
    }
    await core.db.write((tx) => tx.updateTable('log_scan').set({ ready: 1 }).where('id', '=', log.id).execute());
    whole = true;
  } finally {
    if (!whole) await dropLog(core, log.id);
  }
}

function* partsOf(accounts: readonly LogAccountFacts[]): Generator<LogAccountFacts[], void> {
  let part: LogAccountFacts[] = [];
  let cells = 0;
  for (const account of accounts) {
    part.push(account);
    cells += account.cells.length;
    if (cells < CELLS_AT_ONCE) continue;
    yield part;
    part = [];
    cells = 0;
  }
  if (part.length > 0) yield part;
}

/** Takes a log away with everything that was counted in it, a part at a time; verdicts that were made from it stay. At once nobody sees it any more. */
export async function dropLog({ db, clock }: Pick<Core, 'db' | 'clock'>, id: string): Promise<void> {
  await db.write((tx) => tx.updateTable('log_scan').set({ ready: 0 }).where('id', '=', id).execute());
  for (;;) {
    const accounts = await db.read.selectFrom('log_account').where('log_id', '=', id).select('id').limit(DROPPED_AT_ONCE).execute();
    if (accounts.length === 0) break;
    const ids = accounts.map((account) => account.id);
    await db.write((tx) => tx.deleteFrom('log_account').where('id', 'in', ids).execute());
    await clock.yield();
  }
  await db.write((tx) => tx.deleteFrom('log_scan').where('id', '=', id).execute());
}

/** Takes away what was being kept, or taken away, when the program ended. To be called before anything is read. */
export async function dropUnfinished(core: Pick<Core, 'db' | 'clock'>): Promise<void> {
  for (const { id } of await core.db.read.selectFrom('log_scan').where('ready', '=', 0).select('id').execute()) await dropLog(core, id);
}

async function insertScan(tx: WriteDb, log: ReadLog): Promise<void> {
  const { facts } = log;
  await tx
    .insertInto('log_scan')
    .values({
      id: log.id,
      pack_id: log.packId,
      format: facts.format,
      zone: facts.zone,
      files: JSON.stringify(facts.files),
      lines: facts.lines,
      skipped: facts.skipped,
      from_s: facts.from,
      to_s: facts.to,
      gaps: JSON.stringify(facts.gaps),
      limits: JSON.stringify(facts.limits),
      marks: JSON.stringify(marksOf(facts, log.replies)),
      absent: JSON.stringify(facts.absent),
      unattributed: JSON.stringify(facts.unattributed),
      author: log.author,
      read_at: log.readAt,
      ready: 0,
    })
    .execute();
  await insertReplies(tx, log);
}

async function insertAccounts(tx: WriteDb, log: ReadLog, accounts: readonly LogAccountFacts[]): Promise<void> {
  for (const account of accounts) await insertAccount(tx, log, account);
}

async function insertReplies(tx: WriteDb, { id, facts, replies }: ReadLog): Promise<void> {
  for (const [reply, said] of facts.replies.entries()) {
    const judged = replies[reply];
    if (judged === undefined) continue;
    await tx
      .insertInto('log_reply')
      .values({
        log_id: id,
        reply,
        text: said.text,
        code: said.code,
        enhanced: said.enhanced,
        class: judged.class,
        target: judged.target,
        failed: said.failed,
        deferred: said.deferred,
        first_s: said.firstAt,
      })
      .execute();
  }
}

async function insertAccount(tx: WriteDb, { id, facts, recognised, offset }: ReadLog, account: LogAccountFacts): Promise<void> {
  const known = recognised(account.account);
  const peak = peakOf(account, offset);
  const domain = known?.domains[0] ?? (account.account.includes('.') ? account.account : '');
  const { insertId } = await tx
    .insertInto('log_account')
    .values({
      log_id: id,
      account: account.account,
      domain,
      hosted_id: known?.hostedId ?? null,
      account_id: known?.accountId ?? null,
      totals: JSON.stringify(account.totals),
      unique_recipients: account.uniqueRecipients,
      identities: JSON.stringify(account.identities),
      hours: JSON.stringify(account.hours),
      traces: JSON.stringify(account.traces.map((trace) => ({ ...trace, slots: slotRows(trace.slots) }))),
      refusals: JSON.stringify(account.refusals),
      peak_s: peak?.start ?? null,
      peak: peak?.recipients ?? 0,
      trend: JSON.stringify(trendOf(account, { from: facts.from ?? 0, to: facts.to ?? 0 })),
      sort_key: fold(`${account.account} ${domain}`),
    })
    .executeTakeFirstOrThrow();
  await insertCells(tx, Number(insertId), account);
}

/** All quarters of an account in one statement: a month of a busy one has thousands. */
async function insertCells(tx: WriteDb, accountId: number, { cells }: LogAccountFacts): Promise<void> {
  if (cells.length === 0) return;
  const rows = cells.map(({ start, counts, outcomes }) => [
    start,
    ...LOG_MEASURES.map((measure) => counts[measure]),
    JSON.stringify(outcomes.flatMap(({ reply, failed, deferred }) => [reply, failed, deferred])),
  ]);
  const places = [...LOG_MEASURES.keys()].map((place) => sql.raw(`value ->> ${place + 1}`));
  await sql`INSERT INTO log_cell (account_id, start_s, messages, recipients, delivered, failed, deferred_recipients, bounces, local_recipients, queued_at_end,
    forwarded_in, limit_refusals, outcomes)
    SELECT ${accountId}, value ->> 0, ${sql.join(places)}, value ->> ${sql.raw(String(LOG_MEASURES.length + 1))} FROM json_each(${JSON.stringify(rows)})`.execute(
    tx,
  );
}

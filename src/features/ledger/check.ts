import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Problem } from '../../contract/ledger.ts';
import type { ReadDb } from '../../db/db.ts';
import { ChainWalk } from '../../shared/bundle/chain.rules.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { openLedger, withoutRow } from './adopt.ts';
import { agreesWithTables } from './agreement.repo.ts';
import { countRows, rowsAfter, type StoredRow } from './ledger.repo.ts';
import { type LastCheck, readLedgerSettings, writeLedgerSettings } from './ledger-settings.repo.ts';
import type { LedgerSubjects } from './subjects.ts';

const BATCH = 500;
/** More faults than these help nobody. */
const MAX_PROBLEMS = 1000;

type Check = Handlers<Contract['ledger']>['check'];

/** Follows the whole chain, recomputes every payload's hash, and compares what the rows say with the tables. Remembers what it found. */
export async function* checkLedger(core: Core, subjects: LedgerSubjects, signal: AbortSignal | undefined): ReturnType<Check> {
  await openLedger(core, subjects);
  const { 'ledger.last_check': before } = await readLedgerSettings(core.db.read);
  const found = new Findings();
  const walk = new ChainWalk(core.hasher.sha256, (seq, problem) => found.add(`ledger:${seq}`, problem));
  const total = await countRows(core.db.read);
  let [done, newest] = [0, ''];
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    signal?.throwIfAborted();
    const rows = await rowsAfter(core.db.read, after, { last: Number.MAX_SAFE_INTEGER, limit: BATCH });
    for (const row of rows) {
      walk.push({ ...row, at: toIso(row.at), payloadSha256: row.payload_sha256 });
      await judge(core, subjects, { row, found });
      if (before !== null && row.seq === before.rows && row.hash !== before.headHash) found.add(`ledger:${row.seq}`, 'chain_broken');
      newest = row.hash;
    }
    done += rows.length;
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < BATCH) break;
    yield { kind: 'progress', phase: 'checking', done, total };
    await core.clock.yield();
  }
  walk.finish();
  if (before !== null && done < before.rows) found.add(`ledger:${done + 1}`, 'row_missing');
  for (const id of await unspoken(core.db.read)) found.add(`evidence:${id}`, 'row_missing');
  await remember(core, { at: core.clock.now(), rows: done, headHash: newest, problems: found.problems });
  yield { kind: 'done', result: { rows: done, problems: found.problems } };
}

async function judge(core: Core, subjects: LedgerSubjects, { row, found }: { readonly row: StoredRow; readonly found: Findings }): Promise<void> {
  if (core.hasher.sha256(row.payload) !== row.payload_sha256) found.add(`ledger:${row.seq}`, 'payload_changed');
  else if (!(await agreesWithTables(core, subjects, row))) found.add(`ledger:${row.seq}`, 'table_differs');
}

/** Proofs and withdrawals of proofs that no row speaks of: their rows were taken away, or they were put in behind the ledger's back. */
async function unspoken(db: ReadDb): Promise<string[]> {
  const added = await withoutRow(db).select('evidence.id').limit(MAX_PROBLEMS).execute();
  const revoked = await db
    .selectFrom('evidence_revoked')
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('ledger').select('seq').whereRef('subject_id', '=', 'evidence_revoked.evidence_id').where('kind', '=', 'evidence_revoked')),
      ),
    )
    .select('evidence_id as id')
    .limit(MAX_PROBLEMS)
    .execute();
  return [...new Set([...added, ...revoked].map(({ id }) => id))];
}

/** A chain that once was longer or ended otherwise stays remembered as such: a check after a fault does not make it the new truth. */
async function remember(core: Core, check: LastCheck): Promise<void> {
  const { 'ledger.last_check': before } = await readLedgerSettings(core.db.read);
  const kept = before !== null && check.problems.length > 0 ? { ...check, rows: before.rows, headHash: before.headHash } : check;
  await core.db.write((tx) => writeLedgerSettings(tx, { 'ledger.last_check': kept }));
  core.changed('ledger');
}

class Findings {
  readonly #found = new Map<string, Problem>();

  add(entry: string, problem: Problem['problem']): void {
    if (this.#found.size < MAX_PROBLEMS) this.#found.set(`${problem} ${entry}`, { entry, problem });
  }

  get problems(): Problem[] {
    return [...this.#found.values()];
  }
}

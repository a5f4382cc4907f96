import type { LedgerKind } from '../../contract/ledger.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { GENESIS, ledgerHashInput } from '../../shared/bundle/chain.rules.ts';
import { canonicalJson, type Json } from '../../shared/canonical-json.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';

/** What goes into the ledger. `subjectId` is the id of what it is about; `payload` what is said of it. */
export interface LedgerEntry {
  readonly kind: LedgerKind;
  readonly subjectId: string;
  readonly payload: { readonly [name: string]: Json };
}

interface Tail {
  readonly seq: number;
  readonly at: number;
  readonly hash: string;
}

/**
 * Adds one row to the ledger, in the transaction of what it is about; returns its number. The payload gets a random `nonce`, so that its hash
 * tells nothing to whom it is not disclosed. The first row of all is preceded by `opened`; a row that is older than the one before it, because
 * the clock was set back, by `clock_went_back`.
 */
export async function appendLedger(core: Core, tx: WriteDb, entry: LedgerEntry): Promise<number> {
  let tail = (await tailOf(tx)) ?? (await write(core, tx, { tail: { seq: 0, at: core.clock.now(), hash: GENESIS }, entry: await opening(core, tx, entry) }));
  if (core.clock.now() < tail.at) {
    const payload = { before: toIso(tail.at), now: toIso(core.clock.now()) };
    tail = await write(core, tx, { tail, entry: { kind: 'clock_went_back', subjectId: '', payload } });
  }
  if (entry.kind === 'opened') return tail.seq;
  return (await write(core, tx, { tail, entry })).seq;
}

/** The newest row, by primary key. */
async function tailOf(db: ReadDb): Promise<Tail | undefined> {
  return await db.selectFrom('ledger').select(['seq', 'at', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
}

/** The first row names the ledger and says how many proofs were there before it: those are adopted, later ones never. */
async function opening(core: Core, tx: WriteDb, first: LedgerEntry): Promise<LedgerEntry> {
  const { older } = await tx
    .selectFrom('evidence')
    .where('id', '!=', first.subjectId)
    .select((eb) => eb.fn.countAll<number>().as('older'))
    .executeTakeFirstOrThrow();
  const id = core.ids.next();
  return { kind: 'opened', subjectId: id, payload: { format: 'sendward-ledger-1', id, older } };
}

async function write(core: Core, tx: WriteDb, { tail, entry }: { readonly tail: Tail; readonly entry: LedgerEntry }): Promise<Tail> {
  const payload = canonicalJson({ ...entry.payload, nonce: core.ids.next() });
  const row = { seq: tail.seq + 1, at: core.clock.now(), kind: entry.kind, payloadSha256: core.hasher.sha256(payload) };
  const hash = core.hasher.sha256(ledgerHashInput(tail.hash, { ...row, at: toIso(row.at) }));
  await tx
    .insertInto('ledger')
    .values({ seq: row.seq, at: row.at, kind: row.kind, subject_id: entry.subjectId, payload_sha256: row.payloadSha256, hash, payload })
    .execute();
  return { seq: row.seq, at: row.at, hash };
}

import type { LedgerKind } from '../../contract/ledger.ts';
import type { WriteDb } from '../../db/db.ts';
import { canonicalJson, type Json } from '../../shared/canonical-json.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';

/** What goes into the ledger. `subjectId` is the id of what it is about; `payload` what is said of it. */
export interface LedgerEntry {
  readonly kind: LedgerKind;
  readonly subjectId: string;
  readonly payload: { readonly [name: string]: Json };
}

/** The hash before the first row. */
export const GENESIS = '0'.repeat(64);

/** What a row's hash is taken of, after the hash before it: one line of plain text, so that anybody can recompute it with any tool. */
export function ledgerLine(row: { readonly seq: number; readonly at: number; readonly kind: string; readonly payloadSha256: string }): string {
  return `${row.seq} ${toIso(row.at)} ${row.kind} ${row.payloadSha256}`;
}

/**
 * Adds one row to the ledger, in the transaction of what it is about; returns its number. The payload gets a random `nonce`, so that its hash
 * tells nothing to whom it is not disclosed.
 */
export async function appendLedger(core: Core, tx: WriteDb, { kind, subjectId, payload }: LedgerEntry): Promise<number> {
  const last = await tx.selectFrom('ledger').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const text = canonicalJson({ ...payload, nonce: core.ids.next() });
  const row = { seq: (last?.seq ?? 0) + 1, at: core.clock.now(), kind, payloadSha256: core.hasher.sha256(text) };
  const hash = core.hasher.sha256(`${last?.hash ?? GENESIS} ${ledgerLine(row)}`);
  await tx
    .insertInto('ledger')
    .values({ seq: row.seq, at: row.at, kind, subject_id: subjectId, payload_sha256: row.payloadSha256, hash, payload: text })
    .execute();
  return row.seq;
}

import type { z } from 'zod';
import { LedgerKind, type LedgerRow } from '../../contract/ledger.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';

const COLUMNS = ['seq', 'at', 'kind', 'subject_id', 'payload_sha256', 'hash', 'payload'] as const;

export type StoredRow = Awaited<ReturnType<typeof rowsAfter>>[number];

/** Rows behind `seq`, in order, up to and with `last`. */
export async function rowsAfter(db: ReadDb, seq: number, { last, limit }: { readonly last: number; readonly limit: number }) {
  return await db.selectFrom('ledger').select(COLUMNS).where('seq', '>', seq).where('seq', '<=', last).orderBy('seq').limit(limit).execute();
}

/** A window of the list, newest first. */
export async function ledgerPage(db: ReadDb, { offset, limit }: { readonly offset: number; readonly limit: number }) {
  return await db.selectFrom('ledger').select(COLUMNS).orderBy('seq', 'desc').offset(offset).limit(limit).execute();
}

export async function ledgerHead(db: ReadDb): Promise<StoredRow | undefined> {
  return (await ledgerPage(db, { offset: 0, limit: 1 }))[0];
}

export async function countRows(db: ReadDb): Promise<number> {
  const { rows } = await db
    .selectFrom('ledger')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

/** A row as the contract shows it. */
export function ledgerRow(stored: StoredRow): z.input<typeof LedgerRow> {
  return { seq: stored.seq, at: toIso(stored.at), kind: LedgerKind.parse(stored.kind), payloadSha256: stored.payload_sha256, hash: stored.hash };
}

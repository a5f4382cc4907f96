import { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { Totals } from '../../contract/imports.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { type ClientRecord, saveRecords } from '../clients/index.ts';

const NAMED_CLIENTS = 5;

const Contact = z.object({
  id: z.string(),
  role: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phone: z.string(),
  language: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
const Account = z.object({
  id: z.string(),
  packId: z.string(),
  login: z.string(),
  mainDomain: z.string(),
  otherDomains: z.array(z.string()),
  plan: z.string(),
  orderedOn: z.string().nullable(),
  status: z.string(),
  createdAt: z.number(),
});
const Before = z.object({
  id: z.string(),
  number: z.string(),
  company: z.string(),
  language: z.string(),
  note: z.string(),
  batchId: z.string().nullable(),
  createdAt: z.number(),
  changedAt: z.number(),
  contacts: z.array(Contact),
  accounts: z.array(Account),
}) satisfies z.ZodType<ClientRecord>;

/** Batches, newest first. */
export async function listBatches(db: ReadDb) {
  const rows = await db
    .selectFrom('import_batch')
    .innerJoin('pack', 'pack.id', 'import_batch.pack_id')
    .selectAll('import_batch')
    .select('pack.name as packName')
    .orderBy('import_batch.imported_at', 'desc')
    .orderBy('import_batch.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    sha256: row.file_sha256,
    importedAt: toIso(row.imported_at),
    author: row.author,
    packName: row.packName,
    totals: Totals.parse(JSON.parse(row.totals)),
    undoneAt: row.undone_at === null ? null : toIso(row.undone_at),
  }));
}

/**
 * Takes a batch back. Throws `batch_not_found`, `batch_already_undone`, `batch_has_evidence` when a client of it was sent a notice, `batch_in_cases` when one that it made
 * stands in a case or applies for a white list, and `batch_changed_since` when one was changed later, by hand or by another import: what was done then would be lost.
 */
export async function undoBatch(tx: WriteDb, batchId: string, now: number): Promise<{ removed: number; restored: number }> {
  const batch = await tx.selectFrom('import_batch').select(['undone_at', 'imported_at']).where('id', '=', batchId).executeTakeFirst();
  if (batch === undefined) throw fail('batch_not_found', {});
  if (batch.undone_at !== null) throw fail('batch_already_undone', {});
  await refuseEvidence(tx, batchId);
  await refuseInCases(tx, batchId);
  await refuseChanged(tx, batchId, batch.imported_at);
  const changes = await tx.selectFrom('import_change').select(['client_id', 'before']).where('batch_id', '=', batchId).execute();
  const removed = await tx.deleteFrom('client').where('batch_id', '=', batchId).executeTakeFirst();
  // A client that a later undo removed has nothing to return to.
  const there = new Set((await tx.selectFrom('client').select('id').where('id', 'in', idsChangedBy(tx, batchId)).execute()).map(({ id }) => id));
  const restored = changes.filter(({ client_id }) => there.has(client_id)).map(({ before }) => Before.parse(JSON.parse(before ?? '')));
  await tx.deleteFrom('contact').where('client_id', 'in', idsChangedBy(tx, batchId)).execute();
  await tx.deleteFrom('account').where('client_id', 'in', idsChangedBy(tx, batchId)).execute();
  await saveRecords(tx, restored);
  await tx.updateTable('import_batch').set({ undone_at: now }).where('id', '=', batchId).execute();
  return { removed: Number(removed.numDeletedRows), restored: restored.length };
}

function idsChangedBy(tx: WriteDb, batchId: string) {
  return tx.selectFrom('import_change').select('client_id').where('batch_id', '=', batchId);
}

/** Clients the batch made or changed. */
function clientsOf(tx: WriteDb, batchId: string) {
  return tx
    .selectFrom('client')
    .where((eb) => eb.or([eb('client.batch_id', '=', batchId), eb('client.id', 'in', idsChangedBy(tx, batchId))]))
    .orderBy('client.sort_key')
    .select('client.name');
}

/** A client who was sent anything stays what he was when it was sent. */
async function refuseEvidence(tx: WriteDb, batchId: string): Promise<void> {
  const told = await clientsOf(tx, batchId)
    .where((eb) =>
      eb.exists(eb.selectFrom('notice').whereRef('notice.client_id', '=', 'client.id').where('notice.withdrawn_at', 'is', null).select('notice.id')),
    )
    .execute();
  if (told.length > 0) throw fail('batch_has_evidence', named(told));
}

/** What was done about a client is nothing without him: his questions, letters, plans and applications would lead nowhere. */
async function refuseInCases(tx: WriteDb, batchId: string): Promise<void> {
  const there = await tx
    .selectFrom('client')
    .where('client.batch_id', '=', batchId)
    .where((eb) =>
      eb.or(
        (['incident_concerned', 'letter', 'explanation', 'repermission', 'dossier'] as const).map((table) =>
          eb.exists(eb.selectFrom(table).whereRef(`${table}.client_id`, '=', 'client.id').select(`${table}.client_id`)),
        ),
      ),
    )
    .orderBy('client.sort_key')
    .select('client.name')
    .execute();
  if (there.length > 0) throw fail('batch_in_cases', named(there));
}

async function refuseChanged(tx: WriteDb, batchId: string, importedAt: number): Promise<void> {
  const changed = await clientsOf(tx, batchId).where('client.changed_at', '>', importedAt).execute();
  if (changed.length > 0) throw fail('batch_changed_since', named(changed));
}

function named(clients: readonly { readonly name: string }[]): { count: number; clients: string } {
  const names = clients.slice(0, NAMED_CLIENTS).map(({ name }) => name);
  return { count: clients.length, clients: names.join(', ') };
}

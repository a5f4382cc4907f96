import { CompiledQuery, type Selectable } from 'kysely';
import { z } from 'zod';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Schema } from '../../db/schema.ts';
import { keyOfKnown } from './address.rules.ts';
import { type AccountRecord, type ClientRecord, type ContactRecord, summarise } from './record.rules.ts';

type Cell = string | number | null;

const Names = z.array(z.string());

/**
 * An insert that replaces what has the same id. All rows cross as one JSON text: a statement with thousands of variables would cost more to
 * parse than to run, and one statement a row more to send than to store.
 */
function upsert(table: string, columns: readonly string[]): string {
  const cells = columns.map((_, index) => `value ->> ${index}`);
  const kept = columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO ${table} (${columns.join(',')}) SELECT ${cells.join(',')} FROM json_each(?) WHERE true ON CONFLICT (id) DO UPDATE SET ${kept.join(',')}`;
}

async function upsertRows(
  tx: WriteDb,
  table: string,
  rows: { readonly columns: readonly string[]; readonly cells: readonly (readonly Cell[])[] },
): Promise<void> {
  if (rows.cells.length > 0) await tx.executeQuery(CompiledQuery.raw(upsert(table, rows.columns), [JSON.stringify(rows.cells)]));
}

type Columns<T extends keyof Schema> = readonly (keyof Schema[T] & string)[];

const CLIENT: Columns<'client'> = [
  'id',
  'number',
  'name',
  'company',
  'language',
  'note',
  'email',
  'email_key',
  'main_domain',
  'sort_key',
  'search_key',
  'batch_id',
  'created_at',
  'changed_at',
];
const CONTACT: Columns<'contact'> = [
  'id',
  'client_id',
  'position',
  'role',
  'first_name',
  'last_name',
  'email',
  'email_key',
  'phone',
  'language',
  'valid_from',
  'valid_to',
];
const ACCOUNT: Columns<'account'> = [
  'id',
  'client_id',
  'pack_id',
  'login',
  'main_domain',
  'domain_key',
  'other_domains',
  'plan',
  'ordered_on',
  'status',
  'created_at',
];

function clientCells(record: ClientRecord): readonly Cell[] {
  const shown = summarise(record);
  const own = [record.id, record.number, shown.name, record.company, record.language, record.note];
  return [...own, shown.email, shown.emailKey, shown.mainDomain, shown.sortKey, shown.searchKey, record.batchId, record.createdAt, record.changedAt];
}

function contactCells(record: ClientRecord): readonly (readonly Cell[])[] {
  return record.contacts.map((each, position) => {
    const who = [each.role, each.firstName, each.lastName, each.email, keyOfKnown(each.email), each.phone];
    return [each.id, record.id, position, ...who, each.language, each.validFrom, each.validTo];
  });
}

function accountCells(record: ClientRecord): readonly (readonly Cell[])[] {
  return record.accounts.map((each) => {
    const what = [each.login, each.mainDomain, keyOfKnown(each.mainDomain), JSON.stringify(each.otherDomains), each.plan];
    return [each.id, record.id, each.packId, ...what, each.orderedOn, each.status, each.createdAt];
  });
}

/** Stores clients whole, new or changed, with what lists derive from them. Contacts and accounts a record no longer names stay as they are. */
export async function saveRecords(tx: WriteDb, records: readonly ClientRecord[]): Promise<void> {
  await upsertRows(tx, 'client', { columns: CLIENT, cells: records.map(clientCells) });
  await upsertRows(tx, 'contact', { columns: CONTACT, cells: records.flatMap(contactCells) });
  await upsertRows(tx, 'account', { columns: ACCOUNT, cells: records.flatMap(accountCells) });
}

/** Clients by id, whole, in no particular order; contacts in theirs, accounts oldest first. Ids nobody has are left out. */
export async function loadRecords(db: ReadDb, ids: readonly string[]): Promise<ClientRecord[]> {
  const records: ClientRecord[] = [];
  for (let start = 0; start < ids.length; start += 5000) records.push(...(await loadSome(db, ids.slice(start, start + 5000))));
  return records;
}

async function loadSome(db: ReadDb, ids: readonly string[]): Promise<ClientRecord[]> {
  const [clients, contacts, accounts] = [
    await db.selectFrom('client').selectAll().where('id', 'in', ids).execute(),
    await db.selectFrom('contact').selectAll().where('client_id', 'in', ids).orderBy('client_id').orderBy('position').execute(),
    await db.selectFrom('account').selectAll().where('client_id', 'in', ids).orderBy('created_at').orderBy('id').execute(),
  ];
  const contactsOf = byClient(contacts);
  const accountsOf = byClient(accounts);
  return clients.map((row) => ({
    id: row.id,
    number: row.number,
    company: row.company,
    language: row.language,
    note: row.note,
    batchId: row.batch_id,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    contacts: (contactsOf.get(row.id) ?? []).map(contactRecord),
    accounts: (accountsOf.get(row.id) ?? []).map(accountRecord),
  }));
}

function contactRecord(row: Selectable<Schema['contact']>): ContactRecord {
  return {
    id: row.id,
    role: row.role,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    phone: row.phone,
    language: row.language,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

function accountRecord(row: Selectable<Schema['account']>): AccountRecord {
  return {
    id: row.id,
    packId: row.pack_id,
    login: row.login,
    mainDomain: row.main_domain,
    otherDomains: Names.parse(JSON.parse(row.other_domains)),
    plan: row.plan,
    orderedOn: row.ordered_on,
    status: row.status,
    createdAt: row.created_at,
  };
}

function byClient<R extends { readonly client_id: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.client_id);
    if (group === undefined) groups.set(row.client_id, [row]);
    else group.push(row);
  }
  return groups;
}

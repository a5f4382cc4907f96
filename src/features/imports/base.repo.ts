import { sql } from 'kysely';
import type { ReadDb } from '../../db/db.ts';
import { loadRecords } from '../clients/index.ts';
import type { ReadRow } from './candidate.rules.ts';
import { type Base, type Keys, keysOf } from './judge.rules.ts';

const KEYS_PER_QUERY = 5000;

/** One bound text instead of thousands of variables. */
function oneOf(keys: readonly string[]) {
  return sql<string>`(SELECT value FROM json_each(${JSON.stringify(keys)}))`;
}

async function collect(
  keys: Iterable<string>,
  find: (some: readonly string[]) => Promise<readonly { readonly key: string; readonly id: string }[]>,
): Promise<Map<string, string>> {
  const wanted = [...new Set(keys)].filter((key) => key !== '');
  const found = new Map<string, string>();
  for (let start = 0; start < wanted.length; start += KEYS_PER_QUERY) {
    for (const { key, id } of await find(wanted.slice(start, start + KEYS_PER_QUERY))) if (!found.has(key)) found.set(key, id);
  }
  return found;
}

/** The clients the rows could mean, from either side of the database. Of several with the same key the oldest counts. */
export async function loadBase(db: ReadDb, rows: readonly ReadRow[]): Promise<Base> {
  const nobody = { records: new Map(), byEmail: new Map(), byNumber: new Map(), byLogin: new Map(), byDomain: new Map() };
  if ((await db.selectFrom('client').select('id').limit(1).execute()).length === 0) return nobody;
  const keys = rows.flatMap((row) => (row.outcome.kind === 'candidate' ? [keysOf(row.outcome.candidate)] : []));
  const index = await findKeys(db, keys);
  const ids = new Set(Object.values(index).flatMap((found) => [...found.values()]));
  const records = new Map((await loadRecords(db, [...ids])).map((record) => [record.id, record]));
  return { records, ...index };
}

async function findKeys(db: ReadDb, keys: readonly Keys[]): Promise<Omit<Base, 'records'>> {
  return {
    byEmail: await findEmails(
      db,
      keys.flatMap((each) => each.emails),
    ),
    byNumber: await collect(
      keys.map((each) => each.number),
      (some) => db.selectFrom('client').where('number', 'in', oneOf(some)).where('number', '<>', '').orderBy('id').select(['number as key', 'id']).execute(),
    ),
    byLogin: await findAccounts(
      db,
      'login',
      keys.map((each) => each.login),
    ),
    byDomain: await findAccounts(
      db,
      'domain_key',
      keys.map((each) => each.domain),
    ),
  };
}

/** Whose main address it is; failing that, whose further address. */
async function findEmails(db: ReadDb, emails: readonly string[]): Promise<Map<string, string>> {
  const primary = await collect(emails, (some) =>
    db.selectFrom('client').where('email_key', 'in', oneOf(some)).orderBy('id').select(['email_key as key', 'id']).execute(),
  );
  const others = await collect(
    emails.filter((email) => !primary.has(email)),
    (some) =>
      db
        .selectFrom('contact')
        .where('email_key', 'in', oneOf(some))
        .where('valid_to', 'is', null)
        // A webmaster's or bookkeeper's address belongs to many clients and names none of them.
        .where('role', 'in', ['owner', 'other'])
        .orderBy('client_id')
        .select(['email_key as key', 'client_id as id'])
        .execute(),
  );
  return new Map([...others, ...primary]);
}

/** By "pack|value". */
async function findAccounts(db: ReadDb, column: 'login' | 'domain_key', keys: readonly string[]): Promise<Map<string, string>> {
  const values = keys.map((key) => key.slice(key.indexOf('|') + 1));
  const found = new Map<string, string>();
  const wanted = new Set(keys);
  await collect(values, async (some) => {
    const rows = await db
      .selectFrom('account')
      .where(column, 'in', oneOf(some))
      .where(column, '<>', '')
      .orderBy('id')
      .select([`${column} as value`, 'pack_id', 'client_id'])
      .execute();
    for (const { value, pack_id, client_id } of rows) {
      const key = `${pack_id}|${value}`;
      if (wanted.has(key) && !found.has(key)) found.set(key, client_id);
    }
    return [];
  });
  return found;
}

import { type Selectable, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Suppression } from '../../contract/bounces.ts';
import type { ReadDb } from '../../db/db.ts';
import type { SuppressionTable } from '../../db/schema-reminders.ts';
import { toIso } from '../../shared/dates.ts';
import { fold } from '../../shared/text.ts';
import { reasonOf } from './suppression.repo.ts';

type Row = z.input<typeof Suppression>;
type Stored = Selectable<SuppressionTable>;

export interface SuppressionsQuery {
  readonly search: string;
  /** What ended, instead of what is in force. */
  readonly lifted: boolean;
  readonly clientId?: string | undefined;
  readonly offset: number;
  readonly limit: number;
  readonly now: number;
}

/** What stands behind the last "@" of a contact's address. */
const CONTACT_DOMAIN = sql`substr(contact.email_key, length(rtrim(contact.email_key, replace(contact.email_key, '@', ''))) + 1)`;

/** A window of what gets nothing, or of what may be written to again; newest first. */
export async function listSuppressions(db: ReadDb, query: SuppressionsQuery) {
  const { now, clientId } = query;
  const text = fold(query.search);
  const open = sql<SqlBool>`(lifted_at IS NULL AND (until_at IS NULL OR until_at > ${now}))`;
  const wanted = db
    .selectFrom('suppression')
    .where(query.lifted ? sql<SqlBool>`NOT ${open}` : open)
    .$if(clientId !== undefined, (each) =>
      each.where(
        sql<SqlBool>`EXISTS (SELECT 1 FROM contact WHERE contact.client_id = ${clientId} AND contact.valid_to IS NULL
          AND suppression.value_key IN (contact.email_key, ${CONTACT_DOMAIN}))`,
      ),
    )
    .$if(text !== '', (each) => each.where(sql<SqlBool>`instr(lower(value || ' ' || value_key || ' ' || note), ${text}) > 0`));
  const { total } = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const stored = await wanted.selectAll().orderBy('since_at', 'desc').orderBy('id', 'desc').limit(query.limit).offset(query.offset).execute();
  return { total, rows: await rowsOf(db, stored) };
}

/** One suppression as the contract shows it; undefined for an unknown id. */
export async function suppressionRow(db: ReadDb, id: string): Promise<Row | undefined> {
  const stored = await db.selectFrom('suppression').selectAll().where('id', '=', id).execute();
  return (await rowsOf(db, stored))[0];
}

async function rowsOf(db: ReadDb, stored: readonly Stored[]): Promise<Row[]> {
  const clients = await concerned(db, stored);
  return stored.map((row) => ({
    id: row.id,
    scope: row.scope === 'domain' ? 'domain' : 'address',
    value: row.value,
    reason: reasonOf(row.reason),
    since: toIso(row.since_at),
    until: row.until_at === null ? null : toIso(row.until_at),
    author: row.author,
    note: row.note,
    bounceId: row.bounce_id,
    clients: clients.get(row.value_key) ?? [],
    lifted: row.lifted_at === null ? null : { at: toIso(row.lifted_at), author: row.lifted_by, reason: row.lifted_why },
  }));
}

/** Clients with a contact now at each address or domain. */
async function concerned(db: ReadDb, stored: readonly Stored[]): Promise<Map<string, { id: string; name: string }[]>> {
  const keys = (scope: string): string => JSON.stringify(stored.filter((each) => each.scope === scope).map(({ value_key }) => value_key));
  const { rows } = await sql<{ key: string; id: string; name: string }>`
    SELECT DISTINCT key, client.id, client.name FROM (
      SELECT email_key AS key, client_id FROM contact WHERE valid_to IS NULL AND email_key IN (SELECT value FROM json_each(${keys('address')}))
      UNION ALL
      SELECT ${CONTACT_DOMAIN}, client_id FROM contact WHERE valid_to IS NULL AND ${CONTACT_DOMAIN} IN (SELECT value FROM json_each(${keys('domain')}))
    ) AS found JOIN client ON client.id = found.client_id ORDER BY client.sort_key, client.id`.execute(db);
  const clients = new Map<string, { id: string; name: string }[]>();
  for (const { key, id, name } of rows) clients.set(key, [...(clients.get(key) ?? []), { id, name }]);
  return clients;
}

import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { ClientFilter, ClientRow, Told } from '../../contract/clients.ts';
import { Language } from '../../contract/common.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { fold } from '../../shared/text.ts';
import { clientTold } from './told.repo.ts';

type Filter = z.infer<typeof ClientFilter>;
export type Counts = Partial<Record<Told, number>>;

export interface Page {
  /** Epoch milliseconds: which addresses are blocked is a question of the moment. */
  readonly now: number;
  readonly filter: Filter;
  readonly sort: 'name' | 'number' | 'email' | 'told' | 'created' | 'last_notice';
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Clients of the filter. Every word of the search must be found somewhere. */
function matching(db: ReadDb, filter: Filter) {
  let query = db.selectFrom('client');
  for (const word of fold(filter.search).split(' ')) {
    if (word !== '') query = query.where(sql<number>`instr(client.search_key, ${word})`, '>', 0);
  }
  if (filter.languages.length > 0) query = query.where('client.language', 'in', filter.languages);
  const { packId, hostId } = filter;
  if (packId === undefined && hostId === undefined) return query;
  return query.where((eb) => {
    let accounts = eb.selectFrom('account').whereRef('account.client_id', '=', 'client.id').select('account.id');
    if (packId !== undefined) accounts = accounts.where('account.pack_id', '=', packId);
    if (hostId !== undefined) accounts = accounts.where('account.pack_id', 'in', db.selectFrom('pack').where('host_id', '=', hostId).select('id'));
    return eb.exists(accounts);
  });
}

/** Addresses and domains nothing is sent to at an instant, as the form addresses are compared in. A small table, made once. */
const suppressed = (now: number) => sql`(SELECT value_key FROM suppression WHERE lifted_at IS NULL AND (until_at IS NULL OR until_at > ${now}))`;

/** Whether an address may be written to. The domain stands behind its last "@". */
function isFree(key: string, now: number) {
  const column = sql.ref(key);
  const domain = sql`substr(${column}, length(rtrim(${column}, replace(${column}, '@', ''))) + 1)`;
  return sql<SqlBool>`(${column} <> '' AND ${column} NOT IN ${suppressed(now)} AND ${domain} NOT IN ${suppressed(now)})`;
}

/** What a client is shown as: blocked when something is due and there is no address it may be sent to. The first address decides for nearly everybody. */
function shownAs(now: number) {
  return sql<Told>`CASE WHEN state.told IS NULL THEN 'none' WHEN state.told = 'due' AND NOT ${isFree('client.email_key', now)} AND NOT EXISTS (
    SELECT 1 FROM contact WHERE contact.client_id = client.id AND contact.valid_to IS NULL AND ${isFree('contact.email_key', now)}) THEN 'blocked' ELSE state.told END`;
}

/** The order of states when sorted: what needs the user comes first. */
function urgency(now: number) {
  return sql<number>`CASE ${shownAs(now)} WHEN 'failed' THEN 0 WHEN 'blocked' THEN 1 WHEN 'due' THEN 2 WHEN 'queued' THEN 3
    WHEN 'practised' THEN 4 WHEN 'no_policy' THEN 5 WHEN 'told' THEN 6 ELSE 7 END`;
}

function among(query: ReturnType<typeof matching>, ids: readonly string[] | null) {
  return ids === null ? query : query.where('client.id', 'in', ids);
}

function matchingWithTold(db: ReadDb, filter: Filter, ids: readonly string[] | null) {
  return among(matching(db, filter), ids).leftJoin(clientTold(db, ids ?? undefined).as('state'), 'state.clientId', 'client.id');
}

/** Clients above which a match is not written down one by one. */
const NARROW = 1000;

/** Who matches a filter, counted by state; the filter's own choice of states is left aside. `ids` = all of them when they are few. */
export interface Matches {
  readonly counts: Counts;
  readonly ids: readonly string[] | null;
}

/** Clients with an active account who have an address, and none that may be written to. */
export async function countBlockedClients(db: ReadDb, now: number): Promise<number> {
  const { count } = await db
    .selectFrom('client')
    .where('client.email_key', '<>', '')
    .where((eb) => eb.not(isFree('client.email_key', now)))
    .where(
      sql<SqlBool>`NOT EXISTS (SELECT 1 FROM contact WHERE contact.client_id = client.id AND contact.valid_to IS NULL AND ${isFree('contact.email_key', now)})`,
    )
    .where(sql<SqlBool>`EXISTS (SELECT 1 FROM account WHERE account.client_id = client.id AND account.status = 'active')`)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** How many addresses and domains are blocked at an instant. */
export async function countSuppressions(db: ReadDb, now: number): Promise<number> {
  const { rows } = await sql<{ readonly n: number }>`SELECT count(*) AS n FROM ${suppressed(now)}`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function findMatches(db: ReadDb, { filter, now }: Pick<Page, 'filter' | 'now'>): Promise<Matches> {
  const narrowed = filter.search.trim() !== '' || filter.languages.length > 0 || filter.packId !== undefined || filter.hostId !== undefined;
  const some = narrowed
    ? await matching(db, filter)
        .select('client.id')
        .limit(NARROW + 1)
        .execute()
    : null;
  const ids = some === null || some.length > NARROW ? null : some.map(({ id }) => id);
  const rows = await matchingWithTold(db, filter, ids)
    .select(shownAs(now).as('shown'))
    .groupBy('shown')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .execute();
  const counts: Counts = {};
  for (const row of rows) counts[row.shown] = row.count;
  return { counts, ids };
}

/** Ids of the filter, in order. `matches` = what `findMatches` said, null when nobody asked; `page` null = all of them. */
export async function listIds(
  db: ReadDb,
  { now, filter, sort, descending }: Omit<Page, 'offset' | 'limit'>,
  within: { readonly matches: Matches | null; readonly page: { readonly offset: number; readonly limit: number } | null },
): Promise<string[]> {
  const ids = within.matches?.ids ?? null;
  const needsTold = filter.told.length > 0 || sort === 'told';
  let query = needsTold ? matchingWithTold(db, filter, ids).select('client.id') : among(matching(db, filter), ids).select('client.id');
  if (filter.told.length > 0) query = query.where(shownAs(now), 'in', filter.told);
  query = query.orderBy(sortColumn(sort, now), descending ? 'desc' : 'asc').orderBy('client.id', descending ? 'desc' : 'asc');
  if (within.page !== null) query = query.limit(within.page.limit).offset(within.page.offset);
  return (await query.execute()).map((row) => row.id);
}

function sortColumn(sort: Page['sort'], now: number) {
  switch (sort) {
    case 'name':
      return sql`client.sort_key`;
    case 'number':
      // 9 comes before 10.
      return sql`printf('%03d', length(client.number)) || client.number`;
    case 'email':
      return sql`client.email_key`;
    case 'created':
      return sql`client.created_at`;
    case 'told':
      return urgency(now);
    case 'last_notice':
      return sql`coalesce((SELECT max(o.sent_at) FROM outbox AS o WHERE o.client_id = client.id AND o.transport = 'smtp' AND o.kind = 'notice'), 0)`;
  }
}

/** The rows of the given clients, in the given order. */
export async function rowsOf(db: ReadDb, ids: readonly string[], now: number): Promise<z.input<typeof ClientRow>[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('client')
    .leftJoin(clientTold(db, ids).as('state'), 'state.clientId', 'client.id')
    .where('client.id', 'in', ids)
    .select(['client.id', 'client.number', 'client.name', 'client.email', 'client.language', 'client.main_domain', 'client.created_at'])
    .select(shownAs(now).as('told'))
    .select((eb) => [
      eb.selectFrom('account').whereRef('account.client_id', '=', 'client.id').select(eb.fn.countAll<number>().as('n')).as('accounts'),
      eb
        .selectFrom('account')
        .whereRef('account.client_id', '=', 'client.id')
        .where('account.status', '=', 'active')
        .select(eb.fn.countAll<number>().as('n'))
        .as('active'),
      eb
        .selectFrom('outbox')
        .whereRef('outbox.client_id', '=', 'client.id')
        // Practised or written as a draft is not sent.
        .where('outbox.transport', '=', 'smtp')
        .where('outbox.kind', '=', 'notice')
        .select((inner) => inner.fn.max('outbox.sent_at').as('at'))
        .as('lastNoticeAt'),
    ])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []).map(shown);
}

interface Listed {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly main_domain: string;
  readonly created_at: number;
  readonly told: Told;
  readonly accounts: number | null;
  readonly active: number | null;
  readonly lastNoticeAt: number | null;
}

function shown(row: Listed): z.input<typeof ClientRow> {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    email: row.email,
    language: Language.parse(row.language),
    accounts: row.accounts ?? 0,
    activeAccounts: row.active ?? 0,
    mainDomain: row.main_domain,
    told: row.told,
    lastNoticeAt: row.lastNoticeAt === null ? null : toIso(row.lastNoticeAt),
    createdAt: toIso(row.created_at),
  };
}

import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { ClientId, HostedId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { LogAccountRow } from '../../contract/logs.ts';
import type { ReadDb } from '../../db/db.ts';
import type { LogMeasure } from '../../shared/logs.ts';
import { fold } from '../../shared/text.ts';
import { instantOrNull, StoredCounts, StoredTrend } from './stored.rules.ts';

type Query = Parameters<Handlers<Contract['logs']>['accounts']>[0];

/** Accounts of logs, with the client each belongs to, by way of what the panel shows or of what was entered. */
function logAccounts(db: ReadDb) {
  return db
    .selectFrom('log_account')
    .leftJoin('hosted_account', 'hosted_account.id', 'log_account.hosted_id')
    .leftJoin('account', (join) => join.on(sql<SqlBool>`account.id = ifnull(hosted_account.account_id, log_account.account_id)`))
    .leftJoin('client', 'client.id', 'account.client_id');
}

const COLUMNS = [
  'log_account.id',
  'log_account.account',
  'log_account.domain',
  'log_account.hosted_id',
  'log_account.totals',
  'log_account.unique_recipients',
  'log_account.peak_s',
  'log_account.peak',
  'log_account.trend',
  'client.id as clientId',
  'client.name as clientName',
] as const;

interface Row {
  readonly account: string;
  readonly domain: string;
  readonly hosted_id: number | null;
  readonly totals: string;
  readonly unique_recipients: number;
  readonly peak_s: number | null;
  readonly peak: number;
  readonly trend: string;
  readonly clientId: string | null;
  readonly clientName: string | null;
}

/** An account of a log for the contract. */
function rowView(row: Row): z.input<typeof LogAccountRow> {
  const counts = StoredCounts.parse(JSON.parse(row.totals));
  const decided = counts.delivered + counts.failed;
  const at = instantOrNull(row.peak_s);
  return {
    account: row.account,
    domain: row.domain,
    hostedId: row.hosted_id === null ? null : HostedId.parse(row.hosted_id),
    clientId: row.clientId === null ? null : ClientId.parse(row.clientId),
    clientName: row.clientName ?? '',
    counts,
    uniqueRecipients: row.unique_recipients,
    failedShare: decided === 0 ? null : counts.failed / decided,
    peak: at === null ? null : { at, recipients: row.peak },
    trend: StoredTrend.parse(JSON.parse(row.trend)),
  };
}

const total = (measure: LogMeasure) => sql<number>`(log_account.totals ->> ${sql.lit(`$.${measure}`)})`;

/** What a list is sorted by. A share of nothing decided is the smallest. */
const SORTED = {
  account: sql`log_account.sort_key`,
  messages: total('messages'),
  recipients: total('recipients'),
  delivered: total('delivered'),
  failed: total('failed'),
  failed_share: sql<number>`ifnull(1.0 * ${total('failed')} / nullif(${total('delivered')} + ${total('failed')}, 0), -1)`,
  deferred: total('deferredRecipients'),
  bounces: total('bounces'),
  peak: sql<number>`log_account.peak`,
} as const satisfies Record<Query['sort'], unknown>;

/** A window of the accounts of a log. */
export async function listAccounts(db: ReadDb, { id, search, sort, descending, offset, limit }: Query) {
  let query = logAccounts(db).where('log_account.log_id', '=', id);
  for (const word of fold(search).split(' ')) {
    if (word !== '') query = query.where(sql<SqlBool>`(instr(log_account.sort_key, ${word}) > 0 OR instr(ifnull(client.search_key, ''), ${word}) > 0)`);
  }
  const counted = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .select(COLUMNS)
    .orderBy(SORTED[sort], descending ? 'desc' : 'asc')
    .orderBy('log_account.sort_key')
    .limit(limit)
    .offset(offset)
    .execute();
  return { total: counted.total, rows: rows.map(rowView) };
}

/** One account of a log, with everything that is stored of it. Throws `log_not_found` for one that it does not hold. */
export async function findAccount(db: ReadDb, logId: string, account: string) {
  const row = await logAccounts(db)
    .where('log_account.log_id', '=', logId)
    .where('log_account.account', '=', account)
    .select(COLUMNS)
    .select(['log_account.identities', 'log_account.hours', 'log_account.traces', 'log_account.refusals'])
    .executeTakeFirst();
  if (row === undefined) throw fail('log_not_found', {});
  return { row: rowView(row), id: row.id, identities: row.identities, hours: row.hours, traces: row.traces, refusals: row.refusals };
}

/** All accounts of a log, by name. */
export async function everyAccount(db: ReadDb, logId: string) {
  return await logAccounts(db)
    .where('log_account.log_id', '=', logId)
    .select(['log_account.id', 'log_account.account', 'log_account.domain', 'log_account.hosted_id'])
    .select(['client.id as clientId', 'client.name as clientName', 'account.id as accountId'])
    .orderBy('log_account.account')
    .execute();
}

/** What one account sent with, and what it was answered, as it is stored: much, so that it is read account for account. */
export async function signsOfAccount(db: ReadDb, id: number): Promise<{ readonly traces: string; readonly refusals: string }> {
  return await db.selectFrom('log_account').where('id', '=', id).select(['traces', 'refusals']).executeTakeFirstOrThrow();
}

import { sql } from 'kysely';
import { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import type { ReadDb } from '../../db/db.ts';
import type { LogCell, LogCounts } from '../../shared/logs.ts';
import { StoredOutcomes } from './stored.rules.ts';

/** What a reply was found to say. */
export interface JudgedReply {
  readonly reply: number;
  readonly text: string;
  readonly class: BounceClass;
  readonly target: BounceTarget;
  readonly firstAt: number;
}

/** Replies of a log, by their place. */
export async function readReplies(db: ReadDb, logId: string): Promise<Map<number, JudgedReply>> {
  const rows = await db.selectFrom('log_reply').where('log_id', '=', logId).select(['reply', 'text', 'class', 'target', 'first_s']).execute();
  return new Map(
    rows.map(({ reply, text, first_s, ...row }) => [
      reply,
      { reply, text, class: BounceClass.parse(row.class), target: BounceTarget.parse(row.target), firstAt: first_s },
    ]),
  );
}

/** All quarters of an account, ascending. */
export async function readCells(db: ReadDb, accountId: number): Promise<LogCell[]> {
  const rows = await db.selectFrom('log_cell').selectAll().where('account_id', '=', accountId).orderBy('start_s').execute();
  return rows.map((row) => ({ start: row.start_s, counts: countsOf(row), outcomes: outcomesOf(row.outcomes) }));
}

/** What of a quarter counts where a moment is judged. */
export interface SentCell {
  readonly start: number;
  readonly counts: Pick<LogCounts, 'messages' | 'recipients' | 'forwardedIn'>;
  readonly outcomes: LogCell['outcomes'];
}

/** Quarters in which an account sent something, between two instants (epoch seconds, `to` not in it), ascending. */
export async function readSent(db: ReadDb, accountId: number, { from, to }: { readonly from: number; readonly to: number }): Promise<SentCell[]> {
  const rows = await db
    .selectFrom('log_cell')
    .select(['start_s', 'messages', 'recipients', 'forwarded_in', 'outcomes'])
    .where('account_id', '=', accountId)
    .where('start_s', '>=', from)
    .where('start_s', '<', to)
    .orderBy('start_s')
    .execute();
  return rows.map(({ start_s, messages, recipients, forwarded_in, outcomes }) => ({
    start: start_s,
    counts: { messages, recipients, forwardedIn: forwarded_in },
    outcomes: outcomesOf(outcomes),
  }));
}

interface CellRow {
  readonly messages: number;
  readonly recipients: number;
  readonly delivered: number;
  readonly failed: number;
  readonly deferred_recipients: number;
  readonly bounces: number;
  readonly local_recipients: number;
  readonly queued_at_end: number;
  readonly forwarded_in: number;
  readonly limit_refusals: number;
}

function countsOf(row: CellRow): LogCounts {
  return {
    messages: row.messages,
    recipients: row.recipients,
    delivered: row.delivered,
    failed: row.failed,
    deferredRecipients: row.deferred_recipients,
    bounces: row.bounces,
    localRecipients: row.local_recipients,
    queuedAtEnd: row.queued_at_end,
    forwardedIn: row.forwarded_in,
    limitRefusals: row.limit_refusals,
  };
}

function outcomesOf(stored: string): LogCell['outcomes'] {
  const numbers = stored === '[]' ? [] : StoredOutcomes.parse(JSON.parse(stored));
  const outcomes: { reply: number; failed: number; deferred: number }[] = [];
  for (let at = 0; at < numbers.length; at += 3) outcomes.push({ reply: numbers[at] ?? 0, failed: numbers[at + 1] ?? 0, deferred: numbers[at + 2] ?? 0 });
  return outcomes;
}

/** All accounts of a log together, quarter by quarter, ascending. */
export async function readQuarters(db: ReadDb, logId: string) {
  return await db
    .selectFrom('log_cell')
    .where('account_id', 'in', db.selectFrom('log_account').where('log_id', '=', logId).select('id'))
    .groupBy('start_s')
    .orderBy('start_s')
    .select((eb) => [
      'start_s',
      eb.fn.sum<number>('recipients').as('recipients'),
      eb.fn.sum<number>('delivered').as('delivered'),
      eb.fn.sum<number>('failed').as('failed'),
      eb.fn.sum<number>('deferred_recipients').as('deferred'),
    ])
    .execute();
}

/** The quarter in which most recipients were tried, over all accounts of a log; null = none was. */
export async function busiestQuarter(db: ReadDb, logId: string): Promise<{ readonly start: number; readonly recipients: number } | null> {
  const row = await db
    .selectFrom('log_cell')
    .where('account_id', 'in', db.selectFrom('log_account').where('log_id', '=', logId).select('id'))
    .groupBy('start_s')
    .select((eb) => ['start_s', eb.fn.sum<number>('recipients').as('recipients')])
    .orderBy(sql`recipients`, 'desc')
    .orderBy('start_s')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.recipients === 0 ? null : { start: row.start_s, recipients: row.recipients };
}

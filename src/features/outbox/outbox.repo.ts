import { type Expression, type SqlBool, sql } from 'kysely';
import type { OutboxState } from '../../contract/outbox.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { fold } from '../../shared/text.ts';
import type { Failure, OutgoingMessage } from '../hooks.ts';
import { destinationOf } from './mailbox.rules.ts';

export const COLUMNS = [
  'id',
  'notice_id',
  'client_id',
  'host_id',
  'pack_id',
  'kind',
  'priority',
  'state',
  'transport',
  'client_name',
  'language',
  'sender',
  'return_path',
  'recipient',
  'destination',
  'subject',
  'message_id',
  'due_at',
  'attempts',
  'sending_at',
  'sent_at',
  'server_reply',
  'error_code',
  'failure_class',
  'failure_target',
  'created_at',
] as const;

/** A message without its content. */
export type OutboxRecord = NonNullable<Awaited<ReturnType<typeof findMessage>>>;

export async function findMessage(db: ReadDb, id: string) {
  return await db.selectFrom('outbox').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export async function contentOf(db: ReadDb, id: string): Promise<Uint8Array | undefined> {
  return (await db.selectFrom('outbox_content').select('eml').where('outbox_id', '=', id).executeTakeFirst())?.eml;
}

export async function insertMessage(tx: WriteDb, id: string, { now, ...message }: OutgoingMessage & { readonly now: number }): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({
      id,
      notice_id: message.noticeId,
      client_id: message.clientId,
      host_id: message.hostId,
      pack_id: message.packId,
      kind: message.kind,
      priority: PRIORITY[message.kind],
      state: 'queued',
      transport: message.transport,
      client_name: message.clientName,
      language: message.language,
      sender: message.sender,
      return_path: message.returnPath,
      recipient: message.recipient,
      destination: destinationOf(message.recipient),
      subject: message.subject,
      message_id: message.messageId,
      due_at: message.dueAt,
      search_key: fold(`${message.clientName} ${message.recipient} ${message.subject}`),
      created_at: now,
    })
    .execute();
  await tx.insertInto('outbox_content').values({ outbox_id: id, eml: message.eml }).execute();
  await addEvent(tx, id, { state: 'queued', at: now, reply: '', errorCode: '' });
}

/** Who may leave first: what tells before what reminds. */
const PRIORITY: Readonly<Record<OutgoingMessage['kind'], number>> = { notice: 0, letter: 0, test: 0, reminder: 1 };

export interface OutboxEvent {
  readonly state: OutboxState;
  readonly at: number;
  readonly reply: string;
  readonly errorCode: string;
  /** The same instant as the pace counts time, of an attempt. */
  readonly pacedAt?: number;
}

/** Plain SQL, like `setState`: it runs for every step of every message, and building the query took longer than running it. */
export async function addEvent(tx: WriteDb, id: string, event: OutboxEvent): Promise<void> {
  await sql`INSERT INTO outbox_event (outbox_id, seq, at, state, reply, error_code, paced_at)
    SELECT ${id}, coalesce(max(seq), 0) + 1, ${event.at}, ${event.state}, ${event.reply}, ${event.errorCode}, ${event.pacedAt ?? null}
    FROM outbox_event WHERE outbox_id = ${id}`.execute(tx);
}

export async function eventsOf(db: ReadDb, id: string) {
  return await db.selectFrom('outbox_event').select(['at', 'state', 'reply', 'error_code']).where('outbox_id', '=', id).orderBy('seq').execute();
}

/** Instant of the first deferral since the user queued the message (not since the app took it back to the queue by itself). */
export async function firstPutOffAt(db: ReadDb, id: string): Promise<number | null> {
  const events = await eventsOf(db, id);
  const since = events.findLastIndex((event) => event.state === 'queued' && event.error_code === '');
  return events.slice(since + 1).find((event) => event.state === 'deferred')?.at ?? null;
}

/** What an event changes in its message beside the state. */
export interface StateChange extends OutboxEvent {
  readonly dueAt?: number;
  readonly sentAt?: number;
  readonly attempts?: number;
  /** Of one that failed or came back: what failed. */
  readonly failure?: Failure;
}

/** Writes a new state and its event. */
export async function setState(tx: WriteDb, id: string, change: StateChange): Promise<void> {
  const { class: what = null, target = null } = change.failure ?? {};
  await sql`UPDATE outbox SET state = ${change.state}, server_reply = ${change.reply}, error_code = ${change.errorCode}, failure_class = ${what},
    failure_target = ${target}, due_at = coalesce(${change.dueAt ?? null}, due_at), sent_at = coalesce(${change.sentAt ?? null}, sent_at),
    attempts = coalesce(${change.attempts ?? null}, attempts) WHERE id = ${id}`.execute(tx);
  await addEvent(tx, id, change);
}

export async function keepForPractice(tx: WriteDb, id: string, now: number): Promise<void> {
  await tx.insertInto('practice_message').values({ outbox_id: id, received_at: now, read_at: null }).execute();
}

/** Number of messages by state. */
export async function stateCounts(db: ReadDb) {
  return await db
    .selectFrom('outbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
}

export async function sentSince(db: ReadDb, since: number): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sent_at', '>', since)
    .where('transport', '<>', 'draft')
    .executeTakeFirstOrThrow();
  return row.count;
}

export interface ListQuery {
  readonly states: readonly OutboxState[];
  readonly kinds: readonly OutgoingMessage['kind'][];
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/** First what is on its way, in the order it leaves; then what is settled, newest first. */
export async function listMessages(db: ReadDb, query: ListQuery) {
  const wanted = db
    .selectFrom('outbox')
    .$if(query.states.length > 0, (each) => each.where('state', 'in', [...query.states]))
    .$if(query.kinds.length > 0, (each) => each.where('kind', 'in', [...query.kinds]))
    .$if(query.search !== '', (each) => each.where(contains('search_key', fold(query.search))));
  const { total } = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await wanted
    .select(COLUMNS)
    .orderBy(sql`CASE state WHEN 'sending' THEN 0 WHEN 'queued' THEN 1 WHEN 'deferred' THEN 1 ELSE 2 END`)
    .orderBy(sql`CASE WHEN state IN ('queued', 'deferred') THEN due_at ELSE -coalesce(sent_at, sending_at, created_at) END`)
    .orderBy('id')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { total, rows };
}

/** Plain containment: what a user types is no pattern. */
export function contains(column: string, text: string): Expression<SqlBool> {
  return sql<SqlBool>`instr(${sql.ref(column)}, ${text}) > 0`;
}

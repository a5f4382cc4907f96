import { type Selectable, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { BounceClass, type BounceRow, BounceTarget } from '../../contract/bounces.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { BounceTable } from '../../db/schema-reminders.ts';
import { toIso } from '../../shared/dates.ts';
import { fold } from '../../shared/text.ts';
import { suppressedSql } from './suppression.repo.ts';

/** The message a failure is about. */
export type FailedMessage = NonNullable<Awaited<ReturnType<typeof findMessage>>>;

export async function findMessage(db: ReadDb, outboxId: string) {
  return await db
    .selectFrom('outbox')
    .select(['id', 'client_id', 'client_name', 'host_id', 'recipient', 'subject', 'error_code'])
    .where('id', '=', outboxId)
    .executeTakeFirst();
}

export interface NewBounce {
  readonly id: string;
  readonly kind: 'bounce' | 'complaint';
  readonly origin: 'smtp' | 'mail';
  readonly message: FailedMessage;
  readonly replyId: string | null;
  readonly address: string;
  readonly addressKey: string;
  readonly class: BounceClass;
  readonly target: BounceTarget;
  readonly code: string;
  readonly diagnostic: string;
  readonly happenedAt: number;
  readonly recordedAt: number;
}

export async function insertBounce(tx: WriteDb, bounce: NewBounce): Promise<void> {
  const { message } = bounce;
  await tx
    .insertInto('bounce')
    .values({
      id: bounce.id,
      kind: bounce.kind,
      origin: bounce.origin,
      outbox_id: message.id,
      client_id: message.client_id,
      reply_id: bounce.replyId,
      address: bounce.address,
      address_key: bounce.addressKey,
      class: bounce.class,
      target: bounce.target,
      code: bounce.code,
      diagnostic: bounce.diagnostic,
      happened_at: bounce.happenedAt,
      recorded_at: bounce.recordedAt,
      search_key: fold([message.client_name, message.recipient, bounce.address, message.subject, bounce.code, bounce.diagnostic].join(' ')),
    })
    .execute();
}

/** True when a mail said the same of that message and address before. */
export async function isReported(db: ReadDb, { message, addressKey, kind, class: how, target }: NewBounce): Promise<boolean> {
  const found = await db
    .selectFrom('bounce')
    .select('id')
    .where('outbox_id', '=', message.id)
    .where('origin', '=', 'mail')
    .where('address_key', '=', addressKey)
    .where('kind', '=', kind)
    .where('class', '=', how)
    .where('target', '=', target)
    .executeTakeFirst();
  return found !== undefined;
}

/** Earlier reports that the mailbox of an address is full, after an instant. */
export async function fullSince(db: ReadDb, addressKey: string, after: number): Promise<number[]> {
  const rows = await db
    .selectFrom('bounce')
    .select('happened_at')
    .where('address_key', '=', addressKey)
    .where('happened_at', '>', after)
    .where('target', '=', 'mailbox')
    .execute();
  return rows.map(({ happened_at }) => happened_at);
}

/** Messages to a client that a server took before an instant and that did not come back. */
export async function arrivedBefore(db: ReadDb, clientId: string, { before, except }: { readonly before: number; readonly except: string }) {
  return await db
    .selectFrom('outbox')
    .select(['recipient', 'sent_at'])
    .where('client_id', '=', clientId)
    .where('sent_at', '<=', before)
    .where('id', '<>', except)
    .where('state', '=', 'sent')
    .where('transport', '=', 'smtp')
    .orderBy('sent_at', 'desc')
    .execute();
}

/** How many clients are written to at a domain. */
export async function countClientsAt(db: ReadDb, domain: string): Promise<number> {
  const row = await db
    .selectFrom('contact')
    .select((eb) => eb.fn.count<number>('client_id').distinct().as('n'))
    .where('valid_to', 'is', null)
    .where(sql<SqlBool>`substr(email_key, ${-(domain.length + 1)}) = ${`@${domain}`}`)
    .executeTakeFirstOrThrow();
  return row.n;
}

export interface BouncesQuery {
  readonly search: string;
  readonly clientId?: string | undefined;
  readonly classes: readonly BounceClass[];
  readonly targets: readonly BounceTarget[];
  readonly kind?: 'bounce' | 'complaint' | undefined;
  readonly offset: number;
  readonly limit: number;
  /** What is suppressed is said for this instant. */
  readonly now: number;
}

/** A window of what came back, newest first. */
export async function listBounces(db: ReadDb, query: BouncesQuery) {
  const text = fold(query.search);
  const wanted = db
    .selectFrom('bounce')
    .innerJoin('outbox', 'outbox.id', 'bounce.outbox_id')
    .leftJoin('client', 'client.id', 'bounce.client_id')
    .$if(query.clientId !== undefined, (each) => each.where('bounce.client_id', '=', query.clientId ?? ''))
    .$if(query.kind !== undefined, (each) => each.where('bounce.kind', '=', query.kind ?? ''))
    .$if(query.classes.length > 0, (each) => each.where('bounce.class', 'in', [...query.classes]))
    .$if(query.targets.length > 0, (each) => each.where('bounce.target', 'in', [...query.targets]))
    .$if(text !== '', (each) => each.where(sql<SqlBool>`instr(bounce.search_key, ${text}) > 0`));
  const { total } = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await wanted
    .selectAll('bounce')
    .select(['outbox.subject', 'outbox.client_name', 'client.name'])
    .select((eb) => suppressedSql(eb.ref('bounce.address_key'), query.now).as('suppressed'))
    .orderBy('bounce.happened_at', 'desc')
    .orderBy('bounce.id', 'desc')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { total, rows: rows.map(rowOf) };
}

/** A bounce with its message, as the list reads it. */
interface Listed extends Selectable<BounceTable> {
  readonly subject: string;
  readonly client_name: string;
  readonly name: string | null;
  readonly suppressed: SqlBool;
}

function rowOf(row: Listed): z.input<typeof BounceRow> {
  return {
    id: row.id,
    at: toIso(row.happened_at),
    recordedAt: toIso(row.recorded_at),
    kind: row.kind === 'complaint' ? 'complaint' : 'bounce',
    origin: row.origin === 'smtp' ? 'smtp' : 'mail',
    clientId: row.client_id,
    // The client may be gone; the message keeps his name.
    clientName: row.name ?? row.client_name,
    outboxId: row.outbox_id,
    subject: row.subject,
    replyId: row.reply_id,
    address: row.address,
    class: BounceClass.parse(row.class),
    target: BounceTarget.parse(row.target),
    code: row.code,
    diagnostic: row.diagnostic,
    suppressed: Boolean(row.suppressed),
  };
}

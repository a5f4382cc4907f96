import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { ReplyReason, ReplyRow, ReplyVerdict } from '../../contract/acknowledgements.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { fold } from '../../shared/text.ts';

const NOTICE_COLUMNS = [
  'notice.id',
  'notice.client_id',
  'notice.host_id',
  'notice.kind',
  'notice.version_id',
  'notice.about_version_id',
  'notice.token',
  'notice.transport',
  'notice.domains',
  'notice.withdrawn_at',
  'notice.created_at as composed_at',
  'outbox.id as outbox_id',
  'outbox.message_id',
  'outbox.sender',
  'outbox.return_path',
  'outbox.recipient',
  'outbox.client_name',
  'outbox.sent_at',
  'outbox.created_at',
] as const;

/** A notice or reminder with the message that carried it. */
export type SentNotice = NonNullable<Awaited<ReturnType<typeof findByToken>>>;

/** Notices and reminders with their messages. */
export function notices(db: ReadDb) {
  return db.selectFrom('notice').innerJoin('outbox', 'outbox.notice_id', 'notice.id').select(NOTICE_COLUMNS);
}

export async function findByToken(db: ReadDb, token: string) {
  return await notices(db).where('notice.token', '=', token).executeTakeFirst();
}

export async function findByMessageId(db: ReadDb, messageId: string): Promise<SentNotice | undefined> {
  return await notices(db).where('outbox.message_id', '=', messageId).executeTakeFirst();
}

export async function findNotice(db: ReadDb, id: string): Promise<SentNotice> {
  return await notices(db).where('notice.id', '=', id).executeTakeFirstOrThrow();
}

/** The message of a notice as it left. */
export async function emlOf(db: ReadDb, outboxId: string): Promise<Uint8Array> {
  return (await db.selectFrom('outbox_content').select('eml').where('outbox_id', '=', outboxId).executeTakeFirstOrThrow()).eml;
}

/** The accounts a notice told; of one that was taken back, the accounts of its client that bear its domains. */
export async function accountsOf(db: ReadDb, notice: SentNotice): Promise<string[]> {
  const told = await db.selectFrom('notice_account').select('account_id').where('notice_id', '=', notice.id).execute();
  if (told.length > 0) return told.map(({ account_id }) => account_id);
  const named = await db
    .selectFrom('account')
    .innerJoin('pack', 'pack.id', 'account.pack_id')
    .select('account.id')
    .where('account.client_id', '=', notice.client_id)
    .where('pack.host_id', '=', notice.host_id)
    .where(sql<SqlBool>`account.main_domain IN (SELECT value FROM json_each(${notice.domains}))`)
    .execute();
  return named.map(({ id }) => id);
}

/** Whether an address belongs to somebody the client has, or had, as a contact. */
export async function isContact(db: ReadDb, clientId: string, addressKey: string): Promise<boolean> {
  const found = await db.selectFrom('contact').select('id').where('client_id', '=', clientId).where('email_key', '=', addressKey).executeTakeFirst();
  return found !== undefined;
}

export interface NewReply {
  readonly id: string;
  readonly sha256: string;
  readonly messageId: string;
  readonly notice: SentNotice;
  readonly writtenAt: number | null;
  readonly readAt: number;
  readonly from: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly verdict: ReplyVerdict;
  readonly reason: ReplyReason;
  readonly otherAddress: boolean;
  readonly excerpt: string;
  readonly source: 'file' | 'imap';
  readonly eml: Uint8Array;
}

/** True when this very mail, or one with the same Message-ID for the same notice, was read before. */
export async function isKnown(db: ReadDb, mail: { readonly sha256: string; readonly messageId: string; readonly noticeId: string }): Promise<boolean> {
  const found = await db
    .selectFrom('reply')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('sha256', '=', mail.sha256),
        ...(mail.messageId === '' ? [] : [eb.and([eb('notice_id', '=', mail.noticeId), eb('message_id', '=', mail.messageId)])]),
      ]),
    )
    .executeTakeFirst();
  return found !== undefined;
}

export async function insertReply(tx: WriteDb, reply: NewReply): Promise<void> {
  await tx
    .insertInto('reply')
    .values({
      id: reply.id,
      sha256: reply.sha256,
      message_id: reply.messageId,
      notice_id: reply.notice.id,
      client_id: reply.notice.client_id,
      written_at: reply.writtenAt,
      read_at: reply.readAt,
      from_name: reply.from.name,
      from_address: reply.from.address,
      subject: reply.subject,
      verdict: reply.verdict,
      reason: reply.reason,
      other_address: reply.otherAddress ? 1 : 0,
      excerpt: reply.excerpt,
      source: reply.source,
      decided_by: '',
      decided_at: null,
      search_key: fold([reply.notice.client_name, reply.from.name, reply.from.address, reply.subject, reply.excerpt].join(' ')),
      eml: reply.eml,
    })
    .execute();
}

function replies(db: ReadDb) {
  return (
    db
      .selectFrom('reply')
      .innerJoin('notice', 'notice.id', 'reply.notice_id')
      .innerJoin('host', 'host.id', 'notice.host_id')
      // An answer to a reminder is about the notice it reminds of.
      .innerJoin('policy_version', (join) => join.on('policy_version.id', '=', sql<string>`coalesce(notice.about_version_id, notice.version_id)`))
      .leftJoin('outbox', 'outbox.notice_id', 'notice.id')
      .leftJoin('client', 'client.id', 'reply.client_id')
  );
}

const REPLY_COLUMNS = [
  'reply.id',
  'reply.written_at',
  'reply.read_at',
  'reply.from_name',
  'reply.from_address',
  'reply.subject',
  'reply.verdict',
  'reply.reason',
  'reply.other_address',
  'reply.notice_id',
  'reply.client_id',
  'reply.excerpt',
  'reply.source',
  'reply.decided_by',
  'client.name',
  'outbox.client_name',
  'host.name as host_name',
  'policy_version.number',
] as const;

type Row = z.input<typeof ReplyRow>;

function rowOf(stored: Awaited<ReturnType<typeof storedReply>>): Row {
  return {
    id: stored.id,
    writtenAt: stored.written_at === null ? null : toIso(stored.written_at),
    readAt: toIso(stored.read_at),
    from: { name: stored.from_name, address: stored.from_address },
    subject: stored.subject,
    verdict: ReplyVerdict.parse(stored.verdict),
    reason: ReplyReason.parse(stored.reason),
    otherAddress: stored.other_address === 1,
    noticeId: stored.notice_id,
    clientId: stored.client_id,
    // The client may be gone; the message keeps his name.
    clientName: stored.name ?? stored.client_name ?? '',
    hostName: stored.host_name,
    versionNumber: stored.number,
    excerpt: stored.excerpt,
    source: stored.source === 'imap' ? 'imap' : 'file',
    decidedBy: stored.decided_by,
  };
}

async function storedReply(db: ReadDb, id: string) {
  return await replies(db).select(REPLY_COLUMNS).where('reply.id', '=', id).executeTakeFirstOrThrow();
}

/** One reply as the contract shows it. Throws for an unknown id. */
export async function replyRow(db: ReadDb, id: string): Promise<ReplyRow> {
  return ReplyRow.parse(rowOf(await storedReply(db, id)));
}

/** A reply as it is kept, without the mail. */
export async function findReply(db: ReadDb, id: string) {
  return await db.selectFrom('reply').select(['id', 'notice_id', 'client_id', 'verdict', 'written_at', 'read_at']).where('id', '=', id).executeTakeFirst();
}

export async function mailOf(db: ReadDb, id: string): Promise<{ readonly eml: Uint8Array; readonly subject: string } | undefined> {
  return await db.selectFrom('reply').select(['eml', 'subject']).where('id', '=', id).executeTakeFirst();
}

export interface RepliesQuery {
  readonly verdicts: readonly ReplyVerdict[];
  readonly search: string;
  readonly clientId?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** A window of the replies, newest first; `toRead` counts what waits for a decision among all that the search finds. */
export async function listReplies(db: ReadDb, query: RepliesQuery) {
  const text = fold(query.search);
  const found = replies(db)
    .$if(query.clientId !== undefined, (each) => each.where('reply.client_id', '=', query.clientId ?? ''))
    .$if(text !== '', (each) => each.where(sql<SqlBool>`instr(reply.search_key, ${text}) > 0`));
  const wanted = found.$if(query.verdicts.length > 0, (each) => each.where('reply.verdict', 'in', [...query.verdicts]));
  const count = async (from: typeof wanted): Promise<number> => (await from.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
  const rows = await wanted
    .select(REPLY_COLUMNS)
    .orderBy('reply.read_at', 'desc')
    .orderBy('reply.id', 'desc')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { total: await count(wanted), toRead: await count(found.where('reply.verdict', '=', 'to_read')), rows: rows.map(rowOf) };
}

/** Writes down what a person decided. */
export async function decideReply(
  tx: WriteDb,
  id: string,
  decision: { readonly verdict: ReplyVerdict; readonly author: string; readonly at: number },
): Promise<void> {
  await tx
    .updateTable('reply')
    .set({ verdict: decision.verdict, reason: 'decided_by_hand', decided_by: decision.author, decided_at: decision.at })
    .where('id', '=', id)
    .execute();
}

/** The proof that a reply acknowledges, unless somebody took it back. */
export async function standingProof(db: ReadDb, replyId: string): Promise<string | null> {
  const proof = await db
    .selectFrom('evidence')
    .leftJoin('evidence_revoked', 'evidence_revoked.evidence_id', 'evidence.id')
    .select('evidence.id')
    .where('evidence.reply_id', '=', replyId)
    .where('evidence.rung', '=', 'replied')
    .where('evidence_revoked.evidence_id', 'is', null)
    .executeTakeFirst();
  return proof?.id ?? null;
}

/** True when a message already has a proof of that rung. */
export async function hasProof(db: ReadDb, notice: SentNotice, rung: string): Promise<boolean> {
  const proof = await db
    .selectFrom('evidence')
    .select('id')
    .where('notice_id', '=', notice.id)
    .where('outbox_id', '=', notice.outbox_id)
    .where('rung', '=', rung)
    .executeTakeFirst();
  return proof !== undefined;
}

/** Notices a server took before an instant, did not come back, and have no proof of that yet; in the order of their messages. */
export async function handedOverBefore(db: ReadDb, { before, after, limit }: { readonly before: number; readonly after: string; readonly limit: number }) {
  return await notices(db)
    .where('outbox.state', '=', 'sent')
    .where('outbox.transport', '=', 'smtp')
    .where('outbox.sent_at', '<=', before)
    .where('outbox.id', '>', after)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('evidence').select('evidence.id').whereRef('evidence.notice_id', '=', 'notice.id').where('evidence.rung', '=', 'no_bounce_72h'),
        ),
      ),
    )
    .orderBy('outbox.id')
    .limit(limit)
    .execute();
}

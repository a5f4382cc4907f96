import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { Json } from '../../shared/canonical-json.ts';
import { toIso } from '../../shared/dates.ts';

const Domains = z.array(z.string());

/** What the ledger says of a proof. */
export type EvidencePayload = { readonly [name: string]: Json };

/**
 * What the ledger says of a proof, taken from the tables as they stand: only what can never change there, so that a later look
 * at the same tables must give the same. Throws when there is no such proof.
 */
export async function evidencePayload(hasher: Hasher, db: ReadDb, id: string): Promise<EvidencePayload> {
  const proof = await db
    .selectFrom('evidence')
    .innerJoin('policy_version as version', 'version.id', 'evidence.version_id')
    .selectAll('evidence')
    .select(['version.kind as versionKind', 'version.number as versionNumber', 'version.sha256 as versionSha256'])
    .where('evidence.id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    id: proof.id,
    rung: proof.rung,
    origin: proof.origin,
    noteKind: proof.note_kind,
    client: { id: proof.client_id, name: proof.client_name },
    hostId: proof.host_id,
    version: { id: proof.version_id, kind: proof.versionKind, number: proof.versionNumber, sha256: proof.versionSha256 },
    domains: Domains.parse(JSON.parse(proof.domains)),
    accounts: await accountsOf(db, id),
    notice: await noticeOf(hasher, db, proof.notice_id),
    message: await messageOf(hasher, db, proof.outbox_id),
    reply: await replyOf(db, proof.reply_id),
    attachment: await attachmentOf(db, id),
    happenedAt: toIso(proof.happened_at),
    recordedAt: toIso(proof.recorded_at),
    clockWentBack: proof.clock_went_back === 1,
    serverReply: proof.server_reply,
    author: proof.author,
    note: proof.note,
  };
}

async function accountsOf(db: ReadDb, id: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('evidence_account').select('account_id').where('evidence_id', '=', id).orderBy('account_id').execute();
  return rows.map(({ account_id }) => account_id);
}

async function noticeOf(hasher: Hasher, db: ReadDb, id: string | null): Promise<Json> {
  if (id === null) return null;
  const notice = await db.selectFrom('notice').select(['id', 'language', 'content_sha256', 'pdf']).where('id', '=', id).executeTakeFirst();
  if (notice === undefined) return null;
  return { id: notice.id, language: notice.language, contentSha256: notice.content_sha256, pdfSha256: hasher.sha256(notice.pdf) };
}

async function messageOf(hasher: Hasher, db: ReadDb, id: string | null): Promise<Json> {
  if (id === null) return null;
  const message = await db
    .selectFrom('outbox')
    .innerJoin('outbox_content', 'outbox_content.outbox_id', 'outbox.id')
    .select(['message_id', 'recipient', 'transport', 'eml'])
    .where('outbox.id', '=', id)
    .executeTakeFirst();
  if (message === undefined) return null;
  return { messageId: message.message_id, to: message.recipient, transport: message.transport, emlSha256: hasher.sha256(message.eml) };
}

async function replyOf(db: ReadDb, id: string | null): Promise<Json> {
  if (id === null) return null;
  const reply = await db.selectFrom('reply').select(['id', 'message_id', 'from_address', 'sha256']).where('id', '=', id).executeTakeFirst();
  return reply === undefined ? null : { id: reply.id, messageId: reply.message_id, from: reply.from_address, emlSha256: reply.sha256 };
}

async function attachmentOf(db: ReadDb, id: string): Promise<Json> {
  const file = await db.selectFrom('evidence_file').select(['name', 'mime', 'sha256']).where('evidence_id', '=', id).executeTakeFirst();
  return file === undefined ? null : { name: file.name, mime: file.mime, sha256: file.sha256 };
}

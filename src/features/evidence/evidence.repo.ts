import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { Language } from '../../contract/common.ts';
import type { EvidenceRow } from '../../contract/evidence.ts';
import { Rung } from '../../contract/evidence.ts';
import { Transport } from '../../contract/outbox.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { fold } from '../../shared/text.ts';

export interface NewEvidence {
  readonly id: string;
  readonly noticeId: string;
  readonly outboxId: string;
  readonly clientId: string;
  readonly rung: Rung;
  readonly happenedAt: number;
  readonly recordedAt: number;
  readonly serverReply: string;
}

/** Adds one proof. The database refuses to change or delete it afterwards. */
export async function insertEvidence(tx: WriteDb, evidence: NewEvidence): Promise<void> {
  await tx
    .insertInto('evidence')
    .values({
      id: evidence.id,
      notice_id: evidence.noticeId,
      outbox_id: evidence.outboxId,
      client_id: evidence.clientId,
      rung: evidence.rung,
      happened_at: evidence.happenedAt,
      recorded_at: evidence.recordedAt,
      server_reply: evidence.serverReply,
    })
    .execute();
}

export interface EvidenceQuery {
  readonly clientId?: string | undefined;
  readonly search: string;
  readonly rungs: readonly Rung[];
}

/** The name stands in the outbox as it was when the message was made: it outlives the client. */
function chosen(db: ReadDb, { clientId, search, rungs }: EvidenceQuery) {
  const text = fold(search);
  return db
    .selectFrom('evidence')
    .innerJoin('notice', 'notice.id', 'evidence.notice_id')
    .innerJoin('outbox', 'outbox.id', 'evidence.outbox_id')
    .innerJoin('policy_version', 'policy_version.id', 'notice.version_id')
    .innerJoin('host', 'host.id', 'notice.host_id')
    .$if(clientId !== undefined, (query) => query.where('evidence.client_id', '=', clientId ?? ''))
    .$if(rungs.length > 0, (query) => query.where('evidence.rung', 'in', [...rungs]))
    .$if(text !== '', (query) => query.where(sql<SqlBool>`(instr(outbox.search_key, ${text}) > 0 OR instr(fold(notice.domains), ${text}) > 0)`));
}

const COLUMNS = [
  'evidence.id',
  'evidence.notice_id',
  'evidence.outbox_id',
  'evidence.client_id',
  'evidence.rung',
  'evidence.happened_at',
  'evidence.recorded_at',
  'evidence.server_reply',
  'outbox.client_name',
  'outbox.recipient',
  'outbox.sender',
  'outbox.subject',
  'outbox.message_id',
  'notice.language',
  'notice.transport',
  'notice.domains',
  'notice.content_sha256',
  'policy_version.id as version_id',
  'policy_version.number as version_number',
  'policy_version.sha256 as version_sha256',
  'policy_version.effective_on',
  'policy_version.published_at',
  'host.name as host_name',
] as const;

export type StoredEvidence = Awaited<ReturnType<typeof proofsOf>>[number];

/** Everything about one client, oldest first. */
export async function proofsOf(db: ReadDb, clientId: string) {
  return await chosen(db, { clientId, search: '', rungs: [] }).select(COLUMNS).orderBy('evidence.happened_at').orderBy('evidence.id').execute();
}

/** A window of the list, newest first. */
export async function listEvidence(db: ReadDb, query: EvidenceQuery & { readonly offset: number; readonly limit: number }) {
  const { total } = await chosen(db, query)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen(db, query)
    .select(COLUMNS)
    .orderBy('evidence.happened_at', 'desc')
    .orderBy('evidence.id', 'desc')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { total, rows: rows.map(evidenceRow) };
}

const Domains = z.array(z.string());

export function evidenceRow(stored: StoredEvidence): z.input<typeof EvidenceRow> {
  return {
    id: stored.id,
    noticeId: stored.notice_id,
    outboxId: stored.outbox_id,
    clientId: stored.client_id,
    clientName: stored.client_name,
    hostName: stored.host_name,
    domains: Domains.parse(JSON.parse(stored.domains)),
    versionId: stored.version_id,
    versionNumber: stored.version_number,
    versionSha256: stored.version_sha256,
    contentSha256: stored.content_sha256,
    language: Language.parse(stored.language),
    to: stored.recipient,
    transport: Transport.parse(stored.transport),
    rung: Rung.parse(stored.rung),
    happenedAt: toIso(stored.happened_at),
    recordedAt: toIso(stored.recorded_at),
    messageId: stored.message_id,
    serverReply: stored.server_reply,
  };
}

/** What was sent, byte for byte: message, PDF, the hashed content, and the policy text it was made from. */
export async function originals(db: ReadDb, proof: Pick<StoredEvidence, 'notice_id' | 'outbox_id' | 'version_id' | 'language'>) {
  const { eml } = await db.selectFrom('outbox').select('eml').where('id', '=', proof.outbox_id).executeTakeFirstOrThrow();
  const { pdf, content } = await db.selectFrom('notice').select(['pdf', 'content']).where('id', '=', proof.notice_id).executeTakeFirstOrThrow();
  const policy = await db
    .selectFrom('policy_text')
    .select(['content', 'sha256'])
    .where('version_id', '=', proof.version_id)
    .where('language', '=', proof.language)
    .executeTakeFirst();
  return { eml, pdf, content, policy };
}

/** Every state the message went through. */
export async function messageHistory(db: ReadDb, outboxId: string) {
  return await db.selectFrom('outbox_event').select(['at', 'state', 'reply', 'error_code']).where('outbox_id', '=', outboxId).orderBy('seq').execute();
}

export async function clientExists(db: ReadDb, id: string): Promise<boolean> {
  return (await db.selectFrom('client').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

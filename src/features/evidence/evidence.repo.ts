import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { Language } from '../../contract/common.ts';
import { BY_MESSAGE, type EvidenceRow, NoteKind, Origin, Rung } from '../../contract/evidence.ts';
import { Transport } from '../../contract/outbox.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { fold } from '../../shared/text.ts';

export interface EvidenceQuery {
  readonly clientId?: string | undefined;
  readonly search: string;
  readonly rungs: readonly Rung[];
}

/** Counting needs no other table. */
function chosen(db: ReadDb, { clientId, search, rungs }: EvidenceQuery) {
  const text = fold(search);
  return (
    db
      .selectFrom('evidence')
      .$if(clientId !== undefined, (query) => query.where('evidence.client_id', '=', clientId ?? ''))
      .$if(rungs.length > 0, (query) => query.where('evidence.rung', 'in', [...rungs]))
      // Proofs of the first schema have no domains in their search key.
      .$if(text !== '', (query) => query.where(sql<SqlBool>`(instr(evidence.search_key, ${text}) > 0 OR instr(fold(evidence.domains), ${text}) > 0)`))
  );
}

function withContext(query: ReturnType<typeof chosen>) {
  return query
    .innerJoin('policy_version', 'policy_version.id', 'evidence.version_id')
    .innerJoin('host', 'host.id', 'evidence.host_id')
    .leftJoin('notice', 'notice.id', 'evidence.notice_id')
    .leftJoin('outbox', 'outbox.id', 'evidence.outbox_id')
    .leftJoin('evidence_file', 'evidence_file.evidence_id', 'evidence.id')
    .leftJoin('evidence_revoked', 'evidence_revoked.evidence_id', 'evidence.id')
    .select(PROOF)
    .select(CONTEXT)
    .select(sql<number | null>`length(evidence_file.bytes)`.as('file_size'))
    .select((eb) =>
      eb
        .selectFrom('ledger')
        .whereRef('ledger.subject_id', '=', 'evidence.id')
        .where('ledger.kind', 'in', ['evidence_added', 'evidence_adopted'])
        .orderBy('ledger.seq')
        .limit(1)
        .select('ledger.seq')
        .as('ledger_seq'),
    );
}

const PROOF = [
  'evidence.id',
  'evidence.notice_id',
  'evidence.outbox_id',
  'evidence.client_id',
  'evidence.client_name',
  'evidence.domains',
  'evidence.rung',
  'evidence.origin',
  'evidence.note_kind',
  'evidence.author',
  'evidence.note',
  'evidence.happened_at',
  'evidence.recorded_at',
  'evidence.clock_went_back',
  'evidence.server_reply',
] as const;

const CONTEXT = [
  'outbox.recipient',
  'outbox.message_id',
  'outbox.state as message_state',
  'notice.language',
  'notice.transport',
  'notice.content_sha256',
  'policy_version.id as version_id',
  'policy_version.kind as version_kind',
  'policy_version.number as version_number',
  'policy_version.sha256 as version_sha256',
  'host.name as host_name',
  'evidence_file.name as file_name',
  'evidence_file.mime as file_mime',
  'evidence_file.sha256 as file_sha256',
  'evidence_revoked.at as revoked_at',
  'evidence_revoked.author as revoked_by',
  'evidence_revoked.reason as revoked_reason',
] as const;

type StoredEvidence = Awaited<ReturnType<ReturnType<typeof withContext>['executeTakeFirstOrThrow']>>;

/** A window of the list, newest first. */
export async function listEvidence(db: ReadDb, query: EvidenceQuery & { readonly offset: number; readonly limit: number }) {
  const { total } = await chosen(db, query)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await withContext(chosen(db, query))
    .orderBy('evidence.happened_at', 'desc')
    .orderBy('evidence.id', 'desc')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { total, rows: rows.map(evidenceRow) };
}

/** One proof as the contract shows it; undefined when there is none of that id. */
export async function findEvidence(db: ReadDb, id: string): Promise<z.input<typeof EvidenceRow> | undefined> {
  const stored = await withContext(chosen(db, { search: '', rungs: [] }))
    .where('evidence.id', '=', id)
    .executeTakeFirst();
  return stored === undefined ? undefined : evidenceRow(stored);
}

const Domains = z.array(z.string());

function evidenceRow(stored: StoredEvidence): z.input<typeof EvidenceRow> {
  return {
    id: stored.id,
    noticeId: stored.notice_id,
    outboxId: stored.outbox_id,
    clientId: stored.client_id,
    clientName: stored.client_name,
    hostName: stored.host_name,
    domains: Domains.parse(JSON.parse(stored.domains)),
    versionId: stored.version_id,
    kind: stored.version_kind === 'reminder' ? 'reminder' : 'notice',
    versionNumber: stored.version_number,
    versionSha256: stored.version_sha256,
    contentSha256: stored.content_sha256,
    language: stored.language === null ? null : Language.parse(stored.language),
    to: stored.recipient ?? '',
    transport: stored.transport === null ? null : Transport.parse(stored.transport),
    rung: Rung.parse(stored.rung),
    origin: Origin.parse(stored.origin),
    noteKind: stored.note_kind === null ? null : NoteKind.parse(stored.note_kind),
    author: stored.author,
    note: stored.note,
    attachment: attachmentOf(stored),
    happenedAt: toIso(stored.happened_at),
    recordedAt: toIso(stored.recorded_at),
    clockWentBack: stored.clock_went_back === 1,
    messageId: stored.message_id ?? '',
    serverReply: stored.server_reply,
    revoked: stored.revoked_at === null ? null : { at: toIso(stored.revoked_at), author: stored.revoked_by ?? '', reason: stored.revoked_reason ?? '' },
    returned: stored.message_state === 'bounced' && BY_MESSAGE.some((rung) => rung === stored.rung),
    ledgerSeq: stored.ledger_seq,
  };
}

function attachmentOf({ file_name, file_mime, file_size, file_sha256 }: StoredEvidence): z.input<typeof EvidenceRow>['attachment'] {
  if (file_name === null || file_sha256 === null) return null;
  return { name: file_name, mime: file_mime ?? '', sizeBytes: file_size ?? 0, sha256: file_sha256 };
}

export async function clientExists(db: ReadDb, id: string): Promise<boolean> {
  return (await db.selectFrom('client').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** The file kept with a proof; undefined when it has none. */
export async function attachmentBytes(db: ReadDb, id: string) {
  return await db.selectFrom('evidence_file').select(['name', 'mime', 'bytes']).where('evidence_id', '=', id).executeTakeFirst();
}

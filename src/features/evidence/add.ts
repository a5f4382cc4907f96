import type { NoteKind, Origin, Rung } from '../../contract/evidence.ts';
import { EvidenceId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { fold } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { appendLedger } from '../ledger/index.ts';
import { evidencePayload } from './payload.repo.ts';

/** A proof to be added. `happenedAt` is an epoch in milliseconds; `accountIds` are the accounts it covers, `domains` how they are named in it. */
export interface NewEvidence {
  readonly clientId: string;
  /** As he is called now: the proof keeps it when the client is gone. */
  readonly clientName: string;
  readonly hostId: string;
  readonly versionId: string;
  readonly noticeId: string | null;
  readonly outboxId: string | null;
  readonly accountIds: readonly string[];
  readonly domains: readonly string[];
  readonly rung: Rung;
  readonly origin: Origin;
  readonly noteKind: NoteKind | null;
  /** Who says so; empty for what the app saw itself. */
  readonly author: string;
  readonly note: string;
  readonly replyId: string | null;
  readonly happenedAt: number;
  readonly serverReply: string;
  readonly file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | null;
}

/**
 * The one way to add proof: the proof, the accounts it covers, its file and its row in the ledger, in the transaction of what proves it.
 * The database refuses to change or delete any of them afterwards.
 */
export async function addEvidence(core: Core, tx: WriteDb, evidence: NewEvidence): Promise<EvidenceId> {
  const id = EvidenceId.parse(core.ids.next());
  await insertRow(core, tx, { id, evidence });
  await insertAccounts(tx, id, evidence);
  const { file } = evidence;
  if (file !== null) {
    await tx
      .insertInto('evidence_file')
      .values({ evidence_id: id, ...file, sha256: core.hasher.sha256(file.bytes) })
      .execute();
  }
  await appendLedger(core, tx, { kind: 'evidence_added', subjectId: id, payload: await evidencePayload(core.hasher, tx, id) });
  return id;
}

async function insertRow(core: Core, tx: WriteDb, { id, evidence }: { readonly id: EvidenceId; readonly evidence: NewEvidence }): Promise<void> {
  const now = core.clock.now();
  await tx
    .insertInto('evidence')
    .values({
      id,
      notice_id: evidence.noticeId,
      outbox_id: evidence.outboxId,
      client_id: evidence.clientId,
      client_name: evidence.clientName,
      host_id: evidence.hostId,
      version_id: evidence.versionId,
      domains: JSON.stringify(evidence.domains),
      rung: evidence.rung,
      origin: evidence.origin,
      note_kind: evidence.noteKind,
      author: evidence.author,
      note: evidence.note,
      reply_id: evidence.replyId,
      happened_at: evidence.happenedAt,
      recorded_at: now,
      clock_went_back: now < (await lastEntryAt(tx)) ? 1 : 0,
      server_reply: evidence.serverReply,
      search_key: fold([evidence.clientName, await recipientOf(tx, evidence.outboxId), ...evidence.domains, evidence.author, evidence.note].join(' ')),
    })
    .execute();
}

/** Accounts beyond what one statement may bind are written in slices. */
const SLICE = 1000;

async function insertAccounts(tx: WriteDb, id: EvidenceId, { accountIds, versionId, rung, happenedAt }: NewEvidence): Promise<void> {
  const rows = [...new Set(accountIds)].map((account) => ({
    account_id: account,
    version_id: versionId,
    rung,
    evidence_id: id,
    happened_at: happenedAt,
  }));
  for (let start = 0; start < rows.length; start += SLICE) {
    await tx
      .insertInto('evidence_account')
      .values(rows.slice(start, start + SLICE))
      .execute();
  }
}

async function lastEntryAt(db: ReadDb): Promise<number> {
  const last = await db.selectFrom('ledger').select('at').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last?.at ?? 0;
}

async function recipientOf(db: ReadDb, outboxId: string | null): Promise<string> {
  if (outboxId === null) return '';
  const message = await db.selectFrom('outbox').select('recipient').where('id', '=', outboxId).executeTakeFirst();
  return message?.recipient ?? '';
}

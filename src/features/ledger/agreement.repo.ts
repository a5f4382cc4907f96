import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';
import { canonicalJson, type Json } from '../../shared/canonical-json.ts';
import { parseJson } from '../../shared/json.ts';
import type { Core } from '../core.ts';
import type { StoredRow } from './ledger.repo.ts';
import { siblingsText } from './siblings.repo.ts';
import type { LedgerSubjects } from './subjects.ts';

const Payload = z.record(z.string(), z.json());
type Payload = z.infer<typeof Payload>;

/** Whether the tables still say what the row says of its subject. A row whose payload cannot be read agrees with nothing. */
export async function agreesWithTables(core: Core, subjects: LedgerSubjects, row: StoredRow): Promise<boolean> {
  const payload = Payload.safeParse(parseJson(row.payload));
  if (!payload.success) return false;
  const compare = COMPARISONS[row.kind];
  return compare === undefined || (await compare({ core, subjects, row, payload: payload.data }));
}

interface Comparison {
  readonly core: Core;
  readonly subjects: LedgerSubjects;
  readonly row: StoredRow;
  readonly payload: Payload;
}

const COMPARISONS: Readonly<Record<string, (given: Comparison) => Promise<boolean>>> = {
  evidence_added: sameEvidence,
  evidence_adopted: sameEvidence,
  evidence_revoked: sameRevocation,
  version_published: sameVersion,
  reply_decided: sameReply,
};

async function sameEvidence({ core, subjects, row, payload }: Comparison): Promise<boolean> {
  const db = core.db.read;
  const stored = await db.selectFrom('evidence').select(['id', 'notice_id', 'reply_id']).where('id', '=', row.subject_id).executeTakeFirst();
  if (stored === undefined) return false;
  const version = await db
    .selectFrom('evidence')
    .innerJoin('policy_version', 'policy_version.id', 'evidence.version_id')
    .select('policy_version.id')
    .where('evidence.id', '=', stored.id)
    .executeTakeFirst();
  if (version === undefined) return false;
  if (!same(payload, await subjects.evidence(core.hasher, db, stored.id))) return false;
  return (await keptFile(core, stored.id)) && (await keptNotice(core, stored.notice_id)) && (await keptReply(core, stored.reply_id));
}

/** The payload without its nonce, against what is there now. */
function same({ nonce: _nonce, ...said }: Payload, found: { readonly [name: string]: Json }): boolean {
  return canonicalJson(said) === canonicalJson(found);
}

async function keptFile(core: Core, evidenceId: string): Promise<boolean> {
  const file = await core.db.read.selectFrom('evidence_file').select(['sha256', 'bytes']).where('evidence_id', '=', evidenceId).executeTakeFirst();
  return file === undefined || core.hasher.sha256(file.bytes) === file.sha256;
}

async function keptNotice(core: Core, id: string | null): Promise<boolean> {
  if (id === null) return true;
  const notice = await core.db.read.selectFrom('notice').select(['content', 'content_sha256']).where('id', '=', id).executeTakeFirst();
  return notice !== undefined && core.hasher.sha256(notice.content) === notice.content_sha256;
}

async function keptReply(core: Core, id: string | null): Promise<boolean> {
  if (id === null) return true;
  const reply = await core.db.read.selectFrom('reply').select(['eml', 'sha256']).where('id', '=', id).executeTakeFirst();
  return reply !== undefined && core.hasher.sha256(reply.eml) === reply.sha256;
}

async function sameRevocation({ core, row, payload }: Comparison): Promise<boolean> {
  const stored = await core.db.read.selectFrom('evidence_revoked').select(['author', 'reason']).where('evidence_id', '=', row.subject_id).executeTakeFirst();
  return stored !== undefined && agrees(payload, { author: stored.author, reason: stored.reason });
}

/** The version as published, and its texts by the hash it was published under. */
async function sameVersion({ core, row, payload }: Comparison): Promise<boolean> {
  const db: ReadDb = core.db.read;
  const version = await db
    .selectFrom('policy_version')
    .select(['host_id', 'kind', 'number', 'sha256', 'effective_on', 'material'])
    .where('id', '=', row.subject_id)
    .executeTakeFirst();
  if (version === undefined || core.hasher.sha256(await siblingsText(db, row.subject_id)) !== version.sha256) return false;
  const found = { hostId: version.host_id, kind: version.kind, number: version.number, sha256: version.sha256, effectiveOn: version.effective_on };
  return agrees(payload, { ...found, material: version.material === 1 });
}

async function sameReply({ core, row }: Comparison): Promise<boolean> {
  return await keptReply(core, row.subject_id);
}

/** What both name is the same in both. */
function agrees(payload: Payload, found: { readonly [name: string]: Json }): boolean {
  return Object.entries(found).every(([name, value]) => !(name in payload) || canonicalJson(payload[name] ?? null) === canonicalJson(value));
}

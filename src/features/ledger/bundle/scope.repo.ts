import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { BundleScope } from '../../../contract/ledger.ts';
import type { ReadDb } from '../../../db/db.ts';

export type Scope = z.infer<typeof BundleScope>;

/** Kinds every bundle discloses: they are about the ledger itself and name nobody. */
const COMMON = ['opened', 'clock_went_back', 'key_made', 'time_stamped'] as const;

/** Proofs in the scope. */
function proofs(db: ReadDb, scope: Scope) {
  const query = db.selectFrom('evidence');
  if ('clientId' in scope) {
    const own = query.where('evidence.client_id', '=', scope.clientId);
    return scope.hostId === undefined ? own : own.where('evidence.host_id', '=', scope.hostId);
  }
  return 'hostId' in scope ? query.where('evidence.host_id', '=', scope.hostId) : query;
}

/** Those of them the ledger up to `last` has: what is added while a bundle is written is none of its business. */
function recorded(db: ReadDb, scope: Scope, last: number) {
  return proofs(db, scope)
    .innerJoin('ledger', 'ledger.subject_id', 'evidence.id')
    .where('ledger.kind', 'in', ['evidence_added', 'evidence_adopted'])
    .where('ledger.seq', '<=', last);
}

/** How many pieces of evidence the ledger up to `last` has of the scope. */
export async function countProofs(db: ReadDb, scope: Scope, last: number): Promise<number> {
  const { count } = await recorded(db, scope, last)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Rows of the ledger behind `after` whose payload belongs into a bundle of the scope, in order. */
export async function disclosedRows(
  db: ReadDb,
  scope: Scope,
  { after, last, limit }: { readonly after: number; readonly last: number; readonly limit: number },
) {
  return await db
    .selectFrom('ledger')
    .leftJoin('evidence', 'evidence.id', 'ledger.subject_id')
    .leftJoin('reply', 'reply.id', 'ledger.subject_id')
    .leftJoin('notice', (join) => join.on(sql<SqlBool>`notice.id = coalesce(reply.notice_id, ledger.subject_id)`))
    .select(['ledger.seq', 'ledger.kind', 'ledger.subject_id', 'ledger.payload'])
    .select(['evidence.outbox_id', 'evidence.notice_id', 'evidence.reply_id'])
    .where('ledger.seq', '>', after)
    .where('ledger.seq', '<=', last)
    .where((eb) => eb.or([eb('ledger.kind', 'in', COMMON), inScope(db, scope)]))
    .orderBy('ledger.seq')
    .limit(limit)
    .execute();
}

function inScope(db: ReadDb, scope: Scope) {
  if ('everything' in scope) return sql<SqlBool>`true`;
  const versions = proofs(db, scope).select('evidence.version_id').distinct();
  const published = sql<SqlBool>`(ledger.kind = 'version_published' AND ledger.subject_id IN (${versions}))`;
  if ('clientId' in scope) {
    const here = scope.hostId === undefined ? sql`` : sql` AND coalesce(evidence.host_id, notice.host_id) = ${scope.hostId}`;
    return sql<SqlBool>`((coalesce(evidence.client_id, reply.client_id, notice.client_id) = ${scope.clientId}${here}) OR ${published})`;
  }
  return sql<SqlBool>`(coalesce(evidence.host_id, notice.host_id) = ${scope.hostId} OR ${published})`;
}

export type DisclosedRow = Awaited<ReturnType<typeof disclosedRows>>[number];

/** Versions the proofs of the scope speak of that the ledger up to `last` has, in a fixed order. */
export async function versionsInScope(db: ReadDb, scope: Scope, last: number) {
  return await db
    .selectFrom('policy_version')
    .innerJoin('host', 'host.id', 'policy_version.host_id')
    .select(['policy_version.id', 'policy_version.host_id', 'policy_version.kind', 'policy_version.number', 'host.name as host_name'])
    .where('policy_version.id', 'in', recorded(db, scope, last).select('evidence.version_id'))
    .orderBy('policy_version.published_at')
    .orderBy('policy_version.id')
    .execute();
}

/** Clients with proofs in the scope, by name as the newest proof has it. */
export async function clientsInScope(db: ReadDb, scope: Scope) {
  return await proofs(db, scope)
    .groupBy('evidence.client_id')
    // SQLite takes the columns beside a `max` from the row that has it.
    .select((eb) => ['evidence.client_id', 'evidence.client_name', eb.fn.max('evidence.happened_at').as('newest')])
    .orderBy('evidence.client_name')
    .orderBy('evidence.client_id')
    .execute();
}

/** Everything a page says of the proofs of one client that the ledger up to `last` has, oldest first. */
export async function pageRows(db: ReadDb, scope: Scope, { clientId, last }: { readonly clientId: string; readonly last: number }) {
  return await recorded(db, scope, last)
    .innerJoin('policy_version', 'policy_version.id', 'evidence.version_id')
    .innerJoin('host', 'host.id', 'evidence.host_id')
    .leftJoin('notice', 'notice.id', 'evidence.notice_id')
    .leftJoin('outbox', 'outbox.id', 'evidence.outbox_id')
    .leftJoin('reply', 'reply.id', 'evidence.reply_id')
    .leftJoin('evidence_file', 'evidence_file.evidence_id', 'evidence.id')
    .leftJoin('evidence_revoked', 'evidence_revoked.evidence_id', 'evidence.id')
    .select(['ledger.seq', 'ledger.kind as ledger_kind'])
    .select(['evidence.rung', 'evidence.origin', 'evidence.note_kind', 'evidence.author', 'evidence.note', 'evidence.domains', 'evidence.client_name'])
    .select(['evidence.happened_at', 'evidence.recorded_at', 'evidence.clock_went_back', 'evidence.server_reply', 'host.name as host_name'])
    .select(['policy_version.id as version_id', 'policy_version.kind as version_kind', 'policy_version.number', 'policy_version.effective_on'])
    .select(['policy_version.published_at', 'policy_version.sha256 as version_sha256', 'notice.language', 'notice.content_sha256'])
    .select([
      'outbox.recipient',
      'outbox.sender',
      'outbox.subject',
      'outbox.message_id',
      'outbox.state as message_state',
      'reply.from_address',
      'evidence_file.name as file_name',
    ])
    .select(['evidence_revoked.at as revoked_at', 'evidence_revoked.author as revoked_by', 'evidence_revoked.reason as revoked_reason'])
    .where('evidence.client_id', '=', clientId)
    .orderBy('evidence.happened_at')
    .orderBy('ledger.seq')
    .execute();
}

export type PageRow = Awaited<ReturnType<typeof pageRows>>[number];

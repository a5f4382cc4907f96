import { sql } from 'kysely';
import { z } from 'zod';
import { BY_MESSAGE, Origin, Rung } from '../../contract/evidence.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Day } from '../clients/index.ts';

const Domains = z.array(z.string());

/** A proof as a report tells it. Instants are epoch milliseconds. */
export interface ReportedProof {
  readonly id: string;
  readonly rung: Rung;
  readonly origin: Origin;
  /** It is about a reminder, not about a notice. */
  readonly ofReminder: boolean;
  readonly versionNumber: number;
  readonly hostName: string;
  readonly happenedAt: number;
  readonly recordedAt: number;
  readonly clockWentBack: boolean;
  readonly domains: readonly string[];
  readonly to: string;
  readonly messageId: string;
  readonly serverReply: string;
  readonly author: string;
  readonly note: string;
  readonly attachment: { readonly name: string; readonly sha256: string } | null;
  readonly revoked: { readonly at: number; readonly reason: string } | null;
  /** It rests on a message that came back afterwards. */
  readonly returned: boolean;
}

function proofs(db: ReadDb) {
  return db
    .selectFrom('evidence')
    .innerJoin('policy_version', 'policy_version.id', 'evidence.version_id')
    .innerJoin('host', 'host.id', 'evidence.host_id')
    .leftJoin('outbox', 'outbox.id', 'evidence.outbox_id')
    .leftJoin('evidence_file', 'evidence_file.evidence_id', 'evidence.id')
    .leftJoin('evidence_revoked', 'evidence_revoked.evidence_id', 'evidence.id')
    .select(['evidence.id', 'evidence.rung', 'evidence.origin', 'evidence.happened_at', 'evidence.recorded_at', 'evidence.clock_went_back', 'evidence.domains'])
    .select(['evidence.server_reply', 'evidence.author', 'evidence.note', 'policy_version.kind', 'policy_version.number', 'host.name as host_name'])
    .select([
      'outbox.recipient',
      'outbox.message_id',
      'outbox.state as message_state',
      'evidence_file.name as file_name',
      'evidence_file.sha256 as file_sha256',
    ])
    .select(['evidence_revoked.at as revoked_at', 'evidence_revoked.reason as revoked_reason']);
}

type Stored = Awaited<ReturnType<ReturnType<typeof proofs>['executeTakeFirstOrThrow']>>;

function reported(stored: Stored): ReportedProof {
  return {
    id: stored.id,
    rung: Rung.parse(stored.rung),
    origin: Origin.parse(stored.origin),
    ofReminder: stored.kind === 'reminder',
    versionNumber: stored.number,
    hostName: stored.host_name,
    happenedAt: stored.happened_at,
    recordedAt: stored.recorded_at,
    clockWentBack: stored.clock_went_back === 1,
    domains: Domains.parse(JSON.parse(stored.domains)),
    to: stored.recipient ?? '',
    messageId: stored.message_id ?? '',
    serverReply: stored.server_reply,
    author: stored.author,
    note: stored.note,
    attachment: stored.file_name === null ? null : { name: stored.file_name, sha256: stored.file_sha256 ?? '' },
    revoked: stored.revoked_at === null ? null : { at: stored.revoked_at, reason: stored.revoked_reason ?? '' },
    returned: stored.message_state === 'bounced' && BY_MESSAGE.some((rung) => rung === stored.rung),
  };
}

/** Some proofs, by id. */
export async function proofsById(db: ReadDb, ids: readonly string[]): Promise<Map<string, ReportedProof>> {
  const rows = await proofs(db)
    .where('evidence.id', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute();
  return new Map(rows.map((row) => [row.id, reported(row)]));
}

/** Every proof about a client that happened by the end of a day, oldest first, those taken back included. */
export async function proofsOfClient(db: ReadDb, clientId: string, { end }: Day): Promise<ReportedProof[]> {
  const rows = await proofs(db)
    .where('evidence.client_id', '=', clientId)
    .where('evidence.happened_at', '<', end)
    .orderBy('evidence.happened_at')
    .orderBy('evidence.id')
    .execute();
  return rows.map(reported);
}

/** What a client is called: now, or in his newest proof when he is gone. Undefined when nothing is known of him. */
export async function nameOfClient(db: ReadDb, id: string): Promise<string | undefined> {
  const client = await db.selectFrom('client').select('name').where('id', '=', id).executeTakeFirst();
  if (client !== undefined) return client.name;
  const proof = await db.selectFrom('evidence').select('client_name').where('client_id', '=', id).orderBy('happened_at', 'desc').limit(1).executeTakeFirst();
  return proof?.client_name;
}

export async function nameOfHost(db: ReadDb, id: string): Promise<string | undefined> {
  return (await db.selectFrom('host').select('name').where('id', '=', id).executeTakeFirst())?.name;
}

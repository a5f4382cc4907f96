import { Rung } from '../../contract/evidence.ts';
import { type ClientId, EvidenceId, VersionId } from '../../contract/ids.ts';
import type { ToldClient } from '../../contract/letters.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { COUNTING, fallen } from '../evidence/index.ts';
import type { Case } from '../incidents/index.ts';

/** What each client who caused it or is suspected had been told for the host of the case, each once: what was practised, taken back or returned is no proof. */
export async function toldClients(db: ReadDb, { stored, concerned }: Case): Promise<ToldClient[]> {
  const named = new Map<ClientId, string>();
  for (const { role, clientId, name } of concerned) if (role !== 'innocent' && clientId !== null) named.set(clientId, name);
  const clients: ToldClient[] = [];
  for (const [clientId, name] of named) clients.push({ clientId, name, evidence: await evidenceOf(db, { clientId, hostId: stored.hostId }) });
  return clients;
}

async function evidenceOf(db: ReadDb, { clientId, hostId }: { readonly clientId: string; readonly hostId: string }): Promise<ToldClient['evidence']> {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('policy_version', 'policy_version.id', 'evidence.version_id')
    .where('evidence.client_id', '=', clientId)
    .where('evidence.host_id', '=', hostId)
    .where('evidence.rung', 'in', COUNTING)
    .where('evidence.id', 'not in', fallen(db))
    .select(['evidence.id', 'evidence.rung', 'evidence.happened_at', 'evidence.version_id', 'policy_version.number'])
    .orderBy('evidence.happened_at', 'desc')
    .orderBy('evidence.id', 'desc')
    .execute();
  return rows.map(({ id, rung, happened_at, version_id, number }) => ({
    id: EvidenceId.parse(id),
    rung: Rung.parse(rung),
    happenedAt: toIso(happened_at),
    versionId: VersionId.parse(version_id),
    versionNumber: number,
  }));
}

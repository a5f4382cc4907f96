import type { z } from 'zod';
import type { TimelineEntry } from '../../contract/clients.ts';
import { ConcernRole } from '../../contract/incidents.ts';
import type { ReadDb } from '../../db/db.ts';
import { roleIn } from '../../shared/concern-role.ts';
import { toIso } from '../../shared/dates.ts';

type Dated = z.infer<typeof TimelineEntry> & { readonly atMs: number };

/** Cases that concern a client, with how he stands to each: their beginning, and their end. */
export async function incidentEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const rows = await db
    .selectFrom('incident_concerned')
    .innerJoin('incident', 'incident.id', 'incident_concerned.incident_id')
    .leftJoin('hosted_account', 'hosted_account.id', 'incident_concerned.hosted_id')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .where((eb) => eb.or([eb('incident_concerned.client_id', '=', clientId), eb('account.client_id', '=', clientId)]))
    .groupBy(['incident.id', 'incident_concerned.role'])
    .select(['incident.id', 'incident.reference', 'incident.kind', 'incident.opened_at', 'incident.closed_at', 'incident_concerned.role'])
    .execute();
  return rows.flatMap(({ id, reference, kind, role, opened_at, closed_at }) => {
    const params = { incidentId: id, reference, role: roleIn(kind, ConcernRole.parse(role)) };
    const opened: Dated = { atMs: opened_at, at: toIso(opened_at), event: 'incident_opened', params };
    return closed_at === null ? [opened] : [{ atMs: closed_at, at: toIso(closed_at), event: 'incident_closed', params }, opened];
  });
}

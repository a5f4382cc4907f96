import { fail } from '../../contract/fail.ts';
import type { IncidentSubject } from '../../contract/incidents.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { updateIncident } from './incidents.repo.ts';
import { findCase } from './view.ts';

/** Another subject of the same kind, as more becomes known of it, inside a transaction of somebody else, who tells the story of it. Throws `incident_not_found`, `incident_closed`. */
export async function changeSubject(core: Core, tx: WriteDb, { id, subject }: { readonly id: string; readonly subject: IncidentSubject }): Promise<void> {
  const { stored } = await findCase(core, tx, id);
  if (stored.closedAt !== null) throw fail('incident_closed', {});
  if (stored.subject.kind !== subject.kind) throw new Error(`A case of ${stored.subject.kind} cannot become one of ${subject.kind}`);
  await updateIncident(tx, { id, at: core.clock.now() }, { subject: JSON.stringify(subject) });
}

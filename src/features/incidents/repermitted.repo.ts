import { OutboxState, Transport } from '../../contract/outbox.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';
import { among } from '../statuses/index.ts';
import { reachedNobody, stateByMessage } from './reached.rules.ts';

/** Those of the cases whose client was told to ask his list anew, or has begun: a plan that nobody heard of, or a step that is only said to wait, is none. */
export async function repermitted(core: Core, db: ReadDb, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const begun = await db.selectFrom('repermission').where('incident_id', 'in', among(ids)).where('started_on', 'is not', null).select('incident_id').execute();
  const letters = await db
    .selectFrom('letter')
    .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .where('letter.incident_id', 'in', among(ids))
    .where('letter.step', '=', 'repermission')
    .where('letter.withdrawn_at', 'is', null)
    .select(['letter.incident_id', 'outbox.state', 'outbox.transport'])
    .execute();
  const { transport } = await readSettings(core, db);
  const told = letters.filter(({ state, transport: by }) => !reachedNobody(stateByMessage(OutboxState.parse(state), Transport.parse(by)), transport));
  return new Set([...begun, ...told].map(({ incident_id }) => incident_id));
}

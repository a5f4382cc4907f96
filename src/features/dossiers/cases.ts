import type { StepState } from '../../contract/incidents.ts';
import type { StoryKey } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { findCase, markStep } from '../incidents/index.ts';
import type { StoredDossier } from './dossiers.repo.ts';

/** What became of an application, as a case tells of it. */
export interface Turn {
  readonly dossier: StoredDossier;
  readonly key: Extract<StoryKey, `dossier_${string}`>;
  readonly state: StepState;
  /** Words of the host. */
  readonly text?: string;
}

/**
 * Moves the step "apply in advance" of the open cases at this host that concern this client, in the transaction of whatever was said of his application. A step that somebody
 * said is not needed stays so.
 */
export async function tellCases(core: Core, tx: WriteDb, { dossier: { hostId, clientId }, key, state, text }: Turn): Promise<void> {
  const open = await tx
    .selectFrom('incident')
    .innerJoin('pack', 'pack.id', 'incident.pack_id')
    .where('pack.host_id', '=', hostId)
    .where('incident.closed_at', 'is', null)
    .select('incident.id')
    .execute();
  for (const { id } of open) {
    const { steps, concerned } = await findCase(core, tx, id);
    const step = steps.find((one) => one.id === 'apply_in_advance');
    const isHis = concerned.some((one) => one.clientId === clientId && one.role !== 'innocent');
    if (step === undefined || step.state === 'not_needed' || step.state === state || !isHis) continue;
    await markStep(core, tx, { id, step: step.id, state, told: { key, values: {} }, text, again: true });
  }
}

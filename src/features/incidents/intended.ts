import type { StepId, StepState } from '../../contract/incidents.ts';
import type { StoryKey, StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { markStep } from './mark.ts';
import { readStory } from './story.repo.ts';

/** What was said of a step. `intended`: whether the server is meant to send mail itself; left out = nobody said. */
export interface SaidIntent {
  readonly step: StepId;
  readonly state: StepState;
  readonly intended?: boolean | undefined;
}

/** What is asked of the host, now and in advance: nothing where the port is to stay closed. */
const ASKS: readonly StepId[] = ['ask_unblocking', 'await_answer', 'apply_in_advance'];
const STAYS = 'port_stays_closed' satisfies StoryKey;

/** The answer as the story tells it; null = none was given. */
export function intentTold({ step, state, intended }: SaidIntent): StoryTold | null {
  if (step !== 'decide_intended' || state !== 'done' || intended === undefined) return null;
  return { key: intended ? 'sending_intended' : 'sending_not_intended', values: {} };
}

/** Where the sending was not intended, nothing is asked of the host; where that is taken back, what was not needed because of it is needed again. */
export async function settleIntent(core: Core, tx: WriteDb, { id, step, state, intended }: SaidIntent & { readonly id: string }): Promise<void> {
  // A note that is added to a step that is done says nothing new.
  if (step !== 'decide_intended' || (state === 'done' && intended === undefined)) return;
  if (state === 'done' && intended === false) {
    for (const asks of ASKS) await markStep(core, tx, { id, step: asks, state: 'not_needed', told: { key: STAYS, values: {} } });
    return;
  }
  const story = await readStory(tx, id);
  for (const asks of ASKS) {
    if (story.findLast((entry) => entry.step === asks)?.told?.key === STAYS) await markStep(core, tx, { id, step: asks, state: 'open', again: true });
  }
}

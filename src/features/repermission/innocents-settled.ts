import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { SettledMessage } from '../hooks.ts';
import { findCase, isOver, markStep, untoldOf } from '../incidents/index.ts';
import { KIND, STEP } from './innocents.ts';

/**
 * What becomes of the step when a letter to somebody not involved left or did not arrive: it is done once everybody's left, and open again where one came back. For
 * `createApp`, once the letter itself is settled; other messages are none of its business.
 */
export async function innocentSettled(core: Core, tx: WriteDb, message: SettledMessage): Promise<void> {
  const letter = await tx.selectFrom('letter').where('outbox_id', '=', message.outboxId).where('kind', '=', KIND).select('incident_id').executeTakeFirst();
  if (letter === undefined) return;
  const id = letter.incident_id;
  const found = await findCase(core, tx, id);
  const state = found.steps.find((step) => step.id === STEP)?.state;
  if (state === undefined || state === 'not_needed') return;
  if (message.state === 'sent' && !isOver(state) && (await untoldOf(core, tx, found)).length === 0) {
    await markStep(core, tx, { id, step: STEP, state: 'done', told: { key: 'innocents_all_told', values: {} } });
  }
  if ((message.state === 'failed' || message.state === 'cancelled') && state === 'done') {
    const again = { id, step: STEP, again: true } as const;
    await markStep(core, tx, { ...again, state: 'open', told: { key: 'innocents_not_told', values: {} } });
  }
}

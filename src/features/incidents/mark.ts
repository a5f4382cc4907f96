import type { StepId, StepState } from '../../contract/incidents.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { updateIncident } from './incidents.repo.ts';
import { isOver } from './procedures.rules.ts';
import { saidOf, writeSaid } from './steps.repo.ts';
import { addEntry, type NewEntry } from './story.repo.ts';
import { findCase } from './view.ts';

/** How a step stands from now on, as something that belongs to the case tells. */
export interface StepMark {
  readonly id: string;
  readonly step: StepId;
  readonly state: StepState;
  /** What the program tells of it; what a person noted at the step stays. */
  readonly told?: StoryTold | undefined;
  /** Words somebody typed or wrote. */
  readonly text?: string | undefined;
  /** Day it is due; null = the one its procedure gives, left out = the one that was chosen before, if any. */
  readonly on?: string | null | undefined;
  /** Also where the step was over already. */
  readonly again?: boolean;
  /** The story tells of it already, with another step that moved by the same act. */
  readonly quiet?: boolean;
}

/**
 * Says how a step stands inside a transaction of somebody else, who says `core.changed('incidents')` once it is through. A step that the case does not have, or that is
 * over, stays as it is, and so does every step of a closed case. Throws `incident_not_found`.
 */
export async function markStep(core: Core, tx: WriteDb, { id, step, state, told, text, on, again = false, quiet = false }: StepMark): Promise<void> {
  const { stored, steps, said } = await findCase(core, tx, id);
  const found = steps.find((one) => one.id === step);
  if (stored.closedAt !== null || found === undefined || (isOver(found.state) && !again)) return;
  const changed = { at: core.clock.now(), author: await readAuthor(core, tx) };
  const own = saidOf(said, step);
  await writeSaid(tx, id, { ...own, state, changed, chosenOn: on === undefined ? own.chosenOn : on });
  await updateIncident(tx, { id, at: changed.at }, {});
  if (!quiet) await addEntry(tx, id, { ...changed, what: 'step', step, state, told, text });
}

/** Adds a line to the story of a case inside a transaction of somebody else, also when it is closed. The case counts as touched. */
export async function tellStory(
  core: Core,
  tx: WriteDb,
  { id, ...line }: { readonly id: string } & Pick<NewEntry, 'what' | 'step' | 'state' | 'told' | 'text'>,
): Promise<void> {
  const at = core.clock.now();
  await updateIncident(tx, { id, at }, {});
  await addEntry(tx, id, { ...line, at, author: await readAuthor(core, tx) });
}

/** Opens a closed case again inside a transaction of somebody else; one that is open stays as it is. */
export async function reopenCase(core: Core, tx: WriteDb, { id, told }: { readonly id: string; readonly told: StoryTold }): Promise<void> {
  const { stored } = await findCase(core, tx, id);
  if (stored.closedAt === null) return;
  const at = core.clock.now();
  await updateIncident(tx, { id, at }, { closed_at: null });
  await addEntry(tx, id, { at, author: await readAuthor(core, tx), what: 'reopened', told });
}

import type { StepId, StepState } from '../../contract/incidents.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { findCase, isOver, markStep, tellStory } from '../incidents/index.ts';

/** What becomes of a step because of a letter. */
export interface Move {
  readonly id: string;
  /** null = the case has no such step. */
  readonly step: StepId | null;
  readonly state: StepState;
  readonly told?: StoryTold;
  /** Words of whoever answered. */
  readonly text?: string;
  readonly on?: string | null | undefined;
  readonly again?: boolean;
}

/** Moves a step and tells of it; where the step cannot move any more, the story is told all the same. */
export async function moveStep(core: Core, tx: WriteDb, { step, again = false, ...move }: Move): Promise<void> {
  const { stored, steps } = await findCase(core, tx, move.id);
  const own = steps.find(({ id }) => id === step);
  if (own !== undefined && stored.closedAt === null && (again || !isOver(own.state))) {
    await markStep(core, tx, { ...move, step: own.id, again });
  } else {
    await tellStory(core, tx, { id: move.id, what: 'note', told: move.told, text: move.text });
  }
}

import type { StepState } from '../../contract/incidents.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { findCase, markStep, tellStory } from '../incidents/index.ts';
import type { StoredRound } from './rounds.repo.ts';
import { type RoundView, viewsOf } from './view.ts';

/** What the story of a case tells of a round. */
export type RoundEvent = 'asked' | 'answered' | 'taken_back' | 'withdrawn' | 'sufficient' | 'insufficient' | 'no_answer' | 'undecided';

/** What happened to a round; `reason` where somebody gave one. */
export interface RoundTold {
  readonly round: StoredRound;
  readonly event: RoundEvent;
  readonly reason?: string;
  /** Day an answer came, where somebody said so. */
  readonly cameOn?: string | null;
}

/** What is decided of an answer: the story tells of it where it is judged. */
const JUDGING: readonly RoundEvent[] = ['sufficient', 'insufficient', 'no_answer', 'undecided'];

/**
 * Tells of a round in one line, and lets the steps of its case stand as its rounds do: asking waits while one is open and is done once none is, judging is done once every
 * round that counts is decided.
 */
export async function tellRound(core: Core, tx: WriteDb, { round, event, reason = '', cameOn = null }: RoundTold): Promise<void> {
  const key: StoryTold['key'] = cameOn === null ? `round_${event}` : 'round_answered_on';
  const told: StoryTold = { key, values: { client: round.clientName, round: round.round, on: cameOn ?? round.deadlineOn } };
  const views = (await viewsOf(core, tx, round.incidentId)).filter(({ state }) => state !== 'withdrawn');
  const states = views.map(({ state }) => state);
  const asking: StepState = states.includes('asked') ? 'waiting' : states.length > 0 && !states.includes('unsent') ? 'done' : 'open';
  const judging: StepState = states.length > 0 && states.every((state) => state === 'decided') ? 'done' : 'open';
  const id = round.incidentId;
  const marks = [
    { step: 'ask_explanations', state: asking, on: firstDay(views) },
    { step: 'judge_answer', state: judging },
  ] as const;
  let isTold = false;
  for (const mark of JUDGING.includes(event) ? marks.toReversed() : marks) {
    if (await stand(core, tx, { ...mark, id, told, text: reason, quiet: isTold })) isTold = true;
  }
  if (!isTold) await tellStory(core, tx, { id, what: 'note', told, text: reason });
}

/** The step is due on the day that the letter names: the first of those still awaited; null = none is. */
function firstDay(views: readonly RoundView[]): string | null {
  const [first] = views.flatMap(({ state, stored }) => (state === 'asked' ? stored.deadlineOn : [])).sort();
  return first ?? null;
}

/** Moves a step that stands otherwise, which tells of it; one that stands so may be due on another day, which the story of its round tells. False where its state stays. */
async function stand(core: Core, tx: WriteDb, mark: Omit<Parameters<typeof markStep>[2], 'again'>): Promise<boolean> {
  const { stored, steps } = await findCase(core, tx, mark.id);
  const own = steps.find(({ id }) => id === mark.step);
  if (stored.closedAt !== null || own === undefined) return false;
  const moves = own.state !== mark.state;
  const isDueThen = mark.on === undefined || mark.on === own.chosenOn;
  if (moves || !isDueThen) await markStep(core, tx, { ...mark, quiet: mark.quiet === true || !moves, again: true });
  return moves;
}

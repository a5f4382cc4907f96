import { fail } from '../../contract/fail.ts';
import type { Letter } from '../../contract/letters.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { findCase } from '../incidents/index.ts';
import { answersTo, findLetter, lettersOf, updateLetter } from './letters.repo.ts';
import { moveStep } from './steps.ts';

/**
 * Takes back what was noted last of a letter that is handed in: its last answer, else that it was handed in. Its steps stand again as the other letters of the case leave them.
 * Throws `letter_not_found`, `letter_wrong_state`, `incident_closed`.
 */
export async function takeBackLast(core: Core, id: string): Promise<void> {
  await core.db.write(async (tx) => {
    const letter = await findLetter(tx, id);
    if ((await findCase(core, tx, letter.incidentId)).stored.closedAt !== null) throw fail('incident_closed', {});
    if (letter.state !== 'given') throw fail('letter_wrong_state', {});
    const others = (await lettersOf(tx, letter.incidentId)).filter((other) => other.id !== id && other.state === 'given');
    if (letter.answer !== null) await takeAnswer(core, tx, { letter, others });
    else await takeHandIn(core, tx, { letter, others });
  });
}

interface Taken {
  readonly letter: Letter;
  /** The others of the case that are handed in. */
  readonly others: readonly Letter[];
}

const granted = ({ answer }: Pick<Letter, 'answer'>): boolean => answer?.outcome === 'granted';

async function takeAnswer(core: Core, tx: WriteDb, { letter, others }: Taken): Promise<void> {
  const { id, incidentId, subject } = letter;
  const answers = (await answersTo(tx, id)).slice(0, -1);
  await updateLetter(tx, id, { answers });
  const told = { key: 'letter_answer_back', values: { subject } } as const;
  const left = [...others, ...answers];
  const state = left.some(granted) ? 'done' : answers.length > 0 ? 'open' : 'waiting';
  await moveStep(core, tx, { id: incidentId, step: 'await_answer', state, told, again: true });
  // It is asked after again on the day that its step has now.
  const { steps } = await findCase(core, tx, incidentId);
  await updateLetter(tx, id, { followUpOn: steps.find((step) => step.id === 'await_answer')?.chosenOn ?? null });
}

async function takeHandIn(core: Core, tx: WriteDb, { letter, others }: Taken): Promise<void> {
  const { id, incidentId, step, subject } = letter;
  await updateLetter(tx, id, { given: null });
  const told = { key: 'letter_hand_in_back', values: { subject } } as const;
  const again = { id: incidentId, again: true };
  await moveStep(core, tx, { ...again, step, state: others.some((other) => other.step === step) ? 'done' : 'open', told });
  if (others.length === 0) await moveStep(core, tx, { ...again, step: 'await_answer', state: 'open', told });
}

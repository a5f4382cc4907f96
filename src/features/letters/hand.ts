import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Letter } from '../../contract/letters.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import { addDays, dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { findCase } from '../incidents/index.ts';
import { readAuthor } from '../settings/index.ts';
import { blockOfCase } from './block.rules.ts';
import { answersTo, findLetter, updateLetter } from './letters.repo.ts';
import { failureOf } from './prepare.ts';
import { moveStep } from './steps.ts';

type Own = Handlers<Contract['letters']>;

/** Says that a letter was handed in: from then on its answer is awaited. Throws what `letters.give` throws. */
export async function giveLetter(core: Core, { id, given, followUpOn }: Parameters<Own['give']>[0]): Promise<void> {
  requireDays(core, { on: given.on, followUpOn });
  await core.db.write(async (tx) => {
    const letter = await requireOpen(core, tx, id);
    if (letter.state !== 'ready' && (letter.state !== 'given' || letter.answer !== null)) throw fail('letter_wrong_state', {});
    if (given.on < dayIn(core, Date.parse(letter.createdAt))) throw fail('letter_day_early', {});
    if (letter.state === 'ready') await requireReady(core, tx, letter);
    await updateLetter(tx, id, { given, followUpOn: followUpOn ?? letter.followUpOn });
    const told: StoryTold = { key: given.ticket === '' ? 'letter_given' : 'letter_given_ticket', values: { ...given, subject: letter.subject } };
    await moveStep(core, tx, { id: letter.incidentId, step: letter.step, state: 'done', told });
    await moveStep(core, tx, {
      id: letter.incidentId,
      step: 'await_answer',
      state: 'waiting',
      on: followUpOn ?? letter.followUpOn,
      again: true,
    });
  });
}

/** Writes down what host or list answered, word for word. Throws what `letters.answer` throws. */
export async function answerLetter(core: Core, { id, answer, followUpOn }: Parameters<Own['answer']>[0]): Promise<void> {
  requireDays(core, { on: answer.on, followUpOn });
  const at = core.clock.now();
  await core.db.write(async (tx) => {
    const letter = await requireOpen(core, tx, id);
    if (letter.state !== 'given' || letter.given === null) throw fail('letter_wrong_state', {});
    if (answer.on < letter.given.on) throw fail('letter_day_early', {});
    const granted = answer.outcome === 'granted';
    const askAgainOn = granted ? null : (followUpOn ?? addDays(dayIn(core, at), 1));
    const kept = { answer: { ...answer, author: await readAuthor(core, tx) }, at };
    await updateLetter(tx, id, { answers: [...(await answersTo(tx, id)), kept], followUpOn: askAgainOn });
    await moveStep(core, tx, {
      ...{ id: letter.incidentId, step: 'await_answer', state: granted ? 'done' : 'open', on: askAgainOn ?? undefined, again: true },
      told: { key: `letter_${answer.outcome}`, values: { subject: letter.subject, on: answer.on } },
      text: answer.text,
    });
  });
}

/** The case may have changed since the letter was written. */
async function requireReady(core: Core, tx: WriteDb, { incidentId, kind }: Letter): Promise<void> {
  const found = await findCase(core, tx, incidentId);
  const blocked = blockOfCase(found, kind);
  if (blocked !== null) throw failureOf(blocked, { found, kind, recipient: null });
}

const dayIn = ({ clock }: Core, at: number): string => dateIn(at, clock.timeZone());

function requireDays(core: Core, { on, followUpOn }: { readonly on: string; readonly followUpOn: string | undefined }): void {
  const today = dayIn(core, core.clock.now());
  if (on > today) throw fail('date_in_future', {});
  if (followUpOn !== undefined && followUpOn < today) throw fail('date_in_past', {});
}

async function requireOpen(core: Core, tx: WriteDb, id: string): Promise<Letter> {
  const letter = await findLetter(tx, id);
  if ((await findCase(core, tx, letter.incidentId)).stored.closedAt !== null) throw fail('incident_closed', {});
  return letter;
}

import type { Explanation } from '../../contract/explanations.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { safeFileName } from '../../shared/text.ts';
import type { OnOtherMail } from '../hooks.ts';
import { findCase } from '../incidents/index.ts';
import { takeAnswer, takeBack } from './answer.ts';
import { findOffer, offersOf, rawAnswer, setOffer } from './answers.repo.ts';
import { ask, preview } from './ask.ts';
import { decide, mark, undecide, withdraw } from './decide.ts';
import type { ExplanationDesk } from './desk.ts';
import { takeInMail } from './incoming.ts';
import { keepBackLetters } from './reminders.ts';
import { findRound } from './rounds.repo.ts';
import { explanationsOf } from './view.ts';

type Own = Handlers<Contract['explanations']>;

export interface Explanations {
  readonly handlers: Own;
  /** Takes in a mail that answers no notice, if it answers a round of questions. */
  readonly otherMail: OnOtherMail;
  /** Asked before anything leaves: takes out letters that may not leave any more. */
  keepBack(): Promise<void>;
}

/** Questions to clients after an incident, their answers, and what the reseller decides of them. */
export function createExplanations(desk: ExplanationDesk): Explanations {
  return { handlers: explanationsHandlers(desk), otherMail: (other) => takeInMail(desk, other), keepBack: () => keepBackLetters(desk) };
}

function explanationsHandlers(desk: ExplanationDesk): Own {
  const { core } = desk;
  const { read } = core.db;
  const get = async (id: string): Promise<Explanation> => {
    const { incidentId } = await findRound(read, id);
    const found = (await explanationsOf(core, read, incidentId)).find((each) => each.id === id);
    if (found === undefined) throw fail('explanation_not_found', {});
    return found;
  };
  const after =
    <I extends { readonly id: string }>(work: (input: I) => Promise<void>) =>
    async (input: I) => {
      await work(input);
      return await get(input.id);
    };
  return {
    list: async ({ incidentId }) => {
      await findCase(core, read, incidentId);
      return await explanationsOf(core, read, incidentId);
    },
    get: ({ id }) => get(id),
    preview: (asking) => preview(core, asking),
    ask: async (asking) => get(await ask(desk, asking)),
    takeAnswer: after((input) => takeAnswer(desk, input)),
    takeBack: after((input) => takeBack(desk, input)),
    answerFile: (input) => answerFile(desk, input),
    mark: after((input) => mark(core, input)),
    decide: after((input) => decide(desk, input)),
    undecide: after((input) => undecide(desk, input)),
    withdraw: after((input) => withdraw(desk, input)),
    offered: async ({ incidentId }) => {
      await findCase(core, read, incidentId);
      return await offersOf(read, incidentId);
    },
    dismiss: (input) => dismiss(desk, input),
  };
}

async function answerFile({ core }: ExplanationDesk, { id, answerId }: Parameters<Own['answerFile']>[0]): ReturnType<Own['answerFile']> {
  await findRound(core.db.read, id);
  const { source, subject, raw } = await rawAnswer(core.db.read, id, answerId);
  const [ending, mime] = source === 'pasted' ? ['txt', 'text/plain'] : ['eml', 'message/rfc822'];
  const { ref } = await core.files.put(`${safeFileName(subject)}.${ending}`, mime, raw);
  return { fileRef: ref };
}

async function dismiss({ core }: ExplanationDesk, { offerId, dismissed }: Parameters<Own['dismiss']>[0]): ReturnType<Own['dismiss']> {
  const { incidentId, state } = await findOffer(core.db.read, offerId);
  if (state === 'taken') throw fail('offer_not_found', {});
  await core.db.write((tx) => setOffer(tx, offerId, dismissed ? 'dismissed' : 'open'));
  core.changed('incidents');
  return await offersOf(core.db.read, incidentId);
}

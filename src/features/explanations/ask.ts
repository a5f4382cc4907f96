import { ANSWER_QUESTIONS } from '../../contract/answers.ts';
import type { RoundState } from '../../contract/explanations.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { usualAnswerDay } from '../../shared/answer-day.ts';
import type { Language } from '../../shared/language.ts';
import { withoutFoot } from '../../shared/letter-foot.ts';
import type { Core } from '../core.ts';
import { type Case, findCase, isAtStopped, requireConcerned } from '../incidents/index.ts';
import { insertLetter, wordsOf } from '../letters/index.ts';
import { findRecipient, languageOf } from '../notices/index.ts';
import { readAuthor, readSettings } from '../settings/index.ts';
import { composeReminders, composeRequest, type ReadyLetter, type RoundOrder } from './compose.ts';
import type { ExplanationDesk } from './desk.ts';
import { withdrawRound } from './reminders.ts';
import { findRound, insertRound, insertRoundLetter, roundLetters } from './rounds.repo.ts';
import { tellRound } from './steps.ts';
import { type RoundView, todayOf, viewsOf } from './view.ts';

type Own = Handlers<Contract['explanations']>;
type Asking = Parameters<Own['ask']>[0];

/** A request with what it is made from. */
interface Prepared {
  readonly order: RoundOrder;
  readonly clientName: string;
  readonly round: number;
  readonly found: Case;
  readonly ready: readonly ReadyLetter[];
  readonly foundLanguage: Language | null;
}

/** Composes the letters of a round. Throws what the contract names. */
async function prepareRound(core: Core, asking: Asking): Promise<Prepared> {
  const { incidentId, clientId, values } = asking;
  const today = todayOf(core);
  const found = await findCase(core, core.db.read, incidentId);
  const deadlineOn = asking.deadlineOn ?? usualAnswerDay(today, found.stored.answerBy);
  // On the day itself nobody would be reminded, and hardly anybody answers.
  if (deadlineOn <= today) throw fail('day_not_ahead', {});
  if (found.stored.closedAt !== null) throw fail('incident_closed', {});
  const recipient = await findRecipient(core, { clientId, hostId: found.stored.hostId });
  requireConcerned(found, recipient.client);
  const { decided, next, found: foundBefore } = await roundsBefore(core, core.db.read, asking);
  const language = asking.language ?? languageOf(recipient);
  const asked = asking.questions ?? openAfter(decided);
  const order: RoundOrder = {
    incidentId,
    clientId,
    language,
    askedAt: core.clock.now(),
    deadlineOn,
    asked,
    round: next,
    before: decided.at(-1) ?? null,
    values: { evidence_found: foundBefore.words, ...values },
  };
  const foundLanguage = values?.evidence_found === undefined ? foundBefore.language : null;
  return {
    order,
    found,
    foundLanguage,
    clientName: recipient.client.name,
    round: next,
    ready: [await composeRequest(core, order), ...(await composeReminders(core, order))],
  };
}

/** The request as it would leave. Throws what the contract names. */
export async function preview(core: Core, { readerLanguage, ...asking }: Parameters<Own['preview']>[0]): ReturnType<Own['preview']> {
  const { order, round, found, ready, foundLanguage } = await prepareRound(core, asking);
  const [request, ...reminders] = ready;
  if (request === undefined) throw new Error('A round without a request');
  const { language, deadlineOn, asked } = order;
  const { to, subject, text } = request.prepared;
  const atStopped = await isAtStopped(core.db.read, found, to);
  const translation = await translated(core, order, readerLanguage);
  return {
    round,
    language,
    deadlineOn,
    asked: [...asked],
    found: order.values.evidence_found ?? '',
    foundLanguage,
    to,
    atStopped,
    subject,
    text,
    translation,
    reminders: reminders.map(({ on }) => on),
  };
}

/** The request in the language of whoever asks; null where it is in that already. */
async function translated(core: Core, order: RoundOrder, readerLanguage: Language | undefined): Promise<Awaited<ReturnType<Own['preview']>>['translation']> {
  const language = readerLanguage ?? (await readSettings(core, core.db.read)).language ?? order.language;
  if (language === order.language) return null;
  const { subject, text } = (await composeRequest(core, { ...order, language })).prepared;
  return { language, subject, text: withoutFoot(text) };
}

/** Asks a client, with the reminders of it. Returns the id of the round. Throws what the contract names. */
export async function ask({ core, outbox }: ExplanationDesk, asking: Asking): Promise<string> {
  const { order, clientName, ready } = await prepareRound(core, asking);
  const { incidentId, clientId, language, askedAt, deadlineOn, asked } = order;
  const id = core.ids.next();
  await core.db.write(async (tx) => {
    const { next, unsent } = await roundsBefore(core, tx, asking);
    requireConcerned(await findCase(core, tx, incidentId), { id: clientId, name: clientName });
    const askedBy = await readAuthor(core, tx);
    for (const { stored } of unsent) await withdrawRound({ core, outbox }, tx, stored.id);
    await insertRound(tx, { id, incidentId, clientId, clientName, round: next, language, askedAt, askedBy, deadlineOn, asked });
    await queue({ core, outbox }, tx, { explanationId: id, ready });
    await tellRound(core, tx, { round: await findRound(tx, id), event: 'asked' });
  });
  core.changed('incidents', 'outbox');
  return id;
}

/** Rounds of a client before the next, and its number. */
interface Before {
  readonly decided: RoundView[];
  /** Reached nobody: the next takes their place. */
  readonly unsent: RoundView[];
  readonly next: number;
  /** What was put in by hand as found for the last of them: it does not say less when asked again. */
  readonly found: { readonly words: string; readonly language: Language | null };
}

/** Throws `explanation_undecided` while a round of the client waits. */
async function roundsBefore(core: Core, db: ReadDb, { incidentId, clientId }: Asking): Promise<Before> {
  const own = (await viewsOf(core, db, incidentId)).filter(({ stored }) => stored.clientId === clientId);
  const waiting = own.find(({ state }) => state === 'asked' || state === 'answered');
  if (waiting !== undefined) throw fail('explanation_undecided', { round: waiting.stored.round });
  const inState = (sought: RoundState) => own.filter(({ state }) => state === sought);
  return { decided: inState('decided'), unsent: inState('unsent'), next: own.length + 1, found: await foundIn(db, own.at(-1)) };
}

async function foundIn(db: ReadDb, round: RoundView | undefined): Promise<Before['found']> {
  const request = round && (await roundLetters(db, round.stored.id)).find(({ purpose }) => purpose === 'request');
  const words = request === undefined ? '' : ((await wordsOf(db, request.letterId)).byHand.evidence_found ?? '');
  return { words, language: words === '' ? null : (round?.stored.language ?? null) };
}

/** What is still open after the last round; everything where nothing was asked, or nothing is open. */
function openAfter(before: readonly RoundView[]): RoundView['stored']['asked'] {
  const open = before.at(-1)?.list.open ?? [];
  return open.length === 0 ? ANSWER_QUESTIONS : open;
}

/** Queues letters of a round. */
export async function queue(
  { core, outbox }: ExplanationDesk,
  tx: WriteDb,
  { explanationId, ready }: { readonly explanationId: string; readonly ready: readonly ReadyLetter[] },
): Promise<void> {
  for (const { purpose, on, dueAt, prepared } of ready) {
    const letterId = await insertLetter(core, tx, { prepared, enqueue: outbox.enqueue, dueAt, quiet: true });
    await insertRoundLetter(tx, { letterId, explanationId, purpose, on, dueAt });
  }
}

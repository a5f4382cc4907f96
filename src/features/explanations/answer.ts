import type { RoundAnswer, RoundState } from '../../contract/explanations.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import type { ParsedMail } from '../../ports/mailer.ts';
import { AppError } from '../../shared/app-error.ts';
import { dateIn, startOfDay } from '../../shared/calendar.ts';
import { looksLikeMail, MAIL_LIMIT_BYTES } from '../../shared/mbox.ts';
import { singleLine } from '../../shared/text.ts';
import { mailBody, openMail, readMail, splitWords } from '../acknowledgements/index.ts';
import type { Core } from '../core.ts';
import { wordsOf } from '../letters/index.ts';
import { readAuthor } from '../settings/index.ts';
import { findOffer, insertAnswer, type NewAnswer, offerAgain, setOffer, takeAnswerBack, takenBefore } from './answers.repo.ts';
import { queue } from './ask.ts';
import { composeReminders, type ReadyLetter } from './compose.ts';
import type { ExplanationDesk } from './desk.ts';
import { readRound } from './reading.ts';
import { takeOut } from './reminders.ts';
import { findRound, roundLetters, type StoredRound } from './rounds.repo.ts';
import { tellRound } from './steps.ts';
import { standing, viewOf } from './view.ts';

type Own = Handlers<Contract['explanations']>;
type Taking = Parameters<Own['takeAnswer']>[0];

/** What somebody answered, before it is known to which round. */
export type Words = Pick<NewAnswer, 'sender' | 'subject' | 'writtenAt' | 'cameOn' | 'channel' | 'text' | 'ownWords' | 'files' | 'sha256' | 'raw'>;

/** Text with which a pasted answer says that something was enclosed: its name is not known. */
const ENCLOSED = '*';

/** Takes what was given for an answer. Throws what the contract names. */
export async function takeAnswer(desk: ExplanationDesk, { id, answer }: Taking): Promise<void> {
  const { core } = desk;
  const round = await findRound(core.db.read, id);
  const offer = answer.source === 'mailbox' ? await findOffer(core.db.read, answer.offerId) : null;
  if (offer !== null && (offer.explanationId !== id || offer.state === 'taken')) throw fail('offer_not_found', {});
  const words = await wordsFrom(core, round, answer.source === 'pasted' ? answer : await bytesOf(core, answer, offer));
  await core.db.write(async (tx) => {
    await keepAnswer(desk, tx, { id, words, source: answer.source, author: await readAuthor(core, tx) });
    if (offer !== null) await setOffer(tx, offer.id, 'taken');
  });
  core.changed('incidents', 'outbox');
}

async function bytesOf(core: Core, answer: Exclude<Taking['answer'], { source: 'pasted' }>, offer: { readonly raw: Uint8Array } | null): Promise<Uint8Array> {
  if (offer !== null) return offer.raw;
  return answer.source === 'file' ? (await core.files.bytes(answer.fileRef)).bytes : new Uint8Array();
}

/** An answer to be kept. `author` empty = it was recognised by itself. */
export interface Keeping {
  readonly id: string;
  readonly words: Words;
  readonly source: RoundAnswer['source'];
  readonly author: string;
}

/** Rounds that an answer may be taken for: whoever did not get the letter may have been asked by phone. */
export const MAY_ANSWER: readonly RoundState[] = ['asked', 'unsent', 'answered'];

/** Keeps an answer, withdraws its reminders and reads it. Throws `explanation_not_found`, `explanation_wrong_state`, `answer_known`. */
export async function keepAnswer(desk: ExplanationDesk, tx: WriteDb, { id, words, source, author }: Keeping): Promise<void> {
  const { core } = desk;
  const { state, stored } = await viewOf(core, tx, id);
  if (!MAY_ANSWER.includes(state)) throw fail('explanation_wrong_state', {});
  if ((await takenBefore(tx, id, words.sha256)) === 'taken') throw fail('answer_known', {});
  await insertAnswer(tx, { id: core.ids.next(), explanationId: id, source, takenAt: core.clock.now(), takenBy: author, ...words });
  await takeOut(desk, tx, { explanationId: id, because: 'answered' });
  await readRound(core, tx, stored);
  await tellRound(core, tx, { round: stored, event: 'answered', cameOn: words.cameOn });
}

type Pasted = Extract<Taking['answer'], { source: 'pasted' }>;

/** Noon is the same day wherever the client is. */
const NOON_MS = 12 * 3_600_000;

/** When and how typed words came. Throws `date_in_future`, and `letter_day_early` for a day before the question. */
function cameOf({ clock }: Core, { askedAt }: StoredRound, { on, channel: given }: Pasted): Pick<Words, 'writtenAt' | 'cameOn' | 'channel'> {
  const channel = given ?? null;
  if (on === undefined) return { writtenAt: null, cameOn: null, channel };
  const zone = clock.timeZone();
  if (on > dateIn(clock.now(), zone)) throw fail('date_in_future', {});
  if (on < dateIn(askedAt, zone)) throw fail('letter_day_early', {});
  return { writtenAt: Math.min(startOfDay(on, zone) + NOON_MS, clock.now()), cameOn: on, channel };
}

async function wordsFrom(core: Core, round: StoredRound, given: Uint8Array | Pasted): Promise<Words> {
  if (!(given instanceof Uint8Array)) {
    const raw = core.codec.encodeUtf8(given.text);
    const { own } = splitWords(given.text, await lettersText(core, round));
    const about = { sender: '', subject: '', files: given.enclosed ? [ENCLOSED] : [] };
    return { ...about, ...cameOf(core, round, given), text: given.text, ownWords: own || given.text, sha256: core.hasher.sha256(raw), raw };
  }
  const mail = given.length > MAIL_LIMIT_BYTES || !looksLikeMail(given) ? null : await openMail(core, given);
  if (mail === null) throw fail('mail_unreadable', {});
  if (readMail(mail, (bytes) => core.codec.decode(bytes, 'utf-8')).report.nature !== 'person') throw fail('answer_not_a_person', {});
  return await wordsOfMail(core, round, { mail, bytes: given });
}

/** A mail as an answer to the letters of a round. */
export async function wordsOfMail(core: Core, round: StoredRound, { mail, bytes }: { readonly mail: ParsedMail; readonly bytes: Uint8Array }): Promise<Words> {
  const text = mailBody(mail);
  return {
    sender: singleLine(mail.from.name === '' ? mail.from.address : `${mail.from.name} <${mail.from.address}>`),
    subject: singleLine(mail.subject),
    writtenAt: mail.dateMs,
    cameOn: null,
    channel: null,
    text,
    ownWords: splitWords(text, await lettersText(core, round)).own,
    files: mail.attachments.map(({ name }) => singleLine(name)).filter((name) => name !== ''),
    sha256: core.hasher.sha256(bytes),
    raw: bytes,
  };
}

/** What was asked, as it was sent: it may be quoted without a mark. */
async function lettersText({ db }: Core, round: StoredRound): Promise<string> {
  const own = new Set((await roundLetters(db.read, round.id)).map(({ letterId }) => letterId));
  const rows = await db.read
    .selectFrom('letter')
    .where('id', 'in', [...own])
    .select('text')
    .execute();
  return rows.map(({ text }) => text).join('\n');
}

/** Says that something is no answer; reminders that still lie ahead are planned again. Throws what the contract names. */
export async function takeBack(desk: ExplanationDesk, { id, answerId, reason }: Parameters<Own['takeBack']>[0]): Promise<void> {
  const { core } = desk;
  const before = await viewOf(core, core.db.read, id);
  if (before.state !== 'answered') throw fail('explanation_wrong_state', {});
  const isLast = standing(before.answers).every((answer) => answer.id === answerId);
  const ahead = isLast ? await remindersAhead(core, before.stored) : [];
  await core.db.write(async (tx) => {
    const { state, stored } = await viewOf(core, tx, id);
    if (state !== 'answered') throw fail('explanation_wrong_state', {});
    await takeAnswerBack(tx, { explanationId: id, answerId }, { at: core.clock.now(), by: await readAuthor(core, tx), reason });
    await offerAgain(tx, id, answerId);
    await readRound(core, tx, stored);
    const taken = (await roundLetters(tx, id)).filter(({ withdrawn }) => !withdrawn).map(({ on }) => on);
    const answered = standing((await viewOf(core, tx, id)).answers).length > 0;
    await queue(desk, tx, { explanationId: id, ready: answered ? [] : ahead.filter(({ on }) => !taken.includes(on)) });
    await tellRound(core, tx, { round: stored, event: 'taken_back', reason });
  });
  core.changed('incidents', 'outbox');
}

/** What keeps a letter from being written; whoever takes an answer back does it all the same. */
const NOT_NOW: readonly string[] = ['incident_closed', 'client_not_found', 'letter_incomplete', 'letter_no_contact', 'sender_not_set'];

/** Reminders of a round from what its request was written from; none where none can be written now. */
async function remindersAhead(core: Core, round: StoredRound): Promise<ReadyLetter[]> {
  const request = (await roundLetters(core.db.read, round.id)).find(({ purpose }) => purpose === 'request');
  const values = request === undefined ? {} : (await wordsOf(core.db.read, request.letterId)).byHand;
  return await composeReminders(core, { ...round, values }).catch((error: unknown) => {
    if (error instanceof AppError && NOT_NOW.includes(error.code)) return [];
    throw error;
  });
}

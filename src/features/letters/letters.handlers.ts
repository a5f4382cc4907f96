import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { type Letter, OwnLetterKind } from '../../contract/letters.ts';
import type { MergeField } from '../../contract/merge-fields.ts';
import type { Transport } from '../../contract/outbox.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { withoutFoot } from '../../shared/letter-foot.ts';
import type { Core } from '../core.ts';
import { findCase, isAtStopped, lastPutRight, namable, reachedNobody, writtenNames } from '../incidents/index.ts';
import type { Outbox } from '../outbox/index.ts';
import { readSettings } from '../settings/index.ts';
import { blockOf, gather, KEPT } from './gather.ts';
import { answerLetter, giveLetter } from './hand.ts';
import { findLetter, leavingAt, lettersOf, wordsOf } from './letters.repo.ts';
import { possibleLetters } from './possible.ts';
import { prepareLetter } from './prepare.ts';
import { letterPdf, letterProof } from './proof.ts';
import { relapseOf } from './relapse.ts';
import { takeBackLast } from './take-back.ts';
import { toldClients } from './told.ts';
import { insertLetter, withdrawLetter } from './write.ts';

type Own = Handlers<Contract['letters']>;
type Compose = Own['compose'];

/** The functions of `contract.letters`. Only the outbox sends. */
export function lettersHandlers(core: Core, { enqueue, withdraw }: Pick<Outbox, 'enqueue' | 'withdraw'>): Own {
  const db = core.db.read;
  const written = async (id: string) => {
    core.changed('incidents', 'outbox');
    return await findLetter(db, id);
  };
  const after =
    <I extends { readonly id: string }>(work: (core: Core, input: I) => Promise<void>) =>
    async (input: I) => {
      await work(core, input);
      return await written(input.id);
    };
  return {
    list: ({ incidentId }) => listLetters(core, incidentId),
    get: async ({ id }) => {
      const { text, html } = await wordsOf(db, id);
      return { ...(await findLetter(db, id)), text, html };
    },
    possible: ({ incidentId }) => possibleLetters(core, incidentId),
    compose: (order) => composeLetter(core, order),
    named: async ({ incidentId, text, clientId }) => {
      const { concerned } = await findCase(core, db, incidentId);
      return text.trim() === '' ? [] : writtenNames(text, await namable(db, { readerId: clientId ?? null, concerned }));
    },
    write: async (order) => await written(await writeLetter(core, enqueue, order)),
    again: async ({ id }) => await written(await writeAgain(core, enqueue, id)),
    give: after(giveLetter),
    answer: after(answerLetter),
    takeBack: after((_core, { id }) => takeBackLast(core, id)),
    withdraw: async ({ id }) => {
      requireOwn(await findLetter(db, id));
      await core.db.write((tx) => withdrawLetter(core, tx, { id, because: 'withdrawn', withdraw }));
      return await written(id);
    },
    pdf: ({ id }) => letterPdf(core, id),
    told: async ({ incidentId }) => await toldClients(db, await findCase(core, db, incidentId)),
    proof: ({ id }) => letterProof(core, id),
    relapse: ({ incidentId }) => relapseOf(core, db, incidentId),
  };
}

async function listLetters(core: Core, incidentId: string): ReturnType<Own['list']> {
  await findCase(core, core.db.read, incidentId);
  const { transport } = await readSettings(core, core.db.read);
  const all = await lettersOf(core.db.read, incidentId);
  const putRight = await lastPutRight(core.db.read, incidentId);
  const leaving = await leavingAt(core.db.read, incidentId);
  return all.map((letter) => ({
    ...letter,
    mayRepeat: OwnLetterKind.safeParse(letter.kind).success && !anyStands(all, { letter, transport }),
    leavesAt: leaving.get(letter.id) ?? null,
    outdated: putRight !== null && letter.createdAt < putRight && WAITING.includes(letter.state),
  }));
}

const WAITING: readonly Letter['state'][] = ['ready', 'queued'];

async function writeLetter(core: Core, enqueue: Outbox['enqueue'], { followUpOn, ...order }: Parameters<Own['write']>[0]): Promise<string> {
  const prepared = await prepareLetter(core, order);
  return await core.db.write((tx) => insertLetter(core, tx, { prepared, enqueue, followUpOn }));
}

/** Writes a letter that nobody got anew. Throws `letter_not_found`, `letter_wrong_state` and what writing throws. */
async function writeAgain(core: Core, enqueue: Outbox['enqueue'], id: string): Promise<string> {
  const { followUpOn, ...order } = await sameOrder(core, id);
  const prepared = await prepareLetter(core, order);
  return await core.db.write(async (tx) => {
    // Another may have been written since.
    await requireNoneStanding(core, tx, await findLetter(tx, id));
    return await insertLetter(core, tx, { prepared, enqueue, followUpOn });
  });
}

/** Letters of a feature of their own are written, asked again and taken back only there. */
function requireOwn({ kind }: Letter): OwnLetterKind {
  const own = OwnLetterKind.safeParse(kind);
  if (!own.success) throw fail('letter_wrong_state', {});
  return own.data;
}

/** What letters did not tell of at first: one from before is written again without it where it is not known. */
const CAME_LATER = 'cause' satisfies MergeField;

/** What a letter that nobody got was written from, to write the same anew. Throws `letter_not_found`, `letter_wrong_state`. */
async function sameOrder(core: Core, id: string): Promise<Parameters<Own['write']>[0]> {
  const db = core.db.read;
  const letter = await findLetter(db, id);
  const kind = requireOwn(letter);
  const { incidentId, language, clientId, notKnown, followUpOn } = letter;
  await requireNoneStanding(core, db, letter);
  const { byHand } = await wordsOf(db, id);
  const order = { incidentId, kind, language, notKnown, values: byHand, ...(clientId === null ? {} : { clientId }) };
  const { missing } = (await gather(core, order)).composed;
  return {
    ...order,
    notKnown: missing.includes(CAME_LATER) ? [...notKnown, CAME_LATER] : notKnown,
    // A day that has passed is chosen anew.
    ...(followUpOn === null || followUpOn < dateIn(core.clock.now(), core.clock.timeZone()) ? {} : { followUpOn }),
  };
}

/** Throws `letter_wrong_state` where one of its kind to the same reader is on its way or arrived. */
async function requireNoneStanding(core: Core, db: ReadDb, letter: Letter): Promise<void> {
  const { transport } = await readSettings(core, db);
  if (anyStands(await lettersOf(db, letter.incidentId), { letter, transport })) throw fail('letter_wrong_state', {});
}

/** Whether one of the same kind to the same client is on its way, or arrived. */
function anyStands(all: readonly Letter[], { letter: { kind, clientId }, transport }: { readonly letter: Letter; readonly transport: Transport }): boolean {
  return all.some((other) => other.kind === kind && other.clientId === clientId && stands(other, transport));
}

/** It is on its way, or arrived. What was only practised or drafted stands until letters really leave. */
function stands({ state }: Letter, transport: Transport): boolean {
  return !reachedNobody(state, transport) && (state !== 'prepared' || transport !== 'smtp');
}

/** A letter as it would be, and the same for whoever composes it. */
async function composeLetter(core: Core, { readerLanguage, ...order }: Parameters<Compose>[0]): ReturnType<Compose> {
  const gathered = await gather(core, order);
  const { found, reader, to, composed, fields } = gathered;
  const { content, letter } = composed;
  const own = readerLanguage ?? (await readSettings(core, core.db.read)).language ?? content.language;
  // For whoever composes it, what stands in the letter as it was typed.
  const kept = fields.find(({ field }) => field === KEPT)?.value ?? '';
  const values = kept === '' ? order.values : { ...order.values, [KEPT]: kept };
  const other = own === content.language ? null : (await gather(core, { ...order, values, language: own })).composed;
  return {
    clientId: reader === 'client' ? (gathered.recipient?.client.id ?? null) : null,
    ...{ reader, to, fields, atStopped: await isAtStopped(core.db.read, found, to) },
    language: content.language,
    subject: content.subject,
    text: letter.text,
    html: letter.html,
    translation: other === null ? null : { language: own, subject: other.content.subject, text: withoutFoot(other.letter.text) },
    missing: [...composed.missing],
    blocked: await blockOf(core, gathered, order.kind),
  };
}

import { fail } from '../../contract/fail.ts';
import type { Letter } from '../../contract/letters.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { SettledMessage } from '../hooks.ts';
import { findCase, requireConcerned, tellStory } from '../incidents/index.ts';
import type { Enqueue } from '../notices/index.ts';
import type { Outbox, Withdrawal } from '../outbox/index.ts';
import { readAuthor } from '../settings/index.ts';
import { blockOfCase } from './block.rules.ts';
import { LETTER_FORMS, stepFor } from './forms.rules.ts';
import { findLetter, letterByMessage, lettersOf, updateLetter } from './letters.repo.ts';
import { failureOf, type PreparedLetter } from './prepare.ts';
import { moveStep } from './steps.ts';

/** A letter, and how it leaves. */
export interface Leaving {
  readonly prepared: PreparedLetter;
  readonly enqueue: Enqueue;
  /** When it may leave, in epoch milliseconds; at once when left out. */
  readonly dueAt?: number | undefined;
  /** Day to ask again if nothing is heard. */
  readonly followUpOn?: string | undefined;
  /** Whoever writes it moves its step and tells the story, also of what it belongs to. */
  readonly quiet?: boolean;
}

/**
 * Writes a letter down in the transaction of whatever made it needed: its message goes into the queue, its step waits, the story tells. The caller says
 * `core.changed('incidents')` after the commit. Returns its id. Throws `client_not_concerned`, `client_innocent`, and `incident_closed`,
 * `findings_missing`, `step_too_early` where the case changed meanwhile.
 */
export async function insertLetter(core: Core, tx: WriteDb, { prepared, enqueue, dueAt, followUpOn, quiet = false }: Leaving): Promise<string> {
  const { incidentId, kind, client, message, pdf } = prepared;
  const found = await findCase(core, tx, incidentId);
  const blocked = blockOfCase(found, kind);
  if (blocked !== null) throw failureOf(blocked, { found, kind, recipient: null });
  const { many = false } = LETTER_FORMS[kind];
  // Of many, each goes to somebody who has nothing to do with it.
  if (client !== null && !many) requireConcerned(found, client);
  const id = core.ids.next();
  const now = core.clock.now();
  const step = stepFor(kind, found.steps);
  const outboxId = message === null ? null : await enqueue(tx, { ...message, dueAt: dueAt ?? now });
  await tx
    .insertInto('letter')
    .values({
      ...{ id, kind, step, pdf },
      incident_id: incidentId,
      reader: prepared.reader,
      language: prepared.language,
      client_id: client?.id ?? null,
      client_name: client?.name ?? '',
      recipient: prepared.to,
      subject: prepared.subject,
      content: prepared.content,
      content_sha256: prepared.contentSha256,
      text: prepared.text,
      html: prepared.html,
      by_hand: JSON.stringify(prepared.byHand),
      not_known: JSON.stringify(prepared.notKnown),
      created_at: now,
      author: await readAuthor(core, tx),
      outbox_id: outboxId,
      follow_up_on: followUpOn ?? null,
    })
    .execute();
  if (quiet || many) return id;
  const told = toldOf(prepared);
  // Nobody waits for a letter that somebody still has to hand in.
  if (message === null) await tellStory(core, tx, { id: incidentId, what: 'note', told });
  else await moveStep(core, tx, { id: incidentId, step, state: 'waiting', told, on: followUpOn });
  return id;
}

function toldOf({ message, subject, to }: PreparedLetter): StoryTold {
  return { key: message === null ? 'letter_written' : 'letter_queued', values: { subject, to } };
}

/** What a letter is taken back by. */
export interface TakingBack {
  readonly id: string;
  readonly because: Withdrawal;
  readonly withdraw: Outbox['withdraw'];
}

/** Takes back what did not leave yet, in a transaction of somebody else. Throws `letter_not_found`, and `letter_wrong_state` for what left or was handed in. */
export async function withdrawLetter(core: Core, tx: WriteDb, { id, because, withdraw }: TakingBack): Promise<void> {
  const letter = await findLetter(tx, id);
  if (letter.outboxId !== null) {
    // What follows from it is done where its message is settled.
    if ((await withdraw(tx, [letter.outboxId], because)) === 0) throw fail('letter_wrong_state', {});
    return;
  }
  if (letter.state !== 'ready') throw fail('letter_wrong_state', {});
  await takeOff(core, tx, { id, at: core.clock.now() });
}

/** What becomes of a letter when its message left, failed or was taken out. For `createApp`; other messages are none of its business. */
export async function letterSettled(core: Core, tx: WriteDb, message: SettledMessage): Promise<void> {
  const letter = message.kind === 'letter' ? await letterByMessage(tx, message.outboxId) : undefined;
  if (letter === undefined) return;
  if (message.state === 'cancelled') {
    await takeOff(core, tx, { id: letter.id, at: message.at });
    return;
  }
  const { answered, many = false } = LETTER_FORMS[letter.kind];
  if (many && message.state === 'sent') return;
  const how = letter.state === 'practised' || letter.state === 'prepared' ? letter.state : message.state;
  const told: StoryTold = { key: `letter_${how}`, values: { subject: letter.subject, to: letter.to, reply: message.reply } };
  if (message.state === 'failed') await reopenStep(core, tx, { letter, told });
  else await moveStep(core, tx, { id: letter.incidentId, step: letter.step, state: message.state === 'sent' && !answered ? 'done' : 'waiting', told });
}

/** What the story tells where it was not taken back by hand, by the reason that its message was given; null = whatever ended it tells of itself. */
const TAKEN_OFF: Readonly<Record<string, StoryTold['key'] | null>> = { answered: null, round_over: null, day_over: 'letter_day_over' };

async function takeOff(core: Core, tx: WriteDb, { id, at }: { readonly id: string; readonly at: number }): Promise<void> {
  await updateLetter(tx, id, { withdrawnAt: at, followUpOn: null });
  const letter = await findLetter(tx, id);
  const message = await tx.selectFrom('outbox').where('id', '=', letter.outboxId).select('error_code').executeTakeFirst();
  const key = TAKEN_OFF[message?.error_code ?? ''];
  if (key === null) return;
  const told: StoryTold = { key: key ?? 'letter_withdrawn', values: { subject: letter.subject } };
  if (letter.outboxId === null) await tellStory(core, tx, { id: letter.incidentId, what: 'note', told });
  else await reopenStep(core, tx, { letter, told });
}

/** Nobody gets it: its step is open again, also where its leaving had ended it, unless another letter of the same step stands. */
async function reopenStep(core: Core, tx: WriteDb, { letter, told }: { readonly letter: Letter; readonly told: StoryTold }): Promise<void> {
  const { incidentId: id, step, kind } = letter;
  const { answered, many = false } = LETTER_FORMS[kind];
  const others = await othersStand(tx, letter);
  const { steps } = await findCase(core, tx, id);
  const endedByIt = !answered && !many && steps.some((own) => own.id === step && own.state === 'done');
  await moveStep(core, tx, { id, step, state: others ? 'waiting' : 'open', told, again: endedByIt && !others });
}

async function othersStand(tx: WriteDb, { id, incidentId, step }: Letter): Promise<boolean> {
  const others = (await lettersOf(tx, incidentId)).filter((other) => other.id !== id && other.step === step);
  return others.some(({ state }) => state !== 'withdrawn' && state !== 'failed');
}

import { z } from 'zod';
import { Language } from '../../contract/common.ts';
import { fail } from '../../contract/fail.ts';
import { ClientId, IncidentId, LetterId, OutboxId } from '../../contract/ids.ts';
import { CaseLetterKind, StepId } from '../../contract/incidents.ts';
import { Handover, type Letter, LetterAnswer, LetterReader, type LetterState } from '../../contract/letters.ts';
import { MergeField } from '../../contract/merge-fields.ts';
import { OutboxState, Transport } from '../../contract/outbox.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { stateByMessage } from '../incidents/index.ts';

function rows(db: ReadDb) {
  return db
    .selectFrom('letter')
    .leftJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .select(['letter.id', 'letter.incident_id', 'letter.kind', 'letter.step', 'letter.reader', 'letter.language', 'letter.client_id', 'letter.client_name'])
    .select(['letter.recipient', 'letter.subject', 'letter.content_sha256', 'letter.created_at', 'letter.author', 'letter.outbox_id', 'letter.not_known'])
    .select(['letter.given', 'letter.answer', 'letter.answers_before', 'letter.follow_up_on', 'letter.withdrawn_at'])
    .select(['outbox.state as outboxState', 'outbox.sent_at', 'outbox.server_reply', 'outbox.transport']);
}

/** An answer, and when it was written down. */
interface KeptAnswer {
  readonly answer: LetterAnswer;
  readonly at: number;
}
const KeptAnswers = z.array(z.object({ answer: LetterAnswer, at: z.number() }));

/** What host or list answered to a letter, the first one first. */
export async function answersTo(db: ReadDb, id: string): Promise<KeptAnswer[]> {
  const row = await db.selectFrom('letter').where('id', '=', id).select(['answer', 'answered_at', 'answers_before']).executeTakeFirstOrThrow();
  const last = row.answer === null ? [] : [{ answer: LetterAnswer.parse(JSON.parse(row.answer)), at: row.answered_at ?? 0 }];
  return [...KeptAnswers.parse(JSON.parse(row.answers_before)), ...last];
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function stateOf({ withdrawn_at, outboxState, transport, given }: Row): LetterState {
  if (withdrawn_at !== null) return 'withdrawn';
  if (outboxState !== null) {
    return stateByMessage(OutboxState.parse(outboxState), Transport.parse(transport));
  }
  return given === null ? 'ready' : 'given';
}

function letterOf(row: Row): Letter {
  const optional = <T>(schema: z.ZodType<T>, stored: string | null): T | null => (stored === null ? null : schema.parse(JSON.parse(stored)));
  return {
    id: LetterId.parse(row.id),
    incidentId: IncidentId.parse(row.incident_id),
    kind: CaseLetterKind.parse(row.kind),
    step: row.step === null ? null : StepId.parse(row.step),
    reader: LetterReader.parse(row.reader),
    language: Language.parse(row.language),
    clientId: row.client_id === null ? null : ClientId.parse(row.client_id),
    clientName: row.client_name,
    to: row.recipient,
    subject: row.subject,
    contentSha256: row.content_sha256,
    createdAt: toIso(row.created_at),
    author: row.author,
    state: stateOf(row),
    outboxId: row.outbox_id === null ? null : OutboxId.parse(row.outbox_id),
    sentAt: row.sent_at === null ? null : toIso(row.sent_at),
    serverReply: row.server_reply ?? '',
    given: optional(Handover, row.given),
    followUpOn: row.follow_up_on,
    answer: optional(LetterAnswer, row.answer),
    answersBefore: KeptAnswers.parse(JSON.parse(row.answers_before)).map(({ answer }) => answer),
    notKnown: z.array(MergeField).parse(JSON.parse(row.not_known)),
  };
}

/** Throws `letter_not_found`. */
export async function findLetter(db: ReadDb, id: string): Promise<Letter> {
  const row = await rows(db).where('letter.id', '=', id).executeTakeFirst();
  if (row === undefined) throw fail('letter_not_found', {});
  return letterOf(row);
}

/** Letters of a case, newest first. */
export async function lettersOf(db: ReadDb, incidentId: string): Promise<Letter[]> {
  return (await rows(db).where('letter.incident_id', '=', incidentId).orderBy('letter.created_at', 'desc').orderBy('letter.id', 'desc').execute()).map(
    letterOf,
  );
}

/** When the messages of a case that wait may leave, by letter. */
export async function leavingAt(db: ReadDb, incidentId: string): Promise<ReadonlyMap<string, string>> {
  const waiting = await db
    .selectFrom('letter')
    .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .where('letter.incident_id', '=', incidentId)
    .where('outbox.state', '=', 'queued')
    .select(['letter.id', 'outbox.due_at'])
    .execute();
  return new Map(waiting.map(({ id, due_at }) => [id, toIso(due_at)]));
}

/** The letter that a message carries. */
export async function letterByMessage(db: ReadDb, outboxId: string): Promise<Letter | undefined> {
  const row = await rows(db).where('letter.outbox_id', '=', outboxId).executeTakeFirst();
  return row === undefined ? undefined : letterOf(row);
}

const ByHand = z.partialRecord(MergeField, z.string());

/** What a letter says, as it was written, and what was put in by hand. Throws `letter_not_found`. */
export async function wordsOf(db: ReadDb, id: string) {
  const row = await db.selectFrom('letter').where('id', '=', id).select(['text', 'html', 'pdf', 'by_hand']).executeTakeFirst();
  if (row === undefined) throw fail('letter_not_found', {});
  return { text: row.text, html: row.html, pdf: row.pdf, byHand: ByHand.parse(JSON.parse(row.by_hand)) };
}

/** What was put by hand into letters of earlier days for a field that stays the same from case to case: the last in each language, the newest language first. */
export async function lastByHand(db: ReadDb, field: MergeField): Promise<ReadonlyMap<z.infer<typeof Language>, string>> {
  const all = await db
    .selectFrom('letter')
    .where('by_hand', 'like', `%"${field}"%`)
    .groupBy('language')
    .select((eb) => ['language', 'by_hand', eb.fn.max('created_at').as('newest')])
    .orderBy('newest', 'desc')
    .execute();
  return new Map(all.map(({ language, by_hand }) => [Language.parse(language), ByHand.parse(JSON.parse(by_hand))[field] ?? '']));
}

/** What may change of a letter: never what it says. */
export interface LetterChange {
  /** null = it was not handed in after all. */
  readonly given?: Handover | null;
  /** All of them, the first one first. */
  readonly answers?: readonly KeptAnswer[];
  readonly followUpOn?: string | null;
  readonly withdrawnAt?: number;
}

function columnsOf(answers: readonly KeptAnswer[]) {
  const last = answers.at(-1);
  return {
    answer: last === undefined ? null : JSON.stringify(last.answer),
    answered_at: last?.at ?? null,
    answers_before: JSON.stringify(answers.slice(0, -1)),
  };
}

export async function updateLetter(tx: WriteDb, id: string, { given, answers, followUpOn, withdrawnAt }: LetterChange): Promise<void> {
  await tx
    .updateTable('letter')
    .set({
      ...(given === undefined ? {} : { given: given === null ? null : JSON.stringify(given) }),
      ...(answers === undefined ? {} : columnsOf(answers)),
      ...(followUpOn === undefined ? {} : { follow_up_on: followUpOn }),
      ...(withdrawnAt === undefined ? {} : { withdrawn_at: withdrawnAt }),
    })
    .where('id', '=', id)
    .execute();
}

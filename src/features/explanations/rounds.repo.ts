import { z } from 'zod';
import { AnswerMark, AnswerObjection, AnswerQuestion } from '../../contract/answers.ts';
import { Language } from '../../contract/common.ts';
import { AnswerVerdict, RoundLetterPurpose } from '../../contract/explanations.ts';
import { fail } from '../../contract/fail.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Said } from './checklist.rules.ts';

const Questions = z.array(AnswerQuestion);
const StoredReading = z.object({
  questions: z.array(z.object({ question: AnswerQuestion, mark: AnswerMark, passage: z.string() })),
  objections: z.array(z.object({ objection: AnswerObjection, passage: z.string() })),
});

/** A round as it is kept. */
export interface StoredRound {
  readonly id: string;
  readonly incidentId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly round: number;
  readonly language: z.infer<typeof Language>;
  readonly askedAt: number;
  readonly askedBy: string;
  readonly deadlineOn: string;
  readonly asked: readonly AnswerQuestion[];
  readonly reading: z.infer<typeof StoredReading> | null;
  readonly verdict: { readonly verdict: AnswerVerdict; readonly note: string; readonly at: number; readonly by: string } | null;
  readonly withdrawnAt: number | null;
}

function rounds(db: ReadDb) {
  return db.selectFrom('explanation').selectAll();
}

type Row = Awaited<ReturnType<ReturnType<typeof rounds>['execute']>>[number];

function roundOf(row: Row): StoredRound {
  return {
    id: row.id,
    incidentId: row.incident_id,
    clientId: row.client_id,
    clientName: row.client_name,
    round: row.round,
    language: Language.parse(row.language),
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    deadlineOn: row.deadline_on,
    asked: Questions.parse(JSON.parse(row.questions)),
    reading: row.reading === null ? null : StoredReading.parse(JSON.parse(row.reading)),
    verdict:
      row.verdict === null ? null : { verdict: AnswerVerdict.parse(row.verdict), note: row.verdict_note, at: row.decided_at ?? 0, by: row.decided_by ?? '' },
    withdrawnAt: row.withdrawn_at,
  };
}

/** Throws `explanation_not_found`. */
export async function findRound(db: ReadDb, id: string): Promise<StoredRound> {
  const row = await rounds(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw fail('explanation_not_found', {});
  return roundOf(row);
}

/** Rounds of a case, in the order they were asked. */
export async function roundsOf(db: ReadDb, incidentId: string): Promise<StoredRound[]> {
  return (await rounds(db).where('incident_id', '=', incidentId).orderBy('asked_at').orderBy('id').execute()).map(roundOf);
}

export async function insertRound(tx: WriteDb, round: Omit<StoredRound, 'reading' | 'verdict' | 'withdrawnAt'>): Promise<void> {
  await tx
    .insertInto('explanation')
    .values({
      id: round.id,
      incident_id: round.incidentId,
      client_id: round.clientId,
      client_name: round.clientName,
      round: round.round,
      language: round.language,
      asked_at: round.askedAt,
      asked_by: round.askedBy,
      deadline_on: round.deadlineOn,
      questions: JSON.stringify(round.asked),
      reading: null,
      verdict: null,
      verdict_note: '',
      decided_at: null,
      decided_by: null,
      withdrawn_at: null,
    })
    .execute();
}

/** What may change of a round. */
export interface RoundChange {
  readonly reading?: StoredRound['reading'];
  readonly verdict?: StoredRound['verdict'];
  readonly withdrawnAt?: number;
}

export async function updateRound(tx: WriteDb, id: string, { reading, verdict, withdrawnAt }: RoundChange): Promise<void> {
  await tx
    .updateTable('explanation')
    .set({
      ...(reading === undefined ? {} : { reading: reading === null ? null : JSON.stringify(reading) }),
      ...(verdict === undefined
        ? {}
        : { verdict: verdict?.verdict ?? null, verdict_note: verdict?.note ?? '', decided_at: verdict?.at ?? null, decided_by: verdict?.by ?? null }),
      ...(withdrawnAt === undefined ? {} : { withdrawn_at: withdrawnAt }),
    })
    .where('id', '=', id)
    .execute();
}

/** A letter of a round. `withdrawn`: taken out before it left. */
export interface StoredLetter {
  readonly letterId: string;
  readonly explanationId: string;
  readonly purpose: RoundLetterPurpose;
  readonly on: string;
  readonly dueAt: number;
  readonly withdrawn: boolean;
}

export async function insertRoundLetter(tx: WriteDb, { letterId, explanationId, purpose, on, dueAt }: Omit<StoredLetter, 'withdrawn'>): Promise<void> {
  await tx
    .insertInto('explanation_letter')
    .values({ letter_id: letterId, explanation_id: explanationId, purpose, on_day: on, due_at: dueAt, withdrawn: 0 })
    .execute();
}

export async function noteWithdrawn(tx: WriteDb, letterId: string): Promise<void> {
  await tx.updateTable('explanation_letter').set({ withdrawn: 1 }).where('letter_id', '=', letterId).execute();
}

function letters(db: ReadDb) {
  return db.selectFrom('explanation_letter').selectAll().orderBy('due_at');
}

function letterOf(row: Awaited<ReturnType<ReturnType<typeof letters>['execute']>>[number]): StoredLetter {
  return {
    letterId: row.letter_id,
    explanationId: row.explanation_id,
    purpose: RoundLetterPurpose.parse(row.purpose),
    on: row.on_day,
    dueAt: row.due_at,
    withdrawn: row.withdrawn === 1,
  };
}

/** Letters of a round, those withdrawn among them, by the time they leave. */
export async function roundLetters(db: ReadDb, explanationId: string): Promise<StoredLetter[]> {
  return (await letters(db).where('explanation_id', '=', explanationId).execute()).map(letterOf);
}

/** Letters of rounds that wait in the queue, with whom they go to. */
export async function lettersWaiting(db: ReadDb) {
  return await db
    .selectFrom('explanation_letter')
    .innerJoin('explanation', 'explanation.id', 'explanation_letter.explanation_id')
    .innerJoin('letter', 'letter.id', 'explanation_letter.letter_id')
    .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .innerJoin('incident', 'incident.id', 'explanation.incident_id')
    .where('explanation_letter.withdrawn', '=', 0)
    .where('outbox.state', 'in', ['queued', 'deferred'])
    .select([
      'letter.id as letterId',
      'explanation.id as explanationId',
      'explanation.client_id as clientId',
      'outbox.host_id as hostId',
      'explanation_letter.purpose',
      'explanation.deadline_on as deadlineOn',
      'explanation_letter.on_day as onDay',
      'explanation_letter.due_at as dueAt',
      'incident.closed_at as closedAt',
    ])
    .execute();
}

/** The item of a mark as it is kept. */
const itemOf = (said: { readonly question: AnswerQuestion } | { readonly objection: AnswerObjection }): string =>
  'question' in said ? `question:${said.question}` : `objection:${said.objection}`;

/** What persons said of questions and objections of a round. */
export async function saidOf(db: ReadDb, explanationId: string): Promise<Said[]> {
  const rows = await db.selectFrom('explanation_mark').where('explanation_id', '=', explanationId).selectAll().execute();
  return rows.map(({ item, mark, author }) => {
    const [kind, name] = item.split(':');
    return kind === 'question'
      ? { question: AnswerQuestion.parse(name), mark: AnswerMark.parse(mark), author }
      : { objection: AnswerObjection.parse(name), stands: mark === 'stands', author };
  });
}

/** Keeps what a person said, in place of what was said before. */
export async function writeSaid(tx: WriteDb, explanationId: string, { at, ...said }: Said & { readonly at: number }): Promise<void> {
  const row = { mark: 'question' in said ? said.mark : said.stands ? 'stands' : 'falls', author: said.author, at };
  await tx
    .insertInto('explanation_mark')
    .values({ explanation_id: explanationId, item: itemOf(said), ...row })
    .onConflict((conflict) => conflict.columns(['explanation_id', 'item']).doUpdateSet(row))
    .execute();
}

/** Forgets what persons said of one item. */
export async function forgetSaid(tx: WriteDb, explanationId: string, what: Parameters<typeof itemOf>[0]): Promise<void> {
  await tx.deleteFrom('explanation_mark').where('explanation_id', '=', explanationId).where('item', '=', itemOf(what)).execute();
}

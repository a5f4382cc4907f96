import { z } from 'zod';
import { AnswerChannel, OfferedMail, RoundAnswer } from '../../contract/explanations.ts';
import { fail } from '../../contract/fail.ts';
import { AnswerId, ExplanationId, OfferId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';

const Names = z.array(z.string());

/** An answer to be kept. `raw`: as it came. */
export interface NewAnswer {
  readonly id: string;
  readonly explanationId: string;
  readonly source: RoundAnswer['source'];
  readonly takenAt: number;
  readonly takenBy: string;
  readonly sender: string;
  readonly subject: string;
  readonly writtenAt: number | null;
  readonly cameOn: string | null;
  readonly channel: AnswerChannel | null;
  readonly text: string;
  readonly ownWords: string;
  readonly files: readonly string[];
  readonly sha256: string;
  readonly raw: Uint8Array;
}

export async function insertAnswer(
  tx: WriteDb,
  { explanationId, takenAt, takenBy, writtenAt, cameOn, channel, ownWords, files, ...answer }: NewAnswer,
): Promise<void> {
  await tx
    .insertInto('explanation_answer')
    .values({
      ...answer,
      explanation_id: explanationId,
      taken_at: takenAt,
      taken_by: takenBy,
      written_at: writtenAt,
      came_on: cameOn,
      channel: channel ?? '',
      own_words: ownWords,
      files: JSON.stringify(files),
      back_at: null,
      back_by: null,
      back_reason: null,
    })
    .execute();
}

const COLUMNS = [
  'id',
  'source',
  'taken_at',
  'taken_by',
  'sender',
  'subject',
  'written_at',
  'came_on',
  'channel',
  'text',
  'own_words',
  'files',
  'back_at',
  'back_by',
  'back_reason',
] as const;

/** Answers of a round, oldest first, those taken back among them. */
export async function answersOf(db: ReadDb, explanationId: string): Promise<RoundAnswer[]> {
  const rows = await db
    .selectFrom('explanation_answer')
    .where('explanation_id', '=', explanationId)
    .select(COLUMNS)
    .orderBy('taken_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: AnswerId.parse(row.id),
    source: RoundAnswer.shape.source.parse(row.source),
    takenAt: toIso(row.taken_at),
    author: row.taken_by,
    from: row.sender,
    subject: row.subject,
    writtenAt: row.written_at === null ? null : toIso(row.written_at),
    cameOn: row.came_on,
    channel: row.channel === '' ? null : AnswerChannel.parse(row.channel),
    text: row.text,
    ownWords: row.own_words,
    files: Names.parse(JSON.parse(row.files)),
    takenBack: row.back_at === null ? null : { at: toIso(row.back_at), author: row.back_by ?? '', reason: row.back_reason ?? '' },
  }));
}

/** Whether this very mail or text was taken as an answer to this, or was and is said to be none; null = never. */
export async function takenBefore(db: ReadDb, explanationId: string, sha256: string): Promise<'taken' | 'taken_back' | null> {
  const rows = await db.selectFrom('explanation_answer').where('explanation_id', '=', explanationId).where('sha256', '=', sha256).select('back_at').execute();
  if (rows.some(({ back_at }) => back_at === null)) return 'taken';
  return rows.length > 0 ? 'taken_back' : null;
}

/** An answer as it came. Throws `answer_not_found`. */
export async function rawAnswer(
  db: ReadDb,
  explanationId: string,
  id: string,
): Promise<{ readonly source: string; readonly subject: string; readonly raw: Uint8Array }> {
  const row = await db
    .selectFrom('explanation_answer')
    .where('id', '=', id)
    .where('explanation_id', '=', explanationId)
    .select(['source', 'subject', 'raw'])
    .executeTakeFirst();
  if (row === undefined) throw fail('answer_not_found', {});
  return row;
}

/** Says that an answer is none. Throws `answer_not_found` for one that was taken back before. */
export async function takeAnswerBack(
  tx: WriteDb,
  { explanationId, answerId }: { readonly explanationId: string; readonly answerId: string },
  back: { readonly at: number; readonly by: string; readonly reason: string },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('explanation_answer')
    .set({ back_at: back.at, back_by: back.by, back_reason: back.reason })
    .where('id', '=', answerId)
    .where('explanation_id', '=', explanationId)
    .where('back_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw fail('answer_not_found', {});
}

/** A mail that may be the answer. */
export interface NewOffer {
  readonly id: string;
  readonly explanationId: string;
  readonly reason: OfferedMail['reason'];
  readonly sender: string;
  readonly subject: string;
  readonly writtenAt: number | null;
  readonly readAt: number;
  readonly ownWords: string;
  readonly sha256: string;
  readonly raw: Uint8Array;
}

/** Keeps a mail that may be the answer, once. */
export async function insertOffer(tx: WriteDb, { explanationId, writtenAt, readAt, ownWords, ...offer }: NewOffer): Promise<void> {
  await tx
    .insertInto('explanation_offer')
    .values({ ...offer, explanation_id: explanationId, written_at: writtenAt, read_at: readAt, own_words: ownWords, state: 'open' })
    .onConflict((conflict) => conflict.columns(['explanation_id', 'sha256']).doNothing())
    .execute();
}

/** Mails that may be answers of a case and were not taken, newest first. */
export async function offersOf(db: ReadDb, incidentId: string): Promise<OfferedMail[]> {
  const rows = await db
    .selectFrom('explanation_offer')
    .innerJoin('explanation', 'explanation.id', 'explanation_offer.explanation_id')
    .where('explanation.incident_id', '=', incidentId)
    .where('explanation_offer.state', '<>', 'taken')
    .select(['explanation_offer.id', 'explanation_id', 'explanation.round', 'explanation.client_name', 'explanation_offer.reason', 'sender', 'subject'])
    .select(['written_at', 'read_at', 'own_words', 'state'])
    .orderBy('read_at', 'desc')
    .orderBy('explanation_offer.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: OfferId.parse(row.id),
    explanationId: ExplanationId.parse(row.explanation_id),
    round: row.round,
    clientName: row.client_name,
    reason: OfferedMail.shape.reason.parse(row.reason),
    from: row.sender,
    subject: row.subject,
    writtenAt: row.written_at === null ? null : toIso(row.written_at),
    readAt: toIso(row.read_at),
    text: row.own_words,
    dismissed: row.state === 'dismissed',
  }));
}

/** A mail that is offered. Throws `offer_not_found`. */
export async function findOffer(db: ReadDb, id: string) {
  const row = await db
    .selectFrom('explanation_offer')
    .innerJoin('explanation', 'explanation.id', 'explanation_offer.explanation_id')
    .where('explanation_offer.id', '=', id)
    .select(['explanation_offer.id', 'explanation_id as explanationId', 'raw', 'state', 'explanation.incident_id as incidentId'])
    .executeTakeFirst();
  if (row === undefined) throw fail('offer_not_found', {});
  return row;
}

export async function setOffer(tx: WriteDb, id: string, state: 'open' | 'taken' | 'dismissed'): Promise<void> {
  await tx.updateTable('explanation_offer').set({ state }).where('id', '=', id).execute();
}

/** A mail that was taken and is taken back waits again, if it had been offered. */
export async function offerAgain(tx: WriteDb, explanationId: string, answerId: string): Promise<void> {
  await tx
    .updateTable('explanation_offer')
    .set({ state: 'open' })
    .where('explanation_id', '=', explanationId)
    .where('state', '=', 'taken')
    .where('sha256', '=', (eb) => eb.selectFrom('explanation_answer').where('id', '=', answerId).select('sha256'))
    .execute();
}

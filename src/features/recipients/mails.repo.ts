import { z } from 'zod';
import { ConfirmationId } from '../../contract/ids.ts';
import { ConfirmationMail, ConfirmationSign } from '../../contract/recipients.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';

/** A mail that was put in, to be kept. */
export interface NewMail {
  readonly id: string;
  readonly incidentId: string;
  readonly sha256: string;
  readonly takenAt: number;
  readonly author: string;
  readonly writtenAt: number | null;
  readonly from: string;
  readonly subject: string;
  readonly own: string;
  readonly signs: readonly ConfirmationSign[];
  readonly eml: Uint8Array;
}

const Signs = z.array(ConfirmationSign);

/** Mails of a case, newest first, without what they carry. */
export async function readMails(db: ReadDb, incidentId: string): Promise<ConfirmationMail[]> {
  const rows = await db
    .selectFrom('recipient_mail')
    .where('incident_id', '=', incidentId)
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .select(['id', 'sha256', 'taken_at', 'author', 'written_at', 'from_address', 'subject', 'own', 'signs', 'accepted', 'reason', 'decided_at', 'decided_by'])
    .execute();
  return rows.map((row) => {
    const signs = Signs.parse(JSON.parse(row.signs));
    const { accepted, decided_at: at } = row;
    return ConfirmationMail.parse({
      id: ConfirmationId.parse(row.id),
      writtenAt: row.written_at === null ? null : toIso(row.written_at),
      takenAt: toIso(row.taken_at),
      author: row.author,
      from: row.from_address,
      subject: row.subject,
      own: row.own,
      sha256: row.sha256,
      signs,
      decision: accepted === null || at === null ? null : { accepted: accepted === 1, reason: row.reason, at: toIso(at), author: row.decided_by ?? '' },
      state: accepted === null ? (signs.length === 0 ? 'confirmed' : 'doubtful') : accepted === 1 ? 'confirmed' : 'refused',
    });
  });
}

/** Keeps a mail. False when the very same is kept for the case already. */
export async function insertMail(tx: WriteDb, { incidentId, takenAt, writtenAt, from, signs, ...mail }: NewMail): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('recipient_mail')
    .values({
      ...mail,
      incident_id: incidentId,
      taken_at: takenAt,
      written_at: writtenAt,
      from_address: from,
      signs: JSON.stringify(signs),
      accepted: null,
      reason: '',
      decided_at: null,
      decided_by: null,
    })
    .onConflict((conflict) => conflict.columns(['incident_id', 'sha256']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

interface Decision {
  readonly accepted: boolean;
  readonly reason: string;
  readonly at: number;
  readonly author: string;
}

/** Writes down what a person decided. False when the case has no such mail. */
export async function decideMail(tx: WriteDb, { incidentId, id }: { readonly incidentId: string; readonly id: string }, decision: Decision): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recipient_mail')
    .set({ accepted: decision.accepted ? 1 : 0, reason: decision.reason, decided_at: decision.at, decided_by: decision.author })
    .where('incident_id', '=', incidentId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The mail as it came; undefined when the case has no such mail. */
export async function originalMail(db: ReadDb, { incidentId, id }: { readonly incidentId: string; readonly id: string }) {
  return await db.selectFrom('recipient_mail').where('incident_id', '=', incidentId).where('id', '=', id).select(['eml', 'from_address']).executeTakeFirst();
}

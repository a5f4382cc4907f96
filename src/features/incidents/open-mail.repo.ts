import { KeptHostMail } from '../../contract/host-mails.ts';
import { HostMailId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';

/** A mail of the host that is to be kept with a case. `At` = epoch milliseconds. */
export interface NewHostMail {
  readonly id: string;
  readonly incidentId: string;
  readonly sha256: string;
  readonly takenAt: number;
  readonly author: string;
  readonly isMail: boolean;
  readonly from: string;
  readonly subject: string;
  readonly writtenAt: number | null;
  readonly messageId: string;
  readonly namesMoment: boolean;
  /** Number at the host and day by which he wants an answer; '' and null = it names none. */
  readonly ticket: string;
  readonly answerBy: string | null;
  /** That day was counted from the one it was put in. */
  readonly answerCounted: boolean;
  readonly original: Uint8Array;
}

/** What was read of a mail before there is a case. */
export type ReadyMail = Omit<NewHostMail, 'id' | 'incidentId' | 'takenAt' | 'author'>;

/** Whether a case has a mail already, byte for byte or under its own number. */
export async function isMailKept(tx: WriteDb, incidentId: string, { sha256, messageId }: ReadyMail): Promise<boolean> {
  const kept = await tx
    .selectFrom('incident_mail')
    .where('incident_id', '=', incidentId)
    .where((eb) => eb.or([eb('sha256', '=', sha256), ...(messageId === '' ? [] : [eb('message_id', '=', messageId)])]))
    .select('id')
    .executeTakeFirst();
  return kept !== undefined;
}

/** Keeps a mail with the case that it opened, or that it is about. */
export async function insertHostMail(tx: WriteDb, mail: NewHostMail): Promise<void> {
  const { id, sha256, author, subject, ticket, original } = mail;
  await tx
    .insertInto('incident_mail')
    .values({
      ...{ id, sha256, author, subject, ticket, original },
      incident_id: mail.incidentId,
      taken_at: mail.takenAt,
      is_mail: mail.isMail ? 1 : 0,
      from_address: mail.from,
      written_at: mail.writtenAt,
      message_id: mail.messageId,
      names_moment: mail.namesMoment ? 1 : 0,
      answer_by: mail.answerBy,
      answer_counted: mail.answerCounted ? 1 : 0,
    })
    .execute();
}

/** The mails of the host that are kept with a case, newest first, without what they carry. */
export async function keptMails(db: ReadDb, incidentId: string): Promise<KeptHostMail[]> {
  const rows = await db
    .selectFrom('incident_mail')
    .where('incident_id', '=', incidentId)
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .select([
      'id',
      'sha256',
      'taken_at',
      'author',
      'is_mail',
      'from_address',
      'subject',
      'written_at',
      'message_id',
      'names_moment',
      'ticket',
      'answer_by',
      'answer_counted',
    ])
    .execute();
  return rows.map((row) =>
    KeptHostMail.parse({
      id: HostMailId.parse(row.id),
      takenAt: toIso(row.taken_at),
      author: row.author,
      isMail: row.is_mail === 1,
      from: row.from_address,
      subject: row.subject,
      writtenAt: row.written_at === null ? null : toIso(row.written_at),
      messageId: row.message_id,
      namesMoment: row.names_moment === 1,
      ticket: row.ticket,
      answerBy: row.answer_by,
      answerCounted: row.answer_counted === 1,
      sha256: row.sha256,
    }),
  );
}

/** A mail as it came; undefined when the case has no such mail. */
export async function originalHostMail(db: ReadDb, { incidentId, mailId }: { readonly incidentId: string; readonly mailId: string }) {
  return await db
    .selectFrom('incident_mail')
    .where('incident_id', '=', incidentId)
    .where('id', '=', mailId)
    .select(['original', 'is_mail', 'subject', 'from_address'])
    .executeTakeFirst();
}

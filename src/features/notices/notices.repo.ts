import type { WriteDb } from '../../db/db.ts';
import type { MailDraft } from '../../ports/mailer.ts';
import { returnPathFor } from '../../shared/return-path.ts';
import type { OutgoingMessage } from '../hooks.ts';
import type { Desk, Letter } from './compose.ts';
import { domainsOf } from './values.rules.ts';

/** Queues a message in the transaction of its notice. */
export type Enqueue = (tx: WriteDb, message: OutgoingMessage) => Promise<string>;

/** A letter with its PDF and its mail as it will leave. */
export interface Envelope {
  readonly letter: Letter;
  readonly pdf: Uint8Array;
  readonly mail: MailDraft;
  readonly eml: Uint8Array;
}

export interface Writing {
  readonly tx: WriteDb;
  readonly desk: Desk;
  readonly enqueue: Enqueue;
  /** When it may leave; at once when left out. */
  readonly dueAt?: number;
}

/**
 * Writes a notice or reminder, the accounts it tells and its message; returns its id. The primary key of `notice_account` refuses a second telling, and a
 * second reminder of one period.
 */
export async function insertNotice({ tx, desk, enqueue, dueAt }: Writing, envelope: Envelope): Promise<string> {
  const { letter } = envelope;
  const noticeId = desk.core.ids.next();
  await tx
    .insertInto('notice')
    .values(noticeRow(noticeId, desk, envelope))
    .execute();
  const told = letter.recipient.accounts.map(({ id }) => ({
    account_id: id,
    version_id: letter.version.id,
    transport: desk.transport,
    period: letter.reminds?.period ?? '',
    notice_id: noticeId,
  }));
  await tx.insertInto('notice_account').values(told).execute();
  await enqueue(tx, { ...messageOf(noticeId, desk, envelope), ...(dueAt === undefined ? {} : { dueAt }) });
  return noticeId;
}

function noticeRow(id: string, { core, transport }: Desk, { letter, pdf }: Envelope) {
  const { recipient, version, content, reminds } = letter;
  return {
    id,
    client_id: recipient.client.id,
    contact_id: recipient.contact?.id ?? '',
    host_id: recipient.host.id,
    version_id: version.id,
    kind: version.kind,
    language: content.language,
    fallback: letter.fallback ? 1 : 0,
    transport,
    content_sha256: letter.contentSha256,
    content: letter.canonical,
    pdf,
    domains: JSON.stringify(domainsOf(recipient)),
    withdrawn_at: null,
    created_at: core.clock.now(),
    // One that is repeated leads to the message it was first in.
    token: reminds?.repeatsToken === true ? null : letter.token,
    about_version_id: reminds?.versionId ?? null,
  };
}

function messageOf(noticeId: string, { core, sender, transport }: Desk, { letter, mail, eml }: Envelope): OutgoingMessage {
  const { recipient, content } = letter;
  return {
    kind: letter.reminds === undefined ? 'notice' : 'reminder',
    noticeId,
    clientId: recipient.client.id,
    clientName: recipient.client.name,
    hostId: recipient.host.id,
    // A message about accounts in several packs counts for the one that was recorded first.
    packId: recipient.accounts[0]?.packId ?? null,
    transport,
    language: content.language,
    sender: mail.from.address,
    returnPath: returnPathFor(sender.bounceAddress || mail.from.address, mail.messageId),
    recipient: mail.to.address,
    subject: mail.subject,
    messageId: mail.messageId,
    eml,
    dueAt: core.clock.now(),
  };
}

/** Takes a cancelled notice back: its accounts are due again. The notice itself stays, marked; the answer says which it is. */
export async function releaseNotice(tx: WriteDb, { noticeId, at }: { readonly noticeId: string; readonly at: number }) {
  await tx.deleteFrom('notice_account').where('notice_id', '=', noticeId).execute();
  await tx.updateTable('notice').set({ withdrawn_at: at }).where('id', '=', noticeId).execute();
  return tx.selectFrom('notice').select(['id', 'client_id', 'host_id', 'version_id', 'content_sha256']).where('id', '=', noticeId).executeTakeFirstOrThrow();
}

import type { ParsedMail } from '../../ports/mailer.ts';
import { LANGUAGES } from '../../shared/language.ts';
import { parseAddress } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';
import { answered, answeredNotice } from './answered.ts';
import { type IncomingMail, type MailCore, replyOf, type TakenIn, unrelated } from './incoming.ts';
import { plainLine } from './plain-line.rules.ts';
import { addReplyEvidence, happenedAt } from './proof.ts';
import { isReport, judgeReply, type Reading, readMail } from './reading.rules.ts';
import { insertReply, isContact, isKnown, replyRow, type SentNotice } from './replies.repo.ts';
import { takeReport } from './take-report.ts';

/** The phrases that notices ask for, in every language that has one. */
export function printedPhrases(core: Pick<Core, 'texts'>): { readonly language: (typeof LANGUAGES)[number]; readonly phrase: string }[] {
  const key = 'notice:acceptance.phrase';
  return LANGUAGES.filter((language) => core.texts.has(language, key)).map((language) => ({ language, phrase: core.texts.t(language, key) }));
}

/** Bytes as a mail; null when they are none that can be read. */
export async function openMail(core: Core, bytes: Uint8Array): Promise<ParsedMail | null> {
  try {
    return await core.mail.read(bytes);
  } catch (error) {
    core.logger.error('mail_unreadable', error);
    return null;
  }
}

/**
 * Keeps a mail that answers a notice with what it proves, in one transaction. What answers none is offered to whoever else waits for a mail;
 * nothing of any other is kept. The same mail again is
 * `already`.
 */
export async function takeIn(core: MailCore, incoming: IncomingMail): Promise<TakenIn> {
  const { mail } = incoming;
  const reading = readMail(mail, (bytes) => core.codec.decode(bytes, 'utf-8'));
  if (isReport(reading)) return await takeReport(core, { ...incoming, reading });
  const notice = await answeredNotice(core, reading, mail);
  if (notice === null) {
    const isOffered = reading.report.nature === 'person' && (await core.otherMail({ mail, bytes: incoming.bytes }));
    return unrelated(isOffered ? 'for_case' : namesToken(reading) ? 'token_unknown' : 'no_trace');
  }
  const otherAddress = await isOtherAddress(core, notice, mail);
  if (mail.messageId === notice.message_id || (otherAddress && (await isResellers(core, notice, { mail, reading })))) return unrelated('no_trace');
  const phrases = printedPhrases(core).map(({ phrase }) => phrase);
  const { verdict, reason, excerpt } = judgeReply(reading, await answered(core, notice), phrases);
  const reply = replyOf(core, incoming, { notice, verdict, reason, otherAddress, excerpt });
  const kept = await core.db.write(async (tx) => {
    if (await isKnown(tx, { ...reply, noticeId: notice.id })) return false;
    await insertReply(tx, reply);
    if (verdict === 'acknowledged') {
      await addReplyEvidence(core, tx, { reply, author: '', note: attachedNames(mail), happenedAt: happenedAt(reply, notice) });
    }
    return true;
  });
  return kept
    ? { verdict, reason, already: false, row: await replyRow(core.db.read, reply.id) }
    : { verdict, reason: 'already_known', already: true, row: null };
}

function namesToken({ tokens }: Reading): boolean {
  return tokens.mistyped || tokens.own.length + tokens.subject.length + tokens.quoted.length > 0;
}

function keyOf(address: string): string {
  return parseAddress(address)?.key ?? address.trim().toLowerCase();
}

async function isOtherAddress(core: Core, notice: SentNotice, mail: ParsedMail): Promise<boolean> {
  const from = keyOf(mail.from.address);
  return from !== keyOf(notice.recipient) && !(await isContact(core.db.read, notice.client_id, from));
}

/** What the reseller wrote in the thread, from whichever of his addresses: a folder of sent mail holds it beside the notice itself. */
async function isResellers(core: Core, notice: SentNotice, { mail, reading }: { readonly mail: ParsedMail; readonly reading: Reading }): Promise<boolean> {
  if (reading.report.nature !== 'person') return false;
  const { sender } = await readSettings(core, core.db.read);
  const own = [notice.sender, sender.fromAddress, sender.supportAddress].filter((address) => address !== '');
  return own.map(keyOf).includes(keyOf(mail.from.address));
}

/** Names of what came with the mail, the notice's own PDF or a signed one among them. */
function attachedNames({ attachments }: ParsedMail): string {
  return attachments
    .map(({ name }) => plainLine(name))
    .filter((name) => name !== '')
    .slice(0, 10)
    .join(', ');
}

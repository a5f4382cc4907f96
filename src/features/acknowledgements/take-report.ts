import type { ReplyVerdict } from '../../contract/acknowledgements.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { singleLine } from '../../shared/text.ts';
import { type ClassifiedRecipient, isSuppressed, recordReport } from '../bounces/index.ts';
import { parseAddress } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { withdrawNotice } from '../notices/index.ts';
import { markBounced } from '../outbox/index.ts';
import { type IncomingMail, type MailCore, replyOf, type TakenIn, unrelated } from './incoming.ts';
import { plainLine } from './plain-line.rules.ts';
import { addNoticeEvidence, happenedAt } from './proof.ts';
import { type Reading, verdictOf } from './reading.rules.ts';
import { findNotice, hasProof, insertReply, isKnown, type NewReply, replyRow } from './replies.repo.ts';
import { byMessageId, byReturnPath, byToken, type ReportedMessage } from './reported.repo.ts';

const EXCERPT_LENGTH = 240;

/** A mail of a mail system or a feedback loop, and what it says. */
interface Incoming extends IncomingMail {
  readonly reading: Reading;
}

/**
 * Keeps a mail that reports about a message of ours, with what follows from it, in one transaction. Anybody can make up such a mail: one about
 * a message that never left here is counted, and changes nothing.
 */
export async function takeReport(core: MailCore, incoming: Incoming): Promise<TakenIn> {
  const { report } = incoming.reading;
  const verdict = verdictOf(report);
  const message = await reportedMessage(core.db.read, incoming.reading);
  if (message === undefined) return unrelated(report.nature === 'report' ? 'no_trace' : 'backscatter');
  const kept = await core.db.write((tx) => keep(core, tx, { ...incoming, message, verdict }));
  if (kept === null) return { verdict, reason: 'already_known', already: true, row: null };
  return { verdict, reason: reasonOf(verdict), already: false, row: kept.replyId === null ? null : await replyRow(core.db.read, kept.replyId) };
}

function reasonOf(verdict: ReplyVerdict): 'complained' | 'delivery_status' {
  return verdict === 'complaint' ? 'complained' : 'delivery_status';
}

/** By the Message-ID the report gives back, by the return path it came to, at last by a token in what it quotes. */
async function reportedMessage(db: ReadDb, { answers, report, tokens }: Reading): Promise<ReportedMessage | undefined> {
  const ways = [
    ...answers.map((id) => () => byMessageId(db, id)),
    ...report.returnPaths.map((address) => () => byReturnPath(db, address)),
    ...[...tokens.own, ...tokens.subject, ...tokens.quoted].slice(0, 10).map((token) => () => byToken(db, token)),
  ];
  for (const way of ways) {
    const found = await way();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A report with the message it is about. */
interface Matched extends Incoming {
  readonly message: ReportedMessage;
  readonly verdict: ReturnType<typeof verdictOf>;
}

/** Which reply it became: none where it is about a test, which belongs to no notice. Null when it was known. */
async function keep(core: MailCore, tx: WriteDb, matched: Matched): Promise<{ readonly replyId: string | null } | null> {
  const { message, mail } = matched;
  const at = happenedAt({ writtenAt: mail.dateMs, readAt: core.clock.now() }, message);
  if (message.notice_id === null) return (await conclude(core, tx, { ...matched, replyId: null, at })) ? { replyId: null } : null;
  const notice = await findNotice(tx, message.notice_id);
  const judged = { verdict: matched.verdict, reason: reasonOf(matched.verdict), otherAddress: false, excerpt: excerptOf(matched) };
  const reply = replyOf(core, matched, { notice, ...judged });
  if (await isKnown(tx, { ...reply, noticeId: notice.id })) return null;
  await insertReply(tx, reply);
  await conclude(core, tx, { ...matched, replyId: reply.id, at });
  await proveDelivery(core, tx, { reply, reading: matched.reading, at });
  return { replyId: reply.id };
}

function excerptOf({ reading }: Incoming): string {
  const said = reading.report.recipients.find(({ diagnostic }) => diagnostic !== '')?.diagnostic ?? reading.body;
  return singleLine(said.slice(0, 4000)).slice(0, EXCERPT_LENGTH);
}

interface Concluded extends Matched {
  readonly replyId: string | null;
  readonly at: number;
}

/** Writes down what failed, or who complained. True when anything of it was new. */
async function conclude(core: MailCore, tx: WriteDb, { reading, message, verdict, replyId, at }: Concluded): Promise<boolean> {
  if (verdict === 'delivery_report') return false;
  let isNew = false;
  for (const { recipient, concernsRecipient } of countedRecipients(reading.report.recipients, message)) {
    const { address, diagnostic, code, class: how, target } = recipient;
    const said = { address, diagnostic, code, class: how, target };
    const report = { outboxId: message.id, kind: verdict, origin: 'mail', replyId, happenedAt: at, concernsRecipient, ...said } as const;
    isNew = (await recordReport(core, tx, report)) || isNew;
    if (verdict === 'bounce') isNew = (await takeBack(core, tx, { message, recipient })) || isNew;
  }
  return isNew;
}

/**
 * Marks the message as returned. Where its address gets nothing more, a notice is taken back: the client is due again, to another address of
 * his or once he has one. False when it came back before.
 */
async function takeBack(
  core: MailCore,
  tx: WriteDb,
  { message, recipient }: { readonly message: ReportedMessage; readonly recipient: ClassifiedRecipient },
): Promise<boolean> {
  const { class: how, target, code } = recipient;
  const now = core.clock.now();
  const isNew = await markBounced(tx, message.message_id, {
    reply: plainLine(recipient.diagnostic),
    at: now,
    failure: { class: how, target, code },
    onReturned: core.onReturned,
  });
  const isLost = isNew && message.kind === 'notice' && (await isSuppressed(tx, message.recipient, now));
  if (isLost) await withdrawNotice(core, tx, { noticeId: message.notice_id, at: now });
  return isNew;
}

interface Counted {
  readonly recipient: ClassifiedRecipient;
  /** The address we wrote to is what failed, not one it was sent on to. */
  readonly concernsRecipient: boolean;
}

/**
 * Our messages have one recipient: where a report names him, nobody else it names counts. Where it names only others, the message was sent
 * on to them: it did not arrive, but that says nothing about his own address. A complaint about our message is his, whomever it names.
 */
function countedRecipients(recipients: readonly ClassifiedRecipient[], message: ReportedMessage): Counted[] {
  const final = recipients.filter(({ action }) => action !== 'delayed');
  const wanted = keyOf(message.recipient);
  const ours = final.filter(({ address, finalAddress }) => [address, finalAddress].some((each) => each === '' || keyOf(each) === wanted));
  if (ours.length > 0) return ours.map((recipient) => ({ recipient, concernsRecipient: true }));
  return final.map((recipient) => ({ recipient, concernsRecipient: recipient.action === 'complained' }));
}

function keyOf(address: string): string {
  return parseAddress(address)?.key ?? address.trim().toLowerCase();
}

interface Reported {
  readonly reply: NewReply;
  readonly reading: Reading;
  readonly at: number;
}

/** A report that the recipient's own server has the message is a stronger proof, once. */
async function proveDelivery(core: Core, tx: WriteDb, { reply, reading, at }: Reported): Promise<void> {
  const { notice } = reply;
  const delivered = reading.report.delivered.find(({ address }) => keyOf(address) === keyOf(notice.recipient));
  if (delivered === undefined || notice.transport !== 'smtp' || (await hasProof(tx, notice, 'accepted_by_server'))) return;
  await addNoticeEvidence(core, tx, {
    notice,
    rung: 'accepted_by_server',
    origin: 'mail',
    author: '',
    note: '',
    replyId: reply.id,
    happenedAt: at,
    serverReply: plainLine(delivered.reply),
  });
}

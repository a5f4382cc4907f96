import { z } from 'zod';
import type { ReplyReason, ReplyRow, ReplyVerdict } from '../../contract/acknowledgements.ts';
import type { WriteDb } from '../../db/db.ts';
import type { ParsedMail } from '../../ports/mailer.ts';
import { LANGUAGES } from '../../shared/language.ts';
import { parseAddress } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { addEvidence } from '../evidence/index.ts';
import { markBounced } from '../outbox/index.ts';
import { readSettings } from '../settings/index.ts';
import { plainLine } from './plain-line.rules.ts';
import { type AnsweredNotice, bodyOf, deliveredIn, type Judgement, judgeReply, type Reading, readMail } from './reading.rules.ts';
import {
  accountsOf,
  emlOf,
  findByMessageId,
  findByToken,
  findNotice,
  hasProof,
  insertReply,
  isContact,
  isKnown,
  type NewReply,
  replyRow,
  type SentNotice,
} from './replies.repo.ts';

/** What became of one mail. `row` is null for what was not kept. */
export interface TakenIn {
  readonly verdict: ReplyVerdict;
  readonly reason: ReplyReason;
  readonly already: boolean;
  readonly row: ReplyRow | null;
}

export interface IncomingMail {
  readonly mail: ParsedMail;
  readonly bytes: Uint8Array;
  readonly source: 'file' | 'imap';
}

/** How far a mail's own date may lie ahead of this computer's clock. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

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
 * Keeps a mail that answers a notice with what it proves, in one transaction. Nothing of any other mail is kept. The same mail again is
 * `already`.
 */
export async function takeIn(core: Core, incoming: IncomingMail): Promise<TakenIn> {
  const { mail } = incoming;
  const reading = readMail(mail, (bytes) => core.codec.decode(bytes, 'utf-8'));
  const notice = await answeredNotice(core, reading);
  if (notice === null) return unrelated(namesToken(reading) ? 'token_unknown' : 'no_trace');
  const otherAddress = await isOtherAddress(core, notice, mail);
  if (mail.messageId === notice.message_id || (otherAddress && (await isResellers(core, notice, { mail, reading })))) return unrelated('no_trace');
  const sha256 = core.hasher.sha256(incoming.bytes);
  const identity = { sha256, messageId: mail.messageId, noticeId: notice.id };
  const judgement = judgeReply(
    reading,
    await answered(core, notice),
    printedPhrases(core).map(({ phrase }) => phrase),
  );
  const reply: NewReply = {
    id: core.ids.next(),
    ...identity,
    notice,
    writtenAt: mail.dateMs,
    readAt: core.clock.now(),
    from: { name: plainLine(mail.from.name), address: plainLine(mail.from.address) },
    subject: plainLine(mail.subject),
    verdict: judgement.verdict,
    reason: judgement.reason,
    otherAddress,
    excerpt: judgement.excerpt,
    source: incoming.source,
    eml: incoming.bytes,
  };
  const kept = await core.db.write(async (tx) => {
    if (await isKnown(tx, identity)) return false;
    await insertReply(tx, reply);
    await conclude(core, tx, { reply, reading, judgement, mail });
    return true;
  });
  return kept
    ? { verdict: reply.verdict, reason: reply.reason, already: false, row: await replyRow(core.db.read, reply.id) }
    : { verdict: reply.verdict, reason: 'already_known', already: true, row: null };
}

function unrelated(reason: ReplyReason): TakenIn {
  return { verdict: 'unrelated', reason, already: false, row: null };
}

function namesToken({ tokens }: Reading): boolean {
  return tokens.mistyped || tokens.own.length + tokens.subject.length + tokens.quoted.length > 0;
}

/** The notice by the token in the writer's own words, then by the thread, then by any token that is quoted. */
async function answeredNotice(core: Core, { tokens, answers }: Reading): Promise<SentNotice | null> {
  const db = core.db.read;
  const ways = [
    ...tokens.own.map((token) => () => findByToken(db, token)),
    ...answers.slice(0, 50).map((id) => () => findByMessageId(db, id)),
    ...[...tokens.subject, ...tokens.quoted].map((token) => () => findByToken(db, token)),
  ];
  for (const way of ways) {
    const found = await way();
    if (found !== undefined) return found;
  }
  return null;
}

/** The text of a notice as it was sent, in both its forms. */
export async function noticeTextOf(core: Core, noticeId: string): Promise<string> {
  const { outbox_id } = await findNotice(core.db.read, noticeId);
  const sent = await core.mail.read(await emlOf(core.db.read, outbox_id));
  return `${sent.text}\n${bodyOf({ text: '', html: sent.html })}`;
}

async function answered(core: Core, notice: SentNotice): Promise<AnsweredNotice> {
  const text = await noticeTextOf(core, notice.id);
  return { token: notice.token, withdrawn: notice.withdrawn_at !== null, practice: notice.transport === 'practice', text };
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
  if (reading.nature.kind !== 'person') return false;
  const { sender } = await readSettings(core, core.db.read);
  const own = [notice.sender, sender.fromAddress, sender.supportAddress].filter((address) => address !== '');
  return own.map(keyOf).includes(keyOf(mail.from.address));
}

interface Conclusion {
  readonly reply: NewReply;
  readonly reading: Reading;
  readonly judgement: Judgement;
  readonly mail: ParsedMail;
}

/** What follows from a mail: proof, or a message that came back. */
async function conclude(core: Core, tx: WriteDb, { reply, reading, mail }: Conclusion): Promise<void> {
  const { notice } = reply;
  const at = happenedAt(reply, notice);
  if (reply.verdict === 'acknowledged') await addReplyEvidence(core, tx, { reply, author: '', note: attachedNames(mail), happenedAt: at });
  if (reading.nature.kind === 'bounce') await markBounced(tx, notice.message_id, { reply: plainLine(reading.nature.reply), at: reply.readAt });
  const delivered = deliveredIn(reading);
  if (delivered === null || notice.transport !== 'smtp' || keyOf(delivered.recipient) !== keyOf(notice.recipient)) return;
  if (await hasProof(tx, notice, 'accepted_by_server')) return;
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

/**
 * The date a mail gives itself, when it can be true: not ahead of the clock, not before the notice left. Otherwise when it was read. Clocks that
 * differ by minutes are believed, but no answer comes before what it answers.
 */
export function happenedAt(reply: { readonly writtenAt: number | null; readonly readAt: number }, notice: SentNotice): number {
  const { writtenAt, readAt } = reply;
  const left = notice.sent_at ?? notice.created_at;
  const sane = writtenAt !== null && writtenAt <= readAt + CLOCK_TOLERANCE_MS && writtenAt >= left - CLOCK_TOLERANCE_MS;
  return sane ? Math.min(Math.max(writtenAt, left), readAt) : readAt;
}

/** Names of what came with the mail, the notice's own PDF or a signed one among them. */
function attachedNames({ attachments }: ParsedMail): string {
  return attachments
    .map(({ name }) => plainLine(name))
    .filter((name) => name !== '')
    .slice(0, 10)
    .join(', ');
}

export interface ReplyProof {
  readonly reply: { readonly id: string; readonly notice: SentNotice };
  readonly author: string;
  readonly note: string;
  readonly happenedAt: number;
}

/** The proof that a reply acknowledges; `author` is who decided so, empty when the mail says it by itself. */
export async function addReplyEvidence(core: Core, tx: WriteDb, { reply, author, note, happenedAt: at }: ReplyProof): Promise<void> {
  await addNoticeEvidence(core, tx, {
    notice: reply.notice,
    rung: 'replied',
    origin: 'mail',
    author,
    note,
    replyId: reply.id,
    happenedAt: at,
    serverReply: '',
  });
}

const Domains = z.array(z.string());

interface NoticeProof {
  readonly notice: SentNotice;
  readonly rung: 'replied' | 'accepted_by_server' | 'no_bounce_72h';
  readonly origin: 'mail' | 'time';
  readonly author: string;
  readonly note: string;
  readonly replyId: string | null;
  readonly happenedAt: number;
  readonly serverReply: string;
}

/** A proof about the accounts of a notice. */
export async function addNoticeEvidence(core: Core, tx: WriteDb, { notice, ...proof }: NoticeProof): Promise<void> {
  const client = await tx.selectFrom('client').select('name').where('id', '=', notice.client_id).executeTakeFirst();
  await addEvidence(core, tx, {
    ...proof,
    clientId: notice.client_id,
    clientName: client?.name ?? notice.client_name,
    hostId: notice.host_id,
    versionId: notice.version_id,
    noticeId: notice.id,
    outboxId: notice.outbox_id,
    accountIds: await accountsOf(tx, notice),
    domains: Domains.parse(JSON.parse(notice.domains)),
    noteKind: null,
    file: null,
  });
}

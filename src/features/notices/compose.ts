import { fail } from '../../contract/fail.ts';
import type { MergeField } from '../../contract/merge-fields.ts';
import type { PolicyText, Trilingual, Version } from '../../contract/texts.ts';
import type { ReadDb } from '../../db/db.ts';
import type { MailDraft } from '../../ports/mailer.ts';
import type { PdfDocument } from '../../ports/pdf.ts';
import type { Texts } from '../../ports/texts.ts';
import { dateIn, longDate } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import type { Language } from '../../shared/language.ts';
import { makeReplyToken } from '../../shared/reply-token.ts';
import { safeFileName } from '../../shared/text.ts';
import { keyOfKnown } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { findVersion } from '../policies/index.ts';
import { readSettings, type StoredSettings, senderInForce } from '../settings/index.ts';
import { type MergeValues, mergeText, missingIn, type NoticeContent } from './content.rules.ts';
import { htmlPage, pdfDocument, plainText } from './letter.rules.ts';
import type { Recipient } from './recipients.repo.ts';
import { EXAMPLE_TOKEN, mergeValues, plainName } from './values.rules.ts';

/** What all letters composed in one go share: who sends, what day it is, and the versions read so far. */
export interface Desk {
  readonly core: Core;
  readonly sender: StoredSettings['sender'];
  readonly transport: StoredSettings['transport'];
  readonly ownPace: StoredSettings['ownPace'];
  /** The day notices are issued on, and the instant their PDFs are stamped with: its midnight, so that equal content gives equal bytes. */
  readonly issuedOn: string;
  readonly stampMs: number;
  version(id: string, kind?: LetterKind): Promise<Version>;
}

/** What goes to every client. */
export type LetterKind = 'notice' | 'reminder';

/** Reads what composing needs. */
export async function openDesk(core: Core, db: ReadDb = core.db.read): Promise<Desk> {
  const { sender, transport, ownPace } = await readSettings(core, db);
  const issuedOn = dateIn(core.clock.now(), core.clock.timeZone());
  const versions = new Map<string, Promise<Version>>();
  return {
    core,
    sender: senderInForce(sender),
    transport,
    ownPace,
    issuedOn,
    stampMs: Date.parse(`${issuedOn}T00:00:00Z`),
    version: (id, kind = 'notice') => {
      const version = versions.get(id) ?? findText(db, { today: issuedOn, id, kind });
      versions.set(id, version);
      return version;
    },
  };
}

/** A version of a text that goes to every client. Throws `version_not_found`. */
async function findText(db: ReadDb, { today, id, kind }: { readonly today: string; readonly id: string; readonly kind: LetterKind }): Promise<Version> {
  const version = await findVersion(db, today, id);
  if (version.kind !== kind) throw fail('version_not_found', {});
  return version;
}

/** The text a recipient reads: his own language's, or the first sibling there is. */
export function textFor(version: Version, language: Language): { readonly text: Version['texts'][number]; readonly fallback: boolean } {
  const own = version.texts.find((text) => text.language === language);
  const text = own ?? version.texts[0];
  if (text === undefined) throw fail('version_not_found', {});
  return { text, fallback: own === undefined };
}

/** The language a recipient is written to in. */
export function languageOf({ contact, client }: Recipient): Language {
  return contact?.language ?? client.language;
}

interface Reading {
  readonly recipient: Recipient;
  readonly version: Version;
  readonly text: Version['texts'][number];
  readonly token: string;
  readonly reminds?: Reminds | undefined;
}

function valuesFor({ core, sender, issuedOn }: Desk, { recipient, version, text, token, reminds }: Reading): MergeValues {
  const { language } = text;
  const values = mergeValues({ recipient, version, language, textSha256: text.sha256, sender, issuedOn, token });
  if (reminds === undefined) return values;
  return {
    ...values,
    told_on: longDate(reminds.toldOn, language),
    told_version: String(reminds.versionNumber),
    // Nothing here watches what clients send: no figure may be given, least of all 0.
    traffic_summary: core.texts.t(language, 'notice:traffic_not_recorded'),
    changed_since: reminds.changes.map((changelog) => changelog[language].trim()).join('\n') || core.texts.t(language, 'notice:changed_nothing'),
  };
}

/** What keeps a notice from being issued, without composing it. A client nobody can be written to lacks a contact. */
export function missingFor(desk: Desk, recipient: Recipient, version: Version): MergeField[] {
  const { text } = textFor(version, languageOf(recipient));
  return withContact(recipient, missingIn(text, valuesFor(desk, { recipient, version, text, token: EXAMPLE_TOKEN })));
}

function withContact(recipient: Recipient, missing: readonly MergeField[]): MergeField[] {
  return recipient.contact === null && !missing.includes('contact_name') ? ['contact_name', ...missing] : [...missing];
}

/** What a reminder reminds of: the version of the notice the client was told, and on which day. An answer to it acknowledges that version. */
export interface Reminds {
  readonly versionId: string;
  readonly versionNumber: number;
  readonly toldOn: string;
  /** What later versions of the notice changed, oldest first. */
  readonly changes: readonly Trilingual[];
  /** Key of the period it serves. */
  readonly period: string;
  /** It repeats the token of an earlier message, by which an answer is known already. */
  readonly repeatsToken: boolean;
}

/** A notice or reminder ready to be shown, printed and mailed. */
export interface Letter {
  readonly recipient: Recipient;
  /** Of the text it is made from. */
  readonly version: Version;
  readonly reminds: Reminds | undefined;
  readonly token: string;
  readonly fallback: boolean;
  readonly content: NoticeContent;
  readonly canonical: string;
  readonly contentSha256: string;
  readonly missing: readonly MergeField[];
  readonly text: string;
  readonly html: string;
  readonly pdf: PdfDocument;
  readonly fileName: string;
}

/** Whom to write to, about which version, and in which language if not his own. */
export interface Order {
  readonly recipient: Recipient;
  readonly version: Version;
  readonly language?: Language | undefined;
  /** The token a reply is known by; a preview has an example of one. */
  readonly token: string;
  /** Left out = it is a notice. */
  readonly reminds?: Reminds | undefined;
}

/** A token for a new notice. That no two are the same is seen to where it is written. */
export function newToken({ hasher, ids }: Core): string {
  return makeReplyToken(hasher.sha256(ids.next()));
}

/** Merges one notice or reminder; mail and PDF come from the same content, and both carry its hash. */
export function compose(desk: Desk, { recipient, version, language, token, reminds }: Order): Letter {
  const { texts, hasher } = desk.core;
  const { text, fallback } = textFor(version, language ?? languageOf(recipient));
  const { content, canonical, missing } = mergeText(plainPolicy(text), valuesFor(desk, { recipient, version, text, token, reminds }));
  const contentSha256 = hasher.sha256(canonical);
  return {
    recipient,
    version,
    reminds,
    token,
    fallback,
    content,
    canonical,
    contentSha256,
    missing: withContact(recipient, missing),
    ...setLetter(desk, content, { contentSha256, number: version.number }),
    fileName: fileName(texts, content.language, {
      kind: reminds === undefined ? 'notice' : 'reminder',
      version: version.number,
      client: recipient.client.name,
    }),
  };
}

/** What a content is called by, beside its title. */
interface Named {
  readonly contentSha256: string;
  readonly number: number;
  /** The day a letter is of that names none itself; left out = it does. */
  readonly on?: string | undefined;
}

/** What becomes of a content: the two forms of the mail, and the PDF. */
export function setLetter(desk: Desk, content: NoticeContent, { contentSha256, number, on }: Named) {
  const { texts } = desk.core;
  const words = {
    attached: texts.t(content.language, 'notice:mail.attached'),
    hash: texts.t(content.language, 'notice:mail.hash', { hash: contentSha256 }),
    labelled: (label: string, value: string) => texts.t(content.language, 'notice:labelled', { label, value }),
  };
  const title = on === undefined ? content.title : `${content.title} · ${longDate(on, content.language)}`;
  const footer = texts.t(content.language, 'notice:footer', { title, version: number, hash: contentSha256 });
  return {
    text: plainText(content, words),
    html: htmlPage(content, words),
    pdf: pdfDocument(content, { author: plainName(desk.sender.resellerName), footer, createdAtMs: desk.stampMs }),
  };
}

function plainPolicy({ language, title, subject, greeting, sections }: Version['texts'][number]): PolicyText {
  return { language, title, subject, greeting, sections };
}

function fileName(texts: Texts, language: Language, facts: { readonly kind: LetterKind; readonly version: number; readonly client: string }): string {
  const words =
    plainName(facts.client)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const slug = [...words.join('-')].slice(0, 40).join('').replace(/-$/, '');
  const name = texts.t(language, facts.kind === 'notice' ? 'notice:file' : 'notice:reminder_file', {
    version: facts.version,
    client: slug || String(facts.version),
  });
  return `${safeFileName(name)}.pdf`;
}

/** Whether nothing may be sent to any address of a client. */
export function isBlocked({ contact }: Recipient): boolean {
  return contact !== null && contact.suppressedSince !== null;
}

/** What is said of a client whose addresses are blocked, and of one whose are not. */
export function blockOf({ contact }: Recipient): { readonly suppressed: boolean; readonly suppressedSince?: string } {
  const since = contact?.suppressedSince ?? null;
  return since === null ? { suppressed: false } : { suppressed: true, suppressedSince: toIso(since) };
}

/** Whether a letter may be sent: it lacks nothing, and there is an address that may be written to. */
export function isReady({ recipient, missing }: Letter): boolean {
  return missing.length === 0 && !isBlocked(recipient);
}

/** Name and address messages are sent from. */
export function fromOf({ sender }: Desk): MailDraft['from'] {
  return { name: plainName(sender.fromName), address: sender.fromAddress };
}

/**
 * The mail of a letter: one recipient, the sender's own address, replies to support, said to be automatic and in which language.
 * Throws `notice_blocked` when something is missing or nothing may be sent to him.
 */
export function mailOf(desk: Desk, letter: Letter, pdf: Uint8Array): MailDraft {
  const { recipient, content, missing } = letter;
  if (recipient.contact === null || !isReady(letter)) throw fail('notice_blocked', { client: recipient.client.name, fields: missing.join(', ') });
  const to = { name: plainName(recipient.contact.name) || plainName(recipient.client.name), address: recipient.contact.email };
  return draftOf(desk, { to, content, text: letter.text, html: letter.html, fileName: letter.fileName }, pdf);
}

/** What is mailed, and to whom. */
export interface Posting {
  readonly to: MailDraft['to'];
  readonly content: Pick<NoticeContent, 'subject' | 'language'>;
  readonly text: string;
  readonly html: string;
  /** Of the PDF that is attached. */
  readonly fileName: string;
}

/** The mail of whatever is told to one client. */
export function draftOf(desk: Desk, { to, content, text, html, fileName }: Posting, pdf: Uint8Array): MailDraft {
  const from = fromOf(desk);
  return {
    ...{ from, to, text, html },
    replyTo: desk.sender.supportAddress,
    subject: content.subject,
    // A Message-ID is ASCII (RFC 5322, 3.6.4), whatever alphabet the domain is written in.
    messageId: `<${desk.core.ids.next()}@${keyOfKnown(from.address).replace(/^.*@/, '')}>`,
    dateMs: desk.core.clock.now(),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': content.language },
    attachments: [{ name: fileName, mime: 'application/pdf', bytes: pdf }],
  };
}

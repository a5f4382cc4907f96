import type { ParsedMail } from '../../ports/mailer.ts';
import { fold } from '../../shared/text.ts';

/** What a delivery report says of the recipient it is about. */
export interface DeliveryReport {
  readonly action: string;
  readonly recipient: string;
  /** The answer of the server that took or refused the message. */
  readonly reply: string;
}

/**
 * Who wrote a mail: a person, a machine that answers for one, or the mail system itself. `delivered` is a report that the recipient's own
 * server has the message; one that only relayed it says nothing about that.
 */
export type Nature =
  | { readonly kind: 'person' }
  | { readonly kind: 'auto_reply' }
  | { readonly kind: 'bounce'; readonly reply: string }
  | { readonly kind: 'delivery_report'; readonly delivered: DeliveryReport | null };

/** Turns the bytes of a part into text. */
export type Decode = (bytes: Uint8Array) => string;

function header(mail: ParsedMail, name: string): string {
  return mail.headers.find((each) => each.name.toLowerCase() === name)?.value ?? '';
}

/** Bounces come first: many of them carry `Auto-Submitted: auto-replied` too. */
export function natureOf(mail: ParsedMail, decode: Decode): Nature {
  const report = reportOf(mail, decode);
  if (report !== null) return report;
  if (isMailSystem(mail)) return isDelay(mail) ? { kind: 'delivery_report', delivered: null } : { kind: 'bounce', reply: refusalIn(mail.text) };
  return isAutoReply(mail) ? { kind: 'auto_reply' } : { kind: 'person' };
}

/** Machine-readable reports: delivery (RFC 3464), reading (RFC 8098), complaints (RFC 5965). */
function reportOf(mail: ParsedMail, decode: Decode): Nature | null {
  const type = header(mail, 'content-type');
  const part = (mime: RegExp) => mail.attachments.find((each) => mime.test(each.mime));
  const reading = part(/^message\/(disposition-notification|feedback-report)$/i) !== undefined;
  if (reading || /report-type="?(disposition-notification|feedback-report)/i.test(type)) return { kind: 'delivery_report', delivered: null };
  const status = part(/^message\/(global-)?delivery-status$/i);
  if (status === undefined) return null;
  const fields = decode(status.bytes).replace(/\r?\n[ \t]+/g, ' ');
  const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(?:[\\w-]+;)?[ \\t]*(.+)$`, 'im').exec(fields)?.[1]?.trim() ?? '';
  const action = field('Action').toLowerCase();
  const report = { action, recipient: field('Original-Recipient') || field('Final-Recipient'), reply: field('Diagnostic-Code') || field('Status') };
  if (action === '' || action === 'failed') return { kind: 'bounce', reply: report.reply };
  return { kind: 'delivery_report', delivered: action === 'delivered' ? report : null };
}

const SYSTEM_SENDER = /^(mailer-daemon|mail-daemon|mailerdaemon|mdaemon|microsoftexchange[\da-f]{8,})([+@-]|$)/i;
/** Addresses that people write from too. */
const SHARED_SENDER = /^(postmaster|mail\.?delivery|bounces?)([+@-]|$)/i;

/** Subjects of non-delivery reports, folded. */
const BOUNCE_SUBJECT =
  /undeliver|delivery (status notification|failure|has failed|report|delayed|incomplete|notification)|delivery to .* (failed|delayed)|mail delivery (failed|system|subsystem)|failure notice|returned mail|returned to sender|message not delivered|could not be delivered|warning: (message|could not)|message delayed|non remis|non delivre|echec de (la )?(remise|distribution|livraison|l'envoi)|echec d'envoi|avis de non-?(remise|livraison)|remise (retardee|impossible)|недоставлен|не доставлен|невозможно доставить|сообщение не доставлено|письмо не доставлено|ошибка доставки|возвра(т|щен)/;

/** What the text of a bounce begins with, whoever signs it, folded. */
const BOUNCE_TEXT =
  /this is the qmail-send program|this message was created automatically by mail delivery software|this is the mail system at host|the following addresses had permanent fatal errors|delivery to the following recipients? (failed|has been)|your message (wasn't|was not|could not be|couldn't be) delivered|n'a pas pu etre (remis|delivre|distribue)|не удалось доставить|не может быть доставлено|не было доставлено/;

function isMailSystem(mail: ParsedMail): boolean {
  if (header(mail, 'x-failed-recipients') !== '') return true;
  if (SYSTEM_SENDER.test(mail.from.address)) return !isVacation(mail);
  const nobody = /^\s*<\s*>\s*$/.test(header(mail, 'return-path')) || SHARED_SENDER.test(mail.from.address);
  return nobody && (BOUNCE_SUBJECT.test(fold(mail.subject)) || BOUNCE_TEXT.test(fold(mail.text.slice(0, 4000))));
}

function isDelay(mail: ParsedMail): boolean {
  return /delayed|warning: (message|could not)|retard|задерж|отложен|will be re-?attempted|will continue to try/.test(
    fold(`${mail.subject} ${mail.text.slice(0, 2000)}`),
  );
}

/** The line in which a mail server says why. */
function refusalIn(text: string): string {
  return /^.*\b[45]\d\d[ -]([45]\.\d{1,3}\.\d{1,3}\b)?.*$/m.exec(text.slice(0, 20_000))?.[0].trim().slice(0, 500) ?? '';
}

/** Subjects that answering machines write, folded. */
const VACATION_SUBJECT =
  /^(re ?: ?)?(automatic reply|auto(matic)?[ -]?(reply|response|responder)|autoreply|out of (the )?office|vacation|on holiday|away from|reponse automatique|message automatique|absence du bureau|absent du bureau|absence ?(:|$|temporaire|jusqu)|absent\(?e?\)?( |:|$)|en conges?|автоответ|автоматический ответ|автоматическии ответ|нет на месте|в отпуске|я в отпуске|вне офиса)/;

function isVacation(mail: ParsedMail): boolean {
  return VACATION_SUBJECT.test(fold(mail.subject));
}

/** RFC 3834 and what older machines write instead. */
function isAutoReply(mail: ParsedMail): boolean {
  const submitted = header(mail, 'auto-submitted').trim();
  if (submitted !== '' && !/^no\b/i.test(submitted)) return true;
  const suppress = header(mail, 'x-auto-response-suppress');
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from', 'x-mail-autoreply'].some((name) => header(mail, name) !== '')) return true;
  if (/^(auto[_-]?reply|bulk|junk|list)$/i.test(header(mail, 'precedence').trim())) return true;
  if (/vacation/i.test(header(mail, 'x-apple-action'))) return true;
  // Outlook writes it into what its users send by hand as well; "All" only machines write.
  return /\ball\b/i.test(suppress) || isVacation(mail);
}

const ID = /<[^<>\s]+@[^<>\s]+>/g;

/** Message-IDs of the message a report is about, wherever it gives them. */
export function reportedIds(mail: ParsedMail, decode: Decode): string[] {
  const inside = mail.attachments.filter(({ mime }) => /^(message\/|text\/rfc822-headers)/i.test(mime)).map(({ bytes }) => decode(bytes.subarray(0, 200_000)));
  const quoted = [...inside, mail.text.slice(0, 200_000)].flatMap((text) => [...text.matchAll(/^[> \t]*(?:x-)?(?:original-)?message-id:\s*(<[^<>\s]+>)/gim)]);
  const named = quoted.map((match) => match[1] ?? '');
  const loose = mail.attachments.length === 0 ? (mail.text.slice(0, 200_000).match(ID) ?? []) : [];
  return [...new Set([...named, ...mail.answers, ...loose])].filter((id) => id !== '').slice(0, 50);
}

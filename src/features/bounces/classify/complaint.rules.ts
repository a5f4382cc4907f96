import type { ParsedMail } from '../../../ports/mailer.ts';
import { addressIn, undoRewriting } from './address.rules.ts';
import { type Block, readBlocks } from './fields.rules.ts';
import { type Decode, header, originalText, partText } from './mail.rules.ts';
import { notifiedComplainer } from './notification.rules.ts';

/** A report of a feedback loop (RFC 5965). */
export interface FeedbackReport {
  /** False for `not-spam`, `auth-failure` and other types that complain of nobody's mail. */
  readonly complaint: boolean;
  readonly type: string;
  /** Who complained; empty where the loop hides it. */
  readonly address: string;
}

const COMPLAINTS = /^(?:abuse|fraud|virus|miscategorized|opt-out|opt-out-list|complaint)$/;
const REDACTED = /redacted|^(?:x{3,}|undisclosed|hidden|removed|anonymous|unknown)[@-]|^\[?-?redacted/i;

/** The report of a feedback loop; null when the mail is none. */
export function feedbackReport(mail: ParsedMail, decode: Decode): FeedbackReport | null {
  const text = partText(mail, /^message\/feedback-report$/i, decode);
  if (text === null) return brokenReport(mail, decode) ?? notified(mail) ?? plainComplaint(mail, decode);
  return readFields(readBlocks(text)[0] ?? new Map(), mail, decode);
}

function readFields(fields: Block, mail: ParsedMail, decode: Decode): FeedbackReport {
  const type = (fields.get('feedback-type') ?? 'abuse').trim().toLowerCase();
  const named = addressIn(fields.get('original-rcpt-to') ?? '') || addressIn(fields.get('removal-recipient') ?? '');
  return { complaint: COMPLAINTS.test(type), type, address: shown(named) || originalRecipient(mail, decode) };
}

/** The fields in the text of a report whose parts cannot be told apart. */
function brokenReport(mail: ParsedMail, decode: Decode): FeedbackReport | null {
  if (!/report-type="?feedback-report/i.test(header(mail, 'content-type'))) return null;
  const fields = readBlocks(mail.text.slice(0, 60_000)).find((block) => block.has('feedback-type'));
  return fields === undefined ? plainComplaint(mail, decode) : readFields(fields, mail, decode);
}

function notified(mail: ParsedMail): FeedbackReport | null {
  const address = notifiedComplainer(mail);
  return address === null ? null : { complaint: true, type: 'abuse', address: shown(address) };
}

/** Loops older than the RFC write a plain mail, their sender and the message in it. */
function plainComplaint(mail: ParsedMail, decode: Decode): FeedbackReport | null {
  const loop = /^(?:staff@hotmail\.com|scomp@aol\.net|fbl@|feedbackloop@|feedback@arf\.mail\.yahoo\.com|complaints?@.{0,40}(?:fbl|feedback))/i.test(
    mail.from.address,
  );
  const said = /complaint about message from|email feedback report for ip|abuse report/i.test(mail.subject);
  const marked = header(mail, 'x-hmxmroriginalrecipient') !== '';
  if (!(marked || (loop && (said || originalText(mail, decode) !== '')))) return null;
  return { complaint: true, type: 'abuse', address: shown(addressIn(header(mail, 'x-hmxmroriginalrecipient'))) || originalRecipient(mail, decode) };
}

function originalRecipient(mail: ParsedMail, decode: Decode): string {
  const fields = readBlocks(originalText(mail, decode).slice(0, 60_000))[0];
  return shown(addressIn(fields?.get('to') ?? '')) || shown(addressIn(fields?.get('x-hmxmroriginalrecipient') ?? ''));
}

function shown(address: string): string {
  return REDACTED.test(address) ? '' : undoRewriting(address);
}

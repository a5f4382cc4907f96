import type { ReplyReason, ReplyVerdict } from '../../contract/acknowledgements.ts';
import type { ParsedMail } from '../../ports/mailer.ts';
import { findReplyTokens } from '../../shared/reply-token.ts';
import { singleLine } from '../../shared/text.ts';
import { type Decode, type DeliveryReport, natureOf, reportedIds } from './automatic.rules.ts';
import { htmlLines } from './html-lines.rules.ts';
import { splitWords } from './own-words.rules.ts';
import { findPhrase } from './phrase.rules.ts';

/** Text of a mail that is read; a person's answer is never longer. */
const TEXT_LIMIT = 400_000;
const EXCERPT_LENGTH = 240;

/** What a mail says by itself, before anybody knows what it answers. */
export interface Reading {
  readonly nature: ReturnType<typeof natureOf>;
  /** Body as text; quotations that HTML marked begin with ">". */
  readonly body: string;
  /** The same from the HTML part; empty where the mail has only one form. */
  readonly otherBody: string;
  /** Tokens by where they stand: own words first, then subject, then the rest. Looked up in this order. */
  readonly tokens: { readonly own: readonly string[]; readonly subject: readonly string[]; readonly quoted: readonly string[]; readonly mistyped: boolean };
  /** Message-IDs of what it answers or reports about, the likeliest first. */
  readonly answers: readonly string[];
}

/** The text of a mail: its plain part, or its HTML part when that is empty. */
export function bodyOf(mail: Pick<ParsedMail, 'text' | 'html'>): string {
  return mail.text.trim() === '' ? htmlLines(mail.html) : mail.text.slice(0, TEXT_LIMIT);
}

/** Reads what a mail gives away about what it answers. */
export function readMail(mail: ParsedMail, decode: Decode): Reading {
  const nature = natureOf(mail, decode);
  const body = bodyOf(mail);
  const { own, quoted } = splitWords(body);
  const ownTokens = findReplyTokens(own);
  const subject = findReplyTokens(mail.subject);
  const original = nature.kind === 'person' || nature.kind === 'auto_reply' ? '' : originalText(mail, decode);
  // What HTML hides from the plain part may still name the notice; it never counts as the writer's words.
  const rest = findReplyTokens(`${quoted}\n${htmlLines(mail.html)}\n${original}`);
  return {
    nature,
    body,
    otherBody: mail.text.trim() === '' ? '' : htmlLines(mail.html).trim(),
    tokens: { own: ownTokens.tokens, subject: subject.tokens, quoted: rest.tokens, mistyped: ownTokens.mistyped || subject.mistyped || rest.mistyped },
    answers: nature.kind === 'person' || nature.kind === 'auto_reply' ? mail.answers : reportedIds(mail, decode),
  };
}

function originalText(mail: ParsedMail, decode: Decode): string {
  return mail.attachments
    .filter(({ mime }) => mime.toLowerCase() === 'message/rfc822')
    .map(({ bytes }) => decode(bytes.subarray(0, TEXT_LIMIT)))
    .join('\n');
}

/** The notice a mail answers, as far as it matters for what the mail is worth. */
export interface AnsweredNotice {
  readonly token: string | null;
  readonly withdrawn: boolean;
  readonly practice: boolean;
  /** Its text as it was sent: may be quoted without a mark. */
  readonly text: string;
}

export interface Judgement {
  readonly verdict: ReplyVerdict;
  readonly reason: ReplyReason;
  readonly ownWords: string;
  readonly excerpt: string;
}

/** What a mail that answers a notice is worth. Only what its writer wrote himself can acknowledge. */
export function judgeReply(reading: Reading, notice: AnsweredNotice, phrases: readonly string[]): Judgement {
  const { own } = splitWords(reading.body, notice.text);
  const excerpt = singleLine(own).slice(0, EXCERPT_LENGTH);
  const as = (verdict: ReplyVerdict, reason: ReplyReason): Judgement => ({ verdict, reason, ownWords: own, excerpt });
  const { nature, tokens } = reading;
  if (nature.kind === 'auto_reply') return as('auto_reply', 'auto_submitted');
  if (nature.kind !== 'person') return as(nature.kind, 'delivery_status');
  const found = findPhrase(own, phrases);
  if (found === 'none') return as('to_read', own === '' ? 'only_quoted' : 'no_phrase');
  if (found === 'negated') return as('to_read', 'negated');
  // Some programs quote without a mark in the plain form: what HTML says is quoted is quoted.
  const marked = reading.otherBody === '' ? own : splitWords(reading.otherBody, notice.text).own;
  if (findPhrase(marked, phrases) === 'none') return as('to_read', 'only_quoted');
  if (notice.withdrawn) return as('to_read', 'notice_withdrawn');
  if (notice.practice) return as('to_read', 'practice_notice');
  const all = [...tokens.own, ...tokens.subject, ...tokens.quoted];
  return as('acknowledged', notice.token !== null && all.includes(notice.token) ? 'token_and_phrase' : 'phrase_in_thread');
}

/** The report of a delivery, when the mail is one. */
export function deliveredIn({ nature }: Reading): DeliveryReport | null {
  return nature.kind === 'delivery_report' ? nature.delivered : null;
}

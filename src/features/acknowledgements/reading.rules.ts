import type { ReplyReason, ReplyVerdict } from '../../contract/acknowledgements.ts';
import type { ParsedMail } from '../../ports/mailer.ts';
import { findReplyTokens } from '../../shared/reply-token.ts';
import { singleLine } from '../../shared/text.ts';
import { type ClassifiedReport, classifyMail, type Decode } from '../bounces/index.ts';
import { htmlLines } from './html-lines.rules.ts';
import { splitWords } from './own-words.rules.ts';
import { findPhrase } from './phrase.rules.ts';

/** Text of a mail that is read; a person's answer is never longer. */
const TEXT_LIMIT = 400_000;
const EXCERPT_LENGTH = 240;

/** What a mail says by itself, before anybody knows what it answers. */
export interface Reading {
  /** Who wrote it, and what it reports. */
  readonly report: ClassifiedReport;
  /** Body as text; quotations that HTML marked begin with ">". */
  readonly body: string;
  /** The same from the HTML part; empty where the mail has only one form. */
  readonly otherBody: string;
  /** Tokens by where they stand: own words first, then subject, then the rest. Looked up in this order. */
  readonly tokens: { readonly own: readonly string[]; readonly subject: readonly string[]; readonly quoted: readonly string[]; readonly mistyped: boolean };
  /** Message-IDs of what it answers or reports about, the likeliest first. */
  readonly answers: readonly string[];
}

/** True for what a mail system or a feedback loop wrote; neither a person nor a machine that answers for one. */
export function isReport({ report }: Reading): boolean {
  return report.nature !== 'person' && report.nature !== 'auto-reply';
}

/** The text of a mail: its plain part, or its HTML part when that is empty. */
export function bodyOf(mail: Pick<ParsedMail, 'text' | 'html'>): string {
  return mail.text.trim() === '' ? htmlLines(mail.html) : mail.text.slice(0, TEXT_LIMIT);
}

/** Reads what a mail gives away about what it answers. */
export function readMail(mail: ParsedMail, decode: Decode): Reading {
  const report = classifyMail(mail, decode);
  const body = bodyOf(mail);
  const { own, quoted } = splitWords(body);
  const ownTokens = findReplyTokens(own);
  const subject = findReplyTokens(mail.subject);
  const answersOne = report.nature === 'person' || report.nature === 'auto-reply';
  const original = answersOne ? '' : originalText(mail, decode);
  // What HTML hides from the plain part may still name the notice; it never counts as the writer's words.
  const rest = findReplyTokens(`${quoted}\n${htmlLines(mail.html)}\n${original}`);
  return {
    report,
    body,
    otherBody: mail.text.trim() === '' ? '' : htmlLines(mail.html).trim(),
    tokens: { own: ownTokens.tokens, subject: subject.tokens, quoted: rest.tokens, mistyped: ownTokens.mistyped || subject.mistyped || rest.mistyped },
    answers: answersOne ? mail.answers : report.reportedIds,
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
  const { report, tokens } = reading;
  if (report.nature === 'auto-reply') return as('auto_reply', 'auto_submitted');
  if (report.nature !== 'person') return as(verdictOf(report), report.nature === 'complaint' ? 'complained' : 'delivery_status');
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

/** What a report is. A warning that a message is late returns nothing. */
export function verdictOf({ nature, delayed }: ClassifiedReport): 'bounce' | 'complaint' | 'delivery_report' {
  if (nature === 'complaint') return 'complaint';
  return nature === 'bounce' && !delayed ? 'bounce' : 'delivery_report';
}

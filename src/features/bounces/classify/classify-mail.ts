import type { BouncedRecipient, MailKind } from '../../../contract/bounces.ts';
import type { ParsedMail } from '../../../ports/mailer.ts';
import { addressesIn, recipientInReturnPath } from './address.rules.ts';
import { isAutoReply, isChallenge } from './auto-reply.rules.ts';
import { type Body, bodyOf } from './body.rules.ts';
import { type FeedbackReport, feedbackReport } from './complaint.rules.ts';
import { conclude, type Decision, decide, evidenceOf } from './decide.rules.ts';
import { diagnosticOf, recipientsIn, repliesIn, type Told } from './layout.rules.ts';
import { type Decode, header } from './mail.rules.ts';
import { isDelay, isMailSystem, isPassedOn } from './nature.rules.ts';
import { notifiedStatus } from './notification.rules.ts';
import { originalFields, reportedIds, returnPaths, sendersOf } from './original.rules.ts';
import { stageIn } from './reply.rules.ts';
import { type DeliveryStatus, deliveryStatus, statusInText } from './report.rules.ts';
import type { Draft } from './types.ts';

/** One recipient a mail is about, and what was said of him. */
export interface ClassifiedRecipient extends BouncedRecipient {
  /** Whom the message had become after forwarding; the same as `address` mostly. */
  readonly finalAddress: string;
  /** What the server said, on one line. */
  readonly diagnostic: string;
  /** `failed`: given up. `delayed`: still being tried. `complained`: arrived, and was complained about. */
  readonly action: 'failed' | 'delayed' | 'complained';
}

/** A recipient whose own server has the message. */
interface DeliveredRecipient {
  readonly address: string;
  /** The answer of the server that took it. */
  readonly reply: string;
}

/**
 * What a mail is. `nature` tells more than `kind`: `report` is a machine's report that nothing failed (delivered, relayed, displayed,
 * not spam), `person` anything a person wrote.
 */
export interface ClassifiedReport {
  readonly kind: MailKind;
  readonly nature: 'bounce' | 'complaint' | 'auto-reply' | 'report' | 'person';
  /** Of a bounce or a complaint; several are kept apart. */
  readonly recipients: readonly ClassifiedRecipient[];
  /** Recipients a report says were reached; of relayed ones nobody knows. */
  readonly delivered: readonly DeliveredRecipient[];
  /** Nothing was given up: a warning only. */
  readonly delayed: boolean;
  /** Message-IDs, with angle brackets, of what it is about. */
  readonly reportedIds: readonly string[];
  /** Addresses it came to, and the envelope's name (Original-Envelope-Id): one of them may name the message. */
  readonly returnPaths: readonly string[];
}

/** Reads what a mail says of a message. Reports come first: many of them carry the marks of answering machines too. Never throws. */
export function classifyMail(mail: ParsedMail, decode: Decode): ClassifiedReport {
  const feedback = feedbackReport(mail, decode);
  const status = deliveryStatus(mail, decode) ?? notifiedStatus(mail);
  const found = { reportedIds: reportedIds(mail, decode), returnPaths: returnPaths(mail, status?.envelopeId ?? '') };
  const nothing = { ...found, recipients: [], delivered: [], delayed: false };
  if (feedback !== null) {
    if (!feedback.complaint) return { ...nothing, kind: 'other', nature: 'report' };
    return { ...nothing, kind: 'complaint', nature: 'complaint', recipients: [complainer(feedback)] };
  }
  if (isReading(mail)) return { ...nothing, kind: 'other', nature: 'report' };
  const body = bodyOf(mail);
  const machine = status !== null ? !isPassedOn(mail) : isMailSystem(mail, body) && !isChallenge(mail);
  if (machine) return { ...found, ...bounceOf(mail, { status: status ?? statusInText(body.whole), body, decode }) };
  return isAutoReply(mail) ? { ...nothing, kind: 'auto-reply', nature: 'auto-reply' } : { ...nothing, kind: 'other', nature: 'person' };
}

/** A receipt that it was displayed (RFC 8098). */
function isReading(mail: ParsedMail): boolean {
  if (mail.attachments.some(({ mime }) => /^message\/disposition-notification$/i.test(mime))) return true;
  return /report-type="?disposition-notification/i.test(header(mail, 'content-type'));
}

function complainer({ address, type }: FeedbackReport): ClassifiedRecipient {
  return { address, finalAddress: address, class: 'blocked', target: 'recipient-policy', code: '', suppress: true, diagnostic: type, action: 'complained' };
}

interface Report {
  readonly status: DeliveryStatus | null;
  readonly body: Body;
  readonly decode: Decode;
}

type Outcome = Pick<ClassifiedReport, 'kind' | 'nature' | 'recipients' | 'delivered' | 'delayed'>;

function bounceOf(mail: ParsedMail, report: Report): Outcome {
  const drafts = report.status?.recipients ?? [];
  const late = drafts.length === 0 && isDelay(mail, report.body);
  const failed = drafts.filter((draft) => !isGood(draft));
  const delivered = drafts.filter(({ action }) => action === 'delivered').map(({ address, diagnostic, status }) => ({ address, reply: diagnostic || status }));
  if (drafts.length > 0 && failed.length === 0) return { kind: 'other', nature: 'report', recipients: [], delivered, delayed: false };
  const recipients = drafts.length > 0 ? ofDrafts(failed, mail, report) : ofText(mail, report, late);
  return { kind: 'bounce', nature: 'bounce', recipients, delivered, delayed: recipients.length > 0 && recipients.every(({ action }) => action === 'delayed') };
}

function isGood({ action, status }: Draft): boolean {
  return ['delivered', 'relayed', 'expanded', 'deliverable'].includes(action) || (action !== 'failed' && status.startsWith('2'));
}

function told(mail: ParsedMail, { body, decode }: Report, failed: readonly string[]): Told[] {
  const original = originalFields(mail, body.quoted, decode);
  const found = recipientsIn(withoutFields(body.told), { failed, senders: sendersOf(mail, original) });
  if (found.length > 0) return found;
  const [named] = [...addressesIn(original.get('to') ?? ''), ...returnPaths(mail, '').map(recipientInReturnPath)].filter((address) => address !== '');
  return [{ address: named ?? '', text: '' }];
}

const STATUS_FIELD =
  /^[ \t>]*(?:reporting-mta|received-from-mta|arrival-date|(?:final|original|x-actual)-recipient|action|status|(?:remote|dsn)-(?:mta|gateway)|last-attempt-date|will-retry-until|content-(?:type|description|transfer-encoding))[ \t]*:/i;

/** Fields of a report are read as such, not as words. */
function withoutFields(lines: readonly string[]): string[] {
  return lines.filter((line) => !STATUS_FIELD.test(line));
}

/** Recipients of a report for machines; where it says nothing precise of one, the text for people does. */
function ofDrafts(drafts: readonly Draft[], mail: ParsedMail, report: Report): ClassifiedRecipient[] {
  const firsts = drafts.map((draft) => ({ draft, first: decide(evidenceOf(draft.diagnostic, draft)) }));
  const named = drafts.flatMap(({ address, finalAddress }) => [address, finalAddress]).filter((address) => address !== '');
  const all = firsts.some(({ first }) => isVague(first)) ? told(mail, report, [...new Set(named)]) : [];
  const texts = new Map(all.map((each) => [each.address.toLowerCase(), each]));
  const shared = drafts.length === 1 ? withoutFields(report.body.told).join('\n') : '';
  return firsts.map(({ draft, first }) => {
    const said = [draft.address, draft.finalAddress].map((address) => texts.get(address.toLowerCase())).find((each) => each !== undefined && each.text !== '');
    return ofDraft(draft, first, { said: said ?? (draft.address === '' ? all[0] : undefined), shared });
  });
}

/** Nothing precise, or only that it expired, which has a cause. */
function isVague({ sure, code }: Decision): boolean {
  return !sure || /^[45]\.4\.7$/.test(code);
}

function ofDraft(draft: Draft, first: Decision, { said, shared }: { readonly said: Told | undefined; readonly shared: string }): ClassifiedRecipient {
  const text = said?.text ?? '';
  const second = isVague(first) ? surest([repliesIn(text), text, repliesIn(shared), shared], draft) : null;
  const address = draft.address || said?.address || '';
  return finish(better(draft, { first, second, text }), {
    address,
    finalAddress: draft.finalAddress || address,
    diagnostic: draft.diagnostic || diagnosticOf(text) || draft.status,
    action: draft.action === 'delayed' ? 'delayed' : 'failed',
  });
}

/** What the fields say, or what the text says; where neither is sure, the step the text names is a help. */
function better(draft: Draft, { first, second, text }: { readonly first: Decision; readonly second: Decision | null; readonly text: string }): Decision {
  if (second !== null && !(first.sure && second.class !== 'blocked')) return { ...second, code: second.code || first.code };
  const stage = stageIn(text);
  return first.sure || stage === null ? first : decide({ ...evidenceOf(draft.diagnostic, draft), stage });
}

/** The first of the texts that says something sure. */
function surest(texts: readonly string[], more: Parameters<typeof evidenceOf>[1]): Decision | null {
  for (const text of texts) {
    if (text.trim() === '') continue;
    const decision = decide(evidenceOf(text, more));
    if (decision.sure) return decision;
  }
  return null;
}

/** Recipients of a report for people only. What stands before the first of them is said of all. */
function ofText(mail: ParsedMail, report: Report, late: boolean): ClassifiedRecipient[] {
  const failed = addressesIn(header(mail, 'x-failed-recipients').replace(/\s*,\s*/g, ' , '));
  const all = told(mail, report, failed);
  const { told: lines } = report.body;
  const names = new Set(all.map(({ address }) => address.toLowerCase()));
  const first = lines.findIndex((line) => addressesIn(line).some((address) => names.has(address.toLowerCase())));
  const shared = (all.length === 1 || first < 0 ? lines : lines.slice(0, first)).join('\n');
  return all.map(({ address, text }) => {
    const more = { status: '', remote: '', stage: stageIn(text) ?? stageIn(shared) };
    const decision = surest([repliesIn(text), repliesIn(shared), text, shared], more) ?? decide(evidenceOf(repliesIn(text) || text || shared, more));
    return finish(decision, { address, finalAddress: address, diagnostic: diagnosticOf(text || shared), action: late ? 'delayed' : 'failed' });
  });
}

function finish(decision: Decision, facts: Pick<ClassifiedRecipient, 'address' | 'finalAddress' | 'diagnostic' | 'action'>): ClassifiedRecipient {
  const late = facts.action === 'delayed' && decision.class === 'permanent';
  return { ...facts, ...conclude(late ? { ...decision, class: 'temporary' } : decision) };
}

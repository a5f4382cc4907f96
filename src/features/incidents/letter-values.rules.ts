import type { CaseLetterKind, Incident, IncidentSubject } from '../../contract/incidents.ts';
import type { MergeField } from '../../contract/merge-fields.ts';
import { usualAnswerDay } from '../../shared/answer-day.ts';
import { addDays, clockMoment, dateIn, longDate, longMoment, namedMoment, startOfDay, zoneOfDay } from '../../shared/calendar.ts';
import { parseIp } from '../../shared/ip.ts';
import type { Language } from '../../shared/language.ts';
import { capital } from '../../shared/text.ts';
import { isMomentUnknown } from '../../shared/unknown-moment.ts';
import {
  type AccountLimits,
  type Answered,
  answerWords,
  causeKept,
  hostReason,
  limitWords,
  listedObject,
  listedWhat,
  measureLines,
  type SayFound,
} from './found-values.rules.ts';
import { type Happened, happened, originOf, type Reader } from './happened.rules.ts';
import { type partOf, type Standing, sharedTrouble, standingOf, type Trouble } from './innocent-values.rules.ts';

/** What is known of the mail of whoever a letter is about, from a verdict or an alert. Instants in epoch milliseconds; null = not counted. Sentences are in the language of the letter. */
export interface SeenMail {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly sent: number | null;
  readonly usual: number | null;
  readonly recipients: number | null;
  readonly failed: number | null;
  readonly origin: string;
  readonly evidence: readonly string[];
  /** The same by equal parts of that time; empty where nobody counted so finely. */
  readonly parts: readonly MailPart[];
  /** What it was counted from, and when that was last done. */
  readonly counted: { readonly by: 'log' | 'panel' | 'both'; readonly at: number };
}

/** Recipients and failures of a stretch of time, in epoch milliseconds. */
export interface MailPart {
  readonly from: number;
  readonly to: number;
  readonly recipients: number;
  readonly failed: number;
}

/** What a letter of a case is filled from. */
export interface LetterFacts {
  readonly kind: CaseLetterKind;
  readonly incident: Pick<Incident, 'reference' | 'subject' | 'occurredAt' | 'openedAt' | 'findings' | 'steps' | 'packName' | 'hostName' | 'answerBy'>;
  /** Login at the host of the account it is about; empty = none is known. */
  readonly account: string;
  /** Its moment is the date of the host's mail: nobody knows more than that it had happened by then. */
  readonly isDatedByMail: boolean;
  readonly mail: SeenMail | null;
  readonly limits: AccountLimits;
  /** When what is listed was last seen on its list; null = nobody knows. */
  readonly lastListedAt: number | null;
  readonly answered: Answered | null;
  /** Number of the host's ticket; empty = none was noted. */
  readonly ticket: string;
  readonly resellerName: string;
  /** The newest notice the client was told, and when. */
  readonly told: { readonly versionNumber: number; readonly at: number } | null;
  readonly innocentDomains: readonly string[];
  readonly reader: Reader;
  /** Earlier cases that the reader caused. */
  readonly earlier: readonly { readonly reference: string; readonly openedAt: number }[];
  /** What is known of the part in it of a reader who is not involved. */
  readonly part: ReturnType<typeof partOf>;
  /** It was seen again since host or list said yes. */
  readonly cameBack: boolean;
  readonly now: number;
  /** Where the reseller works: the days of a letter are meant there. */
  readonly zone: string;
  /** The zone of the host's clock where one is known, else the same: hours are told by it, and with its name. */
  readonly clock: string;
}

/** How a letter names what is blocked (`letters:object.<key>`). */
export interface BlockedObject {
  readonly key: 'pack' | 'pack_mail' | 'account' | 'account_mail' | 'script' | 'ip' | 'port_25';
  readonly name: string;
}

/** What is said in words of the language. */
export interface LetterSay extends SayFound {
  readonly object: (object: BlockedObject) => string;
  /** A moment by which it had happened, as the host's own mail shows. */
  readonly byMail: (moment: string) => string;
  /** The same of a day, for whoever did not write that mail. */
  readonly byDay: (day: string) => string;
  /** The same, as a sentence to a client. */
  readonly when: (known: 'on' | 'byMail', moment: string) => string;
  /** Of when figures are, what they were counted from, and on which day. */
  readonly window: (by: SeenMail['counted']['by'], values: Readonly<Record<'from' | 'to' | 'day', string>>) => string;
  /** A number that is of more than the period of the letter, with when it was counted. */
  readonly countedIn: (values: Readonly<Record<'number' | 'from' | 'to', string>>) => string;
  /** What a request asks that belongs to no round. */
  readonly askedNow: string;
  readonly trouble: (trouble: Trouble) => string;
  readonly happened: (event: Happened) => string;
  readonly holder: (key: 'reseller' | 'host' | 'domain', names: Readonly<Record<'reseller_name' | 'host_name', string>>) => string;
  readonly stopped: (day: string) => string;
  readonly noted: (day: string, note: string) => string;
  readonly origin: (key: ReturnType<typeof originOf>) => string;
  readonly before: (reference: string, day: string) => string;
  readonly part: (key: LetterFacts['part']) => string;
  readonly standing: (key: Standing) => string;
}

type Values = Partial<Record<MergeField, string>>;

/** The facts of a case by merge field. What is not known is left out: no letter says more than is known. */
export function letterValues(facts: LetterFacts, say: LetterSay): Values {
  const { incident, account, told, innocentDomains, now, zone } = facts;
  const { language } = say;
  const day = (at: number): string => longDate(dateIn(at, zone), language);
  const values: Values = {
    reference: incident.reference,
    account,
    pack_name: incident.packName,
    ...ofSubject(incident.subject, language),
    ...ofMoment(facts, say),
    last_seen: facts.lastListedAt === null ? '' : clockMoment(facts.lastListedAt, language, facts.clock),
    listed_object: listedObject(incident.subject, say),
    held_by: heldBy(facts, say),
    blocked_object: blockedObject(facts, say),
    deadline: longDate(usualAnswerDay(dateIn(now, zone), incident.answerBy), language),
    cause: causeKept(facts, incident.findings.cause) === null ? incident.findings.cause : '',
    measures: [incident.findings.fix, ...(incident.findings.fix === '' ? [] : measureLines(incident.steps, day, say))].join('\n'),
    recurrence: incident.findings.prevention,
    asked_now: say.askedNow,
    ...ofStop(facts, { day, say }),
    client_answer: answerWords(facts.answered, { day, say }),
    ticket_number: facts.ticket,
    account_limit: limitWords(facts.limits, say),
    host_reason: hostReason(incident.subject, facts.reader, say),
    innocent_domains: innocentDomains.join('\n'),
    incidents_before: facts.earlier.map(({ reference, openedAt }) => say.before(reference, day(openedAt))).join('\n'),
    ...(facts.kind === 'innocent_notice' ? forInnocent(facts, say) : forConcerned(facts, say)),
    ...(told === null ? {} : { told_on: day(told.at), told_version: String(told.versionNumber) }),
    ...ofMail(upToBlock(facts), say),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

function forInnocent({ incident, part, cameBack }: LetterFacts, say: LetterSay): Values {
  const shared = sharedTrouble(incident.subject);
  return shared === null ? {} : { what_happened: `${say.trouble(shared)} ${say.part(part)}`, state_now: say.standing(standingOf(incident, cameBack)) };
}

function forConcerned(facts: LetterFacts, say: LetterSay): Values {
  const { incident, reader, isDatedByMail } = facts;
  const moment = STOPPED.includes(incident.subject.kind) ? momentOf(facts, say.language) : '';
  const when = moment === '' ? [] : [say.when(isDatedByMail ? 'byMail' : 'on', moment)];
  return { what_happened: [say.happened(happened(incident.subject, reader)), ...when, say.origin(originOf(reader))].join(' ') };
}

function ofSubject(subject: IncidentSubject, language: Language): Values {
  switch (subject.kind) {
    case 'listing':
      return { ip_address: parseIp(subject.listed)?.text ?? '', list_name: subject.list, list_reference: subject.reference };
    case 'blocked_object':
      return { ip_address: subject.object === 'ip' ? subject.name : '' };
    case 'recipient':
      return {
        recipient_address: subject.family === '' ? subject.address : `${subject.address} (${subject.family})`,
        last_mail_on: subject.lastMailOn === null ? '' : longDate(subject.lastMailOn, language),
        failure_code: subject.answer,
        sending_address: subject.sender,
      };
    case 'suspension':
    case 'port_25':
      return {};
  }
}

function blockedObject({ incident, account }: LetterFacts, { object }: LetterSay): string {
  const { subject, packName } = incident;
  switch (subject.kind) {
    case 'suspension':
      return suspended(subject, { object, account, packName });
    case 'blocked_object':
      if (subject.object === 'account') return named(object, { key: 'account_mail', name: subject.name || account });
      return named(object, { key: subject.object, name: subject.name });
    case 'port_25':
      return named(object, { key: 'port_25', name: subject.server });
    case 'listing':
    case 'recipient':
      return '';
  }
}

interface Whose {
  readonly object: LetterSay['object'];
  readonly account: string;
  readonly packName: string;
}

/** An account, or the pack, as a whole or only what it sends: the host is asked to lift what it did. */
function suspended({ scope, stopped, name }: Extract<IncidentSubject, { kind: 'suspension' }>, { object, account, packName }: Whose): string {
  const isMail = stopped === 'mail';
  if (scope === 'pack') return object({ key: isMail ? 'pack_mail' : 'pack', name: packName });
  return named(object, { key: isMail ? 'account_mail' : 'account', name: account || name });
}

/** Without its name nobody knows what to unblock. */
function named(object: LetterSay['object'], blocked: BlockedObject): string {
  return blocked.name === '' ? '' : object(blocked);
}

/** When it happened, where somebody or a mail of the host said so: the second a case was opened is no moment of it. No hour is printed where only a day was named. */
function ofMoment(facts: LetterFacts, { language, byMail, byDay }: LetterSay): Values {
  const moment = momentOf(facts, language);
  if (moment === '') return {};
  const at = Date.parse(facts.incident.occurredAt);
  const day = longDate(dateIn(at, zoneOfDay(at, facts) ?? facts.clock), language);
  return facts.isDatedByMail ? { first_seen: byDay(day), blocked_since: byMail(moment) } : { first_seen: day, blocked_since: moment };
}

function momentOf({ incident, ...clocks }: LetterFacts, language: Language): string {
  return isMomentUnknown(incident) ? '' : namedMoment(Date.parse(incident.occurredAt), language, clocks);
}

/** Whom a list may ask about what is listed: a domain is never the host's, and of an address whose holder nobody knows nothing is said. */
function heldBy({ incident: { subject, hostName }, resellerName }: LetterFacts, { holder }: LetterSay): string {
  if (subject.kind !== 'listing' || resellerName === '') return '';
  const key = listedWhat(subject) === 'domain' ? 'domain' : subject.holder;
  return key === 'unknown' ? '' : holder(key, { reseller_name: resellerName, host_name: hostName });
}

/**
 * That sending was stopped, with its day, where the step says so. A client reads what a person noted there: no other step's note is meant for him. Where several may have
 * caused it the note may speak of another one: only the day is told.
 */
function ofStop({ incident: { steps }, reader }: LetterFacts, { day, say }: { readonly day: (at: number) => string; readonly say: LetterSay }): Values {
  const stopped = steps.find(({ id, state }) => id === 'stop_sending' && state === 'done');
  if (stopped?.changed == null) return {};
  const on = day(Date.parse(stopped.changed.at));
  const done = stopped.note !== '' && !reader.among ? say.noted(on, stopped.note) : say.measure('stop_sending', on);
  return { sending_stopped: say.stopped(on), done_by_reseller: done };
}

/** Kinds where the host stopped the mail itself: what led to that was sent before. */
const STOPPED: readonly IncidentSubject['kind'][] = ['suspension', 'blocked_object', 'port_25'];

type Span = Readonly<Record<'from' | 'to', number>>;

/** What was counted in the period that a letter names; `whole` = its numbers are of this longer time, `foundIn` = so is what was found. */
type PeriodMail = SeenMail & { readonly whole?: Span; readonly foundIn?: Span };

/** What was counted up to the block, by the day where only its day is known. What was counted after it only, led to nothing. */
function upToBlock(facts: LetterFacts): PeriodMail | null {
  const { subject, occurredAt } = facts.incident;
  const { mail } = facts;
  if (mail === null || !STOPPED.includes(subject.kind)) return mail;
  const at = Date.parse(occurredAt);
  const onDay = zoneOfDay(at, facts);
  const until = onDay === null ? at : startOfDay(addDays(dateIn(at, onDay), 1), onDay);
  if (mail.from >= until) return { ...mail, from: until, to: until, sent: null, usual: null, recipients: null, failed: null, evidence: [] };
  if (mail.to <= until) return mail;
  const foundIn = { from: mail.from, to: mail.to };
  const led = mail.parts.filter(({ to }) => to <= until);
  if (led.at(-1)?.to !== until) return { ...mail, to: until, whole: foundIn, foundIn };
  const sum = (of: 'recipients' | 'failed'): number => led.reduce((total, part) => total + part[of], 0);
  return { ...mail, to: until, sent: null, usual: null, recipients: sum('recipients'), failed: sum('failed'), foundIn };
}

function ofMail(mail: PeriodMail | null, { language, window, countedIn }: LetterSay): Values {
  if (mail === null) return {};
  const { counted, whole, foundIn, evidence } = mail;
  const day = longDate(dateIn(counted.at, mail.zone), language);
  const number = new Intl.NumberFormat(language);
  const told = (at: number): string => longMoment(at, language, mail.zone);
  const count = (value: number | null): string => {
    if (value === null) return '';
    // The zone stands with the period.
    return whole === undefined ? number.format(value) : countedIn({ number: number.format(value), from: told(whole.from), to: told(whole.to) });
  };
  const period = ({ from, to }: Span): string => window(counted.by, { from: told(from), to: clockMoment(to, language, mail.zone), day });
  return {
    window: mail.from === mail.to ? '' : period(mail),
    sent_count: count(mail.sent),
    usual_count: count(mail.usual),
    recipient_count: count(mail.recipients),
    failure_count: count(mail.failed),
    script_or_mailbox: mail.origin,
    evidence_found: [...(foundIn === undefined || evidence.length === 0 ? [] : [capital(period(foundIn))]), ...evidence].join('\n'),
  };
}

import type { Reason } from '../../contract/culprits.ts';
import { LOG_OTHERS } from '../../shared/logs.ts';
import type { CaseTrace } from './case.rules.ts';
import { DAY_S, HOUR_S, type Span } from './grid.rules.ts';
import { because, percentOf } from './reasons.rules.ts';

/** A login that comes from so many addresses within an hour, and so many times what it did before, is in other hands. */
const MANY_SOURCES = 6;
const TIMES_SOURCES = 3;
/** A phone on the road has some as well: of an account that sends what it always does, it takes so many. */
const MANY_OF_A_FEW = 12;
/** Slowly, it is so many addresses altogether: a phone on the road has up to 15. */
const MANY_ALTOGETHER = 20;
/** A trace explains what is above the usual when it has at least this share of the mail, and so many recipients or messages. */
const LEAST_SHARE = 0.2;
const LEAST_COUNT = 20;
const LEAST_FOREIGN = 10;
const LEAST_HABIT = 3;
const LEAST_REFUSED = 5;
/** A script is new when the log had been read for so long before it was first seen. */
const KNOWN_BEFORE_S = 6 * HOUR_S;
/** Where web applications keep what visitors and caches bring, or hide things: nothing there sends mail of its own. */
const ODD_PLACE = /(^|\/)\.[^/.]|\/(uploads?|cache|te?mp|images?|img|css|fonts?|media)(\/|$)|^\/(var\/tmp|dev\/shm)/i;

/** A reason, how much it says (1 = enough by itself), and whether it shows abuse, which much mail alone does not. */
export interface Sign {
  readonly reason: Reason;
  readonly weight: number;
  readonly abuse: boolean;
  /** Recipients that the trace accounts for, or that failed for it. */
  readonly recipients?: number;
}

/**
 * Where traces are looked for: since the account was unusual (`since`) up to the moment, in what was `read` from then on, among so much mail; `unusual`: single
 * hours of it are.
 */
export interface Scope {
  readonly since: number;
  readonly to: number;
  readonly read: number;
  readonly recipients: number;
  readonly messages: number;
  /** Messages since then, and in what was read before. */
  readonly now: number;
  readonly earlier: number;
  readonly unusual: boolean;
}

interface Part {
  readonly messages: number;
  readonly recipients: number;
  readonly failed: number;
  /** The most addresses in an hour. */
  readonly sources: number;
  readonly hours: number;
}

/** What the traces of an account tell of it since it became unusual. */
export function traceSigns(traces: readonly CaseTrace[], scope: Scope): Sign[] {
  return [...scriptSigns(traces, scope), ...loginSigns(traces, scope), ...senderSigns(traces, scope), ...subjectSigns(traces, scope)];
}

function partOf(trace: CaseTrace, { from, to }: Span): Part {
  const slots = trace.slots.filter(({ start }) => start >= from && start < to);
  const sum = (count: (slot: CaseTrace['slots'][number]) => number): number => slots.reduce((total, slot) => total + count(slot), 0);
  return {
    messages: sum(({ messages }) => messages),
    recipients: sum(({ recipients }) => recipients),
    failed: sum(({ failed }) => failed),
    sources: Math.max(0, ...slots.map(({ sources }) => sources)),
    hours: new Set(slots.map(({ start }) => Math.floor(start / HOUR_S))).size,
  };
}

function during(trace: CaseTrace, { since, to }: Scope): Part {
  return partOf(trace, { from: since, to });
}

/** Up to when it became unusual. */
function before(trace: CaseTrace, { since }: Scope): Part {
  return partOf(trace, { from: Number.NEGATIVE_INFINITY, to: since });
}

function explains(part: Part, scope: Scope): boolean {
  return part.recipients >= LEAST_COUNT && part.recipients >= LEAST_SHARE * scope.recipients;
}

function scriptSigns(traces: readonly CaseTrace[], scope: Scope): Sign[] {
  const scripts = traces.filter((trace) => trace.kind === 'script' && isNew(trace, scope) && explains(during(trace, scope), scope));
  const [first] = scripts.sort((a, b) => during(b, scope).recipients - during(a, scope).recipients || (a.value < b.value ? -1 : 1));
  if (first === undefined) return [];
  const reason = because('new_script', { script: first.value, since: first.first.at, messages: during(first, scope).messages });
  const odd = ODD_PLACE.test(first.value);
  return [{ reason, weight: odd ? 1 : 0.5, abuse: odd, recipients: during(first, scope).recipients }];
}

function isNew(trace: CaseTrace, { since, read }: Scope): boolean {
  const first = Date.parse(trace.first.at) / 1000;
  return first - read >= KNOWN_BEFORE_S && first >= since - HOUR_S;
}

function loginSigns(traces: readonly CaseTrace[], scope: Scope): Sign[] {
  const logins = traces.filter((trace) => trace.kind === 'login' && explains(during(trace, scope), scope));
  return logins.flatMap((login) => {
    const [now, then] = [during(login, scope), before(login, scope)];
    const atOnce = now.sources >= (scope.unusual ? MANY_SOURCES : MANY_OF_A_FEW) && now.sources >= TIMES_SOURCES * Math.max(1, then.sources);
    const slowly = login.sources >= MANY_ALTOGETHER && then.messages <= 0.2 * login.messages;
    const many = atOnce || slowly;
    if (!many) return [];
    // How many different ones there were since then is known where it was not used before; else it is known of each hour.
    const per = atOnce && then.messages > 0 ? 'hour' : 'all';
    const facts = { login: login.value, sources: per === 'hour' ? now.sources : login.sources, usual: then.sources, per };
    return [{ reason: because('many_sources', facts), weight: 1, abuse: true, recipients: now.recipients }, ...refusedSigns(traces, login.value, scope)];
  });
}

/**
 * Logins refused for a mailbox that many used, after that: somebody changed the password, and somebody else still tries the old one. Without the many it would
 * be the guessing that every mailbox meets.
 */
function refusedSigns(traces: readonly CaseTrace[], login: string, scope: Scope): Sign[] {
  const refused = traces.find((trace) => trace.kind === 'refused_login' && trace.value.toLowerCase() === login.toLowerCase());
  if (refused === undefined) return [];
  const now = partOf(refused, { from: scope.since, to: scope.to + DAY_S });
  const earlier = before(refused, scope);
  const readHours = Math.max(1, (scope.since - scope.read) / HOUR_S);
  const nowHours = Math.max(1, now.hours);
  if (now.failed < LEAST_REFUSED || now.failed / nowHours < (3 * earlier.failed) / readHours) return [];
  return [{ reason: because('login_refused_after', { login, times: now.failed, until: refused.lastAt }), weight: 0.5, abuse: true }];
}

function senderSigns(traces: readonly CaseTrace[], scope: Scope): Sign[] {
  const foreign = traces
    .filter((trace) => trace.kind === 'sender' && trace.foreign)
    .map((trace) => ({ value: trace.value, count: countedIn(trace, scope), now: during(trace, scope), earlier: before(trace, scope) }))
    .filter(({ now }) => now.messages > 0);
  const messages = foreign.reduce((sum, { now }) => sum + now.messages, 0);
  const recipients = foreign.reduce((sum, { now }) => sum + now.recipients, 0);
  const earlier = foreign.reduce((sum, each) => sum + each.earlier.messages, 0);
  const senders = foreign.reduce((sum, { count }) => sum + count, 0);
  if (messages < LEAST_FOREIGN || recipients < LEAST_SHARE * scope.recipients || !isMore(messages, earlier, scope) || isHabit(messages, earlier, scope))
    return [];
  return [{ reason: because('foreign_senders', { senders, messages, example: exampleOf(foreign) }), weight: 1, abuse: true, recipients }];
}

/** How many senders stand behind a trace: those that are not told one by one are together in one. */
function countedIn({ value, slots }: CaseTrace, { since, to }: Scope): number {
  if (value !== LOG_OTHERS) return 1;
  return slots.reduce((sum, { start, fresh }) => (start >= since && start < to ? sum + fresh : sum), 0);
}

/** The domain of the sender that is named most: whose address it is has nothing to do with it. */
function exampleOf(foreign: readonly { readonly value: string; readonly now: Part }[]): string {
  const named = foreign.filter(({ value }) => value !== LOG_OTHERS).sort((a, b) => b.now.messages - a.now.messages || (a.value < b.value ? -1 : 1));
  const sender = named[0]?.value ?? '';
  return `…${sender.slice(sender.lastIndexOf('@'))}`;
}

/** A form that writes in the name of visitors did so before as well, in about the same share of the mail. */
function isHabit(messages: number, before: number, { now, earlier }: Scope): boolean {
  return before >= LEAST_HABIT && earlier > 0 && now > 0 && before / earlier >= messages / now / 2;
}

/** More an hour than before; where hardly anything is known of before, only an account that is unusual by itself is taken to do something new. */
function isMore(messages: number, earlier: number, { since, to, read, unusual }: Scope): boolean {
  const before = since - read;
  return before < KNOWN_BEFORE_S ? unusual && earlier <= messages / 2 : earlier / before <= messages / (to - since) / 2;
}

function subjectSigns(traces: readonly CaseTrace[], scope: Scope): Sign[] {
  const most = Math.max(0, ...traces.filter(({ kind }) => kind === 'subject').map((trace) => during(trace, scope).messages));
  if (most < LEAST_COUNT || most < 0.5 * scope.messages) return [];
  return [{ reason: because('same_subject', { messages: most, percent: Math.min(100, percentOf(most, scope.messages)) }), weight: 0.25, abuse: false }];
}

/** The mailbox whose password somebody else uses, when the signs say so. */
export function stolenLogin(signs: readonly Sign[]): string | null {
  const many = signs.find(({ reason }) => reason.code === 'many_sources');
  return typeof many?.reason.facts['login'] === 'string' ? many.reason.facts['login'] : null;
}

/** A mailbox whose logins were refused in the window, most often: somebody guesses passwords, which tells nothing of what the account sent. null = hardly any was. */
export function guessedLogin(traces: readonly CaseTrace[], window: Span): { readonly login: string; readonly times: number } | null {
  const guessed = traces
    .filter(({ kind }) => kind === 'refused_login')
    .map((trace) => ({ login: trace.value, times: partOf(trace, window).failed }))
    .sort((a, b) => b.times - a.times || (a.login < b.login ? -1 : 1));
  const [most] = guessed;
  return most === undefined || most.times < LEAST_REFUSED ? null : most;
}

import { limitMatters } from '../../../shared/log-limits.ts';
import { LOG_CELL_SECONDS, type LogFacts, type LogLimit, type LogReply } from '../../../shared/logs.ts';
import type { KnownAccount } from '../known.repo.ts';
import type { DeliveryEvent } from './event.ts';
import { EventAccount, placeOf, type Told } from './events-book.ts';
import { codeOf, enhancedOf, limitOf, sampleOf, templateOf } from './reply.rules.ts';

/** What events were read from. */
export interface EventSource {
  readonly files: LogFacts['files'];
  readonly zone: string;
  readonly skipped: number;
  readonly recognised: (account: string) => KnownAccount | null;
}

type Reply = { -readonly [K in keyof LogReply]: LogReply[K] };

/** Builds the facts of a log from delivery events: each recipient once for its message, what was sent at its submission and what came of it when it came. */
export function factsOfEvents(events: readonly DeliveryEvent[], source: EventSource): LogFacts {
  const replies = new Map<string, { readonly place: number; readonly reply: Reply }>();
  const accounts = new Map<string, EventAccount>();
  const limits = new Map<string, LogLimit[]>();
  for (const tries of byRecipient(events)) {
    const told = becameOf(tries, replies);
    const known = source.recognised(told.event.account) ?? source.recognised(told.event.domain);
    const name = known?.account ?? told.event.account;
    const account = accounts.get(name) ?? new EventAccount(name, new Set(known?.domains ?? (told.event.domain === '' ? [] : [told.event.domain])));
    accounts.set(name, account);
    account.add(told);
    for (const event of tries) noteLimit(limits, name, event);
  }
  const times = events.map(({ at }) => Math.floor(at / 1000));
  return {
    format: 'events',
    lines: events.length + source.skipped,
    skipped: source.skipped,
    from: least(times),
    to: most(times),
    zone: source.zone,
    files: source.files,
    gaps: [],
    accounts: [...accounts.values()].map((account) => account.facts()).sort((a, b) => (a.account < b.account ? -1 : 1)),
    replies: [...replies.values()].map(({ reply }) => reply),
    limits: [...limits.values()].flatMap(limitMatters),
    unattributed: { messages: 0, recipients: 0, examples: [] },
    absent: ['subjects', 'scripts', 'logins'],
  };
}

function least(times: readonly number[]): number | null {
  return times.reduce((first: number | null, at) => (first === null || at < first ? at : first), null);
}

function most(times: readonly number[]): number | null {
  return times.reduce((last: number | null, at) => (last === null || at > last ? at : last), null);
}

/** Tries of one message to one recipient, in the order of time. */
function byRecipient(events: readonly DeliveryEvent[]): DeliveryEvent[][] {
  const tries = new Map<string, DeliveryEvent[]>();
  for (const event of events) {
    const key = `${event.messageId}\n${event.recipient.toLowerCase()}`;
    const known = tries.get(key);
    if (known === undefined) tries.set(key, [event]);
    else known.push(event);
  }
  return [...tries.values()].map((each) => each.sort((a, b) => a.at - b.at));
}

function becameOf(tries: readonly DeliveryEvent[], replies: Map<string, { readonly place: number; readonly reply: Reply }>): Told {
  const deferred = tries.filter(({ outcome }) => outcome === 'deferred');
  const ended = tries.find(({ outcome }) => outcome === 'delivered') ?? tries.find(({ outcome }) => outcome === 'failed');
  const [first] = tries;
  if (first === undefined) throw new Error('A recipient without a try');
  const failed = ended?.outcome === 'failed';
  const decided = failed ? ended : deferred.at(-1);
  const place = decided === undefined ? null : noteReply(replies, decided, { failed, deferred: deferred.length > 0 });
  return {
    event: first,
    local: tries.some(({ remote }) => remote === false),
    deferredAt: deferred[0]?.at ?? null,
    delivered: ended?.outcome === 'delivered',
    failed,
    endedAt: (ended ?? decided ?? first).at,
    reply: place === null || decided === undefined ? null : { place, event: decided },
    limited: tries.some(({ text, outcome }) => outcome !== 'delivered' && limitOf(text) !== null),
  };
}

function noteReply(
  replies: Map<string, { readonly place: number; readonly reply: Reply }>,
  event: DeliveryEvent,
  became: { readonly failed: boolean; readonly deferred: boolean },
): number {
  const template = templateOf(event.text);
  const known = replies.get(template) ?? { place: replies.size, reply: newReply(event) };
  replies.set(template, known);
  known.reply.failed += Number(became.failed);
  known.reply.deferred += Number(became.deferred);
  known.reply.firstAt = Math.min(known.reply.firstAt, Math.floor(event.at / 1000));
  return known.place;
}

function newReply(event: DeliveryEvent): Reply {
  const { text, at } = event;
  return { text: sampleOf(event), code: codeOf(text), enhanced: enhancedOf(text), failed: 0, deferred: 0, firstAt: Math.floor(at / 1000) };
}

function noteLimit(limits: Map<string, LogLimit[]>, account: string, event: DeliveryEvent): void {
  const limit = event.outcome === 'delivered' ? null : limitOf(event.text);
  if (limit === null) return;
  const at = Math.floor(event.at / 1000);
  const slot = { start: Math.floor(at / LOG_CELL_SECONDS) * LOG_CELL_SECONDS, times: 1, firstAt: at, lastAt: at };
  const met = { ...limit, account, times: 1, lastAt: at, first: placeOf(event), slots: [slot] };
  const known = limits.get(account);
  if (known === undefined) limits.set(account, [met]);
  else known.push(met);
}

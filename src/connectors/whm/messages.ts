import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { count, domain, epoch, flag, name, neededName, shaped, unreadable, words } from '../answers.ts';
import type { Connector, PanelAccess, PanelMessage, UsageWindow } from '../connector.ts';
import { ask, chunked } from './calls.ts';

const CALL = 'emailtrack_search';
const CHUNK = 500;
const FIRST_SPAN_MS = HOUR_MS;
const LONGEST_SPAN_MS = DAY_MS;
/** Fewer rows than these: the next span may be longer. */
const FEW = 1000;
/** Exactly as many rows of one type are what a server sends that does not know that all are wanted. */
const USUAL_CUT = 250;
/** A span that took too long is asked for in halves, so often. */
const PATIENCE = 2;
const LONGEST_TEXT = 1000;

type Query = Parameters<NonNullable<Connector['messages']>>[0];
type Outcome = PanelMessage['outcome'];

const TYPES = { success: 'delivered', defer: 'deferred', failure: 'failed', inprogress: 'in_progress' } as const;

const told = z.unknown().optional();
const Row = z.object({
  type: z.enum(['success', 'defer', 'failure', 'inprogress']),
  user: told,
  domain: told,
  sender: told,
  email: told,
  recipient: told,
  sendunixtime: told,
  actionunixtime: told,
  transport_is_remote: told,
  message: told,
  msgid: told,
  size: told,
});
type Row = z.infer<typeof Row>;
const Records = z.object({ records: z.array(Row) });

/** Tries to deliver, by the time their message was sent, in spans as long as the server copes with. */
export async function* messages(access: PanelAccess, query: Query, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelMessage[], void, void> {
  let span = FIRST_SPAN_MS;
  for (let from = query.window.from; from < query.window.to; ) {
    const window = { from, to: Math.min(from + span, query.window.to) };
    const { rows, halved } = await readSpan(access, { ...query, window }, { signal, patience: PATIENCE });
    for (let start = 0; start < rows.length; start += CHUNK) yield rows.slice(start, start + CHUNK);
    span = halved ? Math.max(span / 2, MINUTE_MS) : rows.length < FEW ? Math.min(span * 2, LONGEST_SPAN_MS) : span;
    from = window.to;
  }
}

/** True when the call can be made at all: for five minutes and one row, so that it costs little. */
export async function tryMessages(access: PanelAccess, signal: AbortSignal | undefined): Promise<void> {
  const window = { from: access.now() - 5 * MINUTE_MS, to: access.now() };
  const args = { ...argumentsOf({ login: null, window, outcomes: [] }), max_results_by_type: '1', ...chunked({ size: 1, start: 1 }) };
  const { data } = await ask(access, CALL, { args, signal });
  shaped(CALL, Records, data);
}

interface Span {
  readonly rows: readonly PanelMessage[];
  readonly halved: boolean;
}

interface Conditions {
  readonly signal: AbortSignal | undefined;
  readonly patience: number;
}

async function readSpan(access: PanelAccess, query: Query, { signal, patience }: Conditions): Promise<Span> {
  const late = (error: unknown): null => {
    if (patience > 0 && error instanceof AppError && error.code === 'panel_timeout' && halvesOf(query.window) !== null) return null;
    throw error;
  };
  const read = await readOnce(access, query, signal).catch(late);
  if (read !== null && !read.cut) return { rows: read.rows, halved: false };
  const halves = halvesOf(query.window);
  if (halves === null) {
    if (read === null || read.overflowed) throw unreadable(CALL, 'cut short however short the time asked for');
    // As many as that in the shortest span: by chance, as far as can be told.
    return { rows: read.rows, halved: false };
  }
  const rows: PanelMessage[] = [];
  for (const window of halves) rows.push(...(await readSpan(access, { ...query, window }, { signal, patience: patience - (read === null ? 1 : 0) })).rows);
  return { rows, halved: true };
}

function halvesOf({ from, to }: UsageWindow): readonly [UsageWindow, UsageWindow] | null {
  const middle = Math.floor((from + to) / 2 / 1000) * 1000;
  return to - from <= MINUTE_MS || middle <= from
    ? null
    : [
        { from, to: middle },
        { from: middle, to },
      ];
}

interface Read {
  readonly rows: readonly PanelMessage[];
  readonly overflowed: boolean;
  readonly cut: boolean;
}

async function readOnce(access: PanelAccess, query: Query, signal: AbortSignal | undefined): Promise<Read> {
  const args = argumentsOf(query);
  const found = new Map<string, PanelMessage>();
  const seen = new Set<string>();
  const types = new Map<Row['type'], number>();
  for (let start = 1; ; start += CHUNK) {
    const { data, overflowed } = await ask(access, CALL, { args: { ...args, ...chunked({ size: CHUNK, start }) }, signal });
    const { records } = shaped(CALL, Records, data);
    const before = seen.size;
    for (const record of records) {
      const key = rowKey(record);
      if (seen.has(key)) continue;
      seen.add(key);
      types.set(record.type, (types.get(record.type) ?? 0) + 1);
      const message = messageOf(record);
      if (message !== null && isAskedFor(message, query)) found.set(message.id, message);
    }
    const over = overflowed || records.length !== CHUNK;
    if (over) return { rows: [...found.values()], overflowed, cut: overflowed || [...types.values()].includes(USUAL_CUT) };
    // A server that passes over what page is asked for would be asked for ever.
    if (seen.size === before) throw unreadable(CALL, 'the same page again');
  }
}

function rowKey({ type, msgid, recipient, actionunixtime }: Row): string {
  return [name(msgid), name(recipient), type, count(actionunixtime)].join(' ');
}

/** What the server was asked to leave out may come all the same. */
function isAskedFor({ login, sentAt, outcome }: PanelMessage, { login: wanted, window, outcomes }: Query): boolean {
  return (wanted === null || login === wanted) && sentAt >= window.from && sentAt < window.to && (outcomes.length === 0 || outcomes.includes(outcome));
}

/** Every switch is set: what is left out means something else on each version. */
function argumentsOf({ login, window, outcomes }: Query): Readonly<Record<string, string>> {
  const wanted = (outcome: Outcome): string => (outcomes.length === 0 || outcomes.includes(outcome) ? '1' : '0');
  return {
    success: wanted('delivered'),
    defer: wanted('deferred'),
    failure: wanted('failed'),
    inprogress: wanted('in_progress'),
    deliverytype: 'all',
    // 0 = every one; without it there are 250 of each type, however they are paged.
    max_results_by_type: '0',
    'api.filter.enable': '1',
    ...filter('a', 'sendunixtime', ['gt', String(Math.ceil(window.from / 1000) - 1)]),
    ...filter('b', 'sendunixtime', ['lt_equal', String(Math.ceil(window.to / 1000) - 1)]),
    ...(login === null ? {} : filter('c', 'user', ['eq', login])),
    // Oldest first, so that what is sent meanwhile moves no page; by number, as texts sort otherwise.
    'api.sort.enable': '1',
    'api.sort.a.field': 'sendunixtime',
    'api.sort.a.method': 'numeric',
  };
}

function filter(letter: string, field: string, [type, value]: readonly [string, string]): Readonly<Record<string, string>> {
  const key = `api.filter.${letter}`;
  return { [`${key}.field`]: field, [`${key}.type`]: type, [`${key}.arg0`]: value };
}

/** null = of nobody's account: mail from outside, or of the server itself. */
export function messageOf(row: Row): PanelMessage | null {
  const login = neededName(CALL, 'user', row.user);
  const of = domain(row.domain);
  if (login.startsWith('-') || of.startsWith('-')) return null;
  const messageId = neededName(CALL, 'msgid', row.msgid);
  const sentAt = epoch(row.sendunixtime);
  if (sentAt === null) throw unreadable(CALL, 'sendunixtime is no time');
  // The texts of times beside these carry no zone, or a wrong one.
  const actedAt = epoch(row.actionunixtime);
  const recipient = name(row.recipient);
  return {
    id: `${messageId} ${recipient} ${row.type} ${actedAt ?? ''}`,
    messageId,
    at: actedAt ?? sentAt,
    sentAt,
    login,
    domain: of,
    sender: name(row.email) || name(row.sender),
    recipient,
    outcome: TYPES[row.type],
    remote: flag(row.transport_is_remote),
    text: words(row.message, LONGEST_TEXT),
    sizeBytes: count(row.size),
  };
}

import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { count, domain, endsAll, name, neededName, refused, shaped, unreadable, words } from '../answers.ts';
import type { Connector, PanelMessage, UsageWindow } from '../connector.ts';
import { readListed } from './accounts.ts';
import type { Calls } from './calls.ts';

export const USER_LOG = '/api/email-logs/user';
/** Where servers before the one above keep it. */
const OLDER_LOG = '/api/email-logs';

/** Messages in one answer; a span that has more is read in halves. */
const MOST = '2000';
const SHORTEST_SPAN_MS = MINUTE_MS;
const NO_LIMIT = '0';
const FEW = 3;

type Query = Parameters<NonNullable<Connector['messages']>>[0];

const Recipient = z.object({ address: z.unknown(), state: z.unknown(), message: z.unknown() }).partial();
/** The schema writes `envelope_from`, lists of it `envelopeFrom`: both are read. Empty lists come as null. */
const Email = z
  .object({
    id: z.unknown(),
    datetime: z.unknown(),
    direction: z.unknown(),
    from: z.unknown(),
    envelope_from: z.unknown(),
    envelopeFrom: z.unknown(),
    transport: z.unknown(),
    size: z.unknown(),
    smtp_confirmation: z.unknown(),
    smtpConfirmation: z.unknown(),
  })
  .partial()
  .extend({ to: z.array(Recipient).nullable() });
const Log = z.object({ emails: z.array(Email).nullable(), more: z.boolean().optional() });

const OUTCOMES = { delivered: 'delivered', deferred: 'deferred', failed: 'failed', unknown: 'in_progress' } as const satisfies Record<
  string,
  PanelMessage['outcome']
>;

/** Outgoing messages of a log, one entry for each recipient. Throws `panel_unreadable`. */
export function messagesIn(login: string, value: unknown): PanelMessage[] {
  const { emails } = shaped(USER_LOG, Log, value);
  return (emails ?? []).filter(({ direction }) => !/^in/i.test(name(direction))).flatMap((email) => triesOf(login, email));
}

function triesOf(login: string, email: z.infer<typeof Email>): PanelMessage[] {
  const messageId = neededName(USER_LOG, 'id', email.id);
  const at = typeof email.datetime === 'string' ? Date.parse(email.datetime) : Number.NaN;
  if (Number.isNaN(at)) throw unreadable(USER_LOG, 'datetime is no time');
  const sender = name(email.envelope_from ?? email.envelopeFrom) || name(email.from);
  return (email.to ?? []).map(({ address, state, message }) => {
    const recipient = name(address);
    const outcome = outcomeOf(state);
    return {
      // What is put off first and refused later is two tries, and the log tells them by nothing else.
      id: `${messageId} ${recipient} ${outcome}`,
      messageId,
      at,
      sentAt: at,
      login,
      domain: domain(sender.slice(sender.lastIndexOf('@') + 1)),
      sender,
      recipient,
      outcome,
      remote: remoteBy(name(email.transport)),
      text: words(message) || (outcome === 'delivered' ? words(email.smtp_confirmation ?? email.smtpConfirmation) : ''),
      sizeBytes: count(email.size),
    };
  });
}

function outcomeOf(state: unknown): PanelMessage['outcome'] {
  const word = name(state).toLowerCase();
  const [, outcome] = Object.entries(OUTCOMES).find(([key]) => key === word) ?? [];
  if (outcome === undefined) throw unreadable(USER_LOG, 'state is none of the known');
  return outcome;
}

/** By the name of the mail server's transport, which the host may have renamed. */
function remoteBy(transport: string): boolean | null {
  if (/remote|smtp/i.test(transport)) return true;
  return /local|dovecot|lmtp|virtual|pipe|autoreply/i.test(transport) ? false : null;
}

/**
 * Messages of one client or all, in the log of each, opened as that client. One whose log stays shut, as of one who is suspended, hides no others: they are
 * handed out first, but as his messages are unknown the whole does not end well. Throws the `panel_…` errors.
 */
export async function* readMessages(calls: Calls, query: Query, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelMessage[], void, void> {
  const { outcomes, window } = query;
  const wanted = (one: PanelMessage): boolean => outcomes.length === 0 || outcomes.includes(one.outcome);
  if (query.login !== null) {
    for await (const page of readLog(calls, { login: query.login, window }, signal)) yield page.filter(wanted);
    return;
  }
  let trouble: AppError | null = null;
  let opened = 0;
  let shut = 0;
  for await (const listed of readListed(calls, signal)) {
    for (const { login } of listed) {
      try {
        for await (const page of readLog(calls, { login, window }, signal)) yield page.filter(wanted);
        opened += 1;
      } catch (error) {
        shut += 1;
        if (!(error instanceof AppError) || endsAll(error) || error.code === 'panel_unreadable') throw error;
        // A refused login would be refused for the next one too, and where none of the first opens, none will.
        if (calls.clientsRefused || (opened === 0 && shut === FEW)) throw error;
        trouble ??= error;
      }
    }
  }
  if (trouble !== null) throw trouble;
}

interface Part {
  readonly login: string;
  readonly window: UsageWindow;
}

async function* readLog(calls: Calls, { login, window }: Part, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelMessage[], void, void> {
  const { from, to } = window;
  const short = to - from <= SHORTEST_SPAN_MS;
  const value = await openLog(calls, { login, window }, { limit: short ? NO_LIMIT : MOST, signal });
  if (shaped(USER_LOG, Log, value).more !== true) {
    yield messagesIn(login, value).filter(({ at }) => at >= from && at < to);
    return;
  }
  if (short) throw unreadable(USER_LOG, 'more in a minute than it hands out');
  // Newest first or oldest first is not said anywhere; halves need not know.
  const middle = from + Math.ceil((to - from) / 2);
  yield* readLog(calls, { login, window: { from, to: middle } }, signal);
  yield* readLog(calls, { login, window: { from: middle, to } }, signal);
}

async function openLog(
  calls: Calls,
  { login, window }: Part,
  { limit, signal }: { readonly limit: string; readonly signal: AbortSignal | undefined },
): Promise<unknown> {
  const query = { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString(), limit };
  const value = await calls.firstOf([USER_LOG, OLDER_LOG], { query, as: login, signal });
  if (value === undefined) throw refused(USER_LOG, 'HTTP 404');
  return value;
}

/** Whether the log of a client opens: undefined = this server keeps none. Throws the `panel_…` errors. */
export async function tryLog(calls: Calls, login: string, signal: AbortSignal | undefined): Promise<unknown> {
  const now = calls.access.now();
  const query = { from: new Date(now - HOUR_MS).toISOString(), to: new Date(now).toISOString(), limit: '1' };
  const value = await calls.firstOf([USER_LOG, OLDER_LOG], { query, as: login, signal });
  return value === undefined ? undefined : messagesIn(login, value);
}

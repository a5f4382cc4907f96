import type { PanelMessage } from '../../../connectors/connector.ts';
import { fail } from '../../../contract/fail.ts';
import type { Handlers } from '../../../contract/handlers.ts';
import type { Contract } from '../../../contract/index.ts';
import { toIso } from '../../../shared/dates.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/durations.ts';
import type { LogFacts } from '../../../shared/logs.ts';
import type { Core } from '../../core.ts';
import type { AskPanel, OpenPanel } from '../../hooks.ts';
import { checkPack } from '../../statuses/index.ts';
import { type KnownAccount, knownAccounts, recognised } from '../known.repo.ts';
import { getLog } from '../logs.repo.ts';
import { keep } from '../scan.ts';
import type { DeliveryEvent } from './event.ts';
import { factsOfEvents } from './events-facts.ts';

type Fetch = Handlers<Contract['logs']>['fetch'];

const STEP_MS = 6 * HOUR_MS;
/** A panel keeps ten days as a rule; more than these events are no help to anybody and fill the memory. */
const MOST_DAYS = 31;
const MOST_EVENTS = 2_000_000;

interface Order {
  readonly input: Parameters<Fetch>[0];
  readonly signal: AbortSignal | undefined;
}

/** Reads delivery events from a panel, a quarter of a day at a time, and keeps them as a log. Given up, nothing is kept. */
export async function* fetchEvents(core: Core, ask: AskPanel, { input, signal }: Order): ReturnType<Fetch> {
  const { packId } = input;
  await checkPack(core.db.read, packId);
  const to = Math.min(Date.parse(input.to), core.clock.now());
  const from = Math.max(Date.parse(input.from), to - MOST_DAYS * DAY_MS);
  const accounts = await knownAccounts(core.db.read, packId);
  let facts: LogFacts | null = null;
  for await (const step of ask(packId, signal, (panel) => readEvents(panel, { from, to, accounts, signal }))) {
    if ('facts' in step) facts = step.facts;
    else yield { kind: 'progress', phase: 'reading', ...step };
  }
  if (facts === null) throw new Error('The panel was left before its events were read');
  const id = yield* keep(core, { packId, facts, accounts, signal });
  yield { kind: 'done', result: await getLog(core.db.read, id) };
}

interface Reading {
  readonly from: number;
  readonly to: number;
  readonly accounts: readonly KnownAccount[];
  readonly signal: AbortSignal | undefined;
}

type Step = { readonly done: number; readonly total: number } | { readonly facts: LogFacts };

async function* readEvents({ connector, zone }: OpenPanel, { from, to, accounts, signal }: Reading): AsyncGenerator<Step, void, void> {
  const { messages } = connector;
  if (messages === null) throw fail('panel_not_published', {});
  const events = new Map<string, DeliveryEvent>();
  for (let start = from; start < to && events.size < MOST_EVENTS; start += STEP_MS) {
    // In hours, which people can follow.
    yield { done: Math.floor((start - from) / HOUR_MS), total: Math.ceil((to - from) / HOUR_MS) };
    const window = { from: start, to: Math.min(start + STEP_MS, to) };
    for await (const page of messages({ login: null, window, outcomes: [] }, signal)) {
      signal?.throwIfAborted();
      for (const message of page) if (!events.has(message.id)) events.set(message.id, eventOf(message, events.size + 1));
    }
  }
  const all = [...events.values()];
  const span = { from: Math.floor(from / 1000), to: Math.floor(to / 1000) };
  const name = `${toIso(from).slice(0, 10)} – ${toIso(to).slice(0, 10)}`;
  const files = [{ name, bytes: 0, lines: all.length, ...span, notes: [] }];
  const facts = factsOfEvents(all, { files, zone, skipped: 0, recognised: recognised(accounts) });
  // What was asked for was read to its end: silence in it is silence.
  yield { facts: { ...facts, ...span } };
}

function eventOf({ messageId, at, sentAt, login, domain, sender, recipient, outcome, remote, text }: PanelMessage, line: number): DeliveryEvent {
  const address = recipient.toLowerCase();
  return { messageId, at, sentAt, account: login || domain, domain, sender: sender.toLowerCase(), recipient: address, outcome, remote, text, file: 0, line };
}

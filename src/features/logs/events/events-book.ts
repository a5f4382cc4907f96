import { HOUR_S } from '../../../shared/durations.ts';
import {
  LOG_CELL_SECONDS,
  LOG_MEASURES,
  type LogAccountFacts,
  type LogCell,
  type LogCounts,
  type LogLine,
  type LogMeasure,
  type LogTrace,
} from '../../../shared/logs.ts';
import { NO_COUNTS } from '../shape.rules.ts';
import type { DeliveryEvent } from './event.ts';
import { lineOf } from './reply.rules.ts';

const MOST_TRACES = 20;
const LINES_OF_REPLY = 3;
const MOST_LINES = 600;

type Counts = Record<LogMeasure, number>;
type Outcome = { failed: number; deferred: number };

/** What became of one recipient of one message. */
export interface Told {
  readonly event: DeliveryEvent;
  readonly local: boolean;
  readonly deferredAt: number | null;
  readonly delivered: boolean;
  readonly failed: boolean;
  readonly endedAt: number;
  /** The reply that decided, else the last one that put it off: its place, and the try it came to; null = none. */
  readonly reply: { readonly place: number; readonly event: DeliveryEvent } | null;
  readonly limited: boolean;
}

interface Trace {
  readonly kind: 'sender' | 'destination';
  readonly value: string;
  readonly foreign: boolean;
  readonly messages: Set<string>;
  readonly quarters: Map<number, { messages: Set<string>; recipients: number; failed: number }>;
  recipients: number;
  failed: number;
  first: LogLine;
  lastAt: number;
}

const dayOf = ({ at }: LogLine): number => Math.floor(at / 86_400);
const secondsOf = (ms: number): number => Math.floor(ms / 1000);

/** One account as events tell of it: cells, unique recipients, traces and the lines that show refusals. */
export class EventAccount {
  readonly account: string;
  readonly #domains: ReadonlySet<string>;
  readonly #cells = new Map<number, { counts: Counts; outcomes: Map<number, Outcome> }>();
  readonly #messages = new Set<string>();
  readonly #recipients = new Set<string>();
  readonly #hours = new Map<number, Set<string>>();
  readonly #traces = new Map<string, Trace>();
  readonly #refusals: { reply: number; line: LogLine }[] = [];

  constructor(account: string, domains: ReadonlySet<string>) {
    this.account = account;
    this.#domains = domains;
  }

  add(told: Told): void {
    const { event } = told;
    const sentAt = secondsOf(event.sentAt);
    if (!this.#messages.has(event.messageId)) {
      this.#messages.add(event.messageId);
      this.#count(sentAt, 'messages');
    }
    if (told.local) this.#count(sentAt, 'localRecipients');
    else this.#addOutside(told, sentAt);
  }

  #addOutside(told: Told, sentAt: number): void {
    const { event } = told;
    this.#count(sentAt, 'recipients');
    this.#recipients.add(event.recipient);
    const hour = Math.floor(sentAt / HOUR_S) * HOUR_S;
    this.#hours.set(hour, (this.#hours.get(hour) ?? new Set()).add(event.recipient));
    this.#countOutcome(told, sentAt);
    this.#trace('sender', event.sender, told);
    this.#trace('destination', domainOf(event.recipient), told);
  }

  #countOutcome({ deferredAt, delivered, failed, endedAt, reply, limited }: Told, sentAt: number): void {
    if (deferredAt !== null) this.#count(secondsOf(deferredAt), 'deferredRecipients');
    if (delivered) this.#count(secondsOf(endedAt), 'delivered');
    else if (failed) this.#count(secondsOf(endedAt), 'failed');
    else this.#count(sentAt, 'queuedAtEnd');
    if (limited) this.#count(secondsOf(endedAt), 'limitRefusals');
    if (reply === null || !(failed || deferredAt !== null)) return;
    const { outcomes } = this.#cell(sentAt);
    const outcome = outcomes.get(reply.place) ?? { failed: 0, deferred: 0 };
    outcomes.set(reply.place, { failed: outcome.failed + Number(failed), deferred: outcome.deferred + Number(deferredAt !== null) });
    const line = placeOf(reply.event);
    const lines = this.#refusals.filter((each) => each.reply === reply.place && dayOf(each.line) === dayOf(line)).length;
    if (lines < LINES_OF_REPLY && this.#refusals.length < MOST_LINES) this.#refusals.push({ reply: reply.place, line });
  }

  #cell(at: number): { counts: Counts; outcomes: Map<number, Outcome> } {
    const start = Math.floor(at / LOG_CELL_SECONDS) * LOG_CELL_SECONDS;
    const cell = this.#cells.get(start) ?? { counts: { ...NO_COUNTS }, outcomes: new Map<number, Outcome>() };
    this.#cells.set(start, cell);
    return cell;
  }

  #count(at: number, measure: LogMeasure): void {
    this.#cell(at).counts[measure] += 1;
  }

  #trace(kind: Trace['kind'], value: string, { event, failed }: Told): void {
    if (value === '') return;
    const key = `${kind} ${value}`;
    const foreign = kind === 'sender' && this.#domains.size > 0 && !this.#domains.has(domainOf(value));
    const known = this.#traces.get(key);
    const trace: Trace = known ?? {
      kind,
      value,
      foreign,
      messages: new Set(),
      quarters: new Map(),
      recipients: 0,
      failed: 0,
      first: placeOf(event),
      lastAt: 0,
    };
    this.#traces.set(key, trace);
    const start = Math.floor(secondsOf(event.sentAt) / LOG_CELL_SECONDS) * LOG_CELL_SECONDS;
    const quarter = trace.quarters.get(start) ?? { messages: new Set<string>(), recipients: 0, failed: 0 };
    trace.quarters.set(start, quarter);
    for (const each of [trace, quarter]) {
      each.messages.add(event.messageId);
      each.recipients += 1;
      each.failed += Number(failed);
    }
    if (secondsOf(event.sentAt) < trace.first.at) trace.first = placeOf(event);
    trace.lastAt = Math.max(trace.lastAt, secondsOf(event.sentAt));
  }

  facts(): LogAccountFacts {
    const cells = [...this.#cells].sort(([a], [b]) => a - b).map(([start, cell]) => cellOf(start, cell));
    const totals: Counts = { ...NO_COUNTS };
    for (const { counts } of cells) for (const measure of LOG_MEASURES) totals[measure] += counts[measure];
    return {
      account: this.account,
      totals,
      uniqueRecipients: this.#recipients.size,
      identities: { login: 0, panel: this.#messages.size, script: 0, user: 0, domain: 0 },
      cells,
      hours: [...this.#hours].sort(([a], [b]) => a - b).map(([start, recipients]) => ({ start, uniqueRecipients: recipients.size })),
      traces: [...this.#traces.values()]
        .sort((a, b) => b.recipients - a.recipients || (a.value < b.value ? -1 : 1))
        .slice(0, MOST_TRACES)
        .map(traceOf),
      refusals: this.#refusals,
    };
  }
}

function cellOf(start: number, { counts, outcomes }: { readonly counts: LogCounts; readonly outcomes: ReadonlyMap<number, Outcome> }): LogCell {
  return { start, counts, outcomes: [...outcomes].map(([reply, outcome]) => ({ reply, ...outcome })) };
}

function traceOf({ messages, quarters, ...trace }: Trace): LogTrace {
  const unknown = { sources: 0, fresh: 0 };
  return {
    ...trace,
    messages: messages.size,
    sources: 0,
    slots: [...quarters]
      .sort(([a], [b]) => a - b)
      .map(([start, { messages: different, recipients, failed }]) => ({
        ...{ start, seconds: LOG_CELL_SECONDS, messages: different.size, recipients, failed },
        ...unknown,
      })),
  };
}

/** The domain of an address, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Where an event stands. */
export function placeOf(event: DeliveryEvent): LogLine {
  return { file: event.file, line: event.line, at: secondsOf(event.at), text: lineOf(event) };
}

import {
  LOG_CELL_SECONDS,
  type LogAccountFacts,
  type LogCell,
  type LogCounts,
  type LogFacts,
  type LogHour,
  type LogTrace,
  type LogTraceSlot,
} from '../shared/logs.ts';
import { HOUR_SECONDS } from './columns.ts';

/** A trace but for its slots. */
export type PackedTrace = Omit<LogTrace, 'slots'>;

/**
 * What a log says of one account, as it passes from thread to thread. Of what there may be hundreds of thousands, `numbers` holds just the figures, so that
 * nothing is made, copied and kept twice as objects. Each list begins with how many there are:
 * quarters, ascending: number of the quarter since 1970, counts in the order of `LOG_MEASURES`, and a list of outcomes: reply, failed, deferred;
 * hours, ascending: number of the hour, different recipients;
 * for each trace, slots, ascending: number of the quarter, messages, recipients, failed, sources, fresh.
 */
export interface PackedAccount extends Omit<LogAccountFacts, 'cells' | 'hours' | 'traces'> {
  readonly numbers: Uint32Array<ArrayBuffer>;
  readonly traces: readonly PackedTrace[];
}

/** `accounts`: made one after the other as they are taken, once. */
export interface PackedFacts extends Omit<LogFacts, 'accounts'> {
  readonly accounts: Iterable<PackedAccount>;
}

/** What a log says, as it is read and kept. */
export function factsOf(packed: PackedFacts): LogFacts {
  return { ...packed, accounts: Array.from(packed.accounts, accountOf) };
}

/** The same of one account. */
export function accountOf({ account, totals, uniqueRecipients, identities, numbers, traces, refusals }: PackedAccount): LogAccountFacts {
  const list = new Unpacking(numbers);
  const cells = list.each(() => cellOf(list));
  const hours = list.each((): LogHour => ({ start: list.next() * HOUR_SECONDS, uniqueRecipients: list.next() }));
  return { account, totals, uniqueRecipients, identities, cells, hours, traces: traces.map((trace) => traceOf(trace, list)), refusals };
}

function cellOf(list: Unpacking): LogCell {
  const start = list.next() * LOG_CELL_SECONDS;
  const counts: LogCounts = {
    messages: list.next(),
    recipients: list.next(),
    delivered: list.next(),
    failed: list.next(),
    deferredRecipients: list.next(),
    bounces: list.next(),
    localRecipients: list.next(),
    queuedAtEnd: list.next(),
    forwardedIn: list.next(),
    limitRefusals: list.next(),
  };
  return { start, counts, outcomes: list.each(() => ({ reply: list.next(), failed: list.next(), deferred: list.next() })) };
}

function traceOf({ kind, value, foreign, messages, recipients, failed, sources, first, lastAt }: PackedTrace, list: Unpacking): LogTrace {
  return { kind, value, foreign, messages, recipients, failed, sources, slots: list.each(() => slotOf(list)), first, lastAt };
}

function slotOf(list: Unpacking): LogTraceSlot {
  const start = list.next() * LOG_CELL_SECONDS;
  const [messages, recipients, failed, sources, fresh] = [list.next(), list.next(), list.next(), list.next(), list.next()];
  return { start, seconds: LOG_CELL_SECONDS, messages, recipients, failed, sources, fresh };
}

/** Goes through numbers from the first to the last. */
class Unpacking {
  readonly #numbers: Uint32Array;
  #at = 0;

  constructor(numbers: Uint32Array) {
    this.#numbers = numbers;
  }

  next(): number {
    const number = this.#numbers[this.#at] ?? 0;
    this.#at += 1;
    return number;
  }

  /** Makes what a list holds, one after the other. */
  each<T>(make: () => T): T[] {
    return Array.from({ length: this.next() }, make);
  }
}

import {
  BOUNCE,
  FAILED_BY_LIMIT,
  FORWARD,
  HAS_FAILED,
  IS_CERTAIN,
  IS_DONE,
  IS_HANDED_ON,
  IS_HERE,
  IS_OUTSIDE,
  LIMIT,
  PUT_OFF_BY_LIMIT,
  RECIPIENT,
  WAS_DEFERRED,
} from './entries.ts';
import { AS_TOLD, BY_LOCAL_USER, BY_LOGIN, BY_SYSTEM } from './intake.ts';
import { earlier } from './lines.ts';
import * as m from './messages.ts';
import { expire, heardOf, unnamedOf } from './open-ends.ts';
import { bump, rowOf } from './rows.ts';
import { putInto } from './sketch.ts';
import * as t from './tally.ts';
import { whoOf, whoOfMessage } from './who.ts';

/** Columns of a message that hold the names of its traces, in the order of their kinds. */
const NAMES_OF_KINDS = [m.SCRIPT, m.LOGIN, m.SENDER, m.SUBJECT] as const;
const NOBODY = { login: 0, user: 0, panelUser: 0, panelDomain: 0, script: 0, domainHigh: 0, domainLow: 0 };

/** Counts messages that are over, or that are still open where the log ends. */
export class Settling {
  readonly tally: t.Tally;
  readonly messages: m.Messages;
  /** The message that is being counted. */
  #message = 0;
  #at = 0;
  #owner = 0;
  #arrived = 0;
  #hour = 0;
  #cell = 0;
  #serial = 0;
  #atEnd = false;
  readonly #gain: t.TraceGain = { messages: 1, recipients: 0, failed: 0, at: 0, source: 0 };
  readonly #one: t.TraceGain = { messages: 0, recipients: 1, failed: 0, at: 0, source: 0 };
  readonly #trace = { kind: 0, name: 0 };
  readonly #set = { a: 0, b: 0 };
  #left = false;

  constructor(tally: t.Tally, messages: m.Messages) {
    this.tally = tally;
    this.messages = messages;
  }

  /** `atEnd`: the log ends and the message is still open. */
  settle(message: number, atEnd: boolean): void {
    const { data } = this.messages;
    const at = message * m.MESSAGE_WIDTH;
    const origin = m.originOf(this.messages, message);
    if (origin === BY_SYSTEM) return;
    this.#message = message;
    this.#at = at;
    this.#atEnd = atEnd;
    const arrived = ((data[at + m.FLAGS] ?? 0) & m.ARRIVED) !== 0;
    if (data[at + m.EXPIRED_AT] !== 0) expire(this.messages, at);
    if (arrived && (origin === BY_LOGIN || origin === BY_LOCAL_USER || data[at + m.PANEL_USER] !== 0)) this.#own(message);
    else this.#strange(arrived && origin !== AS_TOLD);
  }

  #begin(owner: number, arrived: number): void {
    const { tally } = this;
    this.#owner = owner;
    this.#arrived = arrived;
    this.#hour = Math.floor(arrived / t.HOUR_SECONDS);
    this.#cell = t.cellAt(tally, this.#owner, arrived);
    this.#serial += 1;
    this.#left = false;
  }

  /** A message of an account. */
  #own(message: number): void {
    const { tally, messages } = this;
    const at = this.#at;
    const owner = messages.data[at + m.OWNER] ?? 0;
    this.#begin(owner !== 0 ? owner - 1 : rowOf(tally.owners, whoOfMessage(tally, messages, message), 0), (messages.data[at + m.ARRIVED_AT] ?? 0) >>> 0);
    const gain = this.#gain;
    gain.messages = ((messages.data[at + m.FLAGS] ?? 0) & m.BY_FILTER) !== 0 ? 0 : 1;
    gain.recipients = gain.failed = 0;
    const { entries } = messages;
    for (let entry = messages.data[at + m.FIRST_ENTRY] ?? 0; entry > 0; entry = entries[(entry - 1) * m.ENTRY_WIDTH + m.NEXT] ?? 0) {
      this.#entry(entries, (entry - 1) * m.ENTRY_WIDTH);
    }
    this.#unnamed();
    bump(tally.cells, this.#cell + t.MESSAGES, gain.messages);
    if (this.#left) bump(tally.cells, this.#cell + t.LEFT, 1);
    this.#traces();
    this.#first(tally.whos.cells, (tally.owners.keys[2 * this.#owner] ?? 0) * t.WHO_WIDTH + t.WHO_LINE, messages.data[at + m.ARRIVAL_LINE] ?? 0);
  }

  /** Recipients that were announced and never named. */
  #unnamed(): void {
    const unnamed = this.#atEnd ? unnamedOf(this.messages, this.#at) : 0;
    if (unnamed <= 0) return;
    bump(this.tally.cells, this.#cell + t.RECIPIENTS, unnamed);
    bump(this.tally.cells, this.#cell + t.QUEUED, unnamed);
    this.#left = true;
  }

  #entry(entries: Int32Array, place: number): void {
    const kind = entries[place + m.KIND];
    if (kind === RECIPIENT) this.#recipient(entries, place);
    else if (kind === BOUNCE) this.#bounce(entries, place);
    else if (kind === LIMIT) this.#limit(entries, place);
  }

  #recipient(entries: Int32Array, place: number): void {
    const { tally } = this;
    const state = entries[place + m.STATE] ?? 0;
    if ((state & IS_HERE) !== 0) {
      bump(tally.cells, this.#cell + t.LOCAL, 1);
      return;
    }
    this.#left = true;
    if ((state & IS_HANDED_ON) !== 0) return;
    const certain = (state & IS_OUTSIDE) !== 0;
    const owner = certain ? this.#owner : rowOf(tally.owners, tally.owners.keys[2 * this.#owner] ?? 0, entries[place + m.DOMAIN] ?? 0);
    const cell = certain ? this.#cell : t.cellAt(tally, owner, this.#arrived);
    bump(tally.cells, cell + t.RECIPIENTS, 1);
    this.#set.a = owner;
    this.#set.b = this.#hour;
    putInto(tally.uniques, this.#set, entries[place + m.HIGH] ?? 0);
    this.#outcome(entries, place, cell);
    this.#countForTraces(entries, place, owner);
  }

  /** What became of a recipient that was submitted in the quarter of `cell`. */
  #outcome(entries: Int32Array, place: number, cell: number): void {
    const { tally } = this;
    const state = entries[place + m.STATE] ?? 0;
    const row = cell / t.CELL_WIDTH;
    const owner = tally.cells.keys[2 * row] ?? 0;
    if ((state & IS_DONE) !== 0) {
      const done = t.cellAt(tally, owner, (entries[place + m.DONE_AT] ?? 0) >>> 0);
      bump(tally.cells, done + ((state & HAS_FAILED) !== 0 ? t.FAILED_TO : t.DELIVERED_TO), 1);
      if ((state & (FAILED_BY_LIMIT | PUT_OFF_BY_LIMIT)) === FAILED_BY_LIMIT) bump(tally.cells, done + t.REFUSED, 1);
    } else if (this.#atEnd) bump(tally.cells, cell + t.QUEUED, 1);
    if ((state & HAS_FAILED) !== 0) this.#reply(row, entries[place + m.REPLY] ?? 0, t.FAILED_OF);
    if ((state & HAS_FAILED) !== 0)
      this.#refusal(owner, { reply: entries[place + m.REPLY] ?? 0, at: entries[place + m.DONE_AT] ?? 0 }, entries[place + m.DONE_LINE] ?? 0);
    if ((state & WAS_DEFERRED) === 0) return;
    const deferred = t.cellAt(tally, owner, (entries[place + m.DEFER_AT] ?? 0) >>> 0);
    bump(tally.cells, deferred + t.DEFERRED_TO, 1);
    if ((state & PUT_OFF_BY_LIMIT) !== 0) bump(tally.cells, deferred + t.REFUSED, 1);
    this.#reply(row, entries[place + m.DEFER_REPLY] ?? 0, t.DEFERRED_OF);
    this.#refusal(owner, { reply: entries[place + m.DEFER_REPLY] ?? 0, at: entries[place + m.DEFER_AT] ?? 0 }, entries[place + m.DEFER_LINE] ?? 0);
  }

  #reply(cell: number, reply: number, column: number): void {
    const { outcomes } = this.tally;
    if (reply !== 0) bump(outcomes, rowOf(outcomes, cell, reply) * t.OUTCOME_WIDTH + column, 1);
  }

  /** Keeps the line when it is among the first of its reply on its day. */
  #refusal(owner: number, { reply, at }: { readonly reply: number; readonly at: number }, line: number): void {
    if (reply !== 0 && line !== 0) t.keepFirst(this.tally, rowOf(this.tally.refusals, owner, t.replyOnDay(reply, at >>> 0)), line);
  }

  /** Reports of failure count where they were made; one that may be a warning counts when something had failed by then. */
  #bounce(entries: Int32Array, place: number): void {
    const at = (entries[place + m.DONE_AT] ?? 0) >>> 0;
    if (((entries[place + m.STATE] ?? 0) & IS_CERTAIN) === 0 && !this.#failedBy(at)) return;
    const { tally } = this;
    bump(tally.cells, t.cellAt(tally, this.#owner, at) + t.BOUNCES, 1);
  }

  #failedBy(at: number): boolean {
    const { data, entries } = this.messages;
    for (let entry = data[this.#at + m.FIRST_ENTRY] ?? 0; entry > 0; ) {
      const place = (entry - 1) * m.ENTRY_WIDTH;
      const failed = entries[place + m.KIND] === RECIPIENT && ((entries[place + m.STATE] ?? 0) & HAS_FAILED) !== 0;
      if (failed && (entries[place + m.DONE_AT] ?? 0) >>> 0 <= at) return true;
      entry = entries[place + m.NEXT] ?? 0;
    }
    return false;
  }

  #limit(entries: Int32Array, place: number): void {
    t.addLimit(this.tally, this.#owner, {
      kind: entries[place + m.HIGH] ?? 0,
      quarter: entries[place + m.LOW] ?? 0,
      allowed: entries[place + m.REPLY] ?? 0,
      counted: entries[place + m.DEFER_REPLY] ?? 0,
      times: entries[place + m.STATE] ?? 0,
      last: entries[place + m.DONE_AT] ?? 0,
      line: entries[place + m.DONE_LINE] ?? 0,
    });
  }

  /** A recipient of a domain, and of whose recipients it is not certain that they are outside, of everything else the message shows. */
  #countForTraces(entries: Int32Array, place: number, owner: number): void {
    const { tally } = this;
    const gain = this.#one;
    const failed = ((entries[place + m.STATE] ?? 0) & HAS_FAILED) !== 0 ? 1 : 0;
    const domain = entries[place + m.DOMAIN] ?? 0;
    gain.failed = failed;
    gain.at = this.#arrived;
    if (domain !== 0) {
      const line = earlier(tally.lines, entries[place + m.DEFER_LINE] ?? 0, entries[place + m.DONE_LINE] ?? 0);
      const trace = this.#traceOf(owner, t.DESTINATION_TRACE, domain);
      gain.messages = this.#firstInMessage(trace) ? 1 : 0;
      t.addToTrace(tally, trace, gain);
      this.#first(tally.traces.cells, trace * t.TRACE_WIDTH + t.TRACE_LINE, line);
    }
    if (owner === this.#owner) {
      this.#gain.recipients += 1;
      this.#gain.failed += failed;
      return;
    }
    gain.messages = 0;
    const { data } = this.messages;
    for (let kind = 0; kind < t.DESTINATION_TRACE; kind++) {
      const name = data[this.#at + (NAMES_OF_KINDS[kind] ?? 0)] ?? 0;
      if (name !== 0) t.addToTrace(tally, this.#traceOf(owner, kind, name), gain);
    }
  }

  /** Whether the message is counted for the first time in this trace. */
  #firstInMessage(trace: number): boolean {
    const { cells } = this.tally.traces;
    const at = trace * t.TRACE_WIDTH + t.TRACE_SERIAL;
    if (cells[at] === this.#serial) return false;
    cells[at] = this.#serial;
    return true;
  }

  #traceOf(owner: number, kind: number, name: number): number {
    this.#trace.kind = kind;
    this.#trace.name = name;
    return t.traceOf(this.tally, owner, this.#trace);
  }

  /** What the message was sent with. */
  #traces(): void {
    const { tally } = this;
    const { data } = this.messages;
    const gain = this.#gain;
    gain.at = this.#arrived;
    for (let kind = 0; kind < t.DESTINATION_TRACE; kind++) {
      const name = data[this.#at + (NAMES_OF_KINDS[kind] ?? 0)] ?? 0;
      if (name === 0) continue;
      const trace = this.#traceOf(this.#owner, kind, name);
      t.addToTrace(tally, trace, gain);
      this.#first(tally.traces.cells, trace * t.TRACE_WIDTH + t.TRACE_LINE, data[this.#at + m.TRACE_LINES + kind] ?? 0);
      const source = data[this.#at + m.SOURCE] ?? 0;
      if (kind === t.LOGIN_TRACE && source !== 0) putInto(tally.sources, { a: trace, b: t.quarterOf(this.#arrived) }, source);
    }
  }

  #first(cells: Int32Array, at: number, line: number): void {
    if (line !== 0) cells[at] = earlier(this.tally.lines, cells[at] ?? 0, line);
  }

  /** A message from outside, or of which nobody saw how it came in: what of it leaves is a forward or a relay. */
  #strange(arrived: boolean): void {
    const { data, entries } = this.messages;
    let relayed = false;
    for (let entry = data[this.#at + m.FIRST_ENTRY] ?? 0; entry > 0; entry = entries[(entry - 1) * m.ENTRY_WIDTH + m.NEXT] ?? 0) {
      const place = (entry - 1) * m.ENTRY_WIDTH;
      if (((entries[place + m.STATE] ?? 0) & IS_OUTSIDE) === 0) continue;
      if (entries[place + m.KIND] === FORWARD && arrived) this.#forward(entries[place + m.DOMAIN] ?? 0);
      if (entries[place + m.KIND] === RECIPIENT) relayed = true;
    }
    if (relayed) this.#relay(arrived);
  }

  #forward(domain: number): void {
    const { tally } = this;
    const { keys } = tally.names.rows;
    const who = whoOf(tally.whos, { ...NOBODY, domainHigh: keys[2 * domain] ?? 0, domainLow: keys[2 * domain + 1] ?? 0 });
    const arrived = (this.messages.data[this.#at + m.ARRIVED_AT] ?? 0) >>> 0;
    bump(tally.cells, t.cellAt(tally, rowOf(tally.owners, who, 0), arrived) + t.FORWARDED, 1);
  }

  /** Of a message that nobody is known to have handed in only what certainly left counts, from when it was first heard of. */
  #relay(arrived: boolean): void {
    const { tally, messages } = this;
    const { data, entries } = messages;
    const who = arrived ? whoOfMessage(tally, messages, this.#message) : whoOf(tally.whos, NOBODY);
    this.#begin(rowOf(tally.owners, who, 0), arrived ? (data[this.#at + m.ARRIVED_AT] ?? 0) >>> 0 : heardOf(this.messages, this.#message));
    for (let entry = data[this.#at + m.FIRST_ENTRY] ?? 0; entry > 0; entry = entries[(entry - 1) * m.ENTRY_WIDTH + m.NEXT] ?? 0) {
      const place = (entry - 1) * m.ENTRY_WIDTH;
      if (entries[place + m.KIND] !== RECIPIENT || ((entries[place + m.STATE] ?? 0) & IS_OUTSIDE) === 0) continue;
      this.#recipient(entries, place);
      this.#first(tally.whos.cells, who * t.WHO_WIDTH + t.WHO_LINE, entries[place + m.DEFER_LINE] ?? 0);
      this.#first(tally.whos.cells, who * t.WHO_WIDTH + t.WHO_LINE, entries[place + m.DONE_LINE] ?? 0);
    }
    bump(tally.cells, this.#cell + t.MESSAGES, 1);
    bump(tally.cells, this.#cell + t.LEFT, 1);
  }
}

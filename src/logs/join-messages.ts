import type { Carrier } from './carrier.ts';
import {
  BOUNCE,
  BY_FORWARDER,
  Entries,
  eachEntry,
  FAILED_BY_LIMIT,
  HAS_FAILED,
  IS_DONE,
  IS_HANDED_ON,
  IS_HERE,
  IS_OUTSIDE,
  LIMIT,
  PUT_OFF_BY_LIMIT,
  WAS_DEFERRED,
  WAS_DELIVERED,
} from './entries.ts';
import { inherit } from './handing.ts';
import * as m from './messages.ts';
import { raise } from './rows.ts';
import type { Settling } from './settling.ts';
import type { Stretch } from './stretch.ts';
import { SCRIPT_TRACE } from './tally.ts';

const NAMES = [m.LOGIN, m.USER, m.PANEL_USER, m.PANEL_DOMAIN, m.SCRIPT, m.SENDER, m.SUBJECT] as const;
const NUMBERS = [m.ORIGIN, m.DOMAIN_HIGH, m.DOMAIN_LOW, m.SOURCE, m.EXPECTED, m.EXPIRED_AT] as const;
const LINES = [m.ARRIVAL_LINE, m.TRACE_LINES, m.TRACE_LINES + 1, m.TRACE_LINES + 2, m.TRACE_LINES + 3] as const;

/** Puts messages of a later stretch together with those that were open before it. */
export class MessageJoin {
  readonly #whole: Stretch;
  readonly #entries: Entries;
  readonly #settling: Settling;
  #scripts: ReadonlyMap<number, number> = new Map();
  #parents: ReadonlyMap<number, Int32Array> = new Map();

  constructor(whole: Stretch, settling: Settling) {
    this.#whole = whole;
    this.#settling = settling;
    this.#entries = new Entries(whole.messages);
  }

  /** Adds the messages of `next`: first those that are over, in the order of their ends, then those that are open. `scripts`: of messages that waited for one. */
  add(next: Stretch, carrier: Carrier, scripts: ReadonlyMap<number, number>): void {
    this.#scripts = scripts;
    this.#parents = this.#parentsOf(next);
    const over = new Set(next.ended);
    for (const message of next.ended) this.#add(next.messages, message, carrier);
    for (let message = 0; message < next.messages.size; message++) {
      if (m.inUse(next.messages, message) && !over.has(message)) this.#add(next.messages, message, carrier);
    }
  }

  /** What is known of the messages that filters made others of in the stretch, before any of them ends. */
  #parentsOf({ messages, handed }: Stretch): Map<number, Int32Array> {
    const parents = new Map<number, Int32Array>();
    for (const [child, parent] of handed) {
      const at = parent * m.MESSAGE_WIDTH;
      const place = m.findMessage(this.#whole.messages, messages.data[at + m.ID_HIGH] ?? 0, messages.data[at + m.ID_LOW] ?? 0);
      if (place >= 0) parents.set(child, this.#whole.messages.data.slice(place * m.MESSAGE_WIDTH, (place + 1) * m.MESSAGE_WIDTH));
    }
    return parents;
  }

  #add(from: m.Messages, message: number, carrier: Carrier): void {
    const { messages } = this.#whole;
    const source = message * m.MESSAGE_WIDTH;
    const flags = from.data[source + m.FLAGS] ?? 0;
    const [high, low] = [from.data[source + m.ID_HIGH] ?? 0, from.data[source + m.ID_LOW] ?? 0];
    let place = m.findMessage(messages, high, low);
    if (place >= 0 && (flags & m.BEGAN) !== 0) {
      this.#over(place);
      place = -1;
    }
    if (place < 0) place = m.addMessage(messages, high, low);
    this.#columns(from, source, { target: place * m.MESSAGE_WIDTH, carrier });
    const script = this.#scripts.get(message);
    if (script !== undefined) this.#script(place * m.MESSAGE_WIDTH, script);
    const parent = this.#parents.get(message);
    if (parent !== undefined) inherit(parent, this.#whole.messages.data, place * m.MESSAGE_WIDTH);
    eachEntry(from, message, (entry, entries) => this.#entry(entries, entry, { place, carrier }));
    if ((flags & m.COMPLETED) !== 0) this.#over(place);
  }

  /** A script that stood before the stretch: its message is the line that shows it. */
  #script(target: number, script: number): void {
    const { data } = this.#whole.messages;
    if (data[target + m.SCRIPT] !== 0) return;
    data[target + m.SCRIPT] = script;
    data[target + m.TRACE_LINES + SCRIPT_TRACE] = data[target + m.ARRIVAL_LINE] ?? 0;
  }

  #over(place: number, atEnd = false): void {
    const { messages } = this.#whole;
    m.closeMessage(messages, place);
    this.#entries.forget(place);
    this.#settling.settle(place, atEnd);
    m.freeMessage(messages, place);
  }

  /** Counts an open message as if the log ended here. */
  leave(place: number): void {
    this.#over(place, true);
  }

  /** What was told before counts, what was not is taken over. */
  #columns(from: m.Messages, source: number, { target, carrier }: { readonly target: number; readonly carrier: Carrier }): void {
    const { data } = this.#whole.messages;
    for (const column of NAMES) if (data[target + column] === 0) data[target + column] = carrier.name(from.data[source + column] ?? 0);
    for (const column of LINES) if (data[target + column] === 0) data[target + column] = carrier.line(from.data[source + column] ?? 0);
    const flags = data[target + m.FLAGS] ?? 0;
    const more = from.data[source + m.FLAGS] ?? 0;
    if ((flags & m.ARRIVED) === 0) data[target + m.ARRIVED_AT] = from.data[source + m.ARRIVED_AT] ?? 0;
    if (data[target + m.EXPIRED_AT] === 0) data[target + m.EXPIRED_REPLY] = carrier.reply(from.data[source + m.EXPIRED_REPLY] ?? 0);
    for (const column of NUMBERS) if (data[target + column] === 0) data[target + column] = from.data[source + column] ?? 0;
    data[target + m.FLAGS] = flags | (more & ~(m.HELD | m.COMPLETED));
    data[target + m.OWNER] = 0;
  }

  #entry(entries: Int32Array, entry: number, { place, carrier }: { readonly place: number; readonly carrier: Carrier }): void {
    const kind = entries[entry + m.KIND] ?? 0;
    const there = this.#entries.of(place, { kind, high: entries[entry + m.HIGH] ?? 0, low: entries[entry + m.LOW] ?? 0 });
    const own = this.#whole.messages.entries;
    if (kind === BOUNCE) {
      if (own[there + m.DONE_AT] === 0) own[there + m.DONE_AT] = entries[entry + m.DONE_AT] ?? 0;
      own[there + m.STATE] = (own[there + m.STATE] ?? 0) | (entries[entry + m.STATE] ?? 0);
    } else if (kind === LIMIT) joinLimit(entries, entry, { own, there, carrier });
    else joinRecipient(entries, entry, { own, there, carrier });
  }
}

interface Target {
  readonly own: Int32Array;
  readonly there: number;
  readonly carrier: Carrier;
}

function joinLimit(entries: Int32Array, entry: number, { own, there, carrier }: Target): void {
  if (own[there + m.STATE] === 0) {
    own[there + m.REPLY] = entries[entry + m.REPLY] ?? 0;
    own[there + m.DEFER_REPLY] = entries[entry + m.DEFER_REPLY] ?? 0;
    own[there + m.DONE_LINE] = carrier.line(entries[entry + m.DONE_LINE] ?? 0);
  }
  raise(own, there + m.STATE, entries[entry + m.STATE] ?? 0);
  own[there + m.DONE_AT] = entries[entry + m.DONE_AT] ?? 0;
}

function joinRecipient(entries: Int32Array, entry: number, { own, there, carrier }: Target): void {
  const before = own[there + m.STATE] ?? 0;
  const state = entries[entry + m.STATE] ?? 0;
  if (own[there + m.DOMAIN] === 0) own[there + m.DOMAIN] = carrier.name(entries[entry + m.DOMAIN] ?? 0);
  let joined = before | (state & (IS_HERE | IS_OUTSIDE)) | (before === 0 ? state & BY_FORWARDER : 0);
  if ((before & IS_DONE) === 0) {
    joined |= state & (IS_HANDED_ON | WAS_DELIVERED | HAS_FAILED | FAILED_BY_LIMIT | WAS_DEFERRED | PUT_OFF_BY_LIMIT);
    if ((state & IS_DONE) !== 0) {
      own[there + m.DONE_AT] = entries[entry + m.DONE_AT] ?? 0;
      own[there + m.REPLY] = carrier.reply(entries[entry + m.REPLY] ?? 0);
      own[there + m.DONE_LINE] = carrier.line(entries[entry + m.DONE_LINE] ?? 0);
    }
    if ((before & WAS_DEFERRED) === 0 && (state & WAS_DEFERRED) !== 0) {
      own[there + m.DEFER_AT] = entries[entry + m.DEFER_AT] ?? 0;
      own[there + m.DEFER_REPLY] = carrier.reply(entries[entry + m.DEFER_REPLY] ?? 0);
      own[there + m.DEFER_LINE] = carrier.line(entries[entry + m.DEFER_LINE] ?? 0);
    }
  }
  own[there + m.STATE] = joined;
}

import { SCRIPT_TRACE } from '../columns';
import { Carrier } from './carrier';
import { inherit } from './handing';
import { joinEntry } from './join-entries';
import { zeros } from './memory';
import * as m from './messages';
import { settle } from './settling';
import { whole } from './stretch';

/** Puts messages of a later stretch together with those that were open before it. */
export class MessageJoin {
  /** By message of the stretch: a byte that says whether it was added. */
  private added: usize;
  /** By row of `handed`: what was known of the message that a filter made another of; all zero = nothing. */
  private parents: usize;

  /** `scripts`: by message of the stretch, the name of a script that stood before it; 0 = none. */
  constructor(
    private carrier: Carrier,
    private scripts: usize,
  ) {
    const from = carrier.from;
    this.added = zeros(from.messages.size);
    this.parents = zeros(from.handed.size * i32(m.MESSAGE_BYTES));
  }

  /** Adds the messages: first those that are over, in the order of their ends, then those that are open. */
  addAll(): void {
    const from = this.carrier.from;
    this.findParents();
    for (let end = 0; end < from.ended.size; end++) this.add(from.ended.get(end));
    for (let message = 0; message < from.messages.size; message++) {
      if ((from.messages.flags(message) & m.IN_USE) !== 0 && load<u8>(this.added + message) === 0) this.add(message);
    }
    heap.free(this.added);
    heap.free(this.parents);
  }

  /** What is known of the messages that filters made others of in the stretch, before any of them ends. */
  private findParents(): void {
    const from = this.carrier.from;
    for (let row = 0; row < from.handed.size; row++) {
      const parent = from.messages.of(load<i32>(from.handed.row(row)));
      const known = whole.messages.find(load<i32>(parent, m.ID_HIGH), load<i32>(parent, m.ID_LOW));
      if (known >= 0) memory.copy(this.parents + row * i32(m.MESSAGE_BYTES), whole.messages.of(known), m.MESSAGE_BYTES);
    }
  }

  private add(message: i32): void {
    const from = this.carrier.from.messages;
    const source = from.of(message);
    const flags = load<i32>(source, m.FLAGS);
    const place = this.placeOf(source);
    store<u8>(this.added + message, 1);
    this.columns(source, place);
    const script = load<i32>(this.scripts + (message << 2));
    if (script !== 0) this.script(place, script);
    this.inheritTo(message, place);
    for (let entry = load<i32>(source, m.FIRST_ENTRY); entry > 0; entry = load<i32>(from.entry(entry), m.NEXT))
      joinEntry(place, from.entry(entry), this.carrier);
    if ((flags & m.COMPLETED) !== 0) over(place, false);
  }

  /** The message of the whole with the id of one of the stretch. */
  private placeOf(source: usize): i32 {
    const messages = whole.messages;
    const high = load<i32>(source, m.ID_HIGH);
    const low = load<i32>(source, m.ID_LOW);
    const place = messages.find(high, low);
    if (place < 0) return messages.add(high, low);
    if ((load<i32>(source, m.FLAGS) & m.BEGAN) === 0) return place;
    over(place, false);
    return messages.add(high, low);
  }

  private inheritTo(message: i32, place: i32): void {
    const handed = this.carrier.from.handed;
    const row = handed.size === 0 ? -1 : this.handedRow(message);
    if (row >= 0) inherit(this.parents + row * i32(m.MESSAGE_BYTES), whole.messages.of(place));
  }

  private handedRow(message: i32): i32 {
    const handed = this.carrier.from.handed;
    for (let row = 0; row < handed.size; row++) if (handed.first(row) === message) return row;
    return -1;
  }

  /** A script that stood before the stretch: its message is the line that shows it. */
  private script(place: i32, script: i32): void {
    const at = whole.messages.of(place);
    if (load<i32>(at, m.SCRIPT) !== 0) return;
    store<i32>(at, script, m.SCRIPT);
    store<i32>(at, load<i32>(at, m.ARRIVAL_LINE), m.TRACE_LINES + 4 * SCRIPT_TRACE);
  }

  /** What was told before counts, what was not is taken over. */
  private columns(source: usize, place: i32): void {
    const at = whole.messages.of(place);
    for (let column = m.LOGIN; column <= m.PANEL_DOMAIN; column += 4) this.name(source, at, column);
    for (let column = m.SCRIPT; column <= m.SUBJECT; column += 4) this.name(source, at, column);
    this.line(source, at, m.ARRIVAL_LINE);
    for (let kind: usize = 0; kind < 4; kind++) this.line(source, at, m.TRACE_LINES + (kind << 2));
    const flags = load<i32>(at, m.FLAGS);
    if ((flags & m.ARRIVED) === 0) store<i32>(at, load<i32>(source, m.ARRIVED_AT), m.ARRIVED_AT);
    if (load<i32>(at, m.EXPIRED_AT) === 0) store<i32>(at, this.carrier.reply(load<i32>(source, m.EXPIRED_REPLY)), m.EXPIRED_REPLY);
    number(source, at, m.ORIGIN);
    number(source, at, m.DOMAIN_HIGH);
    number(source, at, m.DOMAIN_LOW);
    number(source, at, m.SOURCE);
    number(source, at, m.EXPECTED);
    number(source, at, m.EXPIRED_AT);
    store<i32>(at, flags | (load<i32>(source, m.FLAGS) & ~(m.HELD | m.COMPLETED)), m.FLAGS);
    store<i32>(at, 0, m.OWNER);
  }

  private name(source: usize, at: usize, column: usize): void {
    if (load<i32>(at + column) === 0) store<i32>(at + column, this.carrier.name(load<i32>(source + column)));
  }

  private line(source: usize, at: usize, column: usize): void {
    if (load<i32>(at + column) === 0) store<i32>(at + column, this.carrier.line(load<i32>(source + column)));
  }
}

function number(source: usize, at: usize, column: usize): void {
  if (load<i32>(at + column) === 0) store<i32>(at + column, load<i32>(source + column));
}

/** Counts a message of the whole and lets it go. `atEnd`: it is still open. */
export function over(place: i32, atEnd: bool): void {
  const messages = whole.messages;
  messages.close(place);
  settle(place, atEnd);
  messages.leave(place);
}

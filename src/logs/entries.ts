import { ENTRY_COUNT, ENTRY_WIDTH, FIRST_ENTRY, HIGH, KIND, LOW, MESSAGE_WIDTH, type Messages, NEXT } from './messages.ts';
import { clear, longer, raise } from './rows.ts';

/**
 * Kinds of entries. `RECIPIENT`: an address the message was sent to. `FORWARD`: an address that a forwarder of `DOMAIN` made of one of them.
 * `BOUNCE`: a report of failure, its id in `HIGH` and `LOW`. `LIMIT`: a limit it met in a quarter, its kind in `HIGH`, the quarter in `LOW`, numbers in `REPLY` and `DEFER_REPLY`, times in `STATE`.
 */
export const [RECIPIENT, FORWARD, BOUNCE, LIMIT] = [1, 2, 3, 4] as const;

/** States of recipients and forwards, the last four: put off, or failed, by a limit of the host; tried only as what a forwarder made of it; counted with the message that a filter made. Of bounces: it is certain that it is one. */
export const [WAS_DELIVERED, HAS_FAILED, WAS_DEFERRED, IS_HERE, IS_OUTSIDE, PUT_OFF_BY_LIMIT, FAILED_BY_LIMIT, BY_FORWARDER, IS_HANDED_ON] = [
  1, 2, 4, 8, 16, 32, 64, 128, 256,
] as const;
export const IS_DONE = WAS_DELIVERED | HAS_FAILED;
export const IS_CERTAIN = 1;

/** Entries of a message up to which they are looked through one by one. */
const FEW = 24;

/** What an entry is found by. */
export interface EntryKey {
  kind: number;
  high: number;
  low: number;
}

/** Finds the entries of messages; those of messages with many recipients by a table of their own. */
export class Entries {
  readonly messages: Messages;
  readonly #many = new Map<number, Map<number, number>>();

  constructor(messages: Messages) {
    this.messages = messages;
  }

  /** Place in `messages.entries` of the entry with this key, made with zeros when there is none. */
  of(message: number, key: EntryKey): number {
    const { data, entries } = this.messages;
    const at = message * MESSAGE_WIDTH;
    const count = data[at + ENTRY_COUNT] ?? 0;
    if (count > FEW) return this.#amongMany(message, key);
    for (let entry = data[at + FIRST_ENTRY] ?? 0; entry > 0; ) {
      const place = (entry - 1) * ENTRY_WIDTH;
      if (entries[place + HIGH] === key.high && entries[place + LOW] === key.low && entries[place + KIND] === key.kind) return place;
      entry = entries[place + NEXT] ?? 0;
    }
    return this.#add(message, key);
  }

  /** Forgets what was made to find them; to be called when the message is let go. */
  forget(message: number): void {
    if (this.#many.size > 0) this.#many.delete(message);
  }

  #add(message: number, { kind, high, low }: EntryKey): number {
    const { messages } = this;
    const place = this.#place();
    const { data, entries } = messages;
    const at = message * MESSAGE_WIDTH;
    clear(entries, place, place + ENTRY_WIDTH);
    entries[place + KIND] = kind;
    entries[place + HIGH] = high;
    entries[place + LOW] = low;
    entries[place + NEXT] = data[at + FIRST_ENTRY] ?? 0;
    data[at + FIRST_ENTRY] = place / ENTRY_WIDTH + 1;
    raise(data, at + ENTRY_COUNT, 1);
    return place;
  }

  #place(): number {
    const { messages } = this;
    if (messages.entryFree > 0) {
      const place = (messages.entryFree - 1) * ENTRY_WIDTH;
      messages.entryFree = messages.entries[place + NEXT] ?? 0;
      return place;
    }
    const place = messages.entrySize++ * ENTRY_WIDTH;
    if (place + ENTRY_WIDTH > messages.entries.length) messages.entries = longer(messages.entries, 2 * messages.entries.length);
    return place;
  }

  #amongMany(message: number, key: EntryKey): number {
    const table = this.#many.get(message) ?? this.#tableOf(message);
    const { kind, high, low } = key;
    const known = table.get(keyOf(kind, high, low));
    if (known !== undefined) return known;
    const place = this.#add(message, key);
    table.set(keyOf(kind, high, low), place);
    return place;
  }

  #tableOf(message: number): Map<number, number> {
    const table = new Map<number, number>();
    eachEntry(this.messages, message, (place, entries) => {
      table.set(keyOf(entries[place + KIND] ?? 0, entries[place + HIGH] ?? 0, entries[place + LOW] ?? 0), place);
    });
    this.#many.set(message, table);
    return table;
  }
}

/** Below 2^53. */
function keyOf(kind: number, high: number, low: number): number {
  return (high >>> 0) * 2 ** 21 + ((low >>> 0) % 2 ** 19) * 4 + (kind - 1);
}

/** Calls `each` with the place of every entry, the newest first. */
export function eachEntry(messages: Messages, message: number, each: (place: number, entries: Int32Array) => void): void {
  const { data, entries } = messages;
  for (let entry = data[message * MESSAGE_WIDTH + FIRST_ENTRY] ?? 0; entry > 0; ) {
    const place = (entry - 1) * ENTRY_WIDTH;
    const next = entries[place + NEXT] ?? 0;
    each(place, entries);
    entry = next;
  }
}

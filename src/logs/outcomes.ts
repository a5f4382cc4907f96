import {
  BY_FORWARDER,
  type Entries,
  type EntryKey,
  FAILED_BY_LIMIT,
  FORWARD,
  HAS_FAILED,
  IS_DONE,
  IS_HANDED_ON,
  IS_HERE,
  IS_OUTSIDE,
  PUT_OFF_BY_LIMIT,
  RECIPIENT,
  WAS_DEFERRED,
  WAS_DELIVERED,
} from './entries.ts';
import { Hash } from './hash.ts';
import { DEFERRED, DELIVERED, HANDED_ON, HERE, OUTSIDE, type Outcome, type Place, type ReplyRef } from './intake.ts';
import type { Keeping } from './keeping.ts';
import * as m from './messages.ts';
import { keepName, type NameRange } from './names.ts';
import type { Tally } from './tally.ts';

const AT_SIGN = 64;

interface OutcomesOptions {
  readonly tally: Tally;
  readonly entries: Entries;
  readonly keeping: Keeping;
  readonly here: Place;
}

/** Takes in recipients and what became of them. */
export class Outcomes {
  readonly #tally: Tally;
  readonly #entries: Entries;
  readonly #keeping: Keeping;
  readonly #here: Place;
  /** Of the attempt that is taken in. */
  #reply: ReplyRef = 0;
  readonly #hash = new Hash();
  readonly #key: EntryKey = { kind: RECIPIENT, high: 0, low: 0 };
  readonly #range: NameRange = { bytes: new Uint8Array(0), from: 0, to: 0, lower: true, common: true };
  readonly #local = new Set<number>();

  constructor({ tally, entries, keeping, here }: OutcomesOptions) {
    this.#tally = tally;
    this.#entries = entries;
    this.#keeping = keeping;
    this.#here = here;
  }

  /** Place of the entry of a recipient. */
  recipient(message: number, from: number, to: number): number {
    this.#key.kind = RECIPIENT;
    return this.#find(message, from, to);
  }

  #find(message: number, from: number, to: number): number {
    const hash = this.#hash;
    hash.ofLower(this.#here.bytes, from, to);
    this.#key.high = hash.high;
    this.#key.low = hash.low;
    const place = this.#entries.of(message, this.#key);
    const { entries } = this.#entries.messages;
    if (entries[place + m.DOMAIN] === 0) entries[place + m.DOMAIN] = this.#domain(from, to);
    return place;
  }

  /** Number of the domain of an address; 0 = it has none. */
  #domain(from: number, to: number): number {
    const range = this.#range;
    const { bytes } = this.#here;
    let at = to - 1;
    while (at >= from && bytes[at] !== AT_SIGN) at--;
    if (at < from) return 0;
    this.#hash.ofLower(bytes, at + 1, to);
    range.bytes = bytes;
    range.from = at + 1;
    range.to = to;
    return keepName(this.#tally.names, this.#hash, range);
  }

  /** What became of a recipient in one attempt, and with which reply. */
  outcome(message: number, result: Outcome, reply: ReplyRef): void {
    this.#reply = reply;
    if (result.became === HANDED_ON) {
      const [from, to] = result.parentTo > result.parentFrom ? [result.parentFrom, result.parentTo] : [result.from, result.to];
      this.#mark(this.recipient(message, from, to), IS_HANDED_ON);
      return;
    }
    if (result.parentTo <= result.parentFrom) {
      const place = this.recipient(message, result.from, result.to);
      const whereabouts = result.whereabouts === OUTSIDE ? IS_OUTSIDE : result.whereabouts === HERE ? IS_HERE : 0;
      this.#mark(place, whereabouts);
      this.#became(message, place, result);
      return;
    }
    const place = this.recipient(message, result.parentFrom, result.parentTo);
    this.#mark(place, this.#entries.messages.entries[place + m.STATE] === 0 ? IS_HERE | BY_FORWARDER : IS_HERE);
    this.#became(message, place, result);
    if (result.whereabouts !== OUTSIDE) return;
    const domain = this.#entries.messages.entries[place + m.DOMAIN] ?? 0;
    this.#key.kind = FORWARD;
    const forward = this.#find(message, result.from, result.to);
    this.#entries.messages.entries[forward + m.DOMAIN] = domain;
    this.#mark(forward, IS_OUTSIDE);
  }

  #mark(place: number, bits: number): void {
    const { entries } = this.#entries.messages;
    entries[place + m.STATE] = (entries[place + m.STATE] ?? 0) | bits;
    const domain = entries[place + m.DOMAIN] ?? 0;
    if ((bits & IS_HERE) === 0 || domain === 0 || this.#local.has(domain)) return;
    this.localDomain(domain);
  }

  /** A domain of this server. */
  localDomain(domain: number): void {
    if (this.#local.has(domain)) return;
    this.#local.add(domain);
    this.#tally.local.push(domain);
  }

  #became(message: number, place: number, result: Outcome): void {
    const { entries } = this.#entries.messages;
    const state = entries[place + m.STATE] ?? 0;
    if ((state & IS_DONE) !== 0) return;
    if (result.became !== DEFERRED) this.#done(message, place, result);
    else if ((state & WAS_DEFERRED) === 0) this.#deferred(message, place, result);
    else if (result.limited) entries[place + m.STATE] = state | PUT_OFF_BY_LIMIT;
  }

  #done(message: number, place: number, result: Outcome): void {
    const { entries } = this.#entries.messages;
    const failed = result.became !== DELIVERED;
    const bits = (failed ? HAS_FAILED : WAS_DELIVERED) | (failed && result.limited ? FAILED_BY_LIMIT : 0);
    entries[place + m.STATE] = (entries[place + m.STATE] ?? 0) | bits;
    entries[place + m.DONE_AT] = this.#here.at;
    entries[place + m.REPLY] = this.#reply;
    if (this.#isWanted(message, place, this.#reply)) entries[place + m.DONE_LINE] = this.#keeping.line();
  }

  #deferred(message: number, place: number, result: Outcome): void {
    const { entries } = this.#entries.messages;
    entries[place + m.STATE] = (entries[place + m.STATE] ?? 0) | WAS_DEFERRED | (result.limited ? PUT_OFF_BY_LIMIT : 0);
    entries[place + m.DEFER_AT] = this.#here.at;
    entries[place + m.DEFER_REPLY] = this.#reply;
    if (this.#isWanted(message, place, this.#reply)) entries[place + m.DEFER_LINE] = this.#keeping.line();
  }

  #isWanted(message: number, place: number, reply: number): boolean {
    const { entries } = this.#entries.messages;
    if (((entries[place + m.STATE] ?? 0) & IS_HERE) !== 0) return false;
    return this.#keeping.isWanted(message, reply, entries[place + m.DOMAIN] ?? 0);
  }
}

import { zeros } from './memory';
import { mix } from './rows';

/** Columns of a message, in bytes from its address. Names are numbers of `Names`; of the domain of the sender and of the network address there is only a hash. */
export const ID_HIGH: usize = 0;
export const ID_LOW: usize = 4;
export const ARRIVED_AT: usize = 8;
export const ORIGIN: usize = 12;
export const FLAGS: usize = 16;
export const LOGIN: usize = 20;
export const USER: usize = 24;
export const PANEL_USER: usize = 28;
export const PANEL_DOMAIN: usize = 32;
export const DOMAIN_HIGH: usize = 36;
export const DOMAIN_LOW: usize = 40;
export const SOURCE: usize = 44;
export const SCRIPT: usize = 48;
export const SENDER: usize = 52;
export const SUBJECT: usize = 56;
export const ARRIVAL_LINE: usize = 60;
export const FIRST_ENTRY: usize = 64;
export const ENTRY_COUNT: usize = 68;
/** Row in `owners` + 1, as far as it is known. */
export const OWNER: usize = 72;
/** Recipients the log announced. */
export const EXPECTED: usize = 76;
export const EXPIRED_AT: usize = 80;
export const EXPIRED_REPLY: usize = 84;
/** Lines where the script, login, sender and subject stood, in the order of the kinds of traces. */
export const TRACE_LINES: usize = 88;
/** By what its many entries are found; 0 = they are few. */
export const MANY: usize = 104;
export const MESSAGE_BYTES: usize = 108;

/** Flags of a message: its first line was seen; it was accepted; its envelope sender is empty; it came over the network. */
export const BEGAN: i32 = 1;
export const ARRIVED: i32 = 2;
export const EMPTY_SENDER: i32 = 4;
export const FROM_NETWORK: i32 = 8;
/** It stays until what came before the stretch is known; nothing is left to do for it; its place is in use. */
export const HELD: i32 = 16;
export const COMPLETED: i32 = 32;
export const IN_USE: i32 = 64;
/** A filter made it of another that counts as the message; a filter made another of it. */
export const BY_FILTER: i32 = 128;
export const PASSED_ON: i32 = 256;

/** How a message came in, as told; by the server itself: none of its recipients counts. Without any of it, nothing but an empty sender makes it one of the server. */
export const AS_TOLD: i32 = 0;
export const BY_LOGIN: i32 = 1;
export const BY_LOCAL_USER: i32 = 2;
export const FROM_OUTSIDE: i32 = 3;
export const BY_SYSTEM: i32 = 4;

/** Columns of an entry, which hang together by the first. A bounce and a limit use them as `entries.ts` says. */
export const NEXT: usize = 0;
export const KIND: usize = 4;
export const HIGH: usize = 8;
export const LOW: usize = 12;
export const DOMAIN: usize = 16;
export const STATE: usize = 20;
export const DONE_AT: usize = 24;
export const DEFER_AT: usize = 28;
export const REPLY: usize = 32;
export const DEFER_REPLY: usize = 36;
export const DONE_LINE: usize = 40;
export const DEFER_LINE: usize = 44;
export const ENTRY_BYTES: usize = 48;

const FIRST: i32 = 1 << 10;

/** Messages that are not over yet, by id, and their recipients: plain numbers side by side. */
export class Messages {
  data: usize = heap.alloc(FIRST * i32(MESSAGE_BYTES));
  /** Messages there is or was place for. */
  size: i32 = 0;
  room: i32 = FIRST;
  /** First of the places that are free again, + 1. */
  freePlace: i32 = 0;
  entries: usize = heap.alloc(FIRST * i32(ENTRY_BYTES));
  entrySize: i32 = 0;
  entryRoom: i32 = FIRST;
  entryFree: i32 = 0;
  /** Message + 1 by where its id hashes to. */
  slots: usize = zeros(FIRST << 3);
  mask: i32 = 2 * FIRST - 1;
  open: i32 = 0;

  clear(): void {
    this.size = this.freePlace = this.entrySize = this.entryFree = this.open = 0;
    memory.fill(this.slots, 0, (this.mask + 1) << 2);
  }

  /** Gives its memory back; it is not used any more. */
  free(): void {
    heap.free(this.data);
    heap.free(this.entries);
    heap.free(this.slots);
  }

  /** Address of a message. */
  of(message: i32): usize {
    return this.data + message * i32(MESSAGE_BYTES);
  }

  /** Address of an entry; the first has the number 1. */
  entry(entry: i32): usize {
    return this.entries + (entry - 1) * i32(ENTRY_BYTES);
  }

  /** The open message with this id; −1 = there is none. */
  find(high: i32, low: i32): i32 {
    const mask = this.mask;
    let slot = mix(high, low) & mask;
    let message = this.inSlot(slot);
    while (message >= 0 && (load<i32>(this.of(message), ID_HIGH) !== high || load<i32>(this.of(message), ID_LOW) !== low)) {
      slot = (slot + 1) & mask;
      message = this.inSlot(slot);
    }
    return message;
  }

  private inSlot(slot: i32): i32 {
    return load<i32>(this.slots + (slot << 2)) - 1;
  }

  private setSlot(slot: i32, message: i32): void {
    store<i32>(this.slots + (slot << 2), message + 1);
  }

  /** A new message; whoever calls has looked that there is none with this id. */
  add(high: i32, low: i32): i32 {
    const message = this.place();
    const at = this.of(message);
    memory.fill(at, 0, MESSAGE_BYTES);
    store<i32>(at, high, ID_HIGH);
    store<i32>(at, low, ID_LOW);
    store<i32>(at, IN_USE, FLAGS);
    this.open += 1;
    if (2 * this.open > this.mask + 1) this.growSlots();
    this.settle(message);
    return message;
  }

  private place(): i32 {
    if (this.freePlace > 0) {
      const message = this.freePlace - 1;
      this.freePlace = load<i32>(this.of(message));
      return message;
    }
    if (this.size === this.room) {
      this.room *= 2;
      this.data = heap.realloc(this.data, this.room * i32(MESSAGE_BYTES));
    }
    this.size += 1;
    return this.size - 1;
  }

  private home(message: i32): i32 {
    const at = this.of(message);
    return mix(load<i32>(at, ID_HIGH), load<i32>(at, ID_LOW)) & this.mask;
  }

  private settle(message: i32): void {
    let slot = this.home(message);
    while (this.inSlot(slot) >= 0) slot = (slot + 1) & this.mask;
    this.setSlot(slot, message);
  }

  private growSlots(): void {
    const slots = this.slots;
    const size = this.mask + 1;
    this.mask = 2 * size - 1;
    this.slots = zeros(size << 3);
    for (let slot = 0; slot < size; slot++) {
      const message = load<i32>(slots + (slot << 2)) - 1;
      if (message >= 0) this.settle(message);
    }
    heap.free(slots);
  }

  /** Lets go of the id of a message, so that another may have it. What follows in the table moves up, so that nothing is lost behind the gap. */
  close(message: i32): void {
    const mask = this.mask;
    let gap = this.home(message);
    while (this.inSlot(gap) !== message) {
      if (this.inSlot(gap) < 0) return;
      gap = (gap + 1) & mask;
    }
    this.open -= 1;
    for (let slot = (gap + 1) & mask; this.inSlot(slot) >= 0; slot = (slot + 1) & mask) {
      const other = this.inSlot(slot);
      if (((slot - this.home(other)) & mask) < ((slot - gap) & mask)) continue;
      this.setSlot(gap, other);
      gap = slot;
    }
    this.setSlot(gap, -1);
  }

  /** Gives back the place of a message that was closed, and those of its entries. */
  leave(message: i32): void {
    const at = this.of(message);
    this.leaveEntries(at);
    store<i32>(at, 0, FLAGS);
    store<i32>(at, this.freePlace);
    this.freePlace = message + 1;
  }

  private leaveEntries(at: usize): void {
    for (let entry = load<i32>(at, FIRST_ENTRY); entry > 0; ) {
      const place = this.entry(entry);
      const next = load<i32>(place, NEXT);
      store<i32>(place, this.entryFree, NEXT);
      this.entryFree = entry;
      entry = next;
    }
  }

  /** Makes an open message one of which nothing is known but its id. */
  forget(message: i32): void {
    const at = this.of(message);
    this.leaveEntries(at);
    memory.fill(at + ARRIVED_AT, 0, MESSAGE_BYTES - ARRIVED_AT);
    store<i32>(at, IN_USE, FLAGS);
  }

  /** Puts what is known of an open message into a place of its own, as one that is over, and leaves it as one of which nothing is known. Returns that place. */
  moveAway(message: i32): i32 {
    const place = this.place();
    const from = this.of(message);
    const flags = load<i32>(from, FLAGS);
    memory.copy(this.of(place), from, MESSAGE_BYTES);
    store<i32>(this.of(place), flags | COMPLETED, FLAGS);
    memory.fill(from + ARRIVED_AT, 0, MESSAGE_BYTES - ARRIVED_AT);
    store<i32>(from, IN_USE | (flags & HELD), FLAGS);
    return place;
  }

  /** A new entry of a message, all zero but that it hangs there. Returns its address. */
  addEntry(message: i32): usize {
    const entry = this.entryPlace();
    const place = this.entry(entry);
    const at = this.of(message);
    memory.fill(place, 0, ENTRY_BYTES);
    store<i32>(place, load<i32>(at, FIRST_ENTRY), NEXT);
    store<i32>(at, entry, FIRST_ENTRY);
    store<i32>(at, load<i32>(at, ENTRY_COUNT) + 1, ENTRY_COUNT);
    return place;
  }

  private entryPlace(): i32 {
    if (this.entryFree > 0) {
      const entry = this.entryFree;
      this.entryFree = load<i32>(this.entry(entry), NEXT);
      return entry;
    }
    if (this.entrySize === this.entryRoom) {
      this.entryRoom *= 2;
      this.entries = heap.realloc(this.entries, this.entryRoom * i32(ENTRY_BYTES));
    }
    this.entrySize += 1;
    return this.entrySize;
  }

  flag(message: i32, bit: i32): void {
    const at = this.of(message);
    store<i32>(at, load<i32>(at, FLAGS) | bit, FLAGS);
  }

  flags(message: i32): i32 {
    return load<i32>(this.of(message), FLAGS);
  }
}

/** How the message at an address came in, by what was told of it; `AS_TOLD` = that was not seen. */
export function originOf(at: usize): i32 {
  const told = load<i32>(at, ORIGIN);
  const flags = load<i32>(at, FLAGS);
  if (told !== AS_TOLD) return told;
  if (load<i32>(at, LOGIN) !== 0) return BY_LOGIN;
  if (load<i32>(at, USER) !== 0) return BY_LOCAL_USER;
  if ((flags & FROM_NETWORK) !== 0) return FROM_OUTSIDE;
  return (flags & EMPTY_SENDER) !== 0 ? BY_SYSTEM : AS_TOLD;
}

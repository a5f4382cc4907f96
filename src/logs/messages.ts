import { mix } from './hash.ts';
import { AS_TOLD, BY_LOCAL_USER, BY_LOGIN, BY_SYSTEM, FROM_OUTSIDE } from './intake.ts';
import type { Room } from './room.ts';
import { clear, longer } from './rows.ts';

/**
 * Messages that are not over yet, by id, and their recipients: plain numbers side by side, so that a message costs no object and the whole passes from thread
 * to thread. A message is `MESSAGE_WIDTH` numbers in `data`, a recipient `ENTRY_WIDTH` numbers in `entries`; those of one message hang together by `NEXT`.
 */
export interface Messages {
  data: Int32Array;
  /** Messages there is or was place for. */
  size: number;
  /** First of the places that are free again, + 1. */
  free: number;
  entries: Int32Array;
  entrySize: number;
  entryFree: number;
  /** Message + 1 by where its id hashes to. */
  slots: Int32Array;
  open: number;
}

export const MESSAGE_WIDTH = 26;
/** Columns of a message. Names are numbers of `Names`; of the domain of the sender and of the network address there is only a hash. */
export const [ID_HIGH, ID_LOW, ARRIVED_AT, ORIGIN, FLAGS, LOGIN, USER, PANEL_USER, PANEL_DOMAIN, DOMAIN_HIGH, DOMAIN_LOW, SOURCE] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
] as const;
/** `EXPECTED`: recipients the log announced. `OWNER`: row in `owners` + 1, as far as it is known. */
export const [SCRIPT, SENDER, SUBJECT, ARRIVAL_LINE, FIRST_ENTRY, ENTRY_COUNT, OWNER, EXPECTED, EXPIRED_AT, EXPIRED_REPLY] = [
  12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
] as const;
/** Lines where the script, login, sender and subject stood, in the order of the kinds of traces. */
export const TRACE_LINES = 22;

/**
 * Flags of a message: its first line was seen; it was accepted; its envelope sender is empty; it came over the network; it stays until what came before the
 * stretch is known; nothing is left to do for it; its place is in use; a filter made it of another that counts as the message; a filter made another of it.
 */
export const [BEGAN, ARRIVED, EMPTY_SENDER, FROM_NETWORK, HELD, COMPLETED, IN_USE, BY_FILTER, PASSED_ON] = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;

export const ENTRY_WIDTH = 12;
/** Columns of an entry. A bounce and a limit use them as `entries.ts` says. */
export const [NEXT, KIND, HIGH, LOW, DOMAIN, STATE, DONE_AT, DEFER_AT, REPLY, DEFER_REPLY, DONE_LINE, DEFER_LINE] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
] as const;

export function createMessages(old?: Messages): Messages {
  const { data = new Int32Array(MESSAGE_WIDTH << 6), entries = new Int32Array(ENTRY_WIDTH << 6), slots = new Int32Array(256) } = old ?? {};
  return { data, size: 0, free: 0, entries, entrySize: 0, entryFree: 0, slots: slots.fill(0), open: 0 };
}

/** The open message with this id; −1 = there is none. */
export function findMessage(messages: Messages, high: number, low: number): number {
  const { slots, data } = messages;
  const mask = slots.length - 1;
  for (let slot = mix(high, low) & mask; ; slot = (slot + 1) & mask) {
    const message = (slots[slot] ?? 0) - 1;
    if (message < 0) return -1;
    const at = message * MESSAGE_WIDTH;
    if (data[at + ID_HIGH] === high && data[at + ID_LOW] === low) return message;
  }
}

/** A new message; whoever calls has looked that there is none with this id. */
export function addMessage(messages: Messages, high: number, low: number): number {
  const message = placeFor(messages);
  const at = message * MESSAGE_WIDTH;
  clear(messages.data, at, at + MESSAGE_WIDTH);
  messages.data[at + ID_HIGH] = high;
  messages.data[at + ID_LOW] = low;
  messages.data[at + FLAGS] = IN_USE;
  messages.open += 1;
  if (2 * messages.open > messages.slots.length) growSlots(messages);
  settle(messages, message);
  return message;
}

function placeFor(messages: Messages): number {
  if (messages.free > 0) {
    const message = messages.free - 1;
    messages.free = messages.data[message * MESSAGE_WIDTH] ?? 0;
    return message;
  }
  if ((messages.size + 1) * MESSAGE_WIDTH > messages.data.length) messages.data = longer(messages.data, 2 * messages.data.length);
  return messages.size++;
}

function homeOf({ slots, data }: Messages, message: number): number {
  const at = message * MESSAGE_WIDTH;
  return mix(data[at + ID_HIGH] ?? 0, data[at + ID_LOW] ?? 0) & (slots.length - 1);
}

function settle(messages: Messages, message: number): void {
  const { slots } = messages;
  let slot = homeOf(messages, message);
  while ((slots[slot] ?? 0) !== 0) slot = (slot + 1) & (slots.length - 1);
  slots[slot] = message + 1;
}

function growSlots(messages: Messages): void {
  const open = messages.slots.filter((slot) => slot !== 0);
  messages.slots = new Int32Array(2 * messages.slots.length);
  for (const slot of open) settle(messages, slot - 1);
}

/** Lets go of the id of a message, so that another may have it. What follows in the table moves up, so that nothing is lost behind the gap. */
export function closeMessage(messages: Messages, message: number): void {
  const { slots } = messages;
  const mask = slots.length - 1;
  let gap = homeOf(messages, message);
  while (slots[gap] !== message + 1) {
    if (slots[gap] === 0) return;
    gap = (gap + 1) & mask;
  }
  messages.open -= 1;
  for (let slot = (gap + 1) & mask; ; slot = (slot + 1) & mask) {
    const other = (slots[slot] ?? 0) - 1;
    if (other < 0) break;
    if (((slot - homeOf(messages, other)) & mask) < ((slot - gap) & mask)) continue;
    slots[gap] = other + 1;
    gap = slot;
  }
  slots[gap] = 0;
}

/** Gives back the place of a message that was closed, and those of its entries. */
export function freeMessage(messages: Messages, message: number): void {
  const { data } = messages;
  const at = message * MESSAGE_WIDTH;
  freeEntries(messages, data[at + FIRST_ENTRY] ?? 0);
  data[at + FLAGS] = 0;
  data[at] = messages.free;
  messages.free = message + 1;
}

function freeEntries(messages: Messages, first: number): void {
  const { entries } = messages;
  for (let entry = first; entry > 0; ) {
    const at = (entry - 1) * ENTRY_WIDTH + NEXT;
    const next = entries[at] ?? 0;
    entries[at] = messages.entryFree;
    messages.entryFree = entry;
    entry = next;
  }
}

/** Makes an open message one of which nothing is known but its id. */
export function clearMessage(messages: Messages, message: number): void {
  const at = message * MESSAGE_WIDTH;
  freeEntries(messages, messages.data[at + FIRST_ENTRY] ?? 0);
  clear(messages.data, at + ARRIVED_AT, at + MESSAGE_WIDTH);
  messages.data[at + FLAGS] = IN_USE;
}

/** Puts what is known of an open message into a place of its own, as one that is over, and leaves it as one of which nothing is known. Returns that place. */
export function moveAway(messages: Messages, message: number): number {
  const place = placeFor(messages);
  const from = message * MESSAGE_WIDTH;
  const held = (messages.data[from + FLAGS] ?? 0) & HELD;
  messages.data.copyWithin(place * MESSAGE_WIDTH, from, from + MESSAGE_WIDTH);
  messages.data[place * MESSAGE_WIDTH + FLAGS] = (messages.data[from + FLAGS] ?? 0) | COMPLETED;
  messages.data.fill(0, from + ARRIVED_AT, from + MESSAGE_WIDTH);
  messages.data[from + FLAGS] = IN_USE | held;
  return place;
}

/** The same messages in as little memory as they need; none can be found by its id any more. */
export function packMessages(messages: Messages, room: Room): Messages {
  const { data, size, entries, entrySize } = messages;
  return { ...messages, data: room.ints(data, size * MESSAGE_WIDTH), entries: room.ints(entries, entrySize * ENTRY_WIDTH), slots: new Int32Array(0) };
}

/** How a message came in, by what was told of it; `AS_TOLD` = that was not seen. */
export function originOf({ data }: Messages, message: number): number {
  const at = message * MESSAGE_WIDTH;
  const told = data[at + ORIGIN] ?? 0;
  const flags = data[at + FLAGS] ?? 0;
  if (told !== AS_TOLD) return told;
  if (data[at + LOGIN] !== 0) return BY_LOGIN;
  if (data[at + USER] !== 0) return BY_LOCAL_USER;
  if ((flags & FROM_NETWORK) !== 0) return FROM_OUTSIDE;
  return (flags & EMPTY_SENDER) !== 0 ? BY_SYSTEM : AS_TOLD;
}

export function flag({ data }: Messages, message: number, bit: number): void {
  const at = message * MESSAGE_WIDTH + FLAGS;
  data[at] = (data[at] ?? 0) | bit;
}

/** Whether the place is in use: by a message that is open, or over and held. */
export function inUse({ data }: Messages, message: number): boolean {
  return ((data[message * MESSAGE_WIDTH + FLAGS] ?? 0) & IN_USE) !== 0;
}

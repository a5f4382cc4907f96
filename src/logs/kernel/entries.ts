import { ENTRY_COUNT, FIRST_ENTRY, HIGH, KIND, LOW, MANY, NEXT } from './messages';
import { findRow, mix, Rows, rowOf } from './rows';
import { whole } from './stretch';

/**
 * Kinds of entries. `RECIPIENT`: an address the message was sent to. `FORWARD`: an address that a forwarder of `DOMAIN` made of one of them.
 * `BOUNCE`: a report of failure, its id in `HIGH` and `LOW`. `LIMIT`: a limit it met in a quarter, its kind in `HIGH`, the quarter in `LOW`, numbers in `REPLY` and `DEFER_REPLY`, times in `STATE`.
 */
export const RECIPIENT: i32 = 1;
export const FORWARD: i32 = 2;
export const BOUNCE: i32 = 3;
export const LIMIT: i32 = 4;

/** States of recipients and forwards. */
export const WAS_DELIVERED: i32 = 1;
export const HAS_FAILED: i32 = 2;
export const WAS_DEFERRED: i32 = 4;
export const IS_HERE: i32 = 8;
export const IS_OUTSIDE: i32 = 16;
/** Put off, or failed, by a limit of the host. */
export const PUT_OFF_BY_LIMIT: i32 = 32;
export const FAILED_BY_LIMIT: i32 = 64;
/** Tried only as what a forwarder made of it; counted with the message that a filter made. */
export const BY_FORWARDER: i32 = 128;
export const IS_HANDED_ON: i32 = 256;
export const IS_DONE: i32 = WAS_DELIVERED | HAS_FAILED;
/** Of bounces: it is certain that it is one. */
export const IS_CERTAIN: i32 = 1;

/** Entries of a message up to which they are looked through one by one. */
const FEW: i32 = 24;
/** Entries of messages with many, by message and key; numbers of entries. */
const many: Rows = new Rows(1);
/** Rows of it from which on it begins anew. */
const MOST: i32 = 1 << 18;
/** Number of the last message with many entries, and of the first whose entries are still in the table. */
let last: i32 = 0;
let oldest: i32 = 1;

/** What an entry is found by. */
let kind: i32 = 0;
let high: i32 = 0;
let low: i32 = 0;

/** Says which entry is looked for next. */
export function keyOf(ofKind: i32, ofHigh: i32, ofLow: i32): void {
  kind = ofKind;
  high = ofHigh;
  low = ofLow;
}

/** Address of the entry of a message with that key, made with zeros when there is none. */
export function entryOf(message: i32): usize {
  const messages = whole.messages;
  const at = messages.of(message);
  if (load<i32>(at, ENTRY_COUNT) > FEW) return amongMany(message);
  for (let entry = load<i32>(at, FIRST_ENTRY); entry > 0; ) {
    const place = messages.entry(entry);
    if (load<i32>(place, HIGH) === high && load<i32>(place, LOW) === low && load<i32>(place, KIND) === kind) return place;
    entry = load<i32>(place, NEXT);
  }
  return add(message);
}

function add(message: i32): usize {
  const place = whole.messages.addEntry(message);
  store<i32>(place, kind, KIND);
  store<i32>(place, high, HIGH);
  store<i32>(place, low, LOW);
  return place;
}

function amongMany(message: i32): usize {
  const messages = whole.messages;
  if (load<i32>(messages.of(message), MANY) < oldest) note(message);
  const row = findRow(many, firstKey(message, high), secondKey(low, kind));
  if (row >= 0) return messages.entry(load<i32>(many.row(row)));
  const place = add(message);
  put(message, load<i32>(messages.of(message), FIRST_ENTRY));
  return place;
}

function firstKey(message: i32, ofHigh: i32): i32 {
  return mix(ofHigh, load<i32>(whole.messages.of(message), MANY));
}

function secondKey(ofLow: i32, ofKind: i32): i32 {
  return ofLow ^ (ofKind << 29);
}

function put(message: i32, entry: i32): void {
  const place = whole.messages.entry(entry);
  const row = rowOf(many, firstKey(message, load<i32>(place, HIGH)), secondKey(load<i32>(place, LOW), load<i32>(place, KIND)));
  store<i32>(many.row(row), entry);
}

/** Puts the entries of a message into the table. */
function note(message: i32): void {
  if (many.size > MOST) {
    many.clear();
    oldest = last + 1;
  }
  last += 1;
  const messages = whole.messages;
  store<i32>(messages.of(message), last, MANY);
  for (let entry = load<i32>(messages.of(message), FIRST_ENTRY); entry > 0; entry = load<i32>(messages.entry(entry), NEXT)) put(message, entry);
}

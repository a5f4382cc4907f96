import { high, low } from './hash';
import { Bytes, Numbers } from './memory';
import { findRow, Rows, rowOf } from './rows';

/**
 * Different texts that are kept at once; those beyond count for nobody. Far more than any server has in so short a time. Senders, subjects and domains, of which
 * strangers can make any number, leave room for what says whose a message is.
 */
const NAME_LIMIT: i32 = 1 << 20;
const COMMON_LIMIT: i32 = NAME_LIMIT - (1 << 17);
/** Bytes that are kept of each text. */
const BYTE_LIMIT: i32 = 600;

/** Texts that are kept once: logins, users, domains, scripts, senders, subjects, side by side, as most are never shown. Number 0 stands for none. */
export class Names {
  /** By the hash of the text; row = its number. */
  rows: Rows = new Rows(0);
  bytes: Bytes = new Bytes();
  /** Where each text ends; it begins where the one before ends. */
  ends: Numbers = new Numbers();

  clear(): void {
    this.rows.clear();
    this.bytes.used = 0;
    this.ends.size = 0;
    rowOf(this.rows, 0, 0);
    this.ends.push(0);
  }

  /** Gives its memory back; it is not used any more. */
  free(): void {
    this.rows.free();
    this.bytes.free();
    this.ends.free();
  }

  /** Addresses of the text of a name. */
  from(name: i32): usize {
    return name > 0 ? this.bytes.at + this.ends.get(name - 1) : this.bytes.at;
  }

  to(name: i32): usize {
    return this.bytes.at + this.ends.get(name);
  }

  /** Where a text stands to another of this list, by its bytes: below 0 = before it. */
  order(one: i32, other: i32): i32 {
    const left = this.from(one);
    const right = this.from(other);
    const lengths = i32(this.to(one) - left) - i32(this.to(other) - right);
    const common = min(this.to(one) - left, this.to(other) - right);
    const order = memory.compare(left, right, common);
    return order !== 0 ? order : lengths;
  }
}

/** Number of the text in a range, whose hash was made. */
export function keepName(names: Names, from: usize, to: usize): i32 {
  const known = findRow(names.rows, high, low);
  if (known >= 0) return known;
  return names.rows.size >= NAME_LIMIT ? 0 : addBytes(names, from, to);
}

/** The same in lower case. */
export function keepLower(names: Names, from: usize, to: usize): i32 {
  const known = findRow(names.rows, high, low);
  if (known >= 0) return known;
  return names.rows.size >= NAME_LIMIT ? 0 : small(names, addBytes(names, from, to));
}

/** The same of a sender, a subject, or a domain. */
export function keepCommon(names: Names, from: usize, to: usize): i32 {
  return names.rows.size >= COMMON_LIMIT ? max(0, findRow(names.rows, high, low)) : keepName(names, from, to);
}

export function keepCommonLower(names: Names, from: usize, to: usize): i32 {
  return names.rows.size >= COMMON_LIMIT ? max(0, findRow(names.rows, high, low)) : keepLower(names, from, to);
}

/** Keeps the bytes of a new name under the hash that was made. Returns its number. */
function addBytes(names: Names, from: usize, to: usize): i32 {
  const name = rowOf(names.rows, high, low);
  append(names, from, to);
  return name;
}

function append(names: Names, from: usize, to: usize): void {
  const length = min(i32(to - from), BYTE_LIMIT);
  memory.copy(names.bytes.more(length), from, length);
  names.ends.push(names.bytes.used);
}

/** Number among `into` of a text of another list. */
export function carryName(names: Names, into: Names, name: i32): i32 {
  if (name <= 0) return 0;
  const size = into.rows.size;
  const row = rowOf(into.rows, names.rows.first(name), names.rows.second(name));
  if (row === size) append(into, names.from(name), names.to(name));
  return row;
}

/** Makes the letters of a name small. */
function small(names: Names, name: i32): i32 {
  const end = names.to(name);
  for (let at = names.from(name); at < end; at++) {
    const byte = load<u8>(at);
    if (byte >= 65 && byte <= 90) store<u8>(at, byte | 0x20);
  }
  return name;
}

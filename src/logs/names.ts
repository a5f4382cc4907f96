import { textOf } from './byte-text.ts';
import type { Hash } from './hash.ts';
import type { Room } from './room.ts';
import { createRows, findRow, firstKey, longer, packRows, type Rows, rowOf, secondKey } from './rows.ts';

/**
 * Texts that are kept once: logins, users, domains, scripts, senders, subjects, as bytes side by side, as most are never shown. Plain, to pass from thread to
 * thread. Number 0 stands for none.
 */
export interface Names {
  /** By the hash of the text; row = its number. */
  readonly rows: Rows;
  bytes: Uint8Array;
  /** Where each text ends; it begins where the one before ends. */
  ends: Int32Array;
  /** Those that were asked for. */
  readonly texts: Map<number, string>;
}

/**
 * Different texts that are kept at once; those beyond count for nobody. Far more than any server has in so short a time. Senders, subjects and domains, of which
 * strangers can make any number, leave room for what says whose a message is.
 */
const NAME_LIMIT = 1 << 20;
const COMMON_LIMIT = NAME_LIMIT - (1 << 17);
/** Of each text: characters that are shown, and bytes that are kept for them. */
const TEXT_LIMIT = 300;
const BYTE_LIMIT = 600;
const [SMALL, CAPITAL_A, CAPITAL_Z] = [0x20, 65, 90] as const;
const NONE = -1;

export function createNames(old?: Names): Names {
  const { bytes = new Uint8Array(1 << 12), ends = new Int32Array(1 << 8) } = old ?? {};
  const names = { rows: createRows(0, old?.rows), bytes, ends, texts: new Map<number, string>() };
  rowOf(names.rows, 0, 0);
  return names;
}

/** The same in as little memory as they need; none can be found again. */
export function packNames({ rows, bytes, ends }: Names, room: Room): Names {
  return { rows: packRows(rows, room), bytes: room.bytes(bytes, ends[rows.size - 1] ?? 0), ends: room.ints(ends, rows.size), texts: new Map() };
}

/** Where a text stands. `lower`: it is kept in lower case (ASCII). `common`: it is a sender, a subject or a domain. */
export interface NameRange {
  bytes: Uint8Array;
  from: number;
  to: number;
  lower: boolean;
  common: boolean;
}

/** Number of the text in `range`, whose hash was made. */
export function keepName(names: Names, { high, low }: Hash, range: NameRange): number {
  const known = findRow(names.rows, high, low);
  if (known !== NONE) return known;
  if (names.rows.size >= (range.common ? COMMON_LIMIT : NAME_LIMIT)) return 0;
  return addBytes(names, rowOf(names.rows, high, low), range);
}

/** Keeps the bytes of a new name. Returns its number. */
function addBytes(names: Names, name: number, { bytes, from, to, lower }: NameRange): number {
  const start = names.ends[name - 1] ?? 0;
  const end = start + Math.min(to - from, BYTE_LIMIT);
  if (end > names.bytes.length) names.bytes = roomier(names.bytes, end);
  if (name >= names.ends.length) names.ends = longer(names.ends, 2 * names.ends.length);
  const own = names.bytes;
  for (let at = start; at < end; at++) {
    const byte = bytes[from + at - start] ?? 0;
    own[at] = lower && byte >= CAPITAL_A && byte <= CAPITAL_Z ? byte | SMALL : byte;
  }
  names.ends[name] = end;
  return name;
}

function roomier(bytes: Uint8Array, least: number): Uint8Array {
  const more = new Uint8Array(Math.max(least, 2 * bytes.length));
  more.set(bytes);
  return more;
}

/** The text with a number, at most 300 characters; '' = none. */
export function nameOf(names: Names, name: number): string {
  const known = names.texts.get(name);
  if (known !== undefined) return known;
  const text = name > 0 ? textOf(names.bytes.subarray(names.ends[name - 1], names.ends[name]), TEXT_LIMIT) : '';
  names.texts.set(name, text);
  return text;
}

/** Number in `to` of a text of `from`. */
export function carryName(from: Names, to: Names, name: number): number {
  if (name <= 0) return 0;
  const size = to.rows.size;
  const row = rowOf(to.rows, firstKey(from.rows, name), secondKey(from.rows, name));
  if (row < size) return row;
  return addBytes(to, row, { bytes: from.bytes, from: from.ends[name - 1] ?? 0, to: from.ends[name] ?? 0, lower: false, common: false });
}

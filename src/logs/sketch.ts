import type { Room } from './room.ts';
import { bump, createRows, firstKey, longer, type Rows, rowOf, secondKey } from './rows.ts';

/**
 * How many different ones: of each set the smallest hashes are kept, all of them up to `SKETCH_SIZE`, so that small sets are exact and large ones are
 * estimated from how close the kept ones lie (k minimum values; Bar-Yossef et al. 2002), with a standard error of 1.6 %. Sets can be united in any order.
 */
export const SKETCH_SIZE = 4096;

/** Sets while lines are read: found by two keys. */
export interface OpenSets {
  readonly sets: Rows;
  /** By set and hash. */
  readonly members: Rows;
}

const MEMBERS = 0;

export function createSets(old?: OpenSets): OpenSets {
  return { sets: createRows(1, old?.sets), members: createRows(0, old?.members) };
}

/** Puts a hash into the set with the keys `a` and `b`. */
export function putInto(open: OpenSets, set: { readonly a: number; readonly b: number }, hash: number): void {
  const row = rowOf(open.sets, set.a, set.b);
  const before = open.members.size;
  rowOf(open.members, row, hash);
  if (open.members.size > before) bump(open.sets, row + MEMBERS, 1);
}

/** A set that is ready to be united: its hashes in ascending order, at most `SKETCH_SIZE`. */
export interface ReadySet {
  readonly a: number;
  readonly b: number;
  readonly hashes: Uint32Array;
}

/** Ready sets, side by side, as there may be thousands: a list and not an object of each passes from thread to thread. Of one set there may be several parts. */
export interface SetList {
  size: number;
  /** Of each set its two keys, and where its hashes end; they begin where those before end. */
  keys: Int32Array;
  hashes: Uint32Array;
}

const WIDTH = 3;
const END = 2;

export function createSetList(): SetList {
  return { size: 0, keys: new Int32Array(0), hashes: new Uint32Array(0) };
}

/** Where the hashes of the first so many sets end. */
function endOf({ keys }: SetList, sets: number): number {
  return sets === 0 ? 0 : (keys[WIDTH * (sets - 1) + END] ?? 0);
}

/** Makes room for so many more. */
function reserve(list: SetList, sets: number, hashes: number): void {
  const rows = WIDTH * (list.size + sets);
  if (rows > list.keys.length) list.keys = longer(list.keys, Math.max(rows, 2 * list.keys.length));
  const all = endOf(list, list.size) + hashes;
  if (all <= list.hashes.length) return;
  const more = new Uint32Array(Math.max(all, 2 * list.hashes.length));
  more.set(list.hashes);
  list.hashes = more;
}

function close(list: SetList, { a, b, end }: { readonly a: number; readonly b: number; readonly end: number }): void {
  const at = WIDTH * list.size++;
  list.keys[at] = a;
  list.keys[at + 1] = b;
  list.keys[at + END] = end;
}

export function addSet(list: SetList, { a, b, hashes }: ReadySet): void {
  reserve(list, 1, hashes.length);
  const start = endOf(list, list.size);
  list.hashes.set(hashes, start);
  close(list, { a, b, end: start + hashes.length });
}

/** The sets of a list; what is given lies in its memory. */
export function* setsOf(list: SetList): Generator<ReadySet, void> {
  const { keys, hashes } = list;
  for (let set = 0; set < list.size; set++) {
    yield { a: keys[WIDTH * set] ?? 0, b: keys[WIDTH * set + 1] ?? 0, hashes: hashes.subarray(endOf(list, set), endOf(list, set + 1)) };
  }
}

/** The sets of a list and those that are open; the list is not changed. */
export function allSets(list: SetList, open: OpenSets): SetList {
  if (open.sets.size === 0) return list;
  const all: SetList = { size: list.size, keys: list.keys.slice(), hashes: list.hashes.slice() };
  addOpen(all, open);
  return all;
}

/** The same sets in as little memory as they need. */
export function packSets(list: SetList, room: Room): SetList {
  return { size: list.size, keys: room.ints(list.keys, WIDTH * list.size), hashes: room.naturals(list.hashes, endOf(list, list.size)) };
}

/** Adds sets that were open. */
function addOpen(list: SetList, { sets, members }: OpenSets): void {
  reserve(list, sets.size, members.size);
  const starts = new Int32Array(sets.size + 1);
  for (let row = 0; row < sets.size; row++) starts[row + 1] = (starts[row] ?? 0) + (sets.cells[row] ?? 0);
  const sorted = new Uint32Array(members.size);
  const filled = starts.slice();
  for (let member = 0; member < members.size; member++) {
    const row = firstKey(members, member);
    const at = filled[row] ?? 0;
    sorted[at] = secondKey(members, member);
    filled[row] = at + 1;
  }
  let end = endOf(list, list.size);
  for (let row = 0; row < sets.size; row++) {
    const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    if (to > from + 1) sorted.subarray(from, to).sort();
    const kept = Math.min(to, from + SKETCH_SIZE);
    for (let at = from; at < kept; at++) list.hashes[end++] = sorted[at] ?? 0;
    close(list, { a: firstKey(sets, row), b: secondKey(sets, row), end });
  }
}

/** Hours and quarters since 1970 are below it. */
const TIMES = 2 ** 22;

/** Leaves one set of those with the same keys. */
export function uniteSets(list: SetList): void {
  const byKey = new Map<number, ReadySet[]>();
  for (const set of setsOf(list)) {
    const key = set.a * TIMES + set.b;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [set]);
    else known.push(set);
  }
  const all = createSetList();
  reserve(all, byKey.size, list.hashes.length);
  for (const [first, ...others] of byKey.values()) {
    if (first === undefined) continue;
    addSet(all, others.length === 0 ? first : { ...first, hashes: unitedAll([first, ...others].map(({ hashes }) => hashes)) });
  }
  Object.assign(list, all);
}

/** The union of two ascending lists. */
export function united(left: Uint32Array, right: Uint32Array): Uint32Array {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const all = new Uint32Array(Math.min(SKETCH_SIZE, left.length + right.length));
  let [l, r, size] = [0, 0, 0];
  while (size < all.length && (l < left.length || r < right.length)) {
    const a = left[l] ?? Number.POSITIVE_INFINITY;
    const b = right[r] ?? Number.POSITIVE_INFINITY;
    all[size++] = Math.min(a, b);
    if (a <= b) l++;
    if (b <= a) r++;
  }
  return all.slice(0, size);
}

/** The union of ascending lists. */
export function unitedAll(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((size, list) => size + list.length, 0));
  let size = 0;
  for (const list of lists) {
    all.set(list, size);
    size += list.length;
  }
  all.sort();
  let kept = 0;
  for (let at = 0; at < all.length && kept < SKETCH_SIZE; at++) if (at === 0 || all[at] !== all[at - 1]) all[kept++] = all[at] ?? 0;
  return all.slice(0, kept);
}

/** How many different ones a list stands for. */
export function sizeOf(hashes: Uint32Array): number {
  const last = hashes[SKETCH_SIZE - 1];
  return last === undefined ? hashes.length : Math.round(((SKETCH_SIZE - 1) * 2 ** 32) / last);
}

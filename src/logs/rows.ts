import { mix } from './hash.ts';
import type { Room } from './room.ts';

/**
 * A table of whole numbers: rows that are found by two keys, each with the same number of columns. It is made of plain arrays only, so that it passes from
 * thread to thread as it is.
 */
export interface Rows {
  readonly columns: number;
  size: number;
  /** Two keys a row. */
  keys: Int32Array;
  cells: Int32Array;
  /** Row + 1 by where its keys hash to; 0 = free. A power of two, at least twice as many as rows. */
  slots: Int32Array;
}

const FIRST = 64;

/** `old`: a table that is not needed any more, whose memory is taken over; so wherever tables are made. */
export function createRows(columns: number, old?: Rows): Rows {
  if (old !== undefined) return { columns, size: 0, keys: old.keys, cells: old.cells.fill(0, 0, columns * old.size), slots: old.slots.fill(0) };
  return { columns, size: 0, keys: new Int32Array(2 * FIRST), cells: new Int32Array(columns * FIRST), slots: new Int32Array(2 * FIRST) };
}

/** The row with these keys, made with zeros when there is none. */
export function rowOf(rows: Rows, a: number, b: number): number {
  const { slots, keys } = rows;
  const mask = slots.length - 1;
  for (let slot = mix(a, b) & mask; ; slot = (slot + 1) & mask) {
    const row = (slots[slot] ?? 0) - 1;
    if (row < 0) return addRow(rows, a, b);
    if (keys[2 * row] === a && keys[2 * row + 1] === b) return row;
  }
}

/** The row with these keys; −1 = there is none. */
export function findRow(rows: Rows, a: number, b: number): number {
  const { slots, keys } = rows;
  const mask = slots.length - 1;
  for (let slot = mix(a, b) & mask; ; slot = (slot + 1) & mask) {
    const row = (slots[slot] ?? 0) - 1;
    if (row < 0 || (keys[2 * row] === a && keys[2 * row + 1] === b)) return row;
  }
}

function addRow(rows: Rows, a: number, b: number): number {
  if (2 * (rows.size + 1) > rows.slots.length) grow(rows);
  const row = rows.size++;
  rows.keys[2 * row] = a;
  rows.keys[2 * row + 1] = b;
  settle(rows, row);
  return row;
}

/** Puts a row into the first free slot of its place. */
function settle({ slots, keys }: Rows, row: number): void {
  const mask = slots.length - 1;
  let slot = mix(keys[2 * row] ?? 0, keys[2 * row + 1] ?? 0) & mask;
  while ((slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask;
  slots[slot] = row + 1;
}

function grow(rows: Rows): void {
  rows.keys = longer(rows.keys, 2 * rows.keys.length);
  rows.cells = longer(rows.cells, 2 * rows.cells.length);
  rows.slots = new Int32Array(2 * rows.slots.length);
  for (let row = 0; row < rows.size; row++) settle(rows, row);
}

/** The same numbers with room for more. */
export function longer(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(length);
  more.set(numbers);
  return more;
}

/** The same rows in as little memory as they need; none can be found by its keys any more. */
export function packRows({ columns, size, keys, cells }: Rows, room: Room): Rows {
  return { columns, size, keys: room.ints(keys, 2 * size), cells: room.ints(cells, columns * size), slots: new Int32Array(0) };
}

export function firstKey(rows: Rows, row: number): number {
  return rows.keys[2 * row] ?? 0;
}

export function secondKey(rows: Rows, row: number): number {
  return rows.keys[2 * row + 1] ?? 0;
}

/** Adds to a place of the columns. The table is given, not its columns: finding the place may have made new ones. */
export function bump(rows: Rows, at: number, by: number): void {
  const { cells } = rows;
  cells[at] = (cells[at] ?? 0) + by;
}

/** Makes a few numbers of a list zero: of so few, what is built in takes longer. */
export function clear(numbers: Int32Array, from: number, to: number): void {
  for (let at = from; at < to; at++) numbers[at] = 0;
}

/** Adds to a number in a list. */
export function raise(numbers: Int32Array, at: number, by: number): void {
  numbers[at] = (numbers[at] ?? 0) + by;
}

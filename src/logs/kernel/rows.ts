import { zeros } from './memory';

/** Rows that a table has room for at first. */
const FIRST: i32 = 64;

/** A table of whole numbers: rows that are found by two keys, each with the same number of columns. */
export class Rows {
  size: i32 = 0;
  /** Two keys a row. */
  keys: usize;
  cells: usize;
  /** Row + 1 by where its keys hash to; 0 = free. A power of two, at least twice as many as rows. 0: its rows are not looked for. */
  slots: usize;
  mask: i32 = 2 * FIRST - 1;
  room: i32 = FIRST;

  constructor(public columns: i32) {
    this.keys = heap.alloc(FIRST << 3);
    this.cells = heap.alloc(columns * (FIRST << 2));
    this.slots = zeros(2 * (FIRST << 2));
  }

  /** Address of the columns of a row. */
  row(row: i32): usize {
    return this.cells + row * (this.columns << 2);
  }

  first(row: i32): i32 {
    return load<i32>(this.keys + (row << 3));
  }

  second(row: i32): i32 {
    return load<i32>(this.keys + (row << 3), 4);
  }

  /** Leaves no row. */
  clear(): void {
    this.size = 0;
    memory.fill(this.slots, 0, (this.mask + 1) << 2);
  }

  /** Puts a row at the place of one before it. Rows are not found by their keys any more, until the table is cleared. */
  move(from: i32, to: i32): void {
    store<u64>(this.keys + (to << 3), load<u64>(this.keys + (from << 3)));
    memory.copy(this.row(to), this.row(from), this.columns << 2);
  }

  /** Gives its memory back; it is not used any more. */
  free(): void {
    heap.free(this.keys);
    heap.free(this.cells);
    heap.free(this.slots);
  }
}

/** Spreads two whole numbers over a table. */
export function mix(a: i32, b: i32): i32 {
  const mixed = (a * -1640531535) ^ ((b ^ (b >>> 16)) * -2048144777);
  return mixed ^ (mixed >>> 15);
}

/** The row with these keys; −1 = there is none. */
export function findRow(rows: Rows, a: i32, b: i32): i32 {
  const mask = rows.mask;
  const slots = rows.slots;
  const keys = rows.keys;
  let slot = mix(a, b) & mask;
  let row = load<i32>(slots + (slot << 2)) - 1;
  while (row >= 0 && (load<i32>(keys + (row << 3)) !== a || load<i32>(keys + (row << 3), 4) !== b)) {
    slot = (slot + 1) & mask;
    row = load<i32>(slots + (slot << 2)) - 1;
  }
  return row;
}

/** The row with these keys, made with zeros when there is none. */
export function rowOf(rows: Rows, a: i32, b: i32): i32 {
  const row = findRow(rows, a, b);
  return row >= 0 ? row : addRow(rows, a, b);
}

function addRow(rows: Rows, a: i32, b: i32): i32 {
  if (2 * (rows.size + 1) > rows.mask + 1) grow(rows);
  const row = rows.size;
  rows.size += 1;
  const key = rows.keys + (row << 3);
  store<i32>(key, a);
  store<i32>(key, b, 4);
  const cells = rows.row(row);
  for (let column = 0; column < rows.columns; column++) store<i32>(cells + (column << 2), 0);
  settle(rows, row);
  return row;
}

/** Puts a row into the first free slot of its place. */
function settle(rows: Rows, row: i32): void {
  const mask = rows.mask;
  let slot = mix(rows.first(row), rows.second(row)) & mask;
  while (load<i32>(rows.slots + (slot << 2)) !== 0) slot = (slot + 1) & mask;
  store<i32>(rows.slots + (slot << 2), row + 1);
}

function grow(rows: Rows): void {
  const room = rows.room;
  const width = rows.columns << 2;
  rows.keys = heap.realloc(rows.keys, room << 4);
  if (width > 0) rows.cells = heap.realloc(rows.cells, 2 * room * width);
  rows.room = 2 * room;
  heap.free(rows.slots);
  rows.mask = 2 * rows.mask + 1;
  rows.slots = zeros((rows.mask + 1) << 2);
  for (let row = 0; row < rows.size; row++) settle(rows, row);
}

/** Adds to a column, at its address. */
export function bump(at: usize, by: i32): void {
  store<i32>(at, load<i32>(at) + by);
}

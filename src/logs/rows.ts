/** A table of whole numbers that the kernel filled: rows with two keys each, and the same number of columns. Its columns lie in a row. */
export interface Rows {
  readonly size: number;
  /** Two keys a row. */
  readonly keys: Int32Array;
  readonly cells: Int32Array;
}

export function firstKey(rows: Rows, row: number): number {
  return rows.keys[2 * row] ?? 0;
}

export function secondKey(rows: Rows, row: number): number {
  return rows.keys[2 * row + 1] ?? 0;
}

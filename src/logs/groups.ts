const NONE = new Int32Array(0);

/** Rows of a table by the group they belong to, in their order. */
export class Groups {
  /** Where the rows of each group begin, and after the last one where they end. */
  readonly #begins: Int32Array;
  readonly #rows: Int32Array;

  constructor(rows: number, groups: number, groupOf: (row: number) => number) {
    const begins = new Int32Array(groups + 1);
    for (let row = 0; row < rows; row++) begins[groupOf(row)] = (begins[groupOf(row)] ?? 0) + 1;
    for (let group = 1; group <= groups; group++) begins[group] = (begins[group] ?? 0) + (begins[group - 1] ?? 0);
    const sorted = new Int32Array(rows);
    for (let row = rows - 1; row >= 0; row--) {
      const place = (begins[groupOf(row)] ?? 0) - 1;
      begins[groupOf(row)] = place;
      sorted[place] = row;
    }
    this.#begins = begins;
    this.#rows = sorted;
  }

  of(group: number): Int32Array {
    const [begin, end] = [this.#begins[group] ?? 0, this.#begins[group + 1] ?? 0];
    return begin === end ? NONE : this.#rows.subarray(begin, end);
  }
}

/** Where the rows of another key follow those that begin at `from`; rows are in the order of their keys. */
export function runEnd(rows: ArrayLike<number>, from: number, keyOf: (row: number) => number): number {
  const key = keyOf(rows[from] ?? 0);
  let to = from + 1;
  while (to < rows.length && keyOf(rows[to] ?? 0) === key) to++;
  return to;
}

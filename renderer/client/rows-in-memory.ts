import type { WindowedRows } from './use-windowed-rows.ts';

/** A list that is all there already, for a `DataTable`. */
export function rowsInMemory<Row>(rows: readonly Row[]): WindowedRows<Row> {
  return { total: rows.length, rowAt: (index) => rows[index], show: nothing, head: { total: rows.length, rows }, loading: false, error: undefined };
}

function nothing(): void {}

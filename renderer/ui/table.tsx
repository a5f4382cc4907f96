import type { ReactNode } from 'react';

/** A column of a short table. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** Figures to compare: right-aligned, tabular. */
  readonly numeric?: boolean;
  /** Holds only what can be done with the row: where rows stack, its header is not repeated beside it. */
  readonly actions?: boolean;
  cell(row: Row): ReactNode;
}

interface TableProps<Row> {
  /** Names the table for screen readers. */
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** Where it is narrow each row is a card of its own, each value beside the name of its column, instead of a table that scrolls sideways; a bare number names no row. */
  stacks?: boolean;
}

/** A short table (up to some hundred rows), all of it in the page. The first column names the row. Long lists: `DataTable`. */
export function Table<Row>({ label, columns, rows, rowKey, stacks = false }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-wrap" aria-label={label} tabIndex={0}>
      <table className="table" data-stacks={stacks || undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-numeric={column.numeric}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.id} scope="row" data-numeric={column.numeric} data-label={stacks && column.numeric === true ? column.header : undefined}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} data-numeric={column.numeric} data-label={stacks && column.actions !== true ? column.header : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

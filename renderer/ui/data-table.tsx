// biome-ignore-all lint/a11y: an ARIA grid with one tab stop: the grid takes the focus and the keys, and names its active row (aria-activedescendant).
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { WindowedRows } from '../client/use-windowed-rows.ts';
import { useWidth } from './use-width.ts';

/** A column of a long list. `width` is a track of a CSS grid: `minmax(10rem, 2fr)`, `7rem`. */
export interface DataColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** The heading is there for screen readers only. */
  readonly isHeaderHidden?: boolean;
  readonly width: string;
  readonly numeric?: boolean;
  /** Name for `onSort`; without it the column does not sort. */
  readonly sort?: string;
  /** The column disappears when the list is narrower than this, in pixels. */
  readonly hideBelow?: number;
  cell(row: Row): ReactNode;
}

interface DataTableProps<Row> {
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: WindowedRows<Row>;
  rowKey(row: Row): string;
  /** Enter or click. */
  onOpen?: (row: Row) => void;
  /** Keys of chosen rows; with `onSelect`, Space chooses. Rows need no checkbox column, but may have one. */
  selected?: ReadonlySet<string>;
  onSelect?: (key: string, row: Row) => void;
  sorted?: { by: string; descending: boolean } | undefined;
  onSort?: ((by: string) => void) | undefined;
  /** In pixels. */
  rowHeight?: number;
  /** Index of the row the arrow keys are on, when the screen follows it (a preview beside the list). */
  active?: number;
  onActive?: (index: number) => void;
}

/** A list of any length: only what is in sight is loaded and drawn. Arrow keys, Page up/down, Home, End, Enter, Space. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowHeight = 48 } = props;
  const grid = useGrid(props, rowHeight);
  const columns = props.columns.filter((column) => column.hideBelow === undefined || grid.width >= column.hideBelow);
  return (
    <div
      ref={grid.scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-busy={rows.loading}
      aria-activedescendant={rows.total > 0 ? `${grid.id}-${grid.active}` : undefined}
      onKeyDown={grid.onKeyDown}
      style={{ '--grid-columns': columns.map((column) => column.width).join(' '), '--grid-row-height': `${rowHeight}px` }}
    >
      <HeadRow columns={columns} sorted={props.sorted} onSort={props.onSort} />
      <div className="grid-body" role="rowgroup" style={{ blockSize: grid.height }}>
        {grid.items.map(({ index, start }) => (
          <BodyRow
            key={index}
            table={props}
            columns={columns}
            index={index}
            place={{ id: `${grid.id}-${index}`, start, active: index === grid.active }}
            onActivate={() => grid.setActive(index)}
          />
        ))}
      </div>
    </div>
  );
}

/** Which rows are drawn, which one is active, and the keys. */
function useGrid<Row>({ rows, rowKey, onOpen, onSelect, ...following }: DataTableProps<Row>, rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState(0);
  const { active: chosen = own, onActive: setActive = setOwn } = following;
  const virtual = useVirtualizer({ count: rows.total, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8 });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => rows.show(first, last), [rows.show, first, last]);
  const active = Math.min(chosen, Math.max(0, rows.total - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const target = targetOf(event.key, { at: active, page, last: rows.total - 1 });
    const row = rows.rowAt(active);
    if (target !== undefined) {
      const next = Math.max(0, Math.min(rows.total - 1, target));
      setActive(next);
      virtual.scrollToIndex(next);
    } else if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row);
    else if (event.key === ' ' && row !== undefined && onSelect) onSelect(rowKey(row), row);
    else return;
    event.preventDefault();
  };
  return { id: useId(), scroller, width: useWidth(scroller, Number.POSITIVE_INFINITY), items, height: virtual.getTotalSize(), active, setActive, onKeyDown };
}

function HeadRow<Row>({ columns, sorted, onSort }: { columns: readonly DataColumn<Row>[] } & Pick<DataTableProps<Row>, 'sorted' | 'onSort'>) {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row">
        {columns.map(({ id, header, isHeaderHidden, numeric, sort }) => {
          const isSorted = sort !== undefined && sorted?.by === sort;
          const Arrow = sorted?.descending === true ? ArrowDown : ArrowUp;
          return (
            <div key={id} role="columnheader" className="grid-cell" data-numeric={numeric} aria-sort={sortOf(isSorted, sorted?.descending)}>
              {sort === undefined || onSort === undefined ? (
                <span className={isHeaderHidden === true ? 'visually-hidden' : undefined}>{header}</span>
              ) : (
                <Button className="grid-sort" data-sorted={isSorted ? true : undefined} onPress={() => onSort(sort)}>
                  {header}
                  {isSorted && <Arrow size={14} aria-hidden />}
                </Button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function BodyRow<Row>({
  table,
  columns,
  index,
  place,
  onActivate,
}: {
  table: DataTableProps<Row>;
  columns: readonly DataColumn<Row>[];
  index: number;
  place: { id: string; start: number; active: boolean };
  onActivate(): void;
}) {
  const row = table.rows.rowAt(index);
  const isSelected = row !== undefined && table.selected?.has(table.rowKey(row)) === true;
  return (
    <div
      role="row"
      id={place.id}
      aria-rowindex={index + 2}
      aria-selected={table.onSelect === undefined ? undefined : isSelected}
      className="grid-row"
      data-active={place.active ? true : undefined}
      data-opens={table.onOpen === undefined ? undefined : true}
      style={{ transform: `translateY(${place.start}px)` }}
      onClick={() => {
        onActivate();
        if (row === undefined) return;
        if (table.onOpen) table.onOpen(row);
        else table.onSelect?.(table.rowKey(row), row);
      }}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className="grid-cell" data-numeric={column.numeric}>
          {row === undefined ? <span className="skeleton" /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

function sortOf(isSorted: boolean, descending: boolean | undefined): 'ascending' | 'descending' | undefined {
  if (!isSorted) return undefined;
  return descending === true ? 'descending' : 'ascending';
}

function targetOf(key: string, { at, page, last }: { at: number; page: number; last: number }): number | undefined {
  const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: last };
  return targets[key];
}

/** The box of a row for the mouse. The keys choose with Space: for them the row is one stop. */
export function RowCheck({ label, checked, onChange }: { label: string; checked: boolean; onChange(): void }) {
  return (
    <input
      type="checkbox"
      className="row-check"
      tabIndex={-1}
      aria-label={label}
      checked={checked}
      onClick={(event) => event.stopPropagation()}
      onChange={onChange}
    />
  );
}

import type { PdfBlock } from '../ports/pdf.ts';
import { columnWidths, type Extent } from './pdf-columns.ts';
import type { Line } from './pdf-lines.ts';
import { lineHeight, PAGE, PAGE_WIDTH, type Paper, type Place, type Role, type Strip, type Style } from './pdf-paper.ts';
import { ACCENT, BODY, chunks, HAIRLINE, kept, QUIET, TINT } from './pdf-style.ts';

const PADDING = 2.6;
const THIN = 0.5;
const THICK = 0.8;

const LABEL: Style = { ...BODY, color: QUIET };
const HEAD: Style = { ...BODY, face: 'semiBold', color: ACCENT };

/** A cell set in lines: where it stands, and its place in the structure tree. */
interface Cell {
  readonly role: Role;
  readonly style: Style;
  readonly lines: readonly Line[];
  readonly x: number;
}

/** How a row looks below its cells, and behind them. */
interface Ruling {
  readonly rule: number;
  readonly color: string;
  readonly tint?: string;
}

/** A row of cells, in one strip unless it is very tall. */
function row(paper: Paper, cells: readonly Cell[], { rule, color, tint }: Ruling): Strip[] {
  const depth = Math.max(1, ...cells.map(({ lines }) => lines.length));
  const parts = chunks(Array.from({ length: depth }, (_, line) => line));
  return parts.map((part, index) => {
    const [from = 0] = part;
    const above = index === 0 ? PADDING : 0;
    const below = index === parts.length - 1 ? PADDING : 0;
    const height = above + part.length * lineHeight(BODY) + below;
    const draw = (top: number) => {
      if (tint !== undefined) paper.fill(tint, { x: PAGE.left, top, width: PAGE_WIDTH, height });
      for (const { role, style, lines, x } of cells) paper.write(role, lines.slice(from, from + part.length), { style, x, top: top + above });
      if (rule > 0 && below > 0) paper.fill(color, { x: PAGE.left, top: top + height, width: PAGE_WIDTH, height: rule });
    };
    return { height: height + (below > 0 ? rule : 0), draw };
  });
}

/** Rows with the space around their table, kept together as far as rows are; a head is kept with the first of them. */
function spaced(rows: readonly (readonly Strip[])[], head: readonly Strip[] = [], repeat?: Strip): Strip[] {
  const body = rows.flatMap((strips, index) => strips.map((strip): Strip => ({ ...strip, keep: kept(index, rows.length), repeat })));
  const strips = [...head.map((strip): Strip => ({ ...strip, keep: true })), ...body];
  return strips.map((strip, index) => ({ ...strip, above: index === 0 ? 3 : 0, below: index === strips.length - 1 ? 9 : 0 }));
}

const LABEL_WIDTH = 130;
const VALUE_INDENT = 140;

/** Names and values, side by side: each name is the header of its row. */
export function facts(paper: Paper, sect: Place, rows: readonly (readonly string[])[]): Strip[] {
  const table = paper.place('Table', sect);
  const strips = rows.map(([name = '', ...values], index) => {
    const place = paper.place('TR', table);
    const cells: Cell[] = [
      { role: paper.place('TH', place, 'Row'), style: LABEL, lines: paper.lines(name, LABEL, LABEL_WIDTH), x: PAGE.left },
      { role: paper.place('TD', place), style: BODY, lines: paper.lines(values.join(', '), BODY, PAGE_WIDTH - VALUE_INDENT), x: PAGE.left + VALUE_INDENT },
    ];
    return row(paper, cells, { rule: index === rows.length - 1 ? 0 : THIN, color: HAIRLINE });
  });
  return spaced(strips);
}

/** Points to the left and right of a cell's text. */
const GUTTER = 7;

/** A line set word by word may be this much wider than the same line measured as one. */
const KERNING = 1;

/** What a column needs, by its head and every cell of it. */
function extentOf(paper: Paper, { head, rows }: PdfBlock & { type: 'table' }, column: number): Extent {
  const first = paper.extent(head[column] ?? '', HEAD);
  const widest = rows.reduce((most, row) => {
    const { word, whole } = paper.extent(row[column] ?? '', BODY);
    return { word: Math.max(most.word, word), whole: Math.max(most.whole, whole) };
  }, first);
  return { word: widest.word + KERNING, whole: widest.whole + KERNING };
}

/** A table with column headers, which are repeated, as looks only, on every page it continues on. */
export function grid(paper: Paper, sect: Place, block: PdfBlock & { type: 'table' }): Strip[] {
  const { head, rows } = block;
  const widths = columnWidths(
    head.map((_, column) => extentOf(paper, block, column)),
    PAGE_WIDTH - 2 * GUTTER * head.length,
  );
  const table = paper.place('Table', sect);
  const cells = (texts: readonly string[], style: Style, role: () => Role): Cell[] =>
    widths.map((width, column) => {
      const x = PAGE.left + widths.slice(0, column).reduce((sum, each) => sum + each + 2 * GUTTER, GUTTER);
      return { role: role(), style, lines: paper.lines(texts[column] ?? '', style, width), x };
    });
  const headPlace = paper.place('TR', table);
  const ruling = { rule: THICK, color: ACCENT, tint: TINT };
  const header = row(
    paper,
    cells(head, HEAD, () => paper.place('TH', headPlace, 'Column')),
    ruling,
  );
  const [again] = row(
    paper,
    cells(head, HEAD, () => 'Pagination'),
    ruling,
  );
  const body = rows.map((texts, index) => {
    const place = paper.place('TR', table);
    const last = index === rows.length - 1;
    return row(
      paper,
      cells(texts, BODY, () => paper.place('TD', place)),
      { rule: last ? THICK : THIN, color: last ? ACCENT : HAIRLINE },
    );
  });
  return spaced(body, header, again);
}

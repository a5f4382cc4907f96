import Papa from 'papaparse/papaparse.js';
import { DAY_S, HOUR_S } from '../../shared/durations.ts';
import type { PanelKind, PanelLimit } from '../../shared/panels.ts';
import { domain, name, words } from '../answers.ts';
import type { PanelReport, ReportRow, ReportSource } from '../connector.ts';
import { countedIn, countIn } from '../numbers.ts';
import { columnsOf, type Field, isDayFirst, isHeader, isTotal } from './columns.ts';
import { daysIn } from './days.ts';
import { EMPTY_ROW, judged } from './row.ts';

const HEADER_SEARCH_ROWS = 25;
const MOST_COLUMNS = 200;
const SAMPLE_CHARS = 16 * 1024;
const SEPARATORS = ['\t', ';', ',', '|'] as const;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]+$/u;
const FIGURES = ['sent', 'delivered', 'deferred', 'failed'] as const;

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Table {
  readonly lines: readonly Line[];
  /** Place of its titles among the lines. */
  readonly header: number;
  readonly columns: ReadonlyMap<Field, number>;
}

/** Reads a table of accounts and figures, in whatever of three languages its titles are; null = there is none. */
export function readTable(source: ReportSource): Omit<PanelReport, 'excerpt'> | null {
  const table = tableIn(source);
  if (table === null) return null;
  const { lines, header, columns } = table;
  const dayFirst = isDayFirst(lines[header]?.cells ?? []);
  const below = lines.slice(header + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const above = lines.slice(0, header).flatMap(({ cells }) => cells);
  const { days, dayOf } = daysOf({ source, columns, below, above, dayFirst });
  const rows = withoutTotals(below.map((line) => ({ row: { ...rowOf(line, { columns, kind: source.kind }), day: dayOf(line) }, line })));
  return rows.length === 0 ? null : { kind: 'panel_table', days, rows };
}

function tableIn({ cells, text }: ReportSource): Table | null {
  if (cells !== null) return withHeader(cells.map((row, index) => ({ line: index + 1, cells: row })));
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // What is copied from a screen or printed by a program is parted by nothing but room.
  const spaced = (part: string): string => part.replace(/ {2,}/g, '\t');
  const ways = [...SEPARATORS.map((separator) => (part: string) => cut(part, separator)), (part: string) => cut(spaced(part), '\t')];
  const sample = plain.slice(0, SAMPLE_CHARS);
  const sizes = ways.map((way) => ({ way, columns: withHeader(way(sample))?.columns.size ?? 0 }));
  const best = sizes.reduce((one, other) => (other.columns > one.columns ? other : one));
  return best.columns === 0 ? null : withHeader(best.way(plain));
}

/** Lines of separated text; a cell may hold several. */
function cut(text: string, separator: string): Line[] {
  let line = 1;
  return Papa.parse(text, { delimiter: separator, newline: '\n' }).data.map((cells) => {
    const found = { line, cells };
    line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    return found;
  });
}

function withHeader(lines: readonly Line[]): Table | null {
  for (const [header, { cells }] of lines.slice(0, HEADER_SEARCH_ROWS).entries()) {
    const columns = columnsOf(cells.slice(0, MOST_COLUMNS));
    if (isHeader(columns)) return { lines, header, columns };
  }
  return null;
}

interface Reading {
  readonly columns: ReadonlyMap<Field, number>;
  readonly kind: PanelKind | null;
}

function rowOf({ line, cells }: Line, { columns, kind }: Reading): ReportRow {
  const cell = (field: Field): string => cells[columns.get(field) ?? -1]?.trim() ?? '';
  const figures = FIGURES.map((field) => [field, shared(cell(field))] as const);
  const other = [...figures.map(([, { figure }]) => figure), ...(['per_hour', 'per_day', 'limit'] as const).map(cell)].some(
    (value) => countedIn(value).kind === 'other',
  );
  const row = judged({
    ...EMPTY_ROW,
    line,
    ...whoIn(cell),
    ...Object.fromEntries(figures.map(([field, { figure }]) => [field, countIn(figure)])),
    limit: limitOf({ hour: cell('per_hour'), day: cell('per_day'), bare: cell('limit') || figures.map(([, { limit }]) => limit).join('') }, kind),
  });
  return other && row.problem === null ? { ...row, problem: 'not_a_number' } : row;
}

/** "812 / 1000" is a figure and the limit it is under. */
function shared(cell: string): { readonly figure: string; readonly limit: string } {
  const [, figure, limit] = /^([^/]+)\/([^/]+)$/.exec(cell) ?? [];
  return figure === undefined || limit === undefined || countedIn(limit).kind === 'other' ? { figure: cell, limit: '' } : { figure, limit };
}

/** An address stands for its domain; what may be either, and looks like a domain, is one. */
function whoIn(cell: (field: Field) => string): Pick<ReportRow, 'login' | 'domain'> {
  const shown = words(cell('login') || cell('account'), 300);
  const ofAddress = shown.includes('@') ? domain(shown.split('@').at(-1)) : '';
  const isName = cell('login') === '' && DOMAIN.test(shown);
  const own = domain(words(cell('domain'), 300));
  return { login: ofAddress !== '' || isName ? '' : name(shown), domain: own || ofAddress || (isName ? domain(shown) : '') };
}

interface Limits {
  readonly hour: string;
  readonly day: string;
  readonly bare: string;
}

/** A limit whose time is not in its title has the one of the panel, and none is known where the panel is not. */
function limitOf({ hour, day, bare }: Limits, kind: PanelKind | null): PanelLimit | null {
  const scope = kind === 'whm' ? 'domain' : 'account';
  const limited = (cell: string, seconds: number): PanelLimit | null => {
    const count = countIn(cell);
    return count === null || count === 0 ? null : { count, seconds, scope, source: 'set' };
  };
  return limited(hour, HOUR_S) ?? limited(day, DAY_S) ?? (kind === null ? null : limited(bare, kind === 'directadmin' ? DAY_S : HOUR_S));
}

interface Shown {
  readonly row: ReportRow;
  readonly line: Line;
}

/** Rows of sums say nothing of anybody: those that say so, and one without a name that is the sum of all above it. */
function withoutTotals(shown: readonly Shown[]): ReportRow[] {
  const rows: ReportRow[] = [];
  let sum = 0;
  for (const { row, line } of shown) {
    // "Total" may stand in the column of domains; a domain has a dot.
    const says = isTotal(line.cells.find((cell) => cell.trim() !== '') ?? '') && !row.domain.includes('.');
    const sums = row.problem === 'no_account' && rows.length > 0 && row.sent !== null && row.sent === sum;
    if (says || sums) continue;
    sum += row.sent ?? 0;
    rows.push(row);
  }
  return rows;
}

interface Dated {
  readonly source: ReportSource;
  readonly columns: ReadonlyMap<Field, number>;
  readonly below: readonly Line[];
  readonly above: readonly string[];
  readonly dayFirst: boolean;
}

interface Dates {
  readonly days: readonly string[];
  dayOf(line: Line): string | null;
}

/** The days of a table: those in its column of days, else in the lines above its titles, else in the name of its file or the subject of its mail. */
function daysOf({ source, columns, below, above, dayFirst }: Dated): Dates {
  const column = columns.get('date');
  const inColumn = ({ cells }: Line): string[] => (column === undefined ? [] : daysIn(cells[column] ?? '', dayFirst));
  const own = [...new Set(below.flatMap(inColumn))].sort();
  const places = [above, [source.name, source.mail?.subject ?? '']].map((place) => [...new Set(place.flatMap((text) => daysIn(text, dayFirst)))].sort());
  const days = [own, ...places].find((found) => found.length > 0) ?? [];
  const [only] = days;
  if (days.length === 1 && only !== undefined) return { days, dayOf: () => only };
  return { days, dayOf: (line) => onlyOne(inColumn(line)) };
}

function onlyOne(days: readonly string[]): string | null {
  return days.length === 1 ? (days[0] ?? null) : null;
}

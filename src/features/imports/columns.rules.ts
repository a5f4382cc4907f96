import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import type { ImportColumn, ImportField } from '../../contract/imports.ts';
import type { SheetRow } from '../../ports/spreadsheet.ts';
import { unguardCell } from '../../shared/cells.ts';
import { isUnsafe, parseAddress, parseDomain } from '../clients/index.ts';
import { dateOrder, parseDate } from './dates.rules.ts';
import { fieldOfHeader, headerKey, parseLanguage } from './words.rules.ts';

/** Columns beyond which a file is not a client list. */
export const COLUMN_LIMIT = 200;
/** Rows above which a header is looked for. */
const HEADER_SEARCH_ROWS = 25;
/** Values looked at to tell what a column holds. */
const CONTENT_SAMPLE = 300;

export type Mapping = Readonly<Record<string, ImportField | null>>;
export type Column = z.infer<typeof ImportColumn>;

/** Records cut into header and data. `headerRow` is the line of the header, 0 without one. */
export interface Table {
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly width: number;
  readonly data: readonly SheetRow[];
}

export function isBlank(row: SheetRow): boolean {
  return row.cells.every((cell) => cell.trim() === '');
}

/** Splits records at the header: the given line, or the first row whose cells are known column titles; title lines above are left out. */
export function splitTable(records: readonly SheetRow[], chosen?: number): Table {
  const header = chosen === undefined ? findHeader(records) : records.find(({ line }) => line === chosen);
  const data = header === undefined ? records : records.slice(records.indexOf(header) + 1);
  const cells = header?.cells ?? [];
  const lastNamed = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const width = header === undefined ? data.reduce((max, row) => Math.max(max, row.cells.length), 0) : lastNamed;
  if (width === 0) throw fail('table_without_columns', {});
  if (width > COLUMN_LIMIT) throw fail('table_too_wide', { columns: width, limit: COLUMN_LIMIT });
  const headers = Array.from({ length: width }, (_, index) => unguardCell((cells[index] ?? '').trim()));
  return { headerRow: header?.line ?? 0, headers, width, data };
}

function findHeader(records: readonly SheetRow[]): SheetRow | undefined {
  const known = records.slice(0, HEADER_SEARCH_ROWS).map((row) => ({ row, hits: row.cells.filter((cell) => fieldOfHeader(cell) !== null).length }));
  const best = known.reduce<(typeof known)[number] | undefined>((a, b) => (b.hits > (a?.hits ?? 0) ? b : a), undefined);
  if (best !== undefined && (best.hits >= 2 || best.row.cells.length === best.hits || best.row.cells.some((cell) => fieldOfHeader(cell) === 'email')))
    return best.row;
  return unknownHeader(records);
}

/** A first row of distinct words without an address above rows that have one is a header in words nobody told us. */
function unknownHeader(records: readonly SheetRow[]): SheetRow | undefined {
  const [first, ...rest] = records.filter((row) => !isBlank(row)).slice(0, HEADER_SEARCH_ROWS);
  if (first === undefined || rest.length === 0) return undefined;
  const hasAddress = (row: SheetRow): boolean => row.cells.some((cell) => cell.includes('@'));
  const words = first.cells.filter((cell) => cell.trim() !== '');
  const titles = words.length > 1 && words.length === new Set(words).size && words.every((cell) => /\p{L}/u.test(cell) && parseDomain(cell) === null);
  return titles && !hasAddress(first) && rest.every(hasAddress) ? first : undefined;
}

/** What a mapping is remembered under: the titles in their order. Empty for a file without a header. */
export function headerSignature(table: Table): string {
  return table.headerRow === 0 ? '' : table.headers.map(headerKey).join('|');
}

interface Known {
  readonly chosen: Mapping;
  readonly remembered: Mapping | null;
}

/**
 * What each column means, with shares over all rows. The user's choice comes first, then what was remembered, the title, the content;
 * a field is given once. Throws `mapping_field_twice` for a choice that gives one twice, `mapping_without_email` for one that takes the
 * address column away.
 */
export function describeColumns(table: Table, known: Known): Column[] {
  const picks = new Picks(table.width);
  picks.take('user', (index) => known.chosen[index], true);
  const chosen = picks.fields();
  if (known.remembered !== null) picks.take('remembered', (index) => known.remembered?.[index], false);
  picks.take('header', (index) => fieldOfHeader(table.headers[index] ?? '') ?? undefined, false);
  const rows = table.data.reduce((count, row) => (isBlank(row) ? count : count + 1), 0);
  const stats = Array.from({ length: table.width }, (_, index) => columnStats(table.data, index, rows));
  picks.takeByContent(stats, table.headerRow === 0);
  if (Object.keys(known.chosen).length > 0 && !picks.fields().has('email') && !chosen.has('email') && stats.some((each) => each.addresses > 0.5)) {
    throw fail('mapping_without_email', {});
  }
  return stats.map((each, index) => {
    const { field, foundBy } = picks.at(index);
    return { index, header: table.headers[index] ?? '', field, foundBy, filled: each.filled, samples: each.samples, warning: warningOf(field, each) };
  });
}

type FoundBy = Column['foundBy'];

class Picks {
  readonly #picks: { field: ImportField | null; foundBy: FoundBy }[];

  constructor(width: number) {
    this.#picks = Array.from({ length: width }, () => ({ field: null, foundBy: 'none' }));
  }

  at(index: number): { readonly field: ImportField | null; readonly foundBy: FoundBy } {
    return this.#picks[index] ?? { field: null, foundBy: 'none' };
  }

  fields(): Set<ImportField> {
    return new Set(this.#picks.flatMap(({ field }) => (field === null ? [] : [field])));
  }

  /** Fills columns nobody has decided yet. `strict` = a field given twice is an error rather than left out. */
  take(foundBy: FoundBy, fieldAt: (index: number) => ImportField | null | undefined, strict: boolean): void {
    for (const [index, pick] of this.#picks.entries()) {
      const field = fieldAt(index);
      if (field === undefined || pick.foundBy !== 'none') continue;
      if (field !== null && this.fields().has(field)) {
        if (strict) throw fail('mapping_field_twice', { field });
        continue;
      }
      this.#picks[index] = { field, foundBy };
    }
  }

  takeByContent(stats: readonly Stats[], everything: boolean): void {
    this.#best(stats, { field: 'email', share: (each) => each.addresses, least: 0.5 });
    this.#best(stats, { field: 'domain', share: (each) => each.domains, least: 0.6 });
    if (!everything) return;
    this.#best(stats, { field: 'orderedOn', share: (each) => each.dates, least: 0.8 });
    this.#best(stats, { field: 'language', share: (each) => each.languages, least: 0.9 });
  }

  /** Gives the field to the free column in which the largest share of values looks like it. */
  #best(stats: readonly Stats[], { field, share, least }: { field: ImportField; share: (each: Stats) => number; least: number }): void {
    if (this.fields().has(field)) return;
    const free = stats.flatMap((each, index) => (this.at(index).foundBy === 'none' && share(each) >= least ? [{ index, share: share(each) }] : []));
    const best = free.reduce<(typeof free)[number] | undefined>((a, b) => (b.share > (a?.share ?? 0) ? b : a), undefined);
    if (best !== undefined) this.#picks[best.index] = { field, foundBy: 'content' };
  }
}

interface Stats {
  readonly filled: number;
  readonly samples: string[];
  readonly addresses: number;
  readonly domains: number;
  readonly dates: number;
  readonly languages: number;
  readonly mixedDates: boolean;
}

function columnStats(data: readonly SheetRow[], index: number, rows: number): Stats {
  const values: string[] = [];
  for (const row of data) {
    const value = (row.cells[index] ?? '').trim();
    if (value !== '') values.push(unguardCell(value));
  }
  const step = Math.max(1, Math.floor(values.length / CONTENT_SAMPLE));
  const sample = values.filter((_, at) => at % step === 0);
  const share = (test: (value: string) => boolean): number => (sample.length === 0 ? 0 : sample.filter(test).length / sample.length);
  const order = dateOrder(values);
  return {
    filled: rows === 0 ? 0 : values.length / rows,
    samples: [...new Set(values.slice(0, 20))].slice(0, 5).map((value) => value.slice(0, 120)),
    addresses: share((value) => value.includes('@') && value.split(/[,;\s]+/).some((part) => parseAddress(part) !== null)),
    domains: share((value) => !value.includes('@') && !isUnsafe(value) && /\p{L}/u.test(value) && parseDomain(value) !== null),
    dates: share((value) => parseDate(value, order) !== null),
    languages: share((value) => parseLanguage(value) !== null),
    mixedDates: order === 'mixed',
  };
}

function warningOf(field: ImportField | null, stats: Stats): Column['warning'] {
  if (field === null) return null;
  if (field === 'email' && stats.addresses < 0.5) return 'few_addresses';
  if (field === 'orderedOn' && stats.mixedDates) return 'mixed_dates';
  return stats.filled < 0.1 ? 'mostly_empty' : null;
}

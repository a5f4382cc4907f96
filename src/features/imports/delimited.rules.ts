import Papa from 'papaparse/papaparse.js';
import type { Separator } from '../../contract/imports.ts';
import type { SheetRow } from '../../ports/spreadsheet.ts';

const SEPARATORS: readonly Separator[] = [';', ',', '\t', '|'];
const SAMPLE_CHARS = 64 * 1024;
const SAMPLE_RECORDS = 60;

export interface Delimited {
  readonly separator: Separator;
  readonly records: readonly SheetRow[];
  /** A quote was opened and never closed: the rest of the file may have become one cell. */
  readonly unterminatedQuote: boolean;
}

/** Line ends as LF, whatever the file mixes. */
function unixLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The separator that cuts the records into the same number of cells most consistently; of two alike, the one with more cells. */
export function detectSeparator(text: string): Separator {
  const sample = unixLines(text.slice(0, SAMPLE_CHARS));
  const scored = SEPARATORS.map((separator) => {
    const rows = Papa.parse(sample, { delimiter: separator, newline: '\n', preview: SAMPLE_RECORDS }).data.filter((row) => row.length > 1 || row[0] !== '');
    const widths = new Map<number, number>();
    for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
    const [width, times] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    return { separator, score: width > 1 ? times / rows.length + Math.min(width, 30) / 100 : 0 };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.separator : ',';
}

/** Cuts text into records that know the line they start on. A first line "sep=;" names the separator and is no record. */
export function parseDelimited(source: string, chosen?: Separator): Delimited {
  const { body, named, first } = namedSeparator(unixLines(source));
  const separator = chosen ?? named ?? detectSeparator(body);
  const parsed = Papa.parse(body, { delimiter: separator, newline: '\n' });
  return {
    separator,
    records: numbered(parsed.data, first),
    unterminatedQuote: parsed.errors.some(({ code }) => code === 'MissingQuotes'),
  };
}

/** What stands below a first line "sep=;", the separator it names, and the number of the line after it. */
function namedSeparator(text: string): { readonly body: string; readonly named: Separator | undefined; readonly first: number } {
  const line = /^sep=([,;|\t])\n/i.exec(text.slice(0, 8));
  return line === null
    ? { body: text, named: undefined, first: 1 }
    : { body: text.slice(line[0].length), named: SEPARATORS.find((each) => each === line[1]), first: 2 };
}

/**
 * Cuts a text that comes in pieces into the same records as `parseDelimited`, wherever the pieces end. Never more of the text is kept than a piece
 * and the longest record. NUL and a byte-order mark are taken away.
 */
export function* cutPieces(pieces: Iterable<string>): Generator<SheetRow, void, void> {
  const plain = unixPieces(pieces);
  let head = '';
  while (head.length < SAMPLE_CHARS) {
    const { value, done } = plain.next();
    if (done === true) break;
    head += value;
  }
  const { body, named, first } = namedSeparator(head);
  let line = first;
  for (const cells of cutRows(body, plain, named ?? detectSeparator(body))) {
    yield { line, cells };
    line += 1 + lineEndsIn(cells);
  }
}

function* unixPieces(pieces: Iterable<string>): Generator<string, void, void> {
  let held = '';
  let isFirst = true;
  for (const piece of pieces) {
    const whole = held + piece.replaceAll('\0', '');
    if (whole === '') continue;
    const text = isFirst ? whole.replace(/^\uFEFF/, '') : whole;
    isFirst = false;
    // The other half of a line end may begin the next piece.
    held = text.endsWith('\r') ? '\r' : '';
    yield unixLines(text.slice(0, text.length - held.length));
  }
  if (held !== '') yield '\n';
}

function* cutRows(head: string, more: Iterable<string>, separator: Separator): Generator<readonly string[], void, void> {
  const parser = new Papa.Parser({ delimiter: separator, newline: '\n' });
  // The separator behind it has blanks after a quote judged alike, whether another separator follows in this piece or in a later one.
  const cut = (text: string) => parser.parse(text + separator, 0, true);
  let rest = head;
  let wanted = 0;
  for (const piece of more) {
    if (rest.length >= wanted) {
      const { data, meta } = cut(rest);
      yield* data;
      // A record that is longer than all there is comes up again when there is twice as much: looking at it stays in proportion to its length.
      wanted = data.length === 0 ? rest.length * 2 : 0;
      rest = rest.slice(meta.cursor);
    }
    rest += piece;
  }
  const { data, meta } = cut(rest.endsWith('\n') || rest === '' ? rest : `${rest}\n`);
  yield* data;
  // A quote that nobody closed: what follows it is one record.
  if (meta.cursor < rest.length) yield* parser.parse(rest.slice(meta.cursor), 0, false).data;
}

function lineEndsIn(cells: readonly string[]): number {
  let ends = 0;
  for (const cell of cells) if (cell.includes('\n')) ends += cell.split('\n').length - 1;
  return ends;
}

function numbered(rows: readonly (readonly string[])[], first: number): SheetRow[] {
  const records: SheetRow[] = [];
  let line = first;
  for (const [index, cells] of rows.entries()) {
    // The line end of the last line is not an empty record of its own.
    if (index === rows.length - 1 && cells.length <= 1 && (cells[0] ?? '') === '') break;
    records.push({ line, cells });
    line += 1 + lineEndsIn(cells);
  }
  return records;
}

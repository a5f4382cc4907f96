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
  const text = unixLines(source);
  const named = /^sep=([,;|\t])\n/i.exec(text.slice(0, 8));
  const body = named === null ? text : text.slice(named[0].length);
  const separator = chosen ?? SEPARATORS.find((each) => each === named?.[1]) ?? detectSeparator(body);
  const parsed = Papa.parse(body, { delimiter: separator, newline: '\n' });
  return {
    separator,
    records: numbered(parsed.data, named === null ? 1 : 2),
    unterminatedQuote: parsed.errors.some(({ code }) => code === 'MissingQuotes'),
  };
}

function numbered(rows: readonly (readonly string[])[], first: number): SheetRow[] {
  const records: SheetRow[] = [];
  let line = first;
  for (const [index, cells] of rows.entries()) {
    // The line end of the last line is not an empty record of its own.
    if (index === rows.length - 1 && cells.length <= 1 && (cells[0] ?? '') === '') break;
    records.push({ line, cells });
    line += 1;
    for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1;
  }
  return records;
}

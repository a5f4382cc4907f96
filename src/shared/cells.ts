/** What a spreadsheet program would run instead of show. */
const STARTS_FORMULA = /^[=+\-@\t\r]/;
/** The same, already taken care of once or more. */
const GUARDED = /^'+[=+\-@\t\r]/;

/** A cell of a CSV file that no spreadsheet program takes for a formula: an apostrophe before `= + - @`. `unguardCell` takes it away again. */
export function guardCell(value: string): string {
  return STARTS_FORMULA.test(value) || GUARDED.test(value) ? `'${value}` : value;
}

/** A cell of a workbook, where the type already says text: only what `unguardCell` would mistake is guarded. */
export function guardTextCell(value: string): string {
  return GUARDED.test(value) ? `'${value}` : value;
}

/** The value as it was before it was guarded. */
export function unguardCell(value: string): string {
  return GUARDED.test(value) ? value.slice(1) : value;
}

/** A CSV file as spreadsheet programs of that language open it: byte-order mark, CRLF, every cell quoted that needs it, no formula. */
export function csvOf(rows: readonly (readonly string[])[], separator: string): string {
  return `${BYTE_ORDER_MARK}${csvLines(rows, separator)}`;
}

/** The byte-order mark, by which spreadsheet programs know UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Rows of such a file, without what stands before the first. */
export function csvLines(rows: readonly (readonly string[])[], separator: string): string {
  const cell = (value: string): string => {
    const safe = guardCell(value);
    return /["\r\n;,\t|]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('');
}

/** The separator a spreadsheet program of that language expects. */
export function listSeparator(language: 'en' | 'fr' | 'ru'): ',' | ';' {
  return language === 'en' ? ',' : ';';
}

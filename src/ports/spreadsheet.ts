/** One row: 1-based number in the sheet, and its cells as text (dates as YYYY-MM-DD, formulas as their text, never evaluated). */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  readonly sheet: string;
  readonly rows: readonly SheetRow[];
  readonly formulaCells: number;
}

/** Reads and writes XLSX. Throws `spreadsheet_unreadable`, `spreadsheet_too_large` (also for an archive that unpacks too far), `spreadsheet_encrypted`. */
export interface Spreadsheets {
  read(bytes: Uint8Array, sheet: string | undefined, signal?: AbortSignal): Promise<Workbook>;
  /** Rows of the first sheet in sight, one after another, for tables that need not fit into memory. A formula counts by the result that was saved with it. */
  readRows(bytes: Uint8Array): AsyncIterable<SheetRow>;
  /** Numbers are written as numbers, everything else as text, never as a formula. The first row is the heading and stays in sight. */
  write(sheetName: string, rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array>;
  /**
   * The same piece by piece, for tables that need not fit into memory, with columns of one width. Rows beyond the most that a sheet can have
   * (1,048,576) stand on further sheets, each with the heading.
   */
  writeRows(sheetName: string, rows: Iterable<readonly (string | number)[]>): AsyncIterable<Uint8Array>;
}

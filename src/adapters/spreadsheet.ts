import { type Cell, type CellValue, EncryptedFileError, HucreError, readXlsx, streamXlsxRows, writeXlsx, writeXlsxStream } from 'hucre';
import type { SheetRow, Spreadsheets, Workbook } from '../ports/spreadsheet.ts';
import { AppError } from '../shared/app-error.ts';
import { checkArchive } from './zip-guard.ts';

const OLE_START = [0xd0, 0xcf, 0x11, 0xe0];
/** Name of the stream that holds an encrypted workbook inside an OLE container, in UTF-16. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

/** Sorts out what cannot be a workbook: encrypted, the format before 2007, or an archive of something else. */
async function refuseOthers(bytes: Uint8Array): Promise<void> {
  if (OLE_START.every((byte, index) => bytes[index] === byte)) {
    throw new AppError(Buffer.from(bytes).includes(ENCRYPTED_STREAM) ? 'spreadsheet_encrypted' : 'spreadsheet_unreadable');
  }
  const names = await checkArchive(bytes);
  if (!names.includes('xl/workbook.xml')) throw new AppError(names.some((name) => name.startsWith('xl/')) ? 'spreadsheet_unreadable' : 'file_binary');
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(0) : String(value);
  return String(value);
}

/** Cells that hold a formula, by "row,column"; what it says is shown, what it computes is not believed. */
function formulasOf(cells: ReadonlyMap<string, Cell> | undefined): Map<string, string> {
  const formulas = new Map<string, string>();
  for (const [at, cell] of cells ?? []) if (cell.formula !== undefined) formulas.set(at, `=${cell.formula}`);
  return formulas;
}

function rowsOf(rows: readonly (readonly CellValue[])[], formulas: ReadonlyMap<string, string>): SheetRow[] {
  return rows.map((row, index) => ({
    line: index + 1,
    cells: row.map((value, column) => (formulas.size === 0 ? undefined : formulas.get(`${index},${column}`)) ?? textOf(value)),
  }));
}

async function read(bytes: Uint8Array, wanted: string | undefined, signal: AbortSignal | undefined): Promise<Workbook> {
  await refuseOthers(bytes);
  signal?.throwIfAborted();
  const sheets: { name: string; hidden: boolean }[] = [];
  const book = await readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      sheets.push({ name, hidden: hidden === true || veryHidden === true });
      return wanted === undefined ? sheets.filter((sheet) => !sheet.hidden).length === 1 && sheets.at(-1)?.hidden === false : name === wanted;
    },
  });
  const [sheet] = book.sheets;
  if (sheet === undefined) throw new AppError('spreadsheet_unreadable');
  const formulas = formulasOf(sheet.cells);
  return { sheets, sheet: sheet.name, rows: rowsOf(sheet.rows, formulas), formulaCells: formulas.size };
}

async function* readRows(bytes: Uint8Array): AsyncGenerator<SheetRow, void, void> {
  await refuseOthers(bytes);
  let first: string | undefined;
  await readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      if (hidden !== true && veryHidden !== true) first ??= name;
      return false;
    },
  });
  if (first === undefined) throw new AppError('spreadsheet_unreadable');
  for await (const { index, values } of streamXlsxRows(bytes, { sheet: first })) yield { line: index + 1, cells: values.map(textOf) };
}

/** What went wrong with a workbook in the words of the program; anything else as it came. */
function faultOf(error: unknown): unknown {
  if (error instanceof EncryptedFileError) return new AppError('spreadsheet_encrypted', {}, error);
  return error instanceof HucreError || error instanceof RangeError || error instanceof TypeError ? new AppError('spreadsheet_unreadable', {}, error) : error;
}

/** Columns that are given room where no row is known yet, and how much, in characters. */
const WIDE_COLUMNS = 20;
const COLUMN_WIDTH = 24;

/** At most 31 characters, none of []:*?/\ (the limits of the format). */
function nameOf(sheet: string): string {
  return sheet.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);
}

function* copies(rows: Iterable<readonly (string | number)[]>): Generator<(string | number)[], void, void> {
  for (const row of rows) yield [...row];
}

/** Workbooks by hucre, behind a guard against archives that unpack without end. */
export const spreadsheets: Spreadsheets = {
  read: async (bytes, sheet, signal) => {
    try {
      return await read(bytes, sheet, signal);
    } catch (error) {
      throw faultOf(error);
    }
  },
  readRows: async function* (bytes) {
    try {
      yield* readRows(bytes);
    } catch (error) {
      throw faultOf(error);
    }
  },
  write: (sheetName, rows) =>
    writeXlsx({
      sheets: [
        {
          name: nameOf(sheetName),
          rows: rows.map((row) => [...row]),
          columns: (rows[0] ?? []).map(() => ({ autoWidth: true })),
          freezePane: { rows: 1 },
        },
      ],
    }),
  writeRows: (sheetName, rows) => {
    const columns = Array.from({ length: WIDE_COLUMNS }, () => ({ width: COLUMN_WIDTH }));
    return writeXlsxStream(copies(rows), { name: nameOf(sheetName), columns, freezePane: { rows: 1 } });
  },
};

import type { SheetRow } from '../../ports/spreadsheet.ts';

const CELL = '\u001f';
const ROW = '\u001e';
const ROWS_A_PIECE = 2000;

/** Rows that come once, to be gone through again and again: kept as text, some thousand to a string, a tenth of what they take one by one. */
export async function packedRows(rows: AsyncIterable<SheetRow>): Promise<Iterable<SheetRow>> {
  const pieces: string[] = [];
  let piece: string[] = [];
  const pack = (): void => {
    if (piece.length > 0) pieces.push(piece.join(ROW));
    piece = [];
  };
  for await (const row of rows) if (piece.push(packed(row)) === ROWS_A_PIECE) pack();
  pack();
  return { [Symbol.iterator]: () => unpacked(pieces) };
}

/** What parts cells and rows means nothing inside a cell. */
function packed({ line, cells }: SheetRow): string {
  return [line, ...cells.map((cell) => cell.replaceAll(CELL, ' ').replaceAll(ROW, ' '))].join(CELL);
}

function* unpacked(pieces: readonly string[]): Generator<SheetRow, void, void> {
  for (const piece of pieces) {
    for (const row of piece.split(ROW)) {
      const [line, ...cells] = row.split(CELL);
      yield { line: Number(line), cells };
    }
  }
}

import type { ListFindings, ListOrder, ListProgress, ListTarget } from '../../../ports/lists.ts';
import type { Ports } from '../../../ports/ports.ts';
import { BYTE_ORDER_MARK, csvLines, guardTextCell, listSeparator } from '../../../shared/cells.ts';
import { openTable, type TableSource } from '../../imports/index.ts';
import { lookThrough, type OpenList, toldRows } from './look-through.ts';

/** A list that is at hand, and what it is to be read with. */
export interface ListAtHand {
  readonly source: TableSource;
  readonly order: Omit<ListOrder, 'source'>;
  readonly ports: Pick<Ports, 'codec' | 'spreadsheets'>;
  readonly progress: (now: ListProgress) => void;
}

/** What a check of a list finds. Throws the errors of files and spreadsheets, `list_without_addresses`. */
export async function readList(list: ListAtHand): Promise<ListFindings> {
  return lookThrough(await opened(list));
}

/** The table of every address with what was found, piece by piece, in a form that no spreadsheet program runs. Ends with how many addresses it has. */
export async function* listTableBytes(list: ListAtHand, { format, words }: Omit<ListTarget, 'path'>): AsyncGenerator<Uint8Array, number, void> {
  let count = -1;
  const { spreadsheets, codec } = list.ports;
  const rows = toldRows(await opened(list), words);
  function* counted(): Generator<(string | number)[], void, void> {
    for (const row of rows) {
      count += 1;
      yield row;
    }
  }
  if (format === 'xlsx') yield* spreadsheets.writeRows(words.sheet, guarded(counted()));
  else for (const text of csvPieces(counted(), listSeparator(list.order.language))) yield codec.encodeUtf8(text);
  return count;
}

async function opened({ source, order, ports, progress }: ListAtHand): Promise<OpenList> {
  progress({ phase: 'reading', done: 0, total: 0 });
  const records = await openTable(source, { ...ports, language: order.language });
  return { records, progress, columns: order.columns, recentFrom: order.recentFrom, today: order.today };
}

function* guarded(rows: Iterable<(string | number)[]>): Generator<(string | number)[], void, void> {
  for (const row of rows) yield row.map((cell) => (typeof cell === 'string' ? guardTextCell(cell) : cell));
}

const PIECE_ROWS = 2000;

function* csvPieces(rows: Iterable<(string | number)[]>, separator: string): Generator<string, void, void> {
  yield BYTE_ORDER_MARK;
  let piece: string[][] = [];
  for (const row of rows) {
    if (piece.push(row.map(String)) < PIECE_ROWS) continue;
    yield csvLines(piece, separator);
    piece = [];
  }
  yield csvLines(piece, separator);
}

import { fail } from '../../contract/fail.ts';
import type { SheetRow, Spreadsheets } from '../../ports/spreadsheet.ts';
import type { TextCodec } from '../../ports/text-codec.ts';
import type { Language } from '../../shared/language.ts';
import { cutPieces } from './delimited.rules.ts';
import { detectEncoding, isBinary, isContainer } from './encoding.rules.ts';
import { packedRows } from './packed-rows.ts';

/** What a table may stand in. */
export type TableSource = { readonly bytes: Uint8Array } | { readonly text: string };

interface Means {
  readonly codec: TextCodec;
  readonly spreadsheets: Spreadsheets;
  /** Prior for undecidable encodings. */
  readonly language: Language;
}

/**
 * A table by its content, whose records are cut anew each time they are gone through: none of them stays in memory but packed as text.
 * Throws the errors of files and spreadsheets.
 */
export async function openTable(source: TableSource, { codec, spreadsheets, language }: Means): Promise<Iterable<SheetRow>> {
  if ('text' in source) return filled({ [Symbol.iterator]: () => cutPieces(slices(source.text)) });
  const { bytes } = source;
  if (bytes.length === 0) throw fail('file_empty', {});
  if (isContainer(bytes)) return filled(await packedRows(spreadsheets.readRows(bytes)));
  const encoding = detectEncoding(bytes, codec, language).value;
  if (isBinary(bytes, encoding)) throw fail('file_binary', {});
  return filled({ [Symbol.iterator]: () => cutPieces(codec.pieces(bytes, encoding)) });
}

const SLICE_CHARS = 256 * 1024;

function* slices(text: string): Generator<string, void, void> {
  for (let at = 0; at < text.length; at += SLICE_CHARS) yield text.slice(at, at + SLICE_CHARS);
}

/** The table as it came; throws `file_empty` where nothing at all stands in it. */
function filled(records: Iterable<SheetRow>): Iterable<SheetRow> {
  for (const { cells } of records) if (cells.some((cell) => cell.trim() !== '')) return records;
  throw fail('file_empty', {});
}

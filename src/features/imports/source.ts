import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { FILE_LIMIT_BYTES } from '../../contract/files.ts';
import type { ImportOptions, ImportPreview, ImportSource } from '../../contract/imports.ts';
import type { SheetRow } from '../../ports/spreadsheet.ts';
import type { Core } from '../core.ts';
import { wholeFile } from '../files/index.ts';
import { parseDelimited } from './delimited.rules.ts';
import { detectEncoding, isBinary, isContainer } from './encoding.rules.ts';

type Preview = z.input<typeof ImportPreview>;

/** A source cut into records, with everything that was found on the way. */
export interface Source extends Pick<Preview, 'fileName' | 'sizeBytes' | 'sha256' | 'format' | 'encoding' | 'separator' | 'sheets' | 'sheet' | 'warnings'> {
  readonly records: readonly SheetRow[];
}

/** How a source is to be cut, where it should not find that out by itself. */
export type SourceOptions = Pick<ImportOptions, 'language' | 'encoding' | 'separator' | 'sheet'>;

interface Wanted {
  readonly source: z.infer<typeof ImportSource>;
  readonly options: SourceOptions;
}

/** Reads a file by its content, never by its name, or a pasted text. Throws the file and spreadsheet errors of `preview`. */
export async function readSource(core: Core, { source, options }: Wanted, signal: AbortSignal | undefined): Promise<Source> {
  if ('text' in source) {
    const bytes = core.codec.encodeUtf8(source.text);
    return readText({ fileName: '', sizeBytes: bytes.length, sha256: core.hasher.sha256(bytes) }, source.text, { options, encoding: null });
  }
  const { name, bytes, sha256 } = await wholeFile(core, source.fileRef, FILE_LIMIT_BYTES);
  const identity = { fileName: name, sizeBytes: bytes.length, sha256 };
  if (isContainer(bytes)) return readWorkbook(core, identity, { bytes, options, signal });
  const found = detectEncoding(bytes, core.codec, options.language);
  if (isBinary(bytes, found.value)) throw fail('file_binary', {});
  const encoding = options.encoding === undefined ? found : ({ value: options.encoding, certainty: 'chosen' } as const);
  return readText(identity, core.codec.decode(bytes, encoding.value), { options, encoding });
}

type Identity = Pick<Source, 'fileName' | 'sizeBytes' | 'sha256'>;

function readText(identity: Identity, decoded: string, { options, encoding }: { options: SourceOptions; encoding: Preview['encoding'] }): Source {
  const warnings: Preview['warnings'] = [];
  const broken = countOf(decoded, '\uFFFD');
  if (broken > decoded.length * 0.02 && encoding?.certainty === 'chosen') throw fail('encoding_unsuitable', { encoding: encoding.value });
  if (broken > 0) warnings.push('replacement_characters');
  if (decoded.includes('\0')) warnings.push('nul_bytes_removed');
  const text = decoded.replaceAll('\0', '').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw fail('file_empty', {});
  const { separator, records, unterminatedQuote } = parseDelimited(text, options.separator);
  if (unterminatedQuote) warnings.push('unterminated_quote');
  return { ...identity, format: 'csv', encoding, separator, sheets: [], sheet: null, records, warnings };
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

interface WorkbookFile {
  readonly bytes: Uint8Array;
  readonly options: SourceOptions;
  readonly signal: AbortSignal | undefined;
}

async function readWorkbook(core: Core, identity: Identity, { bytes, options, signal }: WorkbookFile): Promise<Source> {
  const book = await core.spreadsheets.read(bytes, options.sheet, signal);
  const warnings: Preview['warnings'] = [];
  if (book.formulaCells > 0) warnings.push('formula_cells');
  if (book.sheets.some(({ hidden }) => hidden)) warnings.push('hidden_sheets');
  const lastFilled = book.rows.findLastIndex(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (lastFilled < 0) throw fail('file_empty', {});
  const records = book.rows.slice(0, lastFilled + 1);
  return { ...identity, format: 'xlsx', encoding: null, separator: null, sheets: book.sheets.map(({ name }) => name), sheet: book.sheet, records, warnings };
}

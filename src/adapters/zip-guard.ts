import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { AppError } from '../shared/app-error.ts';

const inflate = promisify(inflateRaw);

/** Unpacked bytes above which an archive is refused: some fifty times the largest real client list. */
export const UNPACKED_LIMIT_BYTES = 300 * 1024 * 1024;
const ENTRY_LIMIT = 10_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

function unreadable(): AppError {
  return new AppError('spreadsheet_unreadable');
}

function tooLarge(): AppError {
  return new AppError('spreadsheet_too_large', { limitMb: UNPACKED_LIMIT_BYTES / 1024 / 1024 });
}

/** The central directory, the list every reader goes by. Format: APPNOTE.TXT 4.3.12 and 4.3.16. */
function readDirectory(zip: DataView): Entry[] {
  let end = zip.byteLength - 22;
  const lowest = Math.max(0, end - 65_535);
  while (end >= lowest && zip.getUint32(end, true) !== END_OF_DIRECTORY) end--;
  if (end < lowest || end < 0) throw unreadable();
  const count = zip.getUint16(end + 10, true);
  if (count > ENTRY_LIMIT) throw tooLarge();
  const entries: Entry[] = [];
  let at = zip.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.byteLength || zip.getUint32(at, true) !== DIRECTORY_ENTRY) throw unreadable();
    const nameLength = zip.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(new Uint8Array(zip.buffer, zip.byteOffset + at + 46, Math.min(nameLength, zip.byteLength - at - 46))),
      method: zip.getUint16(at + 10, true),
      packed: zip.getUint32(at + 20, true),
      unpacked: zip.getUint32(at + 24, true),
      offset: zip.getUint32(at + 42, true),
    });
    at += 46 + nameLength + zip.getUint16(at + 30, true) + zip.getUint16(at + 32, true);
  }
  return entries;
}

/** Unpacks one entry for its true size only; never further than it declares. */
async function checkEntry(bytes: Uint8Array, zip: DataView, entry: Entry): Promise<void> {
  const { offset, packed, unpacked, method } = entry;
  if (offset + 30 > bytes.length || zip.getUint32(offset, true) !== LOCAL_HEADER) throw unreadable();
  const start = offset + 30 + zip.getUint16(offset + 26, true) + zip.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw unreadable();
  if (method === 0) {
    if (packed !== unpacked) throw unreadable();
    return;
  }
  if (method !== 8) throw unreadable();
  try {
    const content = await inflate(bytes.subarray(start, start + packed), { maxOutputLength: Math.max(1, unpacked) });
    if (content.length !== unpacked) throw unreadable();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw error instanceof AppError ? error : new AppError('spreadsheet_unreadable', {}, error);
  }
}

/**
 * Makes sure an archive holds no more than it says, and says no more than is sensible, before a reader that trusts it gets it. Returns the names inside.
 * Throws `spreadsheet_too_large` for an archive that unpacks, or claims to unpack, beyond the limit; `spreadsheet_unreadable` for a damaged one.
 */
export async function checkArchive(bytes: Uint8Array): Promise<string[]> {
  const zip = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(zip);
  // A size of 0xFFFFFFFF (ZIP64) is above the limit as well.
  if (entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > UNPACKED_LIMIT_BYTES) throw tooLarge();
  for (const entry of entries) await checkEntry(bytes, zip, entry);
  return entries.map(({ name }) => name);
}

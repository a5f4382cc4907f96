import type { BundleTools, ByteSource } from './tools.ts';
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  END_BYTES,
  END64_BYTES,
  endRecords,
  HeaderMaker,
  LOCAL_BYTES,
  LOCAL_SIGNATURE,
  LOCATOR_BYTES,
  localHeaderBytes,
  type ZipItem,
} from './zip-format.rules.ts';

/** An entry and where its local header stands. */
export interface ZipPlace extends ZipItem {
  readonly offset: number;
}

export interface ZipListing {
  readonly places: readonly ZipPlace[];
  /** Indexes of entries whose line in the directory is not as it must be. */
  readonly wrong: ReadonlySet<number>;
  /** The directory as a whole, or the file behind it, is not as it must be. */
  readonly endWrong: boolean;
}

/** Reads forward in large steps, so that many small looks cost little. What it gives holds until the next look: its memory is used again. */
export class WindowReader {
  readonly #source: ByteSource;
  readonly #stepBytes: number;
  /** For those who read with it. */
  readonly headers = new HeaderMaker();
  #start = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #memory: Uint8Array = new Uint8Array(0);

  constructor(source: ByteSource, stepBytes = 4 * 1024 * 1024) {
    this.#source = source;
    this.#stepBytes = stepBytes;
  }

  get sizeBytes(): number {
    return this.#source.sizeBytes;
  }

  /** What is at hand already; null when it has to be fetched. */
  peek(offset: number, length: number): Uint8Array | null {
    const from = offset - this.#start;
    return from >= 0 && from + length <= this.#bytes.length ? this.#bytes.subarray(from, from + length) : null;
  }

  /** Exactly these bytes, or fewer at the end of the file. */
  async get(offset: number, length: number): Promise<Uint8Array> {
    const known = this.peek(offset, length);
    if (known !== null) return known;
    const wanted = Math.max(0, length, Math.min(this.#stepBytes, this.sizeBytes - offset));
    if (this.#memory.length < wanted) this.#memory = new Uint8Array(wanted);
    this.#bytes = await this.#source.read(offset, wanted, this.#memory);
    this.#start = offset;
    return this.#bytes.subarray(0, length);
  }
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
export const u64 = (view: DataView, at: number): number => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;

/**
 * Lists the entries of a ZIP in the strict form. The directory at the end is believed when it can be made again from what it says itself, else
 * the entries are followed from the front. Null when neither finds anything.
 */
export async function listZip(source: ByteSource): Promise<ZipListing | null> {
  const byDirectory = await fromDirectory(source);
  if (byDirectory !== null) return { places: byDirectory, wrong: new Set(), endWrong: false };
  const { places, end } = await fromFront(source);
  if (places.length === 0) return null;
  return { places, ...(await compareDirectory(source, places, end)) };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && foundAt(one, 0, other);
}

/** Of more than a million entries. */
const MAX_DIRECTORY_BYTES = 256 * 1024 * 1024;

/** Null unless every byte from the directory on is as it must be. */
async function fromDirectory(source: ByteSource): Promise<ZipPlace[] | null> {
  const directory = await directoryPlace(source);
  if (directory === null) return null;
  const bytes = await source.read(directory.offset, directory.size);
  const view = viewOf(bytes);
  const headers = new HeaderMaker();
  const places: ZipPlace[] = [];
  let [offset, at] = [0, 0];
  for (let index = 0; index < directory.entries; index++) {
    const place = centralPlace(bytes, { view, at, offset });
    if (place === null) return null;
    const expected = headers.central(place, offset);
    if (!foundAt(bytes, at, expected)) return null;
    places.push(place);
    offset += localHeaderBytes(place) + place.size;
    at += expected.length;
  }
  return offset === directory.offset && at === bytes.length ? places : null;
}

async function directoryPlace(source: ByteSource) {
  const tail = await source.read(Math.max(0, source.sizeBytes - END_BYTES - LOCATOR_BYTES - END64_BYTES), END_BYTES + LOCATOR_BYTES + END64_BYTES);
  if (tail.length < END_BYTES) return null;
  const view = viewOf(tail);
  const at = tail.length - END_BYTES;
  let directory = { entries: view.getUint16(at + 8, true), size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
  const large = tail.length === END_BYTES + LOCATOR_BYTES + END64_BYTES && view.getUint32(0, true) === 0x06064b50;
  if (large) directory = { entries: u64(view, 24), size: u64(view, 40), offset: u64(view, 48) };
  const expected = endRecords(directory);
  if (directory.offset + directory.size + expected.length !== source.sizeBytes || directory.size > MAX_DIRECTORY_BYTES) return null;
  return sameBytes(tail.subarray(tail.length - expected.length), expected) ? directory : null;
}

/** What a line of the directory says; the line is made again from it and compared by the caller. */
function centralPlace(bytes: Uint8Array, { view, at, offset }: { readonly view: DataView; readonly at: number; readonly offset: number }): ZipPlace | null {
  if (at + CENTRAL_BYTES > bytes.length || view.getUint32(at, true) !== CENTRAL_SIGNATURE) return null;
  const nameEnd = at + CENTRAL_BYTES + view.getUint16(at + 28, true);
  const short = view.getUint32(at + 24, true);
  if (nameEnd + (short === 0xffffffff ? 12 : 0) > bytes.length) return null;
  const size = short === 0xffffffff ? u64(view, nameEnd + 4) : short;
  return { name: bytes.subarray(at + CENTRAL_BYTES, nameEnd), size, crc: view.getUint32(at + 16, true), offset };
}

/** Whether `expected` stands in `bytes` at `at`. */
function foundAt(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  if (at + expected.length > bytes.length) return false;
  for (let index = 0; index < expected.length; index++) if (bytes[at + index] !== expected[index]) return false;
  return true;
}

/** Not `slice`: that of Node's buffers shares their memory. */
function copyOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return new Uint8Array(bytes.subarray(from, to));
}

/** Follows local headers as long as each is as it must be. */
async function fromFront(source: ByteSource): Promise<{ readonly places: ZipPlace[]; readonly end: number }> {
  const reader = new WindowReader(source, 64 * 1024);
  const headers = new HeaderMaker();
  const places: ZipPlace[] = [];
  let offset = 0;
  for (;;) {
    const item = localItem(await reader.get(offset, Math.min(LOCAL_BYTES + 0xffff + 32, source.sizeBytes - offset)));
    if (item === null) return { places, end: offset };
    const expected = headers.local(item);
    if (!sameBytes(await reader.get(offset, expected.length), expected)) return { places, end: offset };
    places.push({ ...item, offset });
    offset += expected.length + item.size;
    if (offset > source.sizeBytes) return { places, end: source.sizeBytes };
  }
}

function localItem(bytes: Uint8Array): ZipItem | null {
  if (bytes.length < LOCAL_BYTES) return null;
  const view = viewOf(bytes);
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE) return null;
  const nameEnd = LOCAL_BYTES + view.getUint16(26, true);
  const short = view.getUint32(22, true);
  if (bytes.length < nameEnd + (short === 0xffffffff ? 12 : 0)) return null;
  return { name: copyOf(bytes, LOCAL_BYTES, nameEnd), size: short === 0xffffffff ? u64(view, nameEnd + 4) : short, crc: view.getUint32(14, true) };
}

/** Which lines of the directory differ from those the entries call for. */
async function compareDirectory(source: ByteSource, places: readonly ZipPlace[], start: number): Promise<Omit<ZipListing, 'places'>> {
  const reader = new WindowReader(source);
  const headers = new HeaderMaker();
  const wrong = new Set<number>();
  let at = start;
  for (const [index, place] of places.entries()) {
    const expected = headers.central(place, place.offset);
    const found = await reader.get(at, Math.min(expected.length, source.sizeBytes - at));
    // Where the file ends before its directory does, that is the fault, not each line that is not there.
    if (found.length < expected.length) return { wrong, endWrong: true };
    if (!sameBytes(found, expected)) wrong.add(index);
    at += expected.length;
  }
  const expected = endRecords({ entries: places.length, offset: start, size: at - start });
  const endWrong = at + expected.length !== source.sizeBytes || !sameBytes(await reader.get(at, expected.length), expected);
  return { wrong, endWrong };
}

/** Where the content of an entry begins. */
export function contentStart(place: ZipPlace): number {
  return place.offset + localHeaderBytes(place);
}

/** What a look at one entry gave. `content` is there when the entry is small, and only until the next look. */
export interface ExaminedEntry {
  readonly headerFits: boolean;
  readonly crcFits: boolean;
  readonly sha256: string;
  readonly content: Uint8Array | null;
}

/** Checks the local header of an entry and its CRC, and gives its SHA-256. Large entries are read piece by piece. */
export async function examineEntry(reader: WindowReader, place: ZipPlace, tools: BundleTools): Promise<ExaminedEntry> {
  const header = reader.headers.local(place);
  const start = place.offset + header.length;
  const found = reader.peek(place.offset, header.length) ?? (await reader.get(place.offset, header.length));
  const headerFits = sameBytes(found, header);
  if (place.size <= LARGE_BYTES) {
    const content = reader.peek(start, place.size) ?? (await reader.get(start, place.size));
    const crcFits = content.length === place.size && tools.crc32(content) === place.crc;
    return { headerFits, crcFits, sha256: await tools.sha256(content), content };
  }
  const hash = tools.sha256Stream();
  let [crc, at] = [0, start];
  while (at < start + place.size) {
    const chunk = await reader.get(at, Math.min(LARGE_BYTES, start + place.size - at));
    if (chunk.length === 0) break;
    hash.update(chunk);
    crc = tools.crc32(chunk, crc);
    at += chunk.length;
  }
  return { headerFits, content: null, crcFits: at === start + place.size && crc === place.crc, sha256: hash.hex() };
}

const LARGE_BYTES = 16 * 1024 * 1024;

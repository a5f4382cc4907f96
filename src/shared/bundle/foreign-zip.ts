import type { Container } from './container-form.ts';
import type { BundleTools, ByteSource } from './tools.ts';
import { SUMS, ZIP_WHOLE } from './words.ts';
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  END_BYTES,
  END_SIGNATURE,
  END64_BYTES,
  END64_SIGNATURE,
  LOCAL_BYTES,
  LOCAL_SIGNATURE,
  LOCATOR_BYTES,
  LOCATOR_SIGNATURE,
} from './zip-format.rules.ts';
import { u64, viewOf, WindowReader } from './zip-reader.ts';

/** An entry as the directory of any ZIP tells it. Method 0 is stored, 8 is deflated. */
interface ForeignEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** More entries than any bundle has. */
const MAX_ENTRIES = 2_000_000;
const MAX_DIRECTORY_BYTES = 256 * 1024 * 1024;
/** What is unpacked is held whole. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
const MAX_TOTAL_BYTES = 16 * 1024 ** 3;
/** Deflate cannot do better; who claims more is lying about the size. */
const MAX_RATIO = 1032;
/** The end record with the longest comment. */
const END_SEARCH_BYTES = END_BYTES + 0xffff + LOCATOR_BYTES + END64_BYTES;
const STEP_BYTES = 256 * 1024;
const ENCRYPTED = 1;

/**
 * A ZIP of any tool, as far as its directory can be read: the files in it are checked like those of a folder, and one fault says that the wrapping
 * is not the one the bundle was made with. Null when there is no directory, or what it claims is absurd.
 */
export async function foreignZip(source: ByteSource, tools: BundleTools): Promise<Container | null> {
  const entries = await listEntries(source, tools);
  if (entries === null) return null;
  const reader = new WindowReader(source, STEP_BYTES);
  const whole = (index: number, limitBytes: number) => contentOf(reader, { entry: entries[index], limitBytes }, tools);
  return {
    sizeBytes: source.sizeBytes,
    names: withoutFolder(entries.map(({ name }) => name)),
    faults: [{ entry: ZIP_WHOLE, problem: 'structure' }],
    ordered: false,
    examine: async (index) => {
      const entry = entries[index];
      if (entry?.method === 0 && entry.size > STEP_BYTES) return { sha256: await streamedHash(reader, entry, tools), faults: [], content: null };
      const content = await whole(index, MAX_UNPACKED_BYTES);
      if (content === null) return { sha256: '', faults: ['bytes_changed'], content: null };
      return { sha256: await tools.sha256(content), faults: [], content };
    },
    content: async (index, limitBytes) => {
      const content = await whole(index, limitBytes);
      // The memory of the reader is used again.
      return content === null ? null : new Uint8Array(content);
    },
  };
}

/** Many tools put the folder itself into the ZIP: then the bundle is what lies in it. */
function withoutFolder(names: readonly string[]): readonly string[] {
  const lists = names.filter((name) => name === SUMS || name.endsWith(`/${SUMS}`));
  const folder = lists.length === 1 ? (lists[0] ?? '').slice(0, -SUMS.length) : '';
  return folder === '' ? names : names.map((name) => (name.startsWith(folder) ? name.slice(folder.length) : name));
}

async function listEntries(source: ByteSource, tools: BundleTools): Promise<ForeignEntry[] | null> {
  const directory = await findDirectory(source);
  if (directory === null || directory.entries > MAX_ENTRIES || directory.size > MAX_DIRECTORY_BYTES || directory.start < 0) return null;
  const bytes = await source.read(directory.start, directory.size);
  const entries: ForeignEntry[] = [];
  let [at, packed, unpacked] = [0, 0, 0];
  while (at + CENTRAL_BYTES <= bytes.length && viewOf(bytes).getUint32(at, true) === CENTRAL_SIGNATURE) {
    const { entry, length } = readLine(bytes.subarray(at), { base: directory.base, tools });
    at += length;
    // A folder is no file.
    if (entry.name.endsWith('/') && entry.size === 0) continue;
    packed += entry.packed;
    unpacked += entry.size;
    if (entries.push(entry) > MAX_ENTRIES || packed > source.sizeBytes || unpacked > MAX_TOTAL_BYTES) return null;
  }
  return entries.length === 0 ? null : entries;
}

/** The end record stands last, but for a comment; offsets count from `base`, where the ZIP begins in the file. */
async function findDirectory(source: ByteSource) {
  const tailStart = Math.max(0, source.sizeBytes - END_SEARCH_BYTES);
  const tail = await source.read(tailStart, END_SEARCH_BYTES);
  const view = viewOf(tail);
  let at = tail.length - END_BYTES;
  while (at >= 0 && view.getUint32(at, true) !== END_SIGNATURE) at -= 1;
  if (at < 0) return null;
  const at64 = at - LOCATOR_BYTES - END64_BYTES;
  const wide = at64 >= 0 && view.getUint32(at - LOCATOR_BYTES, true) === LOCATOR_SIGNATURE && view.getUint32(at64, true) === END64_SIGNATURE;
  const said = wide
    ? { entries: u64(view, at64 + 32), size: u64(view, at64 + 40), offset: u64(view, at64 + 48) }
    : { entries: view.getUint16(at + 10, true), size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
  const start = tailStart + (wide ? at64 : at) - said.size;
  return { entries: said.entries, size: said.size, start, base: start - said.offset };
}

function readLine(bytes: Uint8Array, { base, tools }: { readonly base: number; readonly tools: BundleTools }) {
  const view = viewOf(bytes);
  const nameEnd = CENTRAL_BYTES + view.getUint16(28, true);
  const extraEnd = nameEnd + view.getUint16(30, true);
  const [packed, size, offset] = widened(bytes.subarray(nameEnd, extraEnd), [view.getUint32(20, true), view.getUint32(24, true), view.getUint32(42, true)]);
  const method = (view.getUint16(8, true) & ENCRYPTED) === 0 ? view.getUint16(10, true) : UNREADABLE;
  const name = tools.decodeUtf8(bytes.subarray(CENTRAL_BYTES, nameEnd));
  return { entry: { name, method, packed, size, offset: base + offset }, length: extraEnd + view.getUint16(32, true) };
}

const UNREADABLE = -1;
const FULL = 0xffffffff;

/** Numbers that need 64 bits stand in the extra field 1, in the order size, packed size, offset, and only those that do. */
function widened(extra: Uint8Array, [packed, size, offset]: readonly [number, number, number]): readonly [number, number, number] {
  const view = viewOf(extra);
  let at = 0;
  while (at + 4 <= extra.length && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  const next = (short: number): number => {
    if (short !== FULL || at + 8 > extra.length) return short;
    at += 8;
    return u64(view, at - 8);
  };
  const wideSize = next(size);
  const widePacked = next(packed);
  return [widePacked, wideSize, next(offset)];
}

/** Where the content begins: the name and extra field before it may differ in length from those of the directory. */
async function startOf(reader: WindowReader, { offset }: ForeignEntry): Promise<number | null> {
  if (offset < 0) return null;
  const header = await reader.get(offset, LOCAL_BYTES);
  if (header.length < LOCAL_BYTES) return null;
  const view = viewOf(header);
  return view.getUint32(0, true) === LOCAL_SIGNATURE ? offset + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true) : null;
}

/** Null when it cannot be had, or not in the size that was said. Holds until the next look. */
async function contentOf(
  reader: WindowReader,
  { entry, limitBytes }: { readonly entry: ForeignEntry | undefined; readonly limitBytes: number },
  tools: BundleTools,
): Promise<Uint8Array | null> {
  if (entry === undefined || entry.size > limitBytes || entry.packed > limitBytes) return null;
  const start = await startOf(reader, entry);
  if (start === null || start + entry.packed > reader.sizeBytes) return null;
  if (entry.method === 0) return entry.packed === entry.size ? await reader.get(start, entry.size) : null;
  if (entry.method !== 8 || entry.size > entry.packed * MAX_RATIO) return null;
  const content = await tools.inflate(await reader.get(start, entry.packed), entry.size);
  return content?.length === entry.size ? content : null;
}

async function streamedHash(reader: WindowReader, entry: ForeignEntry, tools: BundleTools): Promise<string> {
  const start = await startOf(reader, entry);
  const hash = tools.sha256Stream();
  if (start === null || entry.packed !== entry.size) return '';
  for (let at = start; at < start + entry.size; at += STEP_BYTES) hash.update(await reader.get(at, Math.min(STEP_BYTES, start + entry.size - at)));
  return hash.hex();
}

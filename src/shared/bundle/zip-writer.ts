import { isSafeEntryName } from './entry-names.rules.ts';
import type { BundleTools } from './tools.ts';
import { endRecords, HeaderMaker, type ZipItem } from './zip-format.rules.ts';

/** Content that is at hand, or that can be had twice, piece by piece and equal each time: it is measured first and written then. */
export type ZipContent = Uint8Array | (() => AsyncIterable<Uint8Array>);

export interface ZipEntry {
  readonly name: string;
  readonly content: ZipContent;
}

type WriterTools = Pick<BundleTools, 'crc32' | 'encodeUtf8' | 'sha256' | 'sha256Stream'>;

/** Chunks smaller than this are put together before they are handed on. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a ZIP in the strict form of `zip-format.rules.ts`. `listed` hears of every entry once it is written, with its SHA-256, so that a
 * later entry can list those before it. A name that would leave the folder it is unpacked into, or comes twice, is a defect and throws.
 */
export async function* zipChunks(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  tools: WriterTools,
  listed: (name: string, sha256: string) => void = () => {},
): AsyncGenerator<Uint8Array, void, void> {
  const directory: { readonly item: ZipItem; readonly offset: number }[] = [];
  const names = new Set<string>();
  const buffer = new Gatherer();
  const headers = new HeaderMaker();
  let offset = 0;
  for await (const { name, content } of entries) {
    if (!isSafeEntryName(name) || names.has(name.toLowerCase())) throw new Error(`Unusable name in a bundle: ${JSON.stringify(name)}`);
    names.add(name.toLowerCase());
    const measured = await measure(content, tools);
    const item = { name: tools.encodeUtf8(name), size: measured.size, crc: measured.crc };
    directory.push({ item, offset });
    offset += yield* gathered(buffer, [headers.local(item).slice()]);
    offset += yield* gathered(buffer, content instanceof Uint8Array ? [content] : content());
    listed(name, measured.sha256);
  }
  const start = offset;
  for (const { item, offset: at } of directory) offset += yield* gathered(buffer, [headers.central(item, at).slice()]);
  yield* gathered(buffer, [endRecords({ entries: directory.length, offset: start, size: offset - start })]);
  yield buffer.take();
}

async function measure(content: ZipContent, tools: WriterTools): Promise<{ readonly size: number; readonly crc: number; readonly sha256: string }> {
  if (content instanceof Uint8Array) return { size: content.length, crc: tools.crc32(content), sha256: await tools.sha256(content) };
  const hash = tools.sha256Stream();
  let [size, crc] = [0, 0];
  for await (const chunk of content()) {
    hash.update(chunk);
    crc = tools.crc32(chunk, crc);
    size += chunk.length;
  }
  return { size, crc, sha256: hash.hex() };
}

/** Puts small pieces together. */
class Gatherer {
  #parts: Uint8Array[] = [];
  size = 0;

  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.size += bytes.length;
  }

  take(): Uint8Array {
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.size = 0;
    return whole;
  }
}

async function* gathered(buffer: Gatherer, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, number, void> {
  let written = 0;
  for await (const part of parts) {
    buffer.add(part);
    written += part.length;
    if (buffer.size >= CHUNK_BYTES) yield buffer.take();
  }
  return written;
}

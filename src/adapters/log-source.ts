import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { AppError } from '../shared/app-error.ts';

/** How a file is packed, by its first bytes. `other`: in a way that cannot be undone here. */
export type Packing = 'none' | 'gzip' | 'zstd' | 'other';

/** A log that is to be read. */
export interface LogSource {
  readonly name: string;
  readonly path: string;
  /** Bytes on the disk. */
  readonly size: number;
  readonly packing: Packing;
}

/** Bytes of one read: larger is no faster. */
const READ_BYTES = 1 << 20;
/** Bytes that are unpacked ahead of who takes them. */
const AHEAD_BYTES = 4 << 20;
const MAGIC: readonly (readonly [packing: Packing, bytes: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['other', [0x42, 0x5a, 0x68]],
  ['other', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['other', [0x50, 0x4b, 0x03, 0x04]],
];

export function packingOf(head: Uint8Array): Packing {
  return MAGIC.find(([, magic]) => magic.every((byte, index) => head[index] === byte))?.[0] ?? 'none';
}

/** Bytes of a file that is not packed, from `from` to before `to` as far as it goes. The same memory is used for each piece. */
export function* plainPieces(source: LogSource, from = 0, to = Number.MAX_SAFE_INTEGER): Generator<Uint8Array, void> {
  const file = unlessUnreadable(source.name, () => openSync(source.path, 'r'));
  const memory = new Uint8Array(READ_BYTES);
  try {
    for (let at = from; at < to; ) {
      const wanted = Math.min(READ_BYTES, to - at);
      const read = unlessUnreadable(source.name, () => readSync(file, memory, 0, wanted, at));
      if (read === 0) return;
      at += read;
      yield memory.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Unpacked bytes of a packed file; `onDisk` hears how many packed ones were read. Unpacking runs beside whoever takes the pieces.
 * Throws `log_unreadable` when the file is cut or damaged.
 */
export async function* unpackedPieces(source: LogSource, onDisk: (bytes: number) => void = () => undefined): AsyncGenerator<Uint8Array, void> {
  if (source.packing === 'other') throw unreadable(source.name);
  const packed = createReadStream(source.path, { highWaterMark: READ_BYTES / 4 });
  const options = { chunkSize: READ_BYTES, readableHighWaterMark: AHEAD_BYTES };
  const unpack = source.packing === 'zstd' ? createZstdDecompress(options) : createGunzip(options);
  packed.on('data', (piece) => onDisk(piece.length));
  packed.on('error', (cause) => unpack.destroy(cause));
  packed.pipe(unpack);
  try {
    for await (const piece of unpack) {
      if (piece instanceof Uint8Array) yield piece;
    }
  } catch (cause) {
    throw asAppError(source.name, cause);
  } finally {
    packed.destroy();
    unpack.destroy();
  }
}

/** The beginning of a file as text bytes, unpacked, at most `limit`; less where it is cut or damaged. Throws `log_unreadable` when nothing of it can be read. */
export async function headOf(source: LogSource, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of source.packing === 'none' ? plainPieces(source, 0, limit) : unpackedPieces(source)) {
      pieces.push(piece.slice());
      length += piece.length;
      if (length >= limit) break;
    }
  } catch (error) {
    if (length === 0) throw error;
  }
  return Buffer.concat(pieces).subarray(0, limit);
}

function unlessUnreadable<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw asAppError(name, cause);
  }
}

/** What the disk or the unpacking says, in the words of the application. */
export function asAppError(name: string, cause: unknown): Error {
  if (cause instanceof AppError) return cause;
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return new AppError('file_not_found', {}, cause);
  return new AppError('log_unreadable', { name }, cause);
}

function unreadable(name: string): AppError {
  return new AppError('log_unreadable', { name });
}

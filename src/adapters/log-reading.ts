import { closeSync, openSync, readSync } from 'node:fs';
import { type ReaderMemory, StretchReader } from '../logs/reader.ts';
import type { Stretch } from '../logs/stretch.ts';
import { AppError } from '../shared/app-error.ts';
import { LogFeed } from './log-feed.ts';
import type { PlannedLog } from './log-files.ts';
import type { ReadingFormat } from './log-messages.ts';
import { asAppError, unpackedPieces } from './log-source.ts';
import { type LogTask, STRETCH_BYTES } from './log-tasks.ts';

/** Bytes on the disk after which it is told how far reading is. */
const TOLD_BYTES = 8 << 20;

export interface Listener {
  /** So many more bytes of the disk were read. */
  readonly onDisk: (bytes: number) => void;
  /** The file is cut off or damaged here: what came before was read. */
  readonly cut: () => void;
  /** A stretch was read; `bytes` are those of its text. It goes on when what this returns is done. */
  readonly part: (stretch: Stretch, last: boolean, bytes: number) => Promise<void>;
}

export interface ReadingOptions extends ReadingFormat {
  /** What the last call gave. */
  readonly memory?: ReaderMemory | undefined;
  /** Where stretches lie that were taken and are not needed any more: told once. */
  readonly taken: number[];
}

/** Reads one part of a log. Gives memory for the next. */
export async function readTask(task: LogTask, options: ReadingOptions, listener: Listener): Promise<ReaderMemory> {
  const { source, from } = task;
  const reader = new StretchReader({ ...options, year: source.year, after: from === 0 ? null : source.firstAt });
  const feed = new LogFeed(reader);
  const plain = source.packing === 'none';
  let bytes = 0;
  for await (const read of plain ? readPlain(task, feed, listener) : readPacked(source, feed, listener)) {
    bytes += read;
    if ((plain || bytes < STRETCH_BYTES) && !reader.isFull) continue;
    await listener.part(reader.take(options.taken.splice(0)), false, bytes);
    bytes = 0;
  }
  feed.end();
  await listener.part(reader.take(options.taken.splice(0)), true, bytes);
  return reader.memory;
}

/** Gives after each read how many bytes of text there were; so below. */
async function* readPacked(source: PlannedLog, feed: LogFeed, listener: Listener): AsyncGenerator<number, void> {
  for await (const piece of readable(source, listener)) {
    feed.feed(piece);
    yield piece.length;
  }
}

/** The text of a packed file as far as it is to be read and can be: a cut download is often all that is left. */
async function* readable(source: PlannedLog, { onDisk, cut }: Listener): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  try {
    for await (const piece of unpackedPieces(source, onDisk)) {
      yield piece.subarray(0, source.upTo - bytes);
      bytes += piece.length;
      if (bytes >= source.upTo) return;
    }
  } catch (error) {
    if (bytes === 0 || !(error instanceof AppError)) throw error;
    cut();
  }
}

function* readPlain({ source, from, to }: LogTask, feed: LogFeed, { onDisk }: Listener): Generator<number, void> {
  try {
    const file = openSync(source.path, 'r');
    try {
      let told = from;
      for (let at = from; at < to; ) {
        const { space } = feed;
        const read = readSync(file, space, 0, Math.min(space.length, to - at), at);
        if (read === 0) break;
        at += read;
        feed.filled(read);
        yield read;
        if (at - told < TOLD_BYTES && at < to) continue;
        onDisk(at - told);
        told = at;
      }
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw asAppError(source.name, cause);
  }
}

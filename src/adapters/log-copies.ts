import { AppError } from '../shared/app-error.ts';
import { type LogSource, plainPieces, unpackedPieces } from './log-source.ts';

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13] as const;
/** So many lines of a file are looked for in another one. */
const MOST_COMPARED = 20_000;
/** Bytes of a line without an end that are kept. */
const LONGEST = 1 << 20;

/** How two texts go on beside each other: alike to the end of both, of the first, of the second, or not alike. */
export type Alike = 'both' | 'first' | 'second' | 'apart';

/** Text of a file from a place of it; what is cut or damaged ends there. */
async function* textOf(source: LogSource, from: number): AsyncGenerator<Uint8Array, void> {
  if (source.packing === 'none') return yield* plainPieces(source, from);
  let before = from;
  try {
    for await (const piece of unpackedPieces(source)) {
      if (piece.length > before) yield piece.subarray(before);
      before = Math.max(0, before - piece.length);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** Reads text as far as one wants at a time. */
class Text {
  readonly #pieces: AsyncGenerator<Uint8Array, void>;
  #piece: Uint8Array = new Uint8Array(0);

  constructor(source: LogSource, from: number) {
    this.#pieces = textOf(source, from);
  }

  /** What comes next; empty = nothing does. */
  async next(): Promise<Uint8Array> {
    while (this.#piece.length === 0) {
      const { done, value } = await this.#pieces.next();
      if (done === true || value === undefined) break;
      this.#piece = value;
    }
    return this.#piece;
  }

  pass(bytes: number): void {
    this.#piece = this.#piece.subarray(bytes);
  }

  async end(): Promise<void> {
    await this.#pieces.return();
  }
}

/** Compares the text of a file from a place of it with the whole text of another. */
export async function compareText(first: LogSource, from: number, second: LogSource): Promise<Alike> {
  const [left, right] = [new Text(first, from), new Text(second, 0)];
  try {
    for (;;) {
      const [one, other] = [await left.next(), await right.next()];
      const length = Math.min(one.length, other.length);
      if (length === 0) return one.length > 0 ? 'second' : other.length > 0 ? 'first' : 'both';
      if (Buffer.compare(one.subarray(0, length), other.subarray(0, length)) !== 0) return 'apart';
      left.pass(length);
      right.pass(length);
    }
  } finally {
    await left.end();
    await right.end();
  }
}

/** Lines of the text of a file, without their ends, whichever they are. */
async function* linesOf(source: LogSource): AsyncGenerator<string, void> {
  let kept: Buffer = Buffer.alloc(0);
  for await (const piece of textOf(source, 0)) {
    const text = Buffer.concat([kept, piece]);
    let from = 0;
    for (let end = text.indexOf(LINE_FEED); end >= 0; end = text.indexOf(LINE_FEED, from)) {
      yield lineFrom(text, from, end);
      from = end + 1;
    }
    kept = text.subarray(from, Math.min(text.length, from + LONGEST));
  }
  if (kept.length > 0) yield lineFrom(kept, 0, kept.length);
}

function lineFrom(text: Buffer, from: number, end: number): string {
  return text.toString('latin1', from, text[end - 1] === CARRIAGE_RETURN && end > from ? end - 1 : end);
}

/** Whether lines of a file stand in another one, whatever their ends and whatever stands between them there: every one, or every so many-th. */
export async function standsIn(source: LogSource, other: LogSource, lines: number): Promise<boolean> {
  const every = Math.ceil(lines / MOST_COMPARED);
  const wanted = new Set<string>();
  let count = 0;
  for await (const line of linesOf(source)) if (count++ % every === 0) wanted.add(line);
  for await (const line of linesOf(other)) {
    wanted.delete(line);
    if (wanted.size === 0) return true;
  }
  return false;
}

/** Where in the text of a file some bytes stand for the first time; −1 = nowhere. */
export async function placeIn(source: LogSource, wanted: Uint8Array): Promise<number> {
  let before = 0;
  let kept: Uint8Array = new Uint8Array(0);
  for await (const piece of textOf(source, 0)) {
    const text = Buffer.concat([kept, piece]);
    const place = text.indexOf(wanted);
    if (place >= 0) return before + place;
    kept = text.subarray(Math.max(0, text.length - wanted.length + 1));
    before += text.length - kept.length;
  }
  return -1;
}

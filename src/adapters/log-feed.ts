import { LONGEST_LINE, READ_BYTES, type StretchReader } from '../logs/reader.ts';

/** Hands bytes on to a reader as whole lines; lines too long to be read are passed over, so that memory stays bounded. */
export class LogFeed {
  readonly #reader: StretchReader;
  /** Bytes of a line that is not whole yet. */
  #kept = 0;
  #passing = false;

  constructor(reader: StretchReader) {
    this.#reader = reader;
  }

  /** Memory to read the next bytes into; they are taken by `filled`. */
  get space(): Uint8Array {
    return this.#reader.room.subarray(this.#kept, this.#kept + READ_BYTES);
  }

  /** Takes bytes that were put into `space`. */
  filled(bytes: number): void {
    let length = this.#kept + bytes;
    if (this.#passing) length = this.#afterLongLine(length);
    const left = this.#reader.read(length);
    this.#kept = length - left;
    if (this.#kept > LONGEST_LINE) {
      this.#reader.passOver();
      this.#passing = true;
      this.#kept = 0;
    } else if (left > 0) this.#reader.room.copyWithin(0, left, length);
  }

  /** Takes bytes from elsewhere. */
  feed(piece: Uint8Array): void {
    for (let from = 0; from < piece.length; from += READ_BYTES) {
      const part = piece.subarray(from, from + READ_BYTES);
      this.space.set(part);
      this.filled(part.length);
    }
  }

  /** Moves what follows the end of the long line to the front. Returns how much there is. */
  #afterLongLine(length: number): number {
    const { room } = this.#reader;
    const end = room.indexOf(10);
    if (end < 0 || end >= length) return 0;
    this.#passing = false;
    room.copyWithin(0, end + 1, length);
    return length - end - 1;
  }

  /** Nothing follows: what is left is the last line. */
  end(): void {
    if (!this.#passing) this.#reader.readLast(this.#kept);
    this.#kept = 0;
  }
}

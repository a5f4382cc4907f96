import { Book } from './book.ts';
import { EximParser } from './exim/parser.ts';
import { PostfixParser } from './postfix/parser.ts';
import { ReplyTexts } from './replies.ts';
import { StampReader } from './stamps.ts';
import { isFull, packStretch, type Stretch } from './stretch.ts';

export interface ReaderOptions {
  readonly format: 'exim' | 'postfix';
  /** IANA zone of times that name none. */
  readonly zone: string;
  /** Year of the first line, for times without one. */
  readonly year: number;
  /** Epoch seconds of the first line of the file, where reading begins within it. */
  readonly after: number | null;
  /** `StretchReader.memory` of a reader that has read what stands before. */
  readonly memory?: ReaderMemory | undefined;
}

/** What a reader leaves to the next: memory, as getting it anew for every stretch would take longer, and more of it; and the replies it knows. */
export interface ReaderMemory {
  readonly stretch: Stretch;
  readonly replies: ReplyTexts;
}

/** A longer line is not read: no mail server writes one. */
export const LONGEST_LINE = 1 << 16;
const [LINE_FEED, CARRIAGE_RETURN] = [10, 13] as const;

/** Reads the lines of one place of a log from pieces of bytes, stretch by stretch. */
export class StretchReader {
  readonly #format: 'exim' | 'postfix';
  readonly #stamps: StampReader;
  readonly #replies: ReplyTexts;
  #book: Book;
  #parser: { line(): void };

  constructor({ format, zone, year, after, memory }: ReaderOptions) {
    this.#format = format;
    this.#replies = memory?.replies ?? new ReplyTexts();
    this.#book = new Book(this.#replies, memory?.stretch);
    this.#stamps = new StampReader(after === null ? { zone, year } : { zone, year, after });
    this.#parser = this.#newParser();
  }

  #newParser(): { line(): void } {
    return this.#format === 'exim' ? new EximParser(this.#book, this.#stamps) : new PostfixParser(this.#book, this.#stamps);
  }

  /** Reads the whole lines among the first `length` bytes. Returns the place of what is left. */
  read(bytes: Uint8Array, length: number): number {
    this.#book.here.bytes = bytes;
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(LINE_FEED, from);
      if (end < 0 || end >= length) return from;
      this.#line(from, end);
      from = end + 1;
    }
  }

  /** Reads a last line that nothing ends. */
  readLast(bytes: Uint8Array, length: number): void {
    this.#book.here.bytes = bytes;
    if (length > 0) this.#line(0, length);
  }

  /** Counts a line that is too long to be read. */
  passOver(): void {
    this.#book.here.line += 1;
    this.#book.skip();
  }

  #line(from: number, end: number): void {
    const book = this.#book;
    const { here } = book;
    here.line += 1;
    here.from = from;
    here.to = end > from && here.bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    if (end - from > LONGEST_LINE) book.skip();
    else {
      this.#parser.line();
      book.endLine();
    }
  }

  /** Whether what was read should be taken before more is read. */
  get isFull(): boolean {
    return isFull(this.#book.stretch);
  }

  /** What was read; what follows is another stretch. `into`: memory for it, if it is large enough. */
  take(into?: ArrayBuffer): Stretch {
    const { stretch, here } = this.#book;
    stretch.lines = here.line;
    const taken = packStretch(stretch, into);
    this.#book = new Book(this.#replies, stretch);
    this.#parser = this.#newParser();
    return taken;
  }

  /** For the next reader, once everything was taken. */
  get memory(): ReaderMemory {
    return { stretch: this.#book.stretch, replies: this.#replies };
  }
}

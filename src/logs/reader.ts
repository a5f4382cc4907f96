import { LOG_LIMITS } from '../shared/logs.ts';
import { asciiOf, textOf } from './byte-text.ts';
import { Kernel, type KernelHost } from './kernel.ts';
import { type LimitWords, limitWords } from './limit-words.ts';
import { isForWhoever, ownLimit } from './own-limit.ts';
import { ReplyTexts } from './replies.ts';
import { StampReader } from './stamps.ts';
import type { Stretch } from './stretch.ts';
import { kindOfUser } from './who.ts';

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
  readonly kernel: Kernel;
  /** Where what is to be read lies in its memory. */
  readonly place: number;
  readonly replies: ReplyTexts;
}

/** The same for who reads a log from its beginning: which text of a reply was the first must not come from another one. */
export function emptied({ kernel, place }: ReaderMemory): ReaderMemory {
  return { kernel, place, replies: new ReplyTexts() };
}

/** A longer line is not read: no mail server writes one. */
export const LONGEST_LINE = 1 << 16;
/** Bytes of one read: larger is no faster. */
export const READ_BYTES = 1 << 20;
/** Characters of words that are read. */
const MOST_WORDS = 400;
const NOT_SAID = -1;
type Range = readonly [from: number, to: number];
/** Of a domain: the words name none; they do, but it is written in another way in the line. */
const NOT_NAMED: Range = [0, 0];
const NOWHERE: Range = [1, 2];
const ROOM = READ_BYTES + LONGEST_LINE + 1;

/** Reads the lines of one place of a log, stretch by stretch. */
export class StretchReader implements KernelHost {
  readonly memory: ReaderMemory;
  readonly #kernel: Kernel;
  readonly #stamps: StampReader;

  constructor({ format, zone, year, after, memory }: ReaderOptions) {
    this.#stamps = new StampReader(after === null ? { zone, year } : { zone, year, after });
    this.memory = memory ?? this.#newMemory();
    this.#kernel = this.memory.kernel;
    this.#kernel.host = this;
    this.#kernel.run.start(format === 'exim');
  }

  #newMemory(): ReaderMemory {
    const kernel = new Kernel(this);
    return { kernel, place: kernel.run.reserve(ROOM), replies: new ReplyTexts() };
  }

  /** Memory for what is to be read; good until `read`. */
  get room(): Uint8Array<SharedArrayBuffer> {
    const { place } = this.memory;
    return this.#kernel.bytes.subarray(place, place + ROOM);
  }

  /** Reads the whole lines among the first `length` bytes of `room`. Returns the place of what is left. */
  read(length: number): number {
    const { place } = this.memory;
    return this.#kernel.run.read(place, place + length) - place;
  }

  /** Reads a last line that nothing ends. */
  readLast(length: number): void {
    const { place } = this.memory;
    this.#kernel.run.readLast(place, place + length);
  }

  /** Counts a line that is too long to be read. */
  passOver(): void {
    this.#kernel.run.pass();
  }

  /** Whether what was read should be taken before more is read. */
  get isFull(): boolean {
    return this.#kernel.run.full() !== 0;
  }

  /** What was read; what follows is another stretch. `taken`: stretches from before that are not needed any more, by where they lie. */
  take(taken: readonly number[] = []): Stretch {
    const { run } = this.#kernel;
    for (const place of taken) run.release(place);
    const [lines, skipped, from, to] = [run.linesRead(), run.skipped(), run.firstTime(), run.lastTime()];
    const size = run.take();
    const at = this.#kernel.answer(0);
    const packed = this.#kernel.bytes.subarray(at, at + size);
    const known = Number.isFinite(from);
    return { packed, replies: this.memory.replies.take(), lines, skipped, from: known ? from : null, to: known ? to : null };
  }

  stamp(from: number, to: number, at: number): number {
    const stamps = this.#stamps;
    const kernel = this.#kernel;
    stamps.at = at;
    if (!stamps.read(kernel.bytes, from, to)) return 0;
    kernel.setTime(0, stamps.at);
    kernel.setAnswer(8, stamps.next - from);
    kernel.setAnswer(12, stamps.minuteLength);
    kernel.setAnswer(16, stamps.minuteEpoch);
    return 1;
  }

  newReply(high: number, low: number, ...[code = 0, from = 0, to = 0, codeFrom = 0, codeTo = 0, aboutFrom = 0, aboutTo = 0]: readonly number[]): void {
    const { bytes } = this.#kernel;
    const about = bytes.subarray(aboutFrom, aboutTo);
    this.memory.replies.add(`${high}:${low}`, { code, enhanced: asciiOf(bytes, codeFrom, codeTo), text: bytes.subarray(from, to), about });
  }

  codeReply(code: number): void {
    this.memory.replies.addCode(code);
  }

  routerLimit(from: number, to: number, ...[aboutFrom = 0, aboutTo = 0, routerFrom = 0, routerTo = 0]: readonly number[]): number {
    const { bytes } = this.#kernel;
    const words = { router: asciiOf(bytes, routerFrom, routerTo), text: asciiOf(bytes, from, Math.min(to, from + MOST_WORDS)) };
    this.#kernel.setAnswer(8, isForWhoever(words) ? 1 : 0);
    return this.#told(ownLimit({ ...words, recipient: asciiOf(bytes, aboutFrom, aboutTo) }));
  }

  wordsLimit(from: number, to: number, ...[line = 0, plain = 0]: readonly number[]): number {
    const { bytes } = this.#kernel;
    const words = limitWords(plain !== 0 ? asciiOf(bytes, from, to) : textOf(bytes.subarray(from, to), MOST_WORDS));
    const [domainFrom, domainTo] = words === null || words.domain === '' ? NOT_NAMED : domainPlace(asciiOf(bytes, line, to), words.domain, line);
    this.#kernel.setAnswer(8, domainFrom);
    this.#kernel.setAnswer(12, domainTo);
    return this.#told(words);
  }

  /** Answers what words tell of a limit. */
  #told(words: LimitWords | null): number {
    if (words === null) return 0;
    this.#kernel.setAnswer(0, words.allowed ?? NOT_SAID);
    this.#kernel.setAnswer(4, words.counted ?? NOT_SAID);
    return LOG_LIMITS.indexOf(words.kind) + 1;
  }

  userKind(from: number, to: number): number {
    return kindOfUser(textOf(this.#kernel.bytes.subarray(from, to)));
  }

  replyCarried(): void {
    throw new Error('A reader puts nothing together');
  }

  repliesMoved(): void {
    this.replyCarried();
  }

  isLogin(): never {
    throw new Error('A reader knows no accounts');
  }
}

/** Addresses of a domain in the line at `from` that says what it has. */
function domainPlace(line: string, domain: string, from: number): Range {
  const at = line.indexOf(`${domain} has `);
  return at < 0 ? NOWHERE : [from + at, from + at + domain.length];
}

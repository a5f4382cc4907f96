import { KERNEL_CODE } from './kernel-code.ts';
import { KERNEL_PAGES } from './kernel-pages.ts';

/** What `kernel/index.ts` exports. Ranges are addresses in its memory. */
interface KernelExports {
  answerPlace(): number;
  reserve(bytes: number): number;
  start(exim: boolean): void;
  read(from: number, to: number): number;
  readLast(from: number, to: number): void;
  pass(): void;
  full(): number;
  linesRead(): number;
  take(): number;
  release(place: number): void;
  copy(): number;
  receive(bytes: number): number;
  add(file: number, before: number): void;
  setLimit(index: number, value: number): void;
  end(): void;
  whos(): number;
  domain(high: number, low: number, account: number): void;
  name(high: number, low: number): void;
  share(): void;
  account(number: number): number;
  isActive(account: number): number;
  openMessages(): number;
  lineCount(): number;
  skipped(): number;
  saw(): number;
  opened(): number;
  firstTime(): number;
  lastTime(): number;
  replyTime(reply: number): number;
  table(index: number): number;
  list(index: number): number;
}

/** What the kernel asks for while it works: `kernel/host.ts`. */
export interface KernelHost {
  stamp(from: number, to: number, at: number): number;
  newReply(high: number, low: number, ...ranges: readonly number[]): void;
  codeReply(code: number): void;
  routerLimit(from: number, to: number, ...ranges: readonly number[]): number;
  wordsLimit(from: number, to: number, ...how: readonly number[]): number;
  replyCarried(reply: number): void;
  repliesMoved(): void;
  userKind(from: number, to: number): number;
  isLogin(from: number, to: number): number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of a text in base 64, of whole groups of four. */
function decoded(text: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  for (let value = 0; value < DIGITS.length; value++) values[DIGITS.charCodeAt(value)] = value;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    let group = 0;
    for (let digit = 0; digit < 4; digit++) group = group * 64 + (values[text.charCodeAt(from + digit)] ?? 0);
    bytes[to] = group >> 16;
    bytes[to + 1] = group >> 8;
    bytes[to + 2] = group;
  }
  return bytes.subarray(0, bytes.length - padding);
}

let compiled: WebAssembly.Module | undefined;

/**
 * The part that reads logs byte by byte and counts, in memory that other threads may look at: compiled ahead from `kernel/`, as it takes a third of the time of the same in plain
 * JavaScript. Whoever works with it is its host.
 */
export class Kernel {
  readonly run: KernelExports;
  host: KernelHost;
  readonly memory: WebAssembly.Memory;
  #bytes: Uint8Array<SharedArrayBuffer>;
  #data: DataView;
  readonly #answer: number;

  /** `memory`: of one that is not needed any more. Shared memory weighs nothing for who collects garbage, so that it would stay for long. */
  constructor(host: KernelHost, memory = new WebAssembly.Memory({ ...KERNEL_PAGES, shared: true })) {
    this.host = host;
    this.memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#data = new DataView(memory.buffer);
    compiled ??= new WebAssembly.Module(decoded(KERNEL_CODE));
    this.run = new WebAssembly.Instance<KernelExports>(compiled, { host: this.#imports(), env: { memory, abort: stopped } }).exports;
    this.#answer = this.run.answerPlace();
  }

  /** Handed on to whoever is the host at the time. */
  #imports(): KernelHost {
    return {
      stamp: (from, to, at) => this.host.stamp(from, to, at),
      newReply: (high, low, ...ranges) => this.host.newReply(high, low, ...ranges),
      codeReply: (code) => this.host.codeReply(code),
      routerLimit: (from, to, ...ranges) => this.host.routerLimit(from, to, ...ranges),
      wordsLimit: (from, to, ...how) => this.host.wordsLimit(from, to, ...how),
      replyCarried: (reply) => this.host.replyCarried(reply),
      repliesMoved: () => this.host.repliesMoved(),
      userKind: (from, to) => this.host.userKind(from, to),
      isLogin: (from, to) => this.host.isLogin(from, to),
    };
  }

  /** All of its memory. What it keeps may move when it is called. */
  get bytes(): Uint8Array<SharedArrayBuffer> {
    this.#look();
    return this.#bytes;
  }

  /** Where it answers, and is answered, from the beginning. */
  answer(at: number): number {
    this.#look();
    return this.#data.getInt32(this.#answer + at, true);
  }

  /** Numbers of one of its lists, where they lie. */
  list(list: number): Int32Array {
    const size = this.run.list(list);
    return new Int32Array(this.bytes.buffer, this.answer(0), size);
  }

  setAnswer(at: number, value: number): void {
    this.#look();
    this.#data.setInt32(this.#answer + at, value, true);
  }

  setTime(at: number, time: number): void {
    this.#look();
    this.#data.setFloat64(this.#answer + at, time, true);
  }

  /** What has grown shows only when it is looked at anew. */
  #look(): void {
    const { buffer } = this.memory;
    if (buffer === this.#bytes.buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#data = new DataView(buffer);
  }
}

function stopped(): never {
  throw new Error('The kernel that reads logs stopped');
}

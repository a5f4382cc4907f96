import type { Accounts } from './accounts.ts';
import { textOf } from './byte-text.ts';
import { Kernel, type KernelHost } from './kernel.ts';
import type { ReplyText } from './replies.ts';
import { sharesOf } from './shares.ts';
import type { Stretch } from './stretch.ts';
import { kindOfUser } from './who.ts';
import { type Whole, wholeOf } from './whole.ts';

/** When the smallest traces are let go, how many stay, and how many messages may be open: what is kept must not grow with the log. */
export interface JoinLimits {
  readonly traces: number;
  readonly lineBytes: number;
  readonly kept: number;
  readonly open: number;
}

/** Where lines of a stretch stand: `file`, behind `before` lines of it. */
interface Whereat {
  readonly file: number;
  readonly before: number;
}

/** Characters of a login that are looked at. */
const LOGIN_CHARACTERS = 300;
/** They say so themselves. */
const NUMBERED: Whereat = { file: -1, before: 0 };

/** Puts stretches of a log together, in their order. */
export class Joining implements KernelHost {
  readonly #kernel: Kernel;
  /** Of what was put together, and of what is added. */
  #replies: ReplyText[] = [];
  #added: readonly ReplyText[] = [];
  /** Among whom it is shared, when everything is read. */
  #accounts: Accounts | undefined;

  /** `limits`: others than the usual ones. `memory`: of one that is not needed any more. */
  constructor(limits?: JoinLimits, memory?: WebAssembly.Memory) {
    this.#kernel = new Kernel(this, memory);
    if (limits === undefined) return;
    const { traces, lineBytes, kept, open } = limits;
    for (const [index, limit] of [traces, lineBytes, kept, open].entries()) this.#kernel.run.setLimit(index, limit);
  }

  /** Adds what was read next. */
  add({ packed, replies }: Pick<Stretch, 'packed' | 'replies'>, { file, before }: Whereat): void {
    const { run } = this.#kernel;
    const place = run.receive(packed.length);
    this.#kernel.bytes.set(packed, place);
    this.#added = replies;
    run.add(file, before);
  }

  /** Bytes of everything that was put together. */
  get size(): number {
    return this.#kernel.run.copy();
  }

  /** Messages that are open. */
  get open(): number {
    return this.#kernel.run.openMessages();
  }

  /** Memory of all that it holds, for another one when it is not needed any more. */
  get memory(): WebAssembly.Memory {
    return this.#kernel.memory;
  }

  /** The same once more, to be ended while this goes on. `memory`: of the copy before. */
  copy(memory?: WebAssembly.Memory): Joining {
    const { run } = this.#kernel;
    const size = run.copy();
    const place = this.#kernel.answer(0);
    const copy = new Joining(undefined, memory);
    copy.add({ packed: this.#kernel.bytes.subarray(place, place + size), replies: this.#replies }, NUMBERED);
    return copy;
  }

  /** Counts what is still open as such. Nothing can be added afterwards. */
  end(): Whole {
    this.#kernel.run.end();
    return wholeOf(this.#kernel, this.#replies, (accounts) => {
      this.#accounts = accounts;
      return sharesOf(this.#kernel, accounts);
    });
  }

  isLogin(from: number, to: number): number {
    return this.#accounts?.isLogin(textOf(this.#kernel.bytes.subarray(from, to), LOGIN_CHARACTERS)) === true ? 1 : 0;
  }

  replyCarried(reply: number): void {
    const text = this.#added[reply];
    if (text !== undefined) this.#replies.push(text);
  }

  repliesMoved(): void {
    this.#added = this.#replies;
    this.#replies = [];
  }

  userKind(from: number, to: number): number {
    return kindOfUser(textOf(this.#kernel.bytes.subarray(from, to)));
  }

  stamp(): never {
    throw new Error('What is put together was read');
  }

  newReply(): void {
    this.stamp();
  }

  codeReply(): void {
    this.stamp();
  }

  routerLimit(): number {
    return this.stamp();
  }

  wordsLimit(): number {
    return this.stamp();
  }
}

import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { StretchReader } from '../logs/reader.ts';
import type { Stretch } from '../logs/stretch.ts';
import { LogFeed } from './log-feed.ts';
import type { ReadingFormat } from './log-messages.ts';
import { asAppError } from './log-source.ts';
import type { LogTask } from './log-tasks.ts';

/** How often it is looked whether the log has grown. */
const PAUSE_MS = 1000;
/** Bytes that are read before what they say is told. */
const AT_ONCE = 32 << 20;

/** Where what was read goes. */
export interface FollowSum {
  add(file: number, part: Stretch, bytes: number): void;
  addFile(name: string): number;
}

/** Reads what is added to a log. When it is rotated, what was still written to the old file is read to its end, then the new one from its beginning. */
export class FollowedLog {
  readonly #path: string;
  readonly #name: string;
  readonly #sum: FollowSum;
  readonly #reader: StretchReader;
  readonly #feed: LogFeed;
  /** Where stretches lie that are not needed any more. */
  readonly #taken: number[] = [];
  #file: number;
  #open = -1;
  #at: number;

  constructor({ source, file, from }: LogTask, options: ReadingFormat, sum: FollowSum) {
    this.#path = source.path;
    this.#name = source.name;
    this.#sum = sum;
    this.#file = file;
    this.#at = from;
    this.#reader = new StretchReader({ ...options, year: source.year, after: from === 0 ? null : source.firstAt });
    this.#feed = new LogFeed(this.#reader);
  }

  /** Never ends by itself; `grew` is called when something was read, and once at the beginning. */
  async follow(grew: () => void): Promise<void> {
    try {
      this.#open = openSync(this.#path, 'r');
      for (let first = true; ; first = false) {
        let any = this.#readOn();
        if (this.#isReplaced()) any = this.#readOn() || any;
        if (this.#isReplaced()) this.#startAgain();
        if (any || first) grew();
        await pause(PAUSE_MS);
      }
    } catch (cause) {
      throw asAppError(this.#name, cause);
    } finally {
      if (this.#open >= 0) closeSync(this.#open);
    }
  }

  /** Reads what was added. Returns whether there was anything. */
  #readOn(): boolean {
    let any = false;
    for (;;) {
      const read = this.#readSome();
      if (read === 0) return any;
      any = true;
      this.#hand(read);
    }
  }

  #hand(bytes: number): void {
    const stretch = this.#reader.take(this.#taken.splice(0));
    this.#sum.add(this.#file, stretch, bytes);
    this.#taken.push(stretch.packed.byteOffset);
  }

  #readSome(): number {
    let all = 0;
    while (all < AT_ONCE && !this.#reader.isFull) {
      const { space } = this.#feed;
      const read = readSync(this.#open, space, 0, space.length, this.#at);
      if (read === 0) break;
      this.#at += read;
      all += read;
      this.#feed.filled(read);
    }
    return all;
  }

  /** Whether the path leads to another file, or the file became shorter than what was read of it. */
  #isReplaced(): boolean {
    const there = statSync(this.#path, { throwIfNoEntry: false });
    return there !== undefined && (there.ino !== fstatSync(this.#open).ino || there.size < this.#at);
  }

  #startAgain(): void {
    const next = openSync(this.#path, 'r');
    this.#feed.end();
    this.#hand(0);
    closeSync(this.#open);
    this.#open = next;
    this.#at = 0;
    this.#file = this.#sum.addFile(this.#name);
  }
}

/** Never ends by itself: nothing is added to a packed log. */
export async function untilStopped(): Promise<void> {
  for (;;) await pause(PAUSE_MS);
}

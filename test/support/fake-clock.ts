import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/ports/clock.ts';

/** Lets everything run that waits for no timer. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await nextTurn();
}

/** A clock that only a test moves. Timers fire, in order, while `advance` passes them. */
export class FakeClock implements Clock {
  #now: number;
  #set = 0;
  #zone: string;
  readonly #timers = new Map<number, { at: number; wake: () => void }>();
  #nextTimer = 1;

  constructor(start = Date.UTC(2026, 10, 21, 9, 0, 0), zone = 'Europe/Paris') {
    this.#now = start;
    this.#zone = zone;
  }

  now(): number {
    return this.#now;
  }

  steady(): number {
    return this.#now - this.#set;
  }

  timeZone(): string {
    return this.#zone;
  }

  after(delayMs: number, wake: () => void): () => void {
    const timer = this.#nextTimer++;
    this.#timers.set(timer, { at: this.#now + Math.max(0, delayMs), wake });
    // What is due already needs no passing of time: it may have been asked for late, by what a slow machine was still busy with.
    if (delayMs <= 0) {
      setImmediate(() => {
        if (this.#timers.delete(timer)) wake();
      });
    }
    return () => this.#timers.delete(timer);
  }

  async yield(): Promise<void> {
    await nextTurn();
  }

  /** Moves the time on, firing every timer on the way and letting what it woke settle. */
  async advance(ms: number): Promise<void> {
    // What was begun just before may still be about to set its timer.
    await settled();
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (next === undefined) break;
      const [id, timer] = next;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, timer.at);
      timer.wake();
      await settled();
    }
    this.#now = end;
    await settled();
  }

  /** The machine sleeps: time passes, and no timer fires before it is awake again. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** Sets the wall clock, as a user or a time server does: timers keep their distance. */
  jump(ms: number): void {
    this.#now += ms;
    this.#set += ms;
    for (const timer of this.#timers.values()) timer.at += ms;
  }
}

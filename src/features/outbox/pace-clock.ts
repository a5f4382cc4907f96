import { z } from 'zod';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { readSetting, type Setting, writeSetting } from '../../db/setting.repo.ts';
import type { Clock } from '../../ports/clock.ts';

/** How far the clock on the wall is ahead of the time for pacing, in milliseconds. */
const AHEAD: Setting<number> = { key: 'outbox_clock', schema: z.number(), standard: 0 };

/**
 * Time for pacing: it only passes. Setting the clock on the wall neither opens a gap nor closes one; how far that clock was moved is kept, so that
 * the next process goes on with the same time. What is set while no process runs cannot be told from time that passed; but time never goes back.
 */
export class PaceClock {
  readonly #clock: Clock;
  #start: number;
  #kept = 0;
  #resumed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#start = clock.now() - clock.steady();
  }

  now(): number {
    return this.#start + this.#clock.steady();
  }

  /** The same instant as people's clocks call it now. */
  toWall(at: number): number {
    return Math.round(at - this.now() + this.#clock.now());
  }

  fromWall(at: number): number {
    return at - this.#clock.now() + this.now();
  }

  /** Goes on with the time of the process before. */
  async resume(db: ReadDb): Promise<void> {
    if (this.#resumed) return;
    this.#kept = await readSetting(db, AHEAD);
    this.#start -= this.#kept;
    this.#resumed = true;
  }

  /** It is no earlier than an instant that was. */
  atLeast(instant: number): void {
    this.#start += Math.max(0, instant - this.now());
  }

  /** Whether the clock on the wall was set since that was last kept. */
  get wasSet(): boolean {
    return this.#resumed && this.#ahead !== this.#kept;
  }

  get #ahead(): number {
    return Math.round(this.#clock.now() - this.now());
  }

  /** Keeps how far the clock on the wall is ahead, when that changed. */
  async keep(tx: WriteDb): Promise<void> {
    if (!this.wasSet) return;
    const ahead = this.#ahead;
    await writeSetting(tx, AHEAD.key, ahead);
    this.#kept = ahead;
  }
}

import type { OutboxState } from '../../contract/outbox.ts';
import type { WriteDb } from '../../db/db.ts';
import { AppError } from '../../shared/app-error.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import type { OnSettled } from '../hooks.ts';
import type { OutboxRecord } from './outbox.repo.ts';
import { setState } from './outbox.repo.ts';
import type { PaceClock } from './pace-clock.ts';
import { type Trouble, troubleAfter } from './retry.rules.ts';
import { type Attempt, announce, settle } from './settle.ts';

/** A message whose new state is written. */
export interface Written {
  readonly attempt: Attempt;
  readonly state: OutboxState;
}

const LONGEST_WAIT_MS = MINUTE_MS;

/**
 * Writes results down, several in one transaction, each with its consequences. What cannot be written now is kept and written later: until then nothing
 * else is sent, since it is known only here.
 */
export class Books {
  readonly #core: Core;
  readonly #clock: PaceClock;
  readonly #onSettled: OnSettled;
  #unwritten: Attempt[] = [];
  #trouble: Trouble | null = null;

  constructor(core: Core, clock: PaceClock, onSettled: OnSettled) {
    this.#core = core;
    this.#clock = clock;
    this.#onSettled = onSettled;
  }

  /** Why nothing can be written. */
  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** How many results are known only here. */
  get open(): number {
    return this.#unwritten.length;
  }

  /** Milliseconds until writing is worth another try. */
  get waitMs(): number {
    const probeAt = this.#trouble?.probeAt ?? 0;
    return Math.min(Math.max(0, probeAt - this.#clock.now()), LONGEST_WAIT_MS);
  }

  add(attempts: readonly Attempt[]): void {
    this.#unwritten.push(...attempts);
  }

  /** Forgets how long to wait: perhaps there is room now. */
  hurry(): void {
    if (this.#trouble !== null) this.#trouble = { ...this.#trouble, probeAt: this.#clock.now() };
  }

  /**
   * Writes what is open, and whatever `also` writes, in one transaction; null when that failed. A result that alone cannot be written does not keep the
   * others from it.
   */
  async write<T>(also: (tx: WriteDb) => Promise<T>): Promise<{ readonly written: Written[]; readonly value: T } | null> {
    const attempts = this.#unwritten;
    try {
      const done = await this.#core.db.write(async (tx) => {
        await this.#clock.keep(tx);
        const written: Written[] = [];
        for (const attempt of attempts) written.push({ attempt, state: await settle(tx, attempt, this.#onSettled) });
        return { written, value: await also(tx) };
      });
      this.#unwritten = this.#unwritten.filter((attempt) => !attempts.includes(attempt));
      this.#trouble = null;
      return done;
    } catch (error) {
      this.#fails(error);
      return null;
    }
  }

  /** Writes the open results one by one. */
  async writeEach(): Promise<Written[]> {
    const written: Written[] = [];
    for (const attempt of [...this.#unwritten]) {
      try {
        const state = await this.#core.db.write((tx) => settle(tx, attempt, this.#onSettled));
        this.#unwritten = this.#unwritten.filter((each) => each !== attempt);
        written.push({ attempt, state });
      } catch (error) {
        this.#core.logger.error('outbox_result_not_written', error, { verdict: attempt.verdict.kind });
      }
    }
    return written;
  }

  /** Keeps how the clock on the wall was set, for the next process. */
  async keepClock(): Promise<void> {
    if (!this.#clock.wasSet) return;
    try {
      await this.#core.db.write((tx) => this.#clock.keep(tx));
    } catch (error) {
      this.#core.logger.error('outbox_clock_not_kept', error);
    }
  }

  /** Ends what may not be sent any more: its address is blocked. */
  async suppress(tx: WriteDb, message: OutboxRecord): Promise<void> {
    const change = { state: 'failed', at: this.#core.clock.now(), reply: '', errorCode: 'suppressed' } as const;
    await setState(tx, message.id, change);
    await announce(tx, { message, change }, this.#onSettled);
  }

  #fails(error: unknown): void {
    const code = error instanceof AppError ? error.code : 'internal';
    const now = { wall: this.#core.clock.now(), steady: this.#clock.now() };
    this.#trouble = storageTrouble(this.#trouble, code, now);
    this.#core.logger.error('outbox_not_written', error, { code });
  }
}

const WAIT_SECONDS = [1, 2, 5, 10, 20, 40, 60];

function storageTrouble(before: Trouble | null, code: string, now: { readonly wall: number; readonly steady: number }): Trouble {
  const trouble = troubleAfter(before ?? undefined, { code, reply: '', permanent: false }, now);
  const seconds = WAIT_SECONDS[trouble.failures - 1] ?? WAIT_SECONDS.at(-1) ?? 0;
  return { ...trouble, probeAt: now.steady + seconds * 1000 };
}

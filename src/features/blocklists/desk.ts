import type { CheckRun } from '../../contract/blocklists.ts';
import type { Progress } from '../../contract/common.ts';
import { fail } from '../../contract/fail.ts';
import type { Core } from '../core.ts';
import { check, type Order } from './check.ts';
import type { Pace } from './lane.ts';
import { packsConcerned } from './listings.repo.ts';

/** Judges a pack in the light of what lists say of it now. */
export type Judge = (packId: string) => Promise<void>;

/** One check at a time, whoever asks for it. */
export class Desk {
  readonly #core: Core;
  readonly #pace: Pace;
  readonly #judge: Judge;
  #busy = false;
  #leave = new AbortController();

  constructor(core: Core, judge: Judge, pace: Pace) {
    this.#core = core;
    this.#judge = judge;
    this.#pace = pace;
  }

  isBusy(): boolean {
    return this.#busy;
  }

  /** Ends a check under way; what was answered is kept. */
  stop(): void {
    this.#leave.abort();
  }

  /** Throws `blocklists_busy`, and what `check` throws. */
  async *check(order: Order): AsyncGenerator<Progress | { kind: 'done'; result: CheckRun }, void, void> {
    if (this.#busy) throw fail('blocklists_busy', {});
    this.#busy = true;
    const leave = new AbortController();
    this.#leave = leave;
    const cancel = (): void => leave.abort();
    order.signal?.addEventListener('abort', cancel);
    if (order.signal?.aborted === true) cancel();
    this.#core.changed('blocklists');
    try {
      yield* check(this.#core, this.#pace, { ...order, signal: leave.signal });
    } finally {
      order.signal?.removeEventListener('abort', cancel);
      this.#busy = false;
      for (const packId of await packsConcerned(this.#core.db.read)) await this.#judge(packId);
      this.#core.changed('blocklists', 'alerts');
    }
  }
}

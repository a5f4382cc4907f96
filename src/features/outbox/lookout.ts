import type { Core } from '../core.ts';
import type { BeforeSending } from '../hooks.ts';

/** After so long, by whichever clock, what may leave may be something else: a working day was over, or the computer slept. */
const GAP_MS = 30_000;

/** Has others look, before messages are chosen, at whether all of them may still leave: at first, and again after every gap. */
export class Lookout {
  readonly #core: Core;
  readonly #beforeSending: BeforeSending;
  #looked: { readonly wall: number; readonly steady: number } | null = null;

  constructor(core: Core, beforeSending: BeforeSending) {
    this.#core = core;
    this.#beforeSending = beforeSending;
  }

  /** The next look is due, however short ago the last one was. */
  forget(): void {
    this.#looked = null;
  }

  /** Looks when it is time to. What fails is logged and tried again the next time: nobody else has to wait for it. */
  async look(): Promise<void> {
    const { clock, logger } = this.#core;
    const [wall, steady] = [clock.now(), clock.steady()];
    const before = this.#looked;
    if (before !== null && steady - before.steady <= GAP_MS && Math.abs(wall - before.wall) <= GAP_MS) return;
    try {
      await this.#beforeSending();
      this.#looked = { wall, steady };
    } catch (error) {
      logger.error('outbox_not_looked_at', error);
    }
  }
}

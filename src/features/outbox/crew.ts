import type { Claimed } from './attempts.repo.ts';
import type { Carried } from './carrier.ts';
import type { OutboxRecord } from './outbox.repo.ts';

/** Messages handed over at the same time, each by a connection of its own. */
export const MOST_AT_ONCE = 5;

/** What became of a claimed message: it was carried, or put back before it was begun. */
export interface Finished {
  readonly message: OutboxRecord;
  readonly carried: Carried | null;
}

interface Given {
  readonly places: () => number;
  /** Never fails. */
  readonly carry: (claimed: Claimed) => Promise<Carried>;
  /** Told at once, before anything else is begun. */
  readonly ended: (message: OutboxRecord, carried: Carried) => void;
}

/** Carries up to `places()` messages at once. */
export class Crew {
  readonly #given: Given;
  readonly #waiting: Claimed[] = [];
  readonly #finished: Finished[] = [];
  #flying = 0;

  constructor(given: Given) {
    this.#given = given;
  }

  get flying(): number {
    return this.#flying;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get finished(): number {
    return this.#finished.length;
  }

  /** Claimed messages to hand over as soon as somebody is free. */
  put(claimed: readonly Claimed[]): void {
    this.#waiting.push(...claimed);
    this.#fill();
  }

  /** Hands one over at once, however many are on their way. */
  rush(claimed: Claimed): void {
    this.#flying += 1;
    // Never rejects: `carry` does not.
    void this.#fly(claimed);
  }

  /** Takes back what is not begun. */
  recall(): void {
    for (const { message } of this.#waiting.splice(0)) this.#finished.push({ message, carried: null });
  }

  /** What is over, for whoever writes it down. */
  collect(): Finished[] {
    return this.#finished.splice(0);
  }

  async #fly(claimed: Claimed): Promise<void> {
    const carried = await this.#given.carry(claimed);
    this.#flying -= 1;
    this.#finished.push({ message: claimed.message, carried });
    this.#given.ended(claimed.message, carried);
    this.#fill();
  }

  #fill(): void {
    while (this.#flying < this.#given.places()) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.rush(next);
    }
  }
}

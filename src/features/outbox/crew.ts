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

export interface Crew {
  /** Claimed messages to hand over as soon as somebody is free. */
  put(claimed: readonly Claimed[]): void;
  /** Hands one over at once, however many are on their way. */
  rush(claimed: Claimed): void;
  /** Takes back what is not begun. */
  recall(): void;
  /** What is over, for whoever writes it down. */
  collect(): Finished[];
  readonly flying: number;
  readonly waiting: number;
  readonly finished: number;
}

/** Carries up to `places()` messages at once. `carry` never fails; `ended` is told at once, before anything else is begun. */
export function createCrew(given: {
  readonly places: () => number;
  readonly carry: (claimed: Claimed) => Promise<Carried>;
  readonly ended: (message: OutboxRecord, carried: Carried) => void;
}): Crew {
  const waiting: Claimed[] = [];
  const finished: Finished[] = [];
  let flying = 0;
  const fly = async (claimed: Claimed): Promise<void> => {
    const carried = await given.carry(claimed);
    flying -= 1;
    finished.push({ message: claimed.message, carried });
    given.ended(claimed.message, carried);
    fill();
  };
  const rush = (claimed: Claimed): void => {
    flying += 1;
    // Never rejects: `carry` does not.
    void fly(claimed);
  };
  const fill = (): void => {
    while (flying < given.places()) {
      const next = waiting.shift();
      if (next === undefined) return;
      rush(next);
    }
  };
  return {
    put: (claimed) => {
      waiting.push(...claimed);
      fill();
    },
    rush,
    recall: () => {
      for (const { message } of waiting.splice(0)) finished.push({ message, carried: null });
    },
    collect: () => finished.splice(0),
    get flying() {
      return flying;
    },
    get waiting() {
      return waiting.length;
    },
    get finished() {
      return finished.length;
    },
  };
}

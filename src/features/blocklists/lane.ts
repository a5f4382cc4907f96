import type { Clock } from '../../ports/clock.ts';

/** How gently one list is asked. */
export interface Pace {
  /** Questions at a time. */
  readonly parallel: number;
  /** Milliseconds between the starts of two; 0 = none. */
  readonly gapMs: number;
}

/** At most 20 questions a second to one list, four at a time: far below what any of them calls heavy use. */
export const GENTLE: Pace = { parallel: 4, gapMs: 50 };

/** Runs `work` over `items` at the pace given, until one says stop. Returns those that were not begun. */
export async function runLane<T>(
  clock: Clock,
  pace: Pace,
  { items, work }: { readonly items: readonly T[]; readonly work: (item: T) => Promise<'on' | 'stop'> },
): Promise<T[]> {
  const waiting = [...items];
  let stopped = false;
  let freeAt = clock.steady();
  const walk = async (): Promise<void> => {
    while (!stopped && waiting.length > 0) {
      const now = clock.steady();
      const startAt = Math.max(now, freeAt);
      freeAt = startAt + pace.gapMs;
      if (startAt > now) await new Promise<void>((resolve) => void clock.after(startAt - now, resolve));
      const item = stopped ? undefined : waiting.shift();
      if (item !== undefined && (await work(item)) === 'stop') stopped = true;
    }
  };
  try {
    await Promise.all(Array.from({ length: pace.parallel }, walk));
  } finally {
    // One that failed ends all of them.
    stopped = true;
  }
  return waiting;
}

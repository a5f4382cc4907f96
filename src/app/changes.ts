import type { Topic } from '../contract/system.ts';

/** Fans out "something changed" to any number of listeners, coalesced while a listener is busy. */
export class Changes {
  readonly #listeners = new Set<(topics: readonly Topic[]) => void>();

  emit(topics: readonly Topic[]): void {
    for (const listener of this.#listeners) listener(topics);
  }

  /** Calls `listener` with the topics of every change, at once. */
  hear(listener: (topics: readonly Topic[]) => void): void {
    this.#listeners.add(listener);
  }

  /** Yields the topics of each burst until `signal` aborts or the consumer stops. */
  async *listen(signal: AbortSignal | undefined): AsyncGenerator<{ topics: Topic[] }, void, void> {
    const pending = new Set<Topic>();
    let wake: (() => void) | undefined;
    const listener = (topics: readonly Topic[]): void => {
      for (const topic of topics) pending.add(topic);
      wake?.();
    };
    const stop = (): void => wake?.();
    this.#listeners.add(listener);
    signal?.addEventListener('abort', stop);
    try {
      while (signal?.aborted !== true) {
        if (pending.size === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          wake = undefined;
          continue;
        }
        const topics = [...pending];
        pending.clear();
        yield { topics };
      }
    } finally {
      this.#listeners.delete(listener);
      signal?.removeEventListener('abort', stop);
    }
  }
}

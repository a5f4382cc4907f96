import { fail } from '../../contract/fail.ts';

/** The right to ask one panel, until it is given back. */
export interface Turn {
  /** Aborted when the caller gives up, when the connection is set otherwise or taken away, and when the program ends. */
  readonly signal: AbortSignal;
  release(): void;
}

interface Held {
  readonly abort: AbortController;
  /** `gives`: gives way to a person; `stays`: gives way to nobody, and is over in a moment. */
  readonly manner: 'gives' | 'asks' | 'stays';
  readonly over: Promise<void>;
}

/** Of those who want to ask about one pack, one does at a time; the others wait in the order they came. */
export class PackTurns {
  readonly #held = new Map<string, Set<Held>>();
  readonly #last = new Map<string, Promise<void>>();
  #closed = false;

  /**
   * Waits for the turn; who asks by himself gives way (`gives`) to a person who does not want to wait for that. Throws `cancelled` when the caller gives up
   * meanwhile, or all is over.
   */
  async take(packId: string, outer: AbortSignal | undefined, gives = false): Promise<Turn> {
    if (this.#closed || outer?.aborted === true) throw fail('cancelled', {});
    return await this.#queue(packId, outer, gives ? 'gives' : 'asks');
  }

  /** Makes everybody who asks about this pack give up, and keeps the turn: until it is given back nobody asks. Throws `cancelled` when all is over. */
  async hold(packId: string): Promise<Turn> {
    if (this.#closed) throw fail('cancelled', {});
    this.#interrupt(packId);
    return await this.#queue(packId, undefined, 'stays');
  }

  async #queue(packId: string, outer: AbortSignal | undefined, manner: Held['manner']): Promise<Turn> {
    const abort = new AbortController();
    const leave = (): void => abort.abort();
    outer?.addEventListener('abort', leave);
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const before = this.#last.get(packId) ?? Promise.resolve();
    const chain = before.then(() => over);
    this.#last.set(packId, chain);
    if (manner !== 'gives') for (const other of this.#of(packId)) if (other.manner === 'gives') other.abort.abort();
    const held: Held = { abort, manner, over };
    this.#of(packId).add(held);
    const release = (): void => {
      outer?.removeEventListener('abort', leave);
      this.#of(packId).delete(held);
      if (this.#last.get(packId) === chain) this.#last.delete(packId);
      end();
    };
    await before;
    if (!abort.signal.aborted) return { signal: abort.signal, release };
    release();
    throw fail('cancelled', {});
  }

  /** True while somebody asks about this pack or waits to. */
  isTaken(packId: string): boolean {
    return this.#of(packId).size > 0;
  }

  /** Makes everybody give up, for good, and waits until they have. */
  async close(): Promise<void> {
    this.#closed = true;
    const all = [...this.#held].flatMap(([packId, held]) => {
      this.#interrupt(packId);
      return [...held];
    });
    await Promise.all(all.map(({ over }) => over));
  }

  #interrupt(packId: string): void {
    for (const { abort, manner } of this.#of(packId)) if (manner !== 'stays') abort.abort();
  }

  #of(packId: string): Set<Held> {
    const known = this.#held.get(packId);
    if (known !== undefined) return known;
    const fresh = new Set<Held>();
    this.#held.set(packId, fresh);
    return fresh;
  }
}

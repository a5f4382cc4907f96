import type { LogReply } from '../shared/logs.ts';
import type { AccountSum } from './account-sums.ts';
import type { Tally } from './tally.ts';

/** The replies that somebody got, numbered anew in the order in which they were first seen. */
export class Replies {
  readonly shown: readonly LogReply[];
  readonly #numbers = new Map<number, number>();

  constructor({ replies, replyFirst }: Tally, accounts: Iterable<AccountSum>) {
    const counts = new Map<number, { failed: number; deferred: number }>();
    for (const { cells } of accounts) for (const { outcomes } of cells.values()) addUp(counts, outcomes);
    const sorted = [...counts].sort(([a], [b]) => a - b);
    for (const [reply] of sorted) this.#numbers.set(reply, this.#numbers.size);
    this.shown = sorted.map(([reply, outcome]) => {
      const { text, code, enhanced } = replies[reply - 1] ?? { text: '', code: 0, enhanced: '' };
      return { text, code, enhanced, ...outcome, firstAt: replyFirst[reply - 1] ?? 0 };
    });
  }

  /** Number of a reply among those that are shown; undefined = nobody got it. */
  numberOf(reply: number): number | undefined {
    return this.#numbers.get(reply);
  }
}

function addUp(
  counts: Map<number, { failed: number; deferred: number }>,
  outcomes: ReadonlyMap<number, { readonly failed: number; readonly deferred: number }>,
): void {
  for (const [reply, { failed, deferred }] of outcomes) {
    const known = counts.get(reply) ?? { failed: 0, deferred: 0 };
    counts.set(reply, { failed: known.failed + failed, deferred: known.deferred + deferred });
  }
}

import type { LogReply } from '../shared/logs.ts';
import type { AccountSums } from './account-sums.ts';
import { DEFERRED_OF, FAILED_OF, OUTCOME_WIDTH } from './columns.ts';
import { firstKey, secondKey } from './rows.ts';
import type { Tally } from './tally.ts';

/** The replies that somebody got, numbered anew in the order in which they were first seen. */
export class Replies {
  readonly shown: readonly LogReply[];
  readonly #numbers = new Map<number, number>();

  constructor(tally: Tally, sums: AccountSums) {
    const { replies, replyFirst } = tally;
    const sorted = [...countsOf(tally, sums)].sort(([a], [b]) => a - b);
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

/** Recipients that failed or were put off with each reply. */
function countsOf({ outcomes, cells }: Tally, sums: AccountSums): Map<number, { failed: number; deferred: number }> {
  const counts = new Map<number, { failed: number; deferred: number }>();
  for (let row = 0; row < outcomes.size; row++) {
    if (sums.outside(firstKey(cells, firstKey(outcomes, row))) === null) continue;
    const known = counts.get(secondKey(outcomes, row)) ?? { failed: 0, deferred: 0 };
    known.failed += outcomes.cells[row * OUTCOME_WIDTH + FAILED_OF] ?? 0;
    known.deferred += outcomes.cells[row * OUTCOME_WIDTH + DEFERRED_OF] ?? 0;
    counts.set(secondKey(outcomes, row), known);
  }
  return counts;
}

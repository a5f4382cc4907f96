import type { AccountSums } from './account-sums.ts';
import type { Accounts } from './accounts.ts';
import type { Groups } from './groups.ts';
import type { Replies } from './shown-replies.ts';
import type { Tally } from './tally.ts';

/** What the facts of every account are made from. */
export interface FactsContext {
  readonly tally: Tally;
  readonly accounts: Accounts;
  readonly sums: AccountSums;
  readonly replies: Replies;
  /** Rows of `outcomes` by cell, rows of `traceCells` and sets of `sources` by trace. */
  readonly outcomes: Groups;
  readonly quarters: Groups;
  readonly sources: Groups;
}

import type { Lines } from './lines.ts';
import type { Names } from './names.ts';
import type { ReplyText } from './replies.ts';
import type { Rows } from './rows.ts';

/**
 * What was counted. Whose a message is stays open until everything is read: it is counted for a "who", which is everything the log says of its sender; at the
 * end each of them is found an account (`accounts.ts`). Where nothing shows whether a recipient is on this server, it is counted apart by its domain, as "owner".
 */
export interface Tally {
  readonly names: Names;
  readonly lines: Lines;
  readonly replies: readonly ReplyText[];
  /** Epoch seconds of the first line with each reply. */
  readonly replyFirst: readonly number[];
  /** By hash; `WHO_*`. */
  readonly whos: Rows;
  /** By who and domain; domain 0 = it is certain that the recipients are outside. */
  readonly owners: Rows;
  /** By owner and quarter; columns in the order of `LOG_MEASURES`, then `LEFT`. */
  readonly cells: Rows;
  /** By owner, and quarter with kind (`LIMIT_KINDS`); `LIMIT_*`. */
  readonly limits: Rows;
  /** Numbers of domains that are of this server. */
  readonly local: readonly number[];
}

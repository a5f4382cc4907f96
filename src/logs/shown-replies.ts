import type { LogReply } from '../shared/logs.ts';
import { REPLY_DEFERRED, REPLY_FAILED, REPLY_NUMBER, REPLY_WIDTH } from './columns.ts';
import type { Shares } from './shares.ts';
import type { Tally } from './tally.ts';

/** The replies that somebody got, numbered anew in the order in which they were first seen. */
export class Replies {
  readonly shown: readonly LogReply[];
  readonly #counts: Int32Array;

  constructor({ replies, replyFirst }: Tally, { replies: counts }: Shares) {
    this.#counts = counts;
    this.shown = replies.flatMap(({ text, code, enhanced }, place): LogReply[] => {
      const count = (column: number): number => counts[(place + 1) * REPLY_WIDTH + column] ?? 0;
      if (count(REPLY_NUMBER) === 0) return [];
      return [{ text, code, enhanced, failed: count(REPLY_FAILED), deferred: count(REPLY_DEFERRED), firstAt: replyFirst[place] ?? 0 }];
    });
  }

  /** Number of a reply among those that are shown; undefined = nobody got it. */
  numberOf(reply: number): number | undefined {
    const number = this.#counts[reply * REPLY_WIDTH + REPLY_NUMBER] ?? 0;
    return number === 0 ? undefined : number - 1;
  }
}

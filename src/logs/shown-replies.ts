import type { LogReply } from '../shared/logs.ts';
import { REPLY_DEFERRED, REPLY_FAILED, REPLY_NUMBER, REPLY_WIDTH } from './columns.ts';
import type { Shares } from './shares.ts';
import type { Tally } from './tally.ts';

/** The replies that somebody got, in the order in which they were first seen: so they are numbered. */
export function shownReplies({ replies, replyFirst }: Tally, { replies: counts }: Shares): LogReply[] {
  return replies.flatMap(({ text, code, enhanced }, place): LogReply[] => {
    const count = (column: number): number => counts[(place + 1) * REPLY_WIDTH + column] ?? 0;
    if (count(REPLY_NUMBER) === 0) return [];
    return [{ text, code, enhanced, failed: count(REPLY_FAILED), deferred: count(REPLY_DEFERRED), firstAt: replyFirst[place] ?? 0 }];
  });
}

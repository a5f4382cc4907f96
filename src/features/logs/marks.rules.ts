import type { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import type { LogMark } from '../../contract/logs.ts';
import type { LogFacts, LogLine } from '../../shared/logs.ts';

/** A mark as it is stored. */
export interface StoredMark {
  readonly kind: LogMark['kind'];
  readonly account: string;
  readonly line: LogLine;
}

interface Classified {
  readonly class: BounceClass;
  readonly target: BounceTarget;
}

/** Limits are many; of these the first are enough to be seen. */
const MOST_LIMITS = 200;

/** What should be seen on the axis of time, oldest first: the first refusal for the server itself, the first for contents, and every limit the server spoke of. */
export function marksOf(facts: LogFacts, replies: readonly Classified[]): StoredMark[] {
  const firsts = [firstOf(facts, 'first_block', targets(replies, ['sender-ip'])), firstOf(facts, 'first_content', targets(replies, ['content']))];
  const limits = [...facts.limits]
    .sort((a, b) => a.first.at - b.first.at)
    .slice(0, MOST_LIMITS)
    .map(({ kind, account, first }): StoredMark => ({ kind: kind === 'messages' || kind === 'failures' ? 'limit' : kind, account, line: first }));
  return [...firsts.flatMap((first) => first ?? []), ...limits].sort((a, b) => a.line.at - b.line.at);
}

function targets(replies: readonly Classified[], wanted: readonly BounceTarget[]): ReadonlySet<number> {
  return new Set(replies.flatMap(({ class: what, target }, reply) => (what !== 'temporary' && wanted.includes(target) ? [reply] : [])));
}

function firstOf(facts: LogFacts, kind: StoredMark['kind'], replies: ReadonlySet<number>): StoredMark | null {
  let first: StoredMark | null = null;
  for (const { account, refusals } of facts.accounts) {
    for (const { reply, line } of refusals) {
      if (replies.has(reply) && (first === null || line.at < first.line.at)) first = { kind, account, line };
    }
  }
  return first;
}

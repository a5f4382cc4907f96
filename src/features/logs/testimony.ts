import type { z } from 'zod';
import type { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import type { LogLine, LogTrace } from '../../contract/logs.ts';
import type { ReadDb } from '../../db/db.ts';
import { everyAccount, signsOfAccount } from './accounts.repo.ts';
import { readReplies, readSent, type SentCell } from './cells.repo.ts';
import type { FoundLog } from './logs.repo.ts';
import { lineView, StoredRefusals, StoredTraces, traceView } from './stored.rules.ts';

/** One quarter of an hour, with what became of what was submitted in it. Epoch seconds. */
export interface ToldCell {
  readonly start: number;
  readonly counts: SentCell['counts'];
  readonly outcomes: readonly { readonly class: BounceClass; readonly target: BounceTarget; readonly failed: number; readonly deferred: number }[];
}

/** Everything a log says of one account, as far as a moment is judged by it. */
export interface Testimony {
  readonly account: string;
  readonly domain: string;
  readonly hostedId: number | null;
  readonly accountId: string | null;
  readonly clientId: string | null;
  readonly clientName: string;
  readonly cells: readonly ToldCell[];
  readonly traces: readonly (z.input<typeof LogTrace> & Pick<z.infer<typeof StoredTraces>[number], 'slots'>)[];
  readonly refusals: readonly { readonly class: BounceClass; readonly target: BounceTarget; readonly line: z.input<typeof LogLine> }[];
  readonly limits: readonly (Omit<FoundLog['limits'][number], 'first' | 'account'> & { readonly firstAt: number; readonly line: z.input<typeof LogLine> })[];
}

/** What a log says of each of its accounts between two instants (epoch seconds), one after the other. */
export async function* testimonies(db: ReadDb, log: FoundLog, span: { readonly from: number; readonly to: number }): AsyncGenerator<Testimony, void, void> {
  const replies = await readReplies(db, log.id);
  for (const row of await everyAccount(db, log.id)) {
    const cells = await readSent(db, row.id, span);
    const signs = await signsOfAccount(db, row.id);
    yield {
      account: row.account,
      domain: row.domain,
      hostedId: row.hosted_id,
      accountId: row.accountId,
      clientId: row.clientId,
      clientName: row.clientName ?? '',
      cells: cells.map(({ start, counts, outcomes }) => ({ start, counts, outcomes: outcomes.flatMap((outcome) => judged(outcome, replies)) })),
      traces: StoredTraces.parse(JSON.parse(signs.traces)).map((trace) => ({ ...traceView(trace, log.files), slots: trace.slots })),
      refusals: StoredRefusals.parse(JSON.parse(signs.refusals)).flatMap(({ reply, line }) => {
        const said = replies.get(reply);
        return said === undefined ? [] : [{ class: said.class, target: said.target, line: lineView(line, log.files) }];
      }),
      limits: log.limits
        .filter(({ account }) => account === row.account)
        .map(({ kind, allowed, counted, times, lastAt, first, slots }) => ({
          ...{ kind, allowed, counted, times, lastAt, slots },
          firstAt: first.at,
          line: lineView(first, log.files),
        })),
    };
  }
}

function judged(
  { reply, failed, deferred }: { readonly reply: number; readonly failed: number; readonly deferred: number },
  replies: Awaited<ReturnType<typeof readReplies>>,
): ToldCell['outcomes'] {
  const said = replies.get(reply);
  return said === undefined ? [] : [{ class: said.class, target: said.target, failed, deferred }];
}

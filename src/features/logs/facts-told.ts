import type { LogAccountFacts, LogFacts } from '../../shared/logs.ts';
import type { FoundLog } from './logs.repo.ts';
import { marksOf } from './marks.rules.ts';
import { classified } from './replies.rules.ts';
import { lineView, traceView } from './stored.rules.ts';
import type { Testimony } from './testimony.ts';

/** What a scan gave, as if it had been kept: `log` and what it says of each account. For whoever reads logs without keeping anything. */
export function toldByFacts(facts: LogFacts): { readonly log: FoundLog; readonly testimonies: Testimony[] } {
  const replies = facts.replies.map(classified);
  const log = {
    ...{ id: '', packId: null, readAt: 0, zone: facts.zone, from: facts.from, to: facts.to, lines: facts.lines, skipped: facts.skipped },
    files: facts.files.map((file) => ({ ...file, notes: file.notes.map((note) => ({ ...note })) })),
    gaps: facts.gaps.map((gap) => ({ ...gap })),
    limits: facts.limits.map((limit) => ({ ...limit, first: { ...limit.first }, slots: limit.slots.map((slot) => ({ ...slot })) })),
    marks: marksOf(facts, replies).map((mark) => ({ ...mark, line: { ...mark.line } })),
    absent: [...facts.absent],
    unattributed: { ...facts.unattributed, examples: facts.unattributed.examples.map((line) => ({ ...line })) },
  };
  return { log, testimonies: facts.accounts.map((account) => toldOf(account, log, replies)) };
}

function toldOf(account: LogAccountFacts, log: FoundLog, replies: readonly ReturnType<typeof classified>[]): Testimony {
  return {
    account: account.account,
    domain: account.account.includes('.') ? account.account : '',
    ...{ hostedId: null, accountId: null, clientId: null, clientName: '' },
    cells: account.cells.map(({ start, counts, outcomes }) => ({
      start,
      counts,
      outcomes: outcomes.flatMap(({ reply, failed, deferred }) => {
        const said = replies[reply];
        return said === undefined ? [] : [{ ...said, failed, deferred }];
      }),
    })),
    traces: account.traces.map((trace) => ({ ...traceView(trace, log.files), slots: trace.slots.map((slot) => ({ ...slot })) })),
    refusals: account.refusals.flatMap(({ reply, line }) => {
      const said = replies[reply];
      return said === undefined ? [] : [{ ...said, line: lineView(line, log.files) }];
    }),
    limits: log.limits
      .filter((limit) => limit.account === account.account)
      .map(({ kind, allowed, counted, times, lastAt, first, slots }) => ({
        kind,
        allowed,
        counted,
        times,
        lastAt,
        slots,
        firstAt: first.at,
        line: lineView(first, log.files),
      })),
  };
}

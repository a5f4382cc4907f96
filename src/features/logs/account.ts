import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb } from '../../db/db.ts';
import type { LogCell } from '../../shared/logs.ts';
import { findAccount } from './accounts.repo.ts';
import { type JudgedReply, readCells, readReplies } from './cells.repo.ts';
import { type FoundLog, findLog } from './logs.repo.ts';
import { hoursOf } from './shape.rules.ts';
import { instant, lineView, StoredHours, StoredIdentities, StoredRefusals, StoredTraces, traceView } from './stored.rules.ts';
import { hourOffset } from './zone.rules.ts';

type Answer = Awaited<ReturnType<Handlers<Contract['logs']>['account']>>;

/** Everything a log says of one account. Throws `log_not_found`. */
export async function accountOfLog(db: ReadDb, id: string, account: string): Promise<Answer> {
  const log = await findLog(db, id);
  const found = await findAccount(db, id, account);
  const cells = await readCells(db, found.id);
  const offset = hourOffset(log.zone, log.from ?? 0);
  const unique = new Map(StoredHours.parse(JSON.parse(found.hours)).map(({ start, uniqueRecipients }) => [start, uniqueRecipients]));
  const replies = await readReplies(db, id);
  return {
    row: found.row,
    identities: StoredIdentities.parse(JSON.parse(found.identities)),
    hours: [...hoursOf(cells, offset)].map(([start, counts]) => ({ hour: instant(start), counts, uniqueRecipients: unique.get(start) ?? null })),
    traces: StoredTraces.parse(JSON.parse(found.traces)).map((trace) => traceView(trace, log.files)),
    refusals: refusalsOf({ cells, replies, log, lines: StoredRefusals.parse(JSON.parse(found.refusals)) }),
    limits: log.limits
      .filter((limit) => limit.account === account)
      .map(({ account: _, slots: __, ...limit }) => ({ ...limit, lastAt: instant(limit.lastAt), first: lineView(limit.first, log.files) })),
  };
}

/** Lines that are shown of a reply: the first ones of the log. */
const LINES_OF_REPLY = 3;

interface Said {
  readonly cells: readonly LogCell[];
  readonly replies: ReadonlyMap<number, JudgedReply>;
  readonly log: FoundLog;
  readonly lines: readonly { readonly reply: number; readonly line: Parameters<typeof lineView>[0] }[];
}

/** What the account was answered, the most failures first. */
function refusalsOf({ cells, replies, log, lines }: Said): Answer['refusals'] {
  const sums = new Map<number, { failed: number; deferred: number }>();
  for (const { reply, failed, deferred } of cells.flatMap(({ outcomes }) => outcomes)) {
    const sum = sums.get(reply) ?? { failed: 0, deferred: 0 };
    sums.set(reply, { failed: sum.failed + failed, deferred: sum.deferred + deferred });
  }
  const said = [...sums].flatMap(([reply, sum]) => {
    const judged = replies.get(reply);
    if (judged === undefined) return [];
    const first = lines.filter((each) => each.reply === reply).slice(0, LINES_OF_REPLY);
    const places = first.map(({ line }) => lineView(line, log.files));
    return [{ class: judged.class, target: judged.target, text: judged.text, ...sum, lines: places }];
  });
  return said.sort((a, b) => b.failed - a.failed || b.deferred - a.deferred);
}

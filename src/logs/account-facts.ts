import { LOG_IDENTITIES, type LogAccountFacts, type LogCounts, type LogIdentity } from '../shared/logs.ts';
import type { AccountSum } from './account-sums.ts';
import { packedTraces } from './account-traces.ts';
import * as c from './columns.ts';
import type { FactsContext } from './facts-context.ts';
import { runEnd } from './groups.ts';
import { lineOf, order } from './lines.ts';
import { NumberList } from './number-list.ts';
import type { PackedAccount } from './packed-facts.ts';
import { firstKey, raise, secondKey } from './rows.ts';
import { hashesOf, setKey, sizeOf, unitedAll } from './sketch.ts';
import type * as t from './tally.ts';

const REFUSALS = 600;

/** What a log says of one account. */
export function packedAccount(sum: AccountSum, context: FactsContext): PackedAccount {
  const numbers = new NumberList();
  const totals = writeCells(sum, context, numbers);
  const uniqueRecipients = writeHours(sum, context.tally, numbers);
  const identity = (kind: LogIdentity): number => sum.identities.get(kind) ?? 0;
  const [login, panel, script, user, domain] = LOG_IDENTITIES.map(identity);
  const traces = packedTraces(sum, context, numbers);
  return {
    account: sum.account,
    totals: countsOf(totals),
    uniqueRecipients,
    identities: { login: login ?? 0, panel: panel ?? 0, script: script ?? 0, user: user ?? 0, domain: domain ?? 0 },
    numbers: numbers.take(),
    traces,
    refusals: refusalsOf(sum, context),
  };
}

/** Writes what an account did in each quarter. Returns it for all of them. */
function writeCells({ cells: rows }: AccountSum, context: FactsContext, into: NumberList): Int32Array {
  const { cells } = context.tally;
  const quarterOf = (row: number): number => secondKey(cells, row);
  const totals = new Int32Array(c.LEFT);
  const sum = { counts: new Int32Array(c.LEFT), outcomes: new Map() };
  rows.sort((a, b) => quarterOf(a) - quarterOf(b));
  const size = into.leave();
  let quarters = 0;
  for (let from = 0, to = 0; from < rows.length; from = to) {
    to = runEnd(rows, from, quarterOf);
    for (let at = from; at < to; at++) addCell(rows[at] ?? 0, context, sum);
    for (let column = 0; column < c.LEFT; column++) raise(totals, column, sum.counts[column] ?? 0);
    into.push(quarterOf(rows[from] ?? 0));
    writeQuarter(sum, into);
    quarters += 1;
  }
  into.fill(size, quarters);
  return totals;
}

/** What an account did in one quarter; outcomes by reply. There is one for all quarters, as they are many. */
interface QuarterSum {
  readonly counts: Int32Array;
  readonly outcomes: Map<number, { failed: number; deferred: number }>;
}

function addCell(row: number, { tally, sums, outcomes, replies }: FactsContext, sum: QuarterSum): void {
  const { cells } = tally.cells;
  const at = row * c.CELL_WIDTH;
  if (sums.isHere(firstKey(tally.cells, row))) {
    raise(sum.counts, c.LOCAL, cells[at + c.RECIPIENTS] ?? 0);
    return;
  }
  for (let column = 0; column < c.LEFT; column++) raise(sum.counts, column, cells[at + column] ?? 0);
  for (const outcome of outcomes.of(row)) {
    const reply = replies.numberOf(secondKey(tally.outcomes, outcome)) ?? 0;
    const known = sum.outcomes.get(reply) ?? { failed: 0, deferred: 0 };
    known.failed += tally.outcomes.cells[outcome * c.OUTCOME_WIDTH + c.FAILED_OF] ?? 0;
    known.deferred += tally.outcomes.cells[outcome * c.OUTCOME_WIDTH + c.DEFERRED_OF] ?? 0;
    sum.outcomes.set(reply, known);
  }
}

/** Writes a quarter, and leaves nothing of it. */
function writeQuarter({ counts, outcomes }: QuarterSum, into: NumberList): void {
  for (let column = 0; column < c.LEFT; column++) into.push(counts[column] ?? 0);
  counts.fill(0);
  into.push(outcomes.size);
  if (outcomes.size === 0) return;
  for (const [reply, { failed, deferred }] of [...outcomes].sort(([a], [b]) => a - b)) {
    into.push(reply);
    into.push(failed);
    into.push(deferred);
  }
  outcomes.clear();
}

/** Writes how many different recipients there were in each hour. Returns how many in all. */
function writeHours({ uniques: sets }: AccountSum, { uniques }: t.Tally, into: NumberList): number {
  const hourOf = (set: number): number => setKey(uniques, set, 1);
  sets.sort((a, b) => hourOf(a) - hourOf(b));
  const size = into.leave();
  let hours = 0;
  for (let from = 0, to = 0; from < sets.length; from = to) {
    to = runEnd(sets, from, hourOf);
    hours += 1;
    into.push(hourOf(sets[from] ?? 0));
    into.push(sizeOf(unitedAll(sets.slice(from, to).map((set) => hashesOf(uniques, set)))));
  }
  into.fill(size, hours);
  return sizeOf(unitedAll(sets.map((set) => hashesOf(uniques, set))));
}

function countsOf(counts: Int32Array): LogCounts {
  const count = (column: number): number => counts[column] ?? 0;
  return {
    messages: count(c.MESSAGES),
    recipients: count(c.RECIPIENTS),
    delivered: count(c.DELIVERED_TO),
    failed: count(c.FAILED_TO),
    deferredRecipients: count(c.DEFERRED_TO),
    bounces: count(c.BOUNCES),
    localRecipients: count(c.LOCAL),
    queuedAtEnd: count(c.QUEUED),
    forwardedIn: count(c.FORWARDED),
    limitRefusals: count(c.REFUSED),
  };
}

/** The first of each reply and day; of too many those stay that come first among theirs. Only what is shown is masked: that takes longest. */
function refusalsOf({ refusals }: AccountSum, { tally, replies }: FactsContext): LogAccountFacts['refusals'] {
  const { cells } = tally.refusals;
  const inOrder = (a: { readonly line: number }, b: { readonly line: number }): number => order(tally.lines, a.line, b.line);
  const met: { reply: number; line: number; day: number }[] = [];
  for (const row of refusals) {
    const day = secondKey(tally.refusals, row);
    const reply = replies.numberOf(Math.floor(day / c.REPLY_DAYS));
    for (let place = 0; place < c.REFUSAL_LINES && reply !== undefined; place++) {
      const line = cells[row * c.REFUSAL_LINES + place] ?? 0;
      if (line !== 0) met.push({ reply, line, day });
    }
  }
  const kept = new Map<number, number>();
  const ranked = met.sort(inOrder).map((each) => {
    const rank = kept.get(each.day) ?? 0;
    kept.set(each.day, rank + 1);
    return { ...each, rank };
  });
  const first = ranked.filter(({ rank }) => rank < c.REFUSAL_LINES).sort((a, b) => a.rank - b.rank);
  return first
    .slice(0, REFUSALS)
    .sort(inOrder)
    .flatMap(({ reply, line }) => {
      const shown = lineOf(tally.lines, line);
      return shown === null ? [] : [{ reply, line: shown }];
    });
}

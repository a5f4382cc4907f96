import {
  LOG_CELL_SECONDS,
  LOG_IDENTITIES,
  LOG_OTHERS,
  LOG_TRACES,
  type LogAccountFacts,
  type LogCell,
  type LogCounts,
  type LogIdentity,
  type LogTrace,
} from '../shared/logs.ts';
import type { AccountSum, CellSum, TraceSum } from './account-sums.ts';
import type { Accounts } from './accounts.ts';
import * as c from './columns.ts';
import { earlier, lineOf, order } from './lines.ts';
import { nameOf } from './names.ts';
import { secondKey } from './rows.ts';
import type { Replies } from './shown-replies.ts';
import { type ReadySet, sizeOf, united, unitedAll } from './sketch.ts';
import { subjectText } from './subjects.ts';
import type * as t from './tally.ts';
import { isSystemUser } from './who.ts';

export interface FactsContext {
  readonly tally: t.Tally;
  readonly accounts: Accounts;
  /** Network addresses by trace. */
  readonly sources: ReadonlyMap<number, readonly ReadySet[]>;
  /** Quarters by trace: rows of `traceCells`. */
  readonly quarters: ReadonlyMap<number, readonly number[]>;
  readonly replies: Replies;
}

const TRACES_OF_KIND = 20;
const REFUSALS = 600;
/** Mails with one subject from which on it says something; a single mail's is nobody's business. */
const SAME_SUBJECT = 3;
const QUARTERS_OF_HOUR = c.HOUR_SECONDS / LOG_CELL_SECONDS;
const NO_SOURCES: Uint32Array = new Uint32Array(0);

/** What a log says of one account. */
export function accountFacts(sum: AccountSum, context: FactsContext): LogAccountFacts {
  const quarters = [...sum.cells].sort(([a], [b]) => a - b);
  const totals = new Int32Array(c.CELL_WIDTH);
  for (const [, { counts }] of quarters) for (const [column, count] of counts.entries()) totals[column] = (totals[column] ?? 0) + count;
  const hours = [...sum.uniques].map(([hour, parts]) => [hour, unitedAll(parts)] as const).sort(([a], [b]) => a - b);
  const identity = (kind: LogIdentity): number => sum.identities.get(kind) ?? 0;
  const [login, panel, script, user, domain] = LOG_IDENTITIES.map(identity);
  return {
    account: sum.account,
    totals: countsOf(totals),
    uniqueRecipients: sizeOf(unitedAll(hours.map(([, hashes]) => hashes))),
    identities: { login: login ?? 0, panel: panel ?? 0, script: script ?? 0, user: user ?? 0, domain: domain ?? 0 },
    cells: quarters.map(([quarter, cell]) => cellFacts(quarter, cell, context.replies)),
    hours: hours.map(([hour, hashes]) => ({ start: hour * c.HOUR_SECONDS, uniqueRecipients: sizeOf(hashes) })),
    traces: tracesOf(sum, context),
    refusals: refusalsOf(sum, context),
  };
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

function cellFacts(quarter: number, { counts, outcomes }: CellSum, replies: Replies): LogCell {
  const shown = [...outcomes].map(([reply, outcome]) => ({ reply: replies.numberOf(reply) ?? 0, ...outcome }));
  return { start: quarter * LOG_CELL_SECONDS, counts: countsOf(counts), outcomes: shown.sort((a, b) => a.reply - b.reply) };
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

/** The largest of each kind. */
function tracesOf(sum: AccountSum, context: FactsContext): LogTrace[] {
  const shown: LogTrace[] = [];
  for (let kind = 0; kind < LOG_TRACES.length; kind++) {
    const weighed = [...sum.traces.values()].filter((trace) => trace.kind === kind).map((trace) => ({ trace, ...weigh(context.tally, trace) }));
    const counted = weighed.filter(({ value, messages, recipients, failed }) => {
      if (kind === c.REFUSED_LOGIN_TRACE && !context.accounts.isLogin(value)) return false;
      return kind === c.SUBJECT_TRACE ? messages >= SAME_SUBJECT : messages + recipients + failed > 0;
    });
    counted.sort((a, b) => b.recipients + b.failed - a.recipients - a.failed || b.messages - a.messages || (a.value < b.value ? -1 : 1));
    for (const { trace, value, ...counts } of counted.slice(0, TRACES_OF_KIND)) {
      const facts = traceFacts(trace, { sum, context, value, counts });
      if (facts !== null) shown.push(facts);
    }
    const others = kind === c.SENDER_TRACE ? counted.slice(TRACES_OF_KIND).filter(({ value }) => isForeign(value, sum.account, context.accounts)) : [];
    const together = othersFacts(others, { sum, context });
    if (together !== null) shown.push(together);
  }
  return shown;
}

/** Foreign senders beyond those that are told one by one, as one trace: who takes another one for each mail would be seen by none of them. */
function othersFacts(others: readonly (Weight & { readonly trace: TraceSum })[], { sum, context }: Pick<TraceContext, 'sum' | 'context'>): LogTrace | null {
  if (others.length === 0) return null;
  const total = (column: keyof Weight): number => others.reduce((all, each) => all + each[column], 0);
  const counts = { messages: total('messages'), recipients: total('recipients'), failed: total('failed') };
  const together = { kind: c.SENDER_TRACE, name: 0, rows: others.flatMap(({ trace }) => trace.rows) };
  const facts = traceFacts(together, { sum, context, value: LOG_OTHERS, counts });
  if (facts === null) return null;
  const begun = new Map<number, number>();
  for (const { trace } of others) {
    const begin = (quartersOf(trace.rows, context)[0]?.quarter ?? 0) * LOG_CELL_SECONDS;
    begun.set(begin, (begun.get(begin) ?? 0) + 1);
  }
  return { ...facts, foreign: true, sources: others.length, slots: facts.slots.map((slot) => ({ ...slot, fresh: begun.get(slot.start) ?? 0 })) };
}

interface Weight {
  readonly messages: number;
  readonly recipients: number;
  readonly failed: number;
}

function weigh({ traces, names }: t.Tally, { name, rows }: TraceSum): Weight & { readonly value: string } {
  const total = (column: number): number => rows.reduce((all, row) => all + (traces.cells[row * c.TRACE_WIDTH + column] ?? 0), 0);
  return { value: nameOf(names, name), messages: total(c.TRACE_MESSAGES), recipients: total(c.TRACE_RECIPIENTS), failed: total(c.TRACE_FAILED) };
}

interface TraceContext {
  readonly sum: AccountSum;
  readonly context: FactsContext;
  readonly value: string;
  readonly counts: Weight;
}

/** null = no line of it was kept. */
function traceFacts({ kind, rows }: TraceSum, { sum, context, value, counts }: TraceContext): LogTrace | null {
  const { tally, accounts } = context;
  const cell = (row: number, column: number): number => tally.traces.cells[row * c.TRACE_WIDTH + column] ?? 0;
  const first = lineOf(
    tally.lines,
    rows.reduce((line, row) => earlier(tally.lines, line, cell(row, c.TRACE_LINE)), 0),
  );
  const name = LOG_TRACES[kind];
  if (first === null || name === undefined) return null;
  const slots = slotsOf(quartersOf(rows, context));
  return {
    kind: name,
    value: kind === c.SUBJECT_TRACE ? subjectText(value) : value,
    foreign: kind === c.SENDER_TRACE && isForeign(value, sum.account, accounts),
    ...counts,
    sources: slots.reduce((sum, { fresh }) => sum + fresh, 0),
    slots,
    first,
    lastAt: Math.max(...rows.map((row) => cell(row, c.TRACE_LAST) >>> 0)),
  };
}

/** A user of the server that sends in its own name at the name of the server is not foreign, nor is the one everybody's scripts run as. */
function isForeign(sender: string, account: string, accounts: Accounts): boolean {
  const at = sender.lastIndexOf('@');
  const user = sender.slice(0, at);
  return at >= 0 && user !== account.toLowerCase() && !isSystemUser(user) && !accounts.isOwn(account, sender.slice(at + 1));
}

interface QuarterSum {
  readonly quarter: number;
  messages: number;
  recipients: number;
  failed: number;
  sources: Uint32Array;
}

/** What the rows of a trace hold, quarter by quarter, ascending. */
function quartersOf(rows: readonly number[], { tally, quarters, sources }: FactsContext): QuarterSum[] {
  const sums = new Map<number, QuarterSum>();
  const of = (quarter: number): QuarterSum => {
    const known = sums.get(quarter) ?? { quarter, messages: 0, recipients: 0, failed: 0, sources: NO_SOURCES };
    sums.set(quarter, known);
    return known;
  };
  const { traceCells } = tally;
  for (const trace of rows) {
    for (const row of quarters.get(trace) ?? []) {
      const sum = of(secondKey(traceCells, row));
      sum.messages += traceCells.cells[row * c.TRACE_CELL_WIDTH + c.TRACE_MESSAGES] ?? 0;
      sum.recipients += traceCells.cells[row * c.TRACE_CELL_WIDTH + c.TRACE_RECIPIENTS] ?? 0;
      sum.failed += traceCells.cells[row * c.TRACE_CELL_WIDTH + c.TRACE_FAILED] ?? 0;
    }
    for (const { b, hashes } of sources.get(trace) ?? []) of(b).sources = united(of(b).sources, hashes);
  }
  return [...sums.values()].sort((a, b) => a.quarter - b.quarter);
}

/** Addresses are told by the hour that ends with each quarter, and by those that were never seen before, so that they are exact for every end of a window. */
function slotsOf(quarters: readonly QuarterSum[]): LogTrace['slots'] {
  let [seen, altogether] = [NO_SOURCES, 0];
  return quarters.map(({ quarter, messages, recipients, failed, sources }, place) => {
    const before = altogether;
    const hour = quarters.slice(Math.max(0, place - QUARTERS_OF_HOUR + 1), place + 1).filter((each) => each.quarter > quarter - QUARTERS_OF_HOUR);
    seen = united(seen, sources);
    altogether = Math.max(altogether, sizeOf(seen));
    const counts = { messages, recipients, failed, sources: sizeOf(unitedAll(hour.map((each) => each.sources))), fresh: altogether - before };
    return { start: quarter * LOG_CELL_SECONDS, seconds: LOG_CELL_SECONDS, ...counts };
  });
}

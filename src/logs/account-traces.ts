import { LOG_CELL_SECONDS, LOG_OTHERS, LOG_TRACES } from '../shared/logs.ts';
import type { AccountSum, TraceSum } from './account-sums.ts';
import type { Accounts } from './accounts.ts';
import * as c from './columns.ts';
import type { FactsContext } from './facts-context.ts';
import { runEnd } from './groups.ts';
import { earlier, lineOf } from './lines.ts';
import { nameOf } from './names.ts';
import type { NumberList } from './number-list.ts';
import type { PackedTrace } from './packed-facts.ts';
import { secondKey } from './rows.ts';
import { hashesOf, setKey, sizeOf, united, unitedAll } from './sketch.ts';
import { subjectText } from './subjects.ts';
import { isSystemUser } from './who.ts';

const TRACES_OF_KIND = 20;
/** Mails with one subject from which on it says something; a single mail's is nobody's business. */
const SAME_SUBJECT = 3;
const QUARTERS_OF_HOUR = c.HOUR_SECONDS / LOG_CELL_SECONDS;
/** Of a slot, in their order. */
const SLOT_COLUMNS = [c.TRACE_MESSAGES, c.TRACE_RECIPIENTS, c.TRACE_FAILED] as const;
const NO_SOURCES: Uint32Array = new Uint32Array(0);

/** The largest of each kind; their slots are written in the same order. */
export function packedTraces(sum: AccountSum, context: FactsContext, into: NumberList): PackedTrace[] {
  const shown: PackedTrace[] = [];
  for (let kind = 0; kind < LOG_TRACES.length; kind++) {
    const counted = [...sum.traces.values()].flatMap((trace) => (trace.kind === kind ? countedOf(trace, context) : []));
    counted.sort((a, b) => b.recipients + b.failed - a.recipients - a.failed || b.messages - a.messages || (a.value < b.value ? -1 : 1));
    for (const trace of counted.slice(0, TRACES_OF_KIND)) {
      const facts = traceFacts(trace, sum, context);
      if (facts !== null) shown.push({ ...facts, sources: writeSlots(trace.rows, context, { into, begun: null }) });
    }
    const others = kind === c.SENDER_TRACE ? counted.slice(TRACES_OF_KIND).filter(({ value }) => isForeign(value, sum.account, context.accounts)) : [];
    const together = traceFacts(togetherOf(others), sum, context);
    if (together === null) continue;
    writeSlots(
      others.flatMap(({ rows }) => rows),
      context,
      { into, begun: begunOf(others, context) },
    );
    shown.push({ ...together, foreign: true, sources: others.length });
  }
  return shown;
}

interface Weight {
  readonly messages: number;
  readonly recipients: number;
  readonly failed: number;
}

type Weighed = Pick<TraceSum, 'kind' | 'rows'> & Weight & { readonly value: string };

/** A trace with what it counts, unless it is too small to say something, or no login of anybody here. */
function countedOf({ kind, name, rows }: TraceSum, { tally, accounts }: FactsContext): Weighed[] {
  const total = (column: number): number => rows.reduce((all, row) => all + (tally.traces.cells[row * c.TRACE_WIDTH + column] ?? 0), 0);
  const [messages, recipients, failed] = [total(c.TRACE_MESSAGES), total(c.TRACE_RECIPIENTS), total(c.TRACE_FAILED)];
  if (kind === c.SUBJECT_TRACE ? messages < SAME_SUBJECT : messages + recipients + failed === 0) return [];
  const value = nameOf(tally.names, name);
  return kind === c.REFUSED_LOGIN_TRACE && !accounts.isLogin(value) ? [] : [{ kind, rows, value, messages, recipients, failed }];
}

/** Foreign senders beyond those that are told one by one, as one trace: who takes another one for each mail would be seen by none of them. */
function togetherOf(others: readonly Weighed[]): Weighed {
  const total = (column: keyof Weight): number => others.reduce((all, each) => all + each[column], 0);
  const counts = { messages: total('messages'), recipients: total('recipients'), failed: total('failed') };
  return { kind: c.SENDER_TRACE, value: LOG_OTHERS, rows: others.flatMap(({ rows }) => rows), ...counts };
}

/** How many of the traces began in each quarter. */
function begunOf(traces: readonly Weighed[], context: FactsContext): Map<number, number> {
  const begun = new Map<number, number>();
  for (const { rows } of traces) {
    const [first] = quartersOf(rows, context);
    const quarter = first === undefined ? 0 : secondKey(context.tally.traceCells, first);
    begun.set(quarter, (begun.get(quarter) ?? 0) + 1);
  }
  return begun;
}

/** null = no line of it was kept. */
function traceFacts(
  { kind, value, rows, messages, recipients, failed }: Weighed,
  { account }: AccountSum,
  context: FactsContext,
): Omit<PackedTrace, 'sources'> | null {
  const { tally, accounts } = context;
  const cell = (row: number, column: number): number => tally.traces.cells[row * c.TRACE_WIDTH + column] ?? 0;
  const first = lineOf(
    tally.lines,
    rows.reduce((line, row) => earlier(tally.lines, line, cell(row, c.TRACE_LINE)), 0),
  );
  const name = LOG_TRACES[kind];
  if (first === null || name === undefined) return null;
  return {
    kind: name,
    value: kind === c.SUBJECT_TRACE ? subjectText(value) : value,
    foreign: kind === c.SENDER_TRACE && isForeign(value, account, accounts),
    ...{ messages, recipients, failed, first },
    lastAt: Math.max(...rows.map((row) => cell(row, c.TRACE_LAST) >>> 0)),
  };
}

/** A user of the server that sends in its own name at the name of the server is not foreign, nor is the one everybody's scripts run as. */
function isForeign(sender: string, account: string, accounts: Accounts): boolean {
  const at = sender.lastIndexOf('@');
  const user = sender.slice(0, at);
  return at >= 0 && user !== account.toLowerCase() && !isSystemUser(user) && !accounts.isOwn(account, sender.slice(at + 1));
}

/** Rows of the quarters of traces, ascending; those of one trace mostly are. */
function quartersOf(traces: readonly number[], { tally, quarters }: FactsContext): Int32Array {
  const parts = traces.map((trace) => quarters.of(trace));
  const rows = new Int32Array(parts.reduce((size, part) => size + part.length, 0));
  let size = 0;
  for (const part of parts) {
    rows.set(part, size);
    size += part.length;
  }
  const order = (a: number, b: number): number => secondKey(tally.traceCells, a) - secondKey(tally.traceCells, b);
  return rows.every((row, place) => place === 0 || order(rows[place - 1] ?? 0, row) <= 0) ? rows : rows.sort(order);
}

interface Slots {
  readonly into: NumberList;
  /** By quarter: what is told as fresh instead of addresses; null = they are. */
  readonly begun: ReadonlyMap<number, number> | null;
}

/** Writes what rows that are one trace hold, quarter by quarter. Returns how many network addresses it came from. */
function writeSlots(traces: readonly number[], context: FactsContext, { into, begun }: Slots): number {
  const { traceCells } = context.tally;
  const rows = quartersOf(traces, context);
  const quarterOf = (row: number): number => secondKey(traceCells, row);
  const addresses = new Addresses(traces, context);
  const size = into.leave();
  let slots = 0;
  for (let from = 0, to = 0; from < rows.length; from = to) {
    to = runEnd(rows, from, quarterOf);
    slots += 1;
    const quarter = quarterOf(rows[from] ?? 0);
    into.push(quarter);
    for (const column of SLOT_COLUMNS) {
      let sum = 0;
      for (let at = from; at < to; at++) sum += traceCells.cells[(rows[at] ?? 0) * c.TRACE_CELL_WIDTH + column] ?? 0;
      into.push(sum);
    }
    into.push(addresses.inHourTo(quarter));
    const fresh = addresses.freshIn(quarter);
    into.push(begun === null ? fresh : (begun.get(quarter) ?? 0));
  }
  into.fill(size, slots);
  return addresses.altogether;
}

/** Network addresses of a trace: those of the hour that ends with a quarter, and those that were never seen before, so that they are exact for every end of a window. */
class Addresses {
  altogether = 0;
  #seen = NO_SOURCES;
  readonly #byQuarter = new Map<number, Uint32Array>();

  constructor(traces: readonly number[], { tally, sources }: FactsContext) {
    for (const trace of traces) {
      for (const set of sources.of(trace)) {
        const quarter = setKey(tally.sources, set, 1);
        this.#byQuarter.set(quarter, united(this.#byQuarter.get(quarter) ?? NO_SOURCES, hashesOf(tally.sources, set)));
      }
    }
  }

  inHourTo(quarter: number): number {
    if (this.#byQuarter.size === 0) return 0;
    const parts = Array.from({ length: QUARTERS_OF_HOUR }, (_, before) => this.#byQuarter.get(quarter - before) ?? NO_SOURCES);
    return sizeOf(unitedAll(parts));
  }

  /** To be asked for one quarter after the other. */
  freshIn(quarter: number): number {
    const before = this.altogether;
    this.#seen = united(this.#seen, this.#byQuarter.get(quarter) ?? NO_SOURCES);
    this.altogether = Math.max(before, sizeOf(this.#seen));
    return this.altogether - before;
  }
}

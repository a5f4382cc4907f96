import { LOG_CELL_SECONDS } from '../shared/logs.ts';
import { createLines, earlier, type Lines, packLines } from './lines.ts';
import { createNames, type Names, packNames } from './names.ts';
import type { ReplyText } from './replies.ts';
import type { Room } from './room.ts';
import { createRows, packRows, type Rows, raise, rowOf } from './rows.ts';
import { allSets, createSetList, createSets, type OpenSets, packSets, type SetList } from './sketch.ts';

/**
 * What was counted. Whose a message is stays open until everything is read: it is counted for a "who", which is everything the log says of its sender; at the
 * end each of them is found an account (`accounts.ts`). Where nothing shows whether a recipient is on this server, it is counted apart by its domain, as "owner".
 * All of it are sums, sets and first places: parts can be put together.
 */
export interface Tally {
  readonly names: Names;
  readonly lines: Lines;
  readonly replies: ReplyText[];
  /** Epoch seconds of the first line with each reply. */
  readonly replyFirst: number[];
  /** By hash; `WHO_*`. */
  readonly whos: Rows;
  /** By who and domain; domain 0 = it is certain that the recipients are outside. */
  readonly owners: Rows;
  /** By owner and quarter; columns in the order of `LOG_MEASURES`, then `LEFT`. */
  readonly cells: Rows;
  /** By cell and reply; `FAILED_OF`, `DEFERRED_OF`. */
  readonly outcomes: Rows;
  /** By owner with kind, and name; `TRACE_*`. */
  readonly traces: Rows;
  /** By trace and quarter; the first columns of `TRACE_*`. */
  readonly traceCells: Rows;
  /** Of recipients, by owner and hour, while lines are read; of what was joined, those of each part. */
  readonly uniques: OpenSets;
  readonly uniqueLists: SetList;
  /** Of network addresses, by trace and quarter, likewise. */
  readonly sources: OpenSets;
  readonly sourceLists: SetList;
  /** By owner, and reply with its day (`replyOnDay`); the first lines. */
  readonly refusals: Rows;
  /** By owner, and quarter with kind (`LIMIT_KINDS`); `LIMIT_*`. */
  readonly limits: Rows;
  /** Numbers of domains that are of this server. */
  readonly local: number[];
}

export const [MESSAGES, RECIPIENTS, DELIVERED_TO, FAILED_TO, DEFERRED_TO, BOUNCES, LOCAL, QUEUED, FORWARDED, REFUSED, LEFT, CELL_WIDTH] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
] as const;
export const [WHO_LOGIN, WHO_USER, WHO_PANEL_USER, WHO_PANEL_DOMAIN, WHO_SCRIPT, WHO_DOMAIN_HIGH, WHO_DOMAIN_LOW, WHO_LINE, WHO_WIDTH] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const;
export const [TRACE_MESSAGES, TRACE_RECIPIENTS, TRACE_FAILED, TRACE_SERIAL, TRACE_CELL_WIDTH, TRACE_LINE, TRACE_LAST, LAST_CELL, LAST_ROW, TRACE_WIDTH] = [
  0, 1, 2, 3, 4, 4, 5, 6, 7, 8,
] as const;
export const [FAILED_OF, DEFERRED_OF, OUTCOME_WIDTH] = [0, 1, 2] as const;
export const [LIMIT_ALLOWED, LIMIT_COUNTED, LIMIT_TIMES, LIMIT_LAST, LIMIT_LINE, LIMIT_WIDTH] = [0, 1, 2, 3, 4, 5] as const;
/** Kinds of limits share a key with the quarter. */
export const LIMIT_KINDS = 8;
/** Days that share a key with a reply: so many in a row are told apart. */
const DAYS = 1024;
const DAY_SECONDS = 86_400;
/** Lines that are kept of an owner's reply on one day. */
export const REFUSAL_LINES = 3;
/** Kinds of traces share a key with the owner. */
export const TRACE_KINDS = 8;
export const [SCRIPT_TRACE, LOGIN_TRACE, SENDER_TRACE, SUBJECT_TRACE, DESTINATION_TRACE, REFUSED_LOGIN_TRACE] = [0, 1, 2, 3, 4, 5] as const;
export const HOUR_SECONDS = 3600;

export function createTally(old?: Tally): Tally {
  return {
    names: createNames(old?.names),
    lines: createLines(old?.lines),
    replies: [],
    replyFirst: [],
    whos: createRows(WHO_WIDTH, old?.whos),
    owners: createRows(0, old?.owners),
    cells: createRows(CELL_WIDTH, old?.cells),
    outcomes: createRows(OUTCOME_WIDTH, old?.outcomes),
    traces: createRows(TRACE_WIDTH, old?.traces),
    traceCells: createRows(TRACE_CELL_WIDTH, old?.traceCells),
    uniques: createSets(old?.uniques),
    uniqueLists: createSetList(),
    sources: createSets(old?.sources),
    sourceLists: createSetList(),
    refusals: createRows(REFUSAL_LINES, old?.refusals),
    limits: createRows(LIMIT_WIDTH, old?.limits),
    local: [],
  };
}

/** The quarter of an instant: so many since 1970. */
export function quarterOf(at: number): number {
  return Math.floor(at / LOG_CELL_SECONDS);
}

/** Place in `cells.cells` of the quarter of an instant. */
export function cellAt({ cells }: Tally, owner: number, at: number): number {
  return rowOf(cells, owner, quarterOf(at)) * CELL_WIDTH;
}

/** What a message adds to a trace. */
export interface TraceGain {
  messages: number;
  recipients: number;
  failed: number;
  at: number;
  /** 0 = not known. */
  source: number;
}

/** Row of the trace. */
export function traceOf({ traces }: Tally, owner: number, { kind, name }: { readonly kind: number; readonly name: number }): number {
  return rowOf(traces, owner * TRACE_KINDS + kind, name);
}

/** Counts for a trace and its quarter. */
export function addToTrace(tally: Tally, trace: number, gain: TraceGain): void {
  const { traces, traceCells } = tally;
  const row = quarterRow(tally, trace, quarterOf(gain.at)) * TRACE_CELL_WIDTH;
  gather(traces.cells, trace * TRACE_WIDTH, gain);
  gather(traceCells.cells, row, gain);
  const last = trace * TRACE_WIDTH + TRACE_LAST;
  if ((traces.cells[last] ?? 0) < gain.at) traces.cells[last] = gain.at;
}

/** Row of a quarter of a trace: mostly that of the last one. */
function quarterRow({ traces, traceCells }: Tally, trace: number, quarter: number): number {
  const { cells } = traces;
  const at = trace * TRACE_WIDTH;
  if (cells[at + LAST_CELL] === quarter + 1) return cells[at + LAST_ROW] ?? 0;
  const row = rowOf(traceCells, trace, quarter);
  cells[at + LAST_CELL] = quarter + 1;
  cells[at + LAST_ROW] = row;
  return row;
}

function gather(cells: Int32Array, at: number, { messages, recipients, failed }: TraceGain): void {
  if (messages !== 0) raise(cells, at + TRACE_MESSAGES, messages);
  if (recipients !== 0) raise(cells, at + TRACE_RECIPIENTS, recipients);
  if (failed !== 0) raise(cells, at + TRACE_FAILED, failed);
}

/** Key of a reply on the day of an instant. */
export function replyOnDay(reply: number, at: number): number {
  return reply * DAYS + (Math.floor(at / DAY_SECONDS) % DAYS);
}

/** The reply of such a key, and another reply in its place. */
export function replyOf(key: number): number {
  return Math.floor(key / DAYS);
}

export function withReply(key: number, reply: number): number {
  return reply * DAYS + (key % DAYS);
}

/** One kind of limit an owner met in one quarter. Numbers −1 = not said. */
export interface LimitMet {
  readonly kind: number;
  readonly quarter: number;
  readonly allowed: number;
  readonly counted: number;
  readonly times: number;
  readonly last: number;
  readonly line: number;
}

/** Adds up; the numbers are those of the first line. */
export function addLimit({ limits, lines }: Tally, owner: number, { kind, quarter, allowed, counted, times, last, line }: LimitMet): void {
  const at = rowOf(limits, owner, quarter * LIMIT_KINDS + kind) * LIMIT_WIDTH;
  const { cells } = limits;
  const before = cells[at + LIMIT_LINE] ?? 0;
  const first = earlier(lines, before, line);
  if (cells[at + LIMIT_TIMES] === 0 || (first === line && line !== before)) {
    cells[at + LIMIT_ALLOWED] = allowed;
    cells[at + LIMIT_COUNTED] = counted;
  }
  cells[at + LIMIT_LINE] = first;
  raise(cells, at + LIMIT_TIMES, times);
  cells[at + LIMIT_LAST] = Math.max(cells[at + LIMIT_LAST] ?? 0, last);
}

/** Keeps a line among the first of its kind, in their order; one that is there already is not kept twice. */
export function keepFirst({ refusals, lines }: Tally, row: number, line: number): void {
  const { cells } = refusals;
  let moved = line;
  for (let at = row * REFUSAL_LINES; at < (row + 1) * REFUSAL_LINES && moved !== 0; at++) {
    const there = cells[at] ?? 0;
    if (there === moved) return;
    if (earlier(lines, there, moved) !== moved) continue;
    cells[at] = moved;
    moved = there;
  }
}

/** A tally that nothing is added to any more: no set is open. */
export function closeTally(tally: Tally): Tally {
  return {
    ...tally,
    uniques: createSets(),
    uniqueLists: allSets(tally.uniqueLists, tally.uniques),
    sources: createSets(),
    sourceLists: allSets(tally.sourceLists, tally.sources),
  };
}

/** A closed tally in as little memory as it needs. */
export function packTally(tally: Tally, room: Room): Tally {
  return {
    ...tally,
    names: packNames(tally.names, room),
    lines: packLines(tally.lines, room),
    whos: packRows(tally.whos, room),
    owners: packRows(tally.owners, room),
    cells: packRows(tally.cells, room),
    outcomes: packRows(tally.outcomes, room),
    traces: packRows(tally.traces, room),
    traceCells: packRows(tally.traceCells, room),
    refusals: packRows(tally.refusals, room),
    limits: packRows(tally.limits, room),
    uniqueLists: packSets(tally.uniqueLists, room),
    sourceLists: packSets(tally.sourceLists, room),
  };
}

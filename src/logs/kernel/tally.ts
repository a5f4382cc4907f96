import * as c from '../columns';
import { quarterOf } from './place';
import { bump, rowOf } from './rows';
import { whole } from './stretch';

const DAY_SECONDS: u32 = 86_400;

/** Address of the columns of an owner's quarter. */
export function cellAt(owner: i32, at: u32): usize {
  return whole.cells.row(rowOf(whole.cells, owner, quarterOf(at)));
}

/** Row of a trace of an owner. */
export function traceOf(owner: i32, kind: i32, name: i32): i32 {
  return rowOf(whole.traces, owner * c.TRACE_KINDS + kind, name);
}

/** What a message adds to a trace. */
export class Gain {
  messages: i32 = 0;
  recipients: i32 = 0;
  failed: i32 = 0;
  at: u32 = 0;

  /** Adds it to the trace and its quarter. */
  addTo(trace: i32): void {
    const quarter = quarterRow(trace, quarterOf(this.at));
    const cells = whole.traces.row(trace);
    this.gather(cells);
    this.gather(whole.traceCells.row(quarter));
    if (load<u32>(cells, 4 * c.TRACE_LAST) < this.at) store<u32>(cells, this.at, 4 * c.TRACE_LAST);
  }

  private gather(at: usize): void {
    bump(at + 4 * c.TRACE_MESSAGES, this.messages);
    bump(at + 4 * c.TRACE_RECIPIENTS, this.recipients);
    bump(at + 4 * c.TRACE_FAILED, this.failed);
  }
}

/** Row of a quarter of a trace: mostly that of the last one. */
function quarterRow(trace: i32, quarter: i32): i32 {
  const at = whole.traces.row(trace);
  if (load<i32>(at, 4 * c.LAST_CELL) === quarter + 1) return load<i32>(at, 4 * c.LAST_ROW);
  const row = rowOf(whole.traceCells, trace, quarter);
  store<i32>(at, quarter + 1, 4 * c.LAST_CELL);
  store<i32>(at, row, 4 * c.LAST_ROW);
  return row;
}

/** Key of a reply on the day of an instant. */
export function replyOnDay(reply: i32, at: u32): i32 {
  return reply * c.REPLY_DAYS + i32((at / DAY_SECONDS) % c.REPLY_DAYS);
}

/** The line of a place gives way to one that comes first. */
export function putFirst(at: usize, line: i32): void {
  if (line !== 0) store<i32>(at, whole.lines.earlier(load<i32>(at), line));
}

/** Keeps a line among the first of its kind, in their order; one that is there already is not kept twice. */
export function keepFirst(row: i32, line: i32): void {
  const from = whole.refusals.row(row);
  let moved = line;
  for (let at = from; at < from + 4 * c.REFUSAL_LINES && moved !== 0; at += 4) {
    const there = load<i32>(at);
    if (there === moved) return;
    if (whole.lines.earlier(there, moved) !== moved) continue;
    store<i32>(at, moved);
    moved = there;
  }
}

/** One kind of limit an owner met in one quarter. Numbers −1 = not said. */
export class LimitMet {
  kind: i32 = 0;
  quarter: i32 = 0;
  allowed: i32 = -1;
  counted: i32 = -1;
  times: i32 = 1;
  last: u32 = 0;
  line: i32 = 0;

  /** Adds up; the numbers are those of the first line. */
  addTo(owner: i32): void {
    const limits = whole.limits;
    const at = limits.row(rowOf(limits, owner, this.quarter * c.LIMIT_KINDS + this.kind));
    const before = load<i32>(at, 4 * c.LIMIT_LINE);
    const first = whole.lines.earlier(before, this.line);
    if (load<i32>(at, 4 * c.LIMIT_TIMES) === 0 || (first === this.line && this.line !== before)) {
      store<i32>(at, this.allowed, 4 * c.LIMIT_ALLOWED);
      store<i32>(at, this.counted, 4 * c.LIMIT_COUNTED);
    }
    store<i32>(at, first, 4 * c.LIMIT_LINE);
    bump(at + 4 * c.LIMIT_TIMES, this.times);
    store<u32>(at, max(load<u32>(at, 4 * c.LIMIT_LAST), this.last), 4 * c.LIMIT_LAST);
  }
}

import type { Carrier } from './carrier.ts';
import { bump, firstKey, type Rows, rowOf, secondKey } from './rows.ts';
import { addSet, allSets, type SetList, setsOf } from './sketch.ts';
import * as t from './tally.ts';

/** Adds what was counted in one tally to another. Lines of the first come after those of the second. `wants` leaves traces out. */
export function addTally(carrier: Carrier, wants: (trace: number) => boolean): void {
  const { from } = carrier;
  for (let who = 0; who < from.whos.size; who++) addWhoLine(carrier, who);
  addCells(carrier);
  addTraces(carrier, wants);
  addSets(allSets(from.uniqueLists, from.uniques), carrier.to.uniqueLists, (owner) => carrier.owner(owner));
  addRefusals(carrier);
  addLimits(carrier);
  const known = new Set(carrier.to.local);
  for (const domain of from.local) {
    const carried = carrier.name(domain);
    if (carried !== 0 && !known.has(carried)) carrier.to.local.push(carried);
  }
}

/** The first line of a sender; one that has nothing but a line that is not the first is not taken along. */
function addWhoLine(carrier: Carrier, who: number): void {
  const line = carrier.from.whos.cells[who * t.WHO_WIDTH + t.WHO_LINE] ?? 0;
  if (line === 0) return;
  const at = carrier.who(who) * t.WHO_WIDTH + t.WHO_LINE;
  if (carrier.to.whos.cells[at] === 0) carrier.to.whos.cells[at] = carrier.line(line);
}

function addCells(carrier: Carrier): void {
  const { from, to } = carrier;
  const cells = new Int32Array(from.cells.size);
  for (let row = 0; row < from.cells.size; row++) {
    const carried = rowOf(to.cells, carrier.owner(firstKey(from.cells, row)), secondKey(from.cells, row));
    addColumns(from.cells, to.cells, { row, carried, columns: t.CELL_WIDTH });
    cells[row] = carried;
  }
  for (let row = 0; row < from.outcomes.size; row++) {
    const carried = rowOf(to.outcomes, cells[firstKey(from.outcomes, row)] ?? 0, carrier.reply(secondKey(from.outcomes, row)));
    addColumns(from.outcomes, to.outcomes, { row, carried, columns: t.OUTCOME_WIDTH });
  }
}

function addColumns(from: Rows, to: Rows, { row, carried, columns }: { readonly row: number; readonly carried: number; readonly columns: number }): void {
  for (let column = 0; column < columns; column++) {
    const value = from.cells[row * from.columns + column] ?? 0;
    if (value !== 0) bump(to, carried * to.columns + column, value);
  }
}

function addTraces(carrier: Carrier, wants: (trace: number) => boolean): void {
  const { from, to } = carrier;
  const traces = new Int32Array(from.traces.size).fill(-1);
  for (let row = 0; row < from.traces.size; row++) if (wants(row)) traces[row] = addTrace(carrier, row);
  for (let row = 0; row < from.traceCells.size; row++) {
    const trace = traces[firstKey(from.traceCells, row)] ?? -1;
    if (trace < 0) continue;
    const carried = rowOf(to.traceCells, trace, secondKey(from.traceCells, row));
    addColumns(from.traceCells, to.traceCells, { row, carried, columns: t.TRACE_SERIAL });
  }
  addSets(allSets(from.sourceLists, from.sources), to.sourceLists, (trace) => traces[trace] ?? -1);
}

function addTrace(carrier: Carrier, row: number): number {
  const { from, to } = carrier;
  const key = firstKey(from.traces, row);
  const owner = carrier.owner(Math.floor(key / t.TRACE_KINDS));
  const carried = rowOf(to.traces, owner * t.TRACE_KINDS + (key % t.TRACE_KINDS), carrier.name(secondKey(from.traces, row)));
  addColumns(from.traces, to.traces, { row, carried, columns: t.TRACE_SERIAL });
  const here = carried * t.TRACE_WIDTH;
  const there = row * t.TRACE_WIDTH;
  if (to.traces.cells[here + t.TRACE_LINE] === 0) {
    const line = carrier.line(from.traces.cells[there + t.TRACE_LINE] ?? 0);
    to.traces.cells[here + t.TRACE_LINE] = line;
  }
  to.traces.cells[here + t.TRACE_LAST] = Math.max(to.traces.cells[here + t.TRACE_LAST] ?? 0, from.traces.cells[there + t.TRACE_LAST] ?? 0);
  return carried;
}

/** `ofKey` gives the first key of a set in the other tally; −1 = it is left out. */
function addSets(from: SetList, to: SetList, ofKey: (key: number) => number): void {
  for (const { a, b, hashes } of setsOf(from)) {
    const key = ofKey(a);
    if (key >= 0) addSet(to, { a: key, b, hashes });
  }
}

function addRefusals(carrier: Carrier): void {
  const { from, to } = carrier;
  for (let row = 0; row < from.refusals.size; row++) {
    const key = secondKey(from.refusals, row);
    const carried = rowOf(to.refusals, carrier.owner(firstKey(from.refusals, row)), t.withReply(key, carrier.reply(t.replyOf(key))));
    for (let place = 0; place < t.REFUSAL_LINES; place++) {
      const line = from.refusals.cells[row * t.REFUSAL_LINES + place] ?? 0;
      if (line !== 0 && to.refusals.cells[(carried + 1) * t.REFUSAL_LINES - 1] === 0) t.keepFirst(to, carried, carrier.line(line));
    }
  }
}

function addLimits(carrier: Carrier): void {
  const { from, to } = carrier;
  for (let row = 0; row < from.limits.size; row++) {
    const at = row * t.LIMIT_WIDTH;
    const { cells } = from.limits;
    t.addLimit(to, carrier.owner(firstKey(from.limits, row)), {
      kind: secondKey(from.limits, row) % t.LIMIT_KINDS,
      quarter: Math.floor(secondKey(from.limits, row) / t.LIMIT_KINDS),
      allowed: cells[at + t.LIMIT_ALLOWED] ?? -1,
      counted: cells[at + t.LIMIT_COUNTED] ?? -1,
      times: cells[at + t.LIMIT_TIMES] ?? 0,
      last: cells[at + t.LIMIT_LAST] ?? 0,
      line: carrier.line(cells[at + t.LIMIT_LINE] ?? 0),
    });
  }
}

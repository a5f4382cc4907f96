import * as c from '../columns';
import { Carrier } from './carrier';
import { zeros } from './memory';
import { bump, Rows, rowOf } from './rows';
import { Sets } from './sets';
import { whole } from './stretch';
import { keepFirst, LimitMet } from './tally';

const limit: LimitMet = new LimitMet();

/** Adds what was counted in a stretch to the whole, whose lines come before. */
export function addTally(carrier: Carrier): void {
  const from = carrier.from;
  for (let who = 0; who < from.whos.size; who++) addWhoLine(carrier, who);
  addCells(carrier);
  addTraces(carrier);
  addUniques(carrier);
  addRefusals(carrier);
  addLimits(carrier);
  for (let row = 0; row < from.local.size; row++) {
    const domain = carrier.name(from.local.first(row));
    if (domain !== 0) rowOf(whole.local, domain, 0);
  }
}

/** The first line of a sender; one that has nothing but a line that is not the first is not taken along. */
function addWhoLine(carrier: Carrier, who: i32): void {
  const line = load<i32>(carrier.from.whos.row(who), 4 * c.WHO_LINE);
  if (line === 0) return;
  const at = whole.whos.row(carrier.who(who));
  if (load<i32>(at, 4 * c.WHO_LINE) === 0) store<i32>(at, carrier.line(line), 4 * c.WHO_LINE);
}

function addCells(carrier: Carrier): void {
  const from = carrier.from.cells;
  const outcomes = carrier.from.outcomes;
  const cells = zeros(from.size << 2);
  for (let row = 0; row < from.size; row++) {
    const carried = rowOf(whole.cells, carrier.owner(from.first(row)), from.second(row));
    addColumns(from.row(row), whole.cells.row(carried), c.CELL_WIDTH);
    store<i32>(cells + (row << 2), carried);
  }
  for (let row = 0; row < outcomes.size; row++) {
    const cell = load<i32>(cells + (outcomes.first(row) << 2));
    const carried = rowOf(whole.outcomes, cell, carrier.reply(outcomes.second(row)));
    addColumns(outcomes.row(row), whole.outcomes.row(carried), c.OUTCOME_WIDTH);
  }
  heap.free(cells);
}

function addColumns(from: usize, to: usize, columns: i32): void {
  for (let column = 0; column < columns; column++) bump(to + (column << 2), load<i32>(from + (column << 2)));
}

/** With what belongs to them: their quarters, and the network addresses they came from. */
function addTraces(carrier: Carrier): void {
  const from = carrier.from;
  const traces = heap.alloc(from.traces.size << 2);
  for (let row = 0; row < from.traces.size; row++) store<i32>(traces + (row << 2), addTrace(carrier, row));
  for (let row = 0; row < from.traceCells.size; row++) {
    const trace = load<i32>(traces + (from.traceCells.first(row) << 2));
    const carried = rowOf(whole.traceCells, trace, from.traceCells.second(row));
    addColumns(from.traceCells.row(row), whole.traceCells.row(carried), c.TRACE_SERIAL);
  }
  for (let set = 0; set < from.sources.size; set++) {
    const trace = load<i32>(traces + (from.sources.key(set, 0) << 2));
    whole.sources.carry(from.sources, set, trace);
  }
  heap.free(traces);
}

function addTrace(carrier: Carrier, row: i32): i32 {
  const from = carrier.from.traces;
  const key = from.first(row);
  const owner = carrier.owner(key / c.TRACE_KINDS);
  const carried = rowOf(whole.traces, owner * c.TRACE_KINDS + (key % c.TRACE_KINDS), carrier.name(from.second(row)));
  const there = from.row(row);
  const here = whole.traces.row(carried);
  addColumns(there, here, c.TRACE_SERIAL);
  if (load<i32>(here, 4 * c.TRACE_LINE) === 0) store<i32>(here, carrier.line(load<i32>(there, 4 * c.TRACE_LINE)), 4 * c.TRACE_LINE);
  store<u32>(here, max(load<u32>(here, 4 * c.TRACE_LAST), load<u32>(there, 4 * c.TRACE_LAST)), 4 * c.TRACE_LAST);
  return carried;
}

function addUniques(carrier: Carrier): void {
  const sets: Sets = carrier.from.uniques;
  for (let set = 0; set < sets.size; set++) whole.uniques.carry(sets, set, carrier.owner(sets.key(set, 0)));
}

function addRefusals(carrier: Carrier): void {
  const from: Rows = carrier.from.refusals;
  for (let row = 0; row < from.size; row++) {
    const key = from.second(row);
    const reply = carrier.reply(key / c.REPLY_DAYS) * c.REPLY_DAYS + (key % c.REPLY_DAYS);
    const carried = rowOf(whole.refusals, carrier.owner(from.first(row)), reply);
    for (let place = 0; place < c.REFUSAL_LINES; place++) {
      const line = load<i32>(from.row(row) + (place << 2));
      if (line !== 0 && load<i32>(whole.refusals.row(carried), 4 * c.REFUSAL_LINES - 4) === 0) keepFirst(carried, carrier.line(line));
    }
  }
}

function addLimits(carrier: Carrier): void {
  const from: Rows = carrier.from.limits;
  for (let row = 0; row < from.size; row++) {
    const at = from.row(row);
    limit.kind = from.second(row) % c.LIMIT_KINDS;
    limit.quarter = from.second(row) / c.LIMIT_KINDS;
    limit.allowed = load<i32>(at, 4 * c.LIMIT_ALLOWED);
    limit.counted = load<i32>(at, 4 * c.LIMIT_COUNTED);
    limit.times = load<i32>(at, 4 * c.LIMIT_TIMES);
    limit.last = load<u32>(at, 4 * c.LIMIT_LAST);
    limit.line = carrier.line(load<i32>(at, 4 * c.LIMIT_LINE));
    limit.addTo(carrier.owner(from.first(row)));
  }
}

import * as c from '../columns';
import { zeros } from './memory';
import * as m from './messages';
import { Rows } from './rows';
import { Sets } from './sets';
import { Stretch } from './stretch';
import { LEFT_OUT, wantedOf } from './wanted';

/*
 * Leaves out of a stretch that was read what is not taken along when stretches are put together, before it is packed: most of its traces are of a single mail, and
 * most of its bytes are lines that might have become the first of something. Afterwards nothing can be found in it by its keys.
 */

/** Of a stretch of which no set is open. */
export function trim(stretch: Stretch): void {
  trimTraces(stretch, wantedOf(stretch));
  trimLines(stretch);
}

/** Leaves traces that have a number, with what belongs to them: their quarters, and the network addresses they came from. The memory of the numbers is given back. */
export function trimTraces(stretch: Stretch, numbers: usize): void {
  const traces = stretch.traces;
  let size = 0;
  for (let row = 0; row < traces.size; row++) {
    if (numberOf(numbers, row) === LEFT_OUT) continue;
    traces.move(row, size);
    size += 1;
  }
  traces.size = size;
  trimCells(stretch.traceCells, numbers);
  trimSets(stretch.sources, numbers);
  heap.free(numbers);
}

function numberOf(numbers: usize, trace: i32): i32 {
  return load<i32>(numbers + (trace << 2));
}

function trimCells(cells: Rows, numbers: usize): void {
  let size = 0;
  for (let row = 0; row < cells.size; row++) {
    const trace = numberOf(numbers, cells.first(row));
    if (trace === LEFT_OUT) continue;
    cells.move(row, size);
    store<i32>(cells.keys + (size << 3), trace);
    size += 1;
  }
  cells.size = size;
}

function trimSets(sets: Sets, numbers: usize): void {
  const all = sets.size;
  let size = 0;
  let used = 0;
  let begin = 0;
  for (let set = 0; set < all; set++) {
    const trace = numberOf(numbers, sets.key(set, 0));
    const end = sets.key(set, c.SET_END);
    if (trace !== LEFT_OUT) {
      memory.copy(sets.hashes.at + (used << 2), sets.hashes.at + (begin << 2), (end - begin) << 2);
      used += end - begin;
      sets.keys.set(size, trace);
      sets.keys.set(size + 1, sets.key(set, 1));
      sets.keys.set(size + c.SET_END, used);
      size += c.SET_WIDTH;
    }
    begin = end;
  }
  sets.keys.size = size;
  sets.hashes.size = used;
}

/** Leaves only the bytes of lines that something still points to. */
function trimLines(stretch: Stretch): void {
  const used = zeros(stretch.lines.size);
  markColumn(used, stretch.whos, c.WHO_LINE);
  markColumn(used, stretch.traces, c.TRACE_LINE);
  markColumn(used, stretch.limits, c.LIMIT_LINE);
  for (let place = 0; place < c.REFUSAL_LINES; place++) markColumn(used, stretch.refusals, place);
  const messages = stretch.messages;
  for (let message = 0; message < messages.size; message++) if ((messages.flags(message) & m.IN_USE) !== 0) markMessage(used, stretch, message);
  stretch.lines.leave(used);
  heap.free(used);
}

function markColumn(used: usize, rows: Rows, column: i32): void {
  for (let row = 0; row < rows.size; row++) mark(used, rows.row(row) + (column << 2));
}

function markMessage(used: usize, stretch: Stretch, message: i32): void {
  const messages = stretch.messages;
  const at = messages.of(message);
  mark(used, at + m.ARRIVAL_LINE);
  for (let kind: usize = 0; kind < 4; kind++) mark(used, at + m.TRACE_LINES + (kind << 2));
  for (let entry = load<i32>(at, m.FIRST_ENTRY); entry > 0; entry = load<i32>(messages.entry(entry), m.NEXT)) {
    mark(used, messages.entry(entry) + m.DONE_LINE);
    mark(used, messages.entry(entry) + m.DEFER_LINE);
  }
}

/** Marks the line whose number stands at an address. */
function mark(used: usize, at: usize): void {
  store<u8>(used + load<i32>(at), 1);
}

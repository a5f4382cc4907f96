import { CELL_WIDTH, LIMIT_WIDTH, OUTCOME_WIDTH, REFUSAL_LINES, TRACE_CELL_WIDTH, TRACE_WIDTH, WHO_WIDTH } from './columns.ts';
import type { Kernel } from './kernel.ts';
import type { ReplyText } from './replies.ts';
import { firstKey, type Rows } from './rows.ts';
import type { SetList } from './sketch.ts';
import type { Tally, Whole } from './tally.ts';

/** Numbers of tables and lists, as `kernel/index.ts` has them. */
const [NAMES, WHOS, OWNERS, CELLS, OUTCOMES, TRACES, TRACE_CELLS, REFUSALS, LIMITS, LOCAL] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const [NAME_BYTES, NAME_ENDS, LINE_BYTES, LINE_MARKS, UNIQUE_KEYS, UNIQUE_HASHES, SOURCE_KEYS, SOURCE_HASHES, SILENCES, BACKWARDS] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;

/** What a kernel put together and ended, where it lies. `replies`: its texts. */
export function wholeOf(kernel: Kernel, replies: readonly ReplyText[]): Whole {
  const { run } = kernel;
  const from = run.firstTime();
  const known = Number.isFinite(from);
  return {
    tally: tallyOf(kernel, replies),
    gaps: { silences: timesOf(kernel, SILENCES), backwards: timesOf(kernel, BACKWARDS) },
    lines: run.lineCount(),
    skipped: run.skipped(),
    saw: run.saw(),
    opened: run.opened(),
    from: known ? from : null,
    to: known ? run.lastTime() : null,
  };
}

function tallyOf(kernel: Kernel, replies: readonly ReplyText[]): Tally {
  const local = rowsOf(kernel, LOCAL, 0);
  return {
    names: { rows: rowsOf(kernel, NAMES, 0), bytes: bytesOf(kernel, NAME_BYTES), ends: intsOf(kernel, NAME_ENDS), texts: new Map() },
    lines: { bytes: bytesOf(kernel, LINE_BYTES), marks: intsOf(kernel, LINE_MARKS) },
    replies,
    replyFirst: replies.map((_, reply) => kernel.run.replyTime(reply) >>> 0),
    whos: rowsOf(kernel, WHOS, WHO_WIDTH),
    owners: rowsOf(kernel, OWNERS, 0),
    cells: rowsOf(kernel, CELLS, CELL_WIDTH),
    outcomes: rowsOf(kernel, OUTCOMES, OUTCOME_WIDTH),
    traces: rowsOf(kernel, TRACES, TRACE_WIDTH),
    traceCells: rowsOf(kernel, TRACE_CELLS, TRACE_CELL_WIDTH),
    refusals: rowsOf(kernel, REFUSALS, REFUSAL_LINES),
    limits: rowsOf(kernel, LIMITS, LIMIT_WIDTH),
    uniques: setsOf(kernel, UNIQUE_KEYS, UNIQUE_HASHES),
    sources: setsOf(kernel, SOURCE_KEYS, SOURCE_HASHES),
    local: Array.from({ length: local.size }, (_, row) => firstKey(local, row)),
  };
}

function rowsOf(kernel: Kernel, table: number, columns: number): Rows {
  const size = kernel.run.table(table);
  const { buffer } = kernel.bytes;
  return { size, keys: new Int32Array(buffer, kernel.answer(0), 2 * size), cells: new Int32Array(buffer, kernel.answer(4), columns * size) };
}

function bytesOf(kernel: Kernel, list: number): Uint8Array {
  const size = kernel.run.list(list);
  return new Uint8Array(kernel.bytes.buffer, kernel.answer(0), size);
}

function intsOf(kernel: Kernel, list: number): Int32Array {
  const size = kernel.run.list(list);
  return new Int32Array(kernel.bytes.buffer, kernel.answer(0), size);
}

function timesOf(kernel: Kernel, list: number): Float64Array {
  const size = kernel.run.list(list);
  return new Float64Array(kernel.bytes.buffer, kernel.answer(0), size);
}

function setsOf(kernel: Kernel, keys: number, hashes: number): SetList {
  const ends = intsOf(kernel, keys);
  const size = kernel.run.list(hashes);
  return { keys: ends, hashes: new Uint32Array(kernel.bytes.buffer, kernel.answer(0), size) };
}

import type { Accounts } from './accounts.ts';
import { CELL_WIDTH, LIMIT_WIDTH, WHO_WIDTH } from './columns.ts';
import type { Gaps } from './gaps.ts';
import type { Kernel } from './kernel.ts';
import type { ReplyText } from './replies.ts';
import { firstKey, type Rows } from './rows.ts';
import type { Shares } from './shares.ts';
import type { Tally } from './tally.ts';

/** Numbers of tables and lists, as `kernel/index.ts` has them. */
const [NAMES, WHOS, OWNERS, CELLS, LIMITS, LOCAL] = [0, 1, 2, 3, 4, 5] as const;
const [NAME_BYTES, NAME_ENDS, LINE_BYTES, LINE_MARKS, SILENCES, BACKWARDS] = [0, 1, 2, 3, 4, 5] as const;

/** What all stretches of a log say together. It lies in the memory of whoever put them together. */
export interface Whole {
  readonly tally: Tally;
  readonly gaps: Gaps;
  readonly lines: number;
  readonly skipped: number;
  /** What the log showed of itself: `SAW_*`. */
  readonly saw: number;
  /** Messages that were opened. */
  readonly opened: number;
  /** The earliest and the latest time; null = no line has one. */
  readonly from: number | null;
  readonly to: number | null;
  /** Shares it among accounts; once. */
  readonly share: (accounts: Accounts) => Shares;
}

/** What a kernel put together and ended, where it lies: none of it moves any more. `replies`: its texts. */
export function wholeOf(kernel: Kernel, replies: readonly ReplyText[], share: Whole['share']): Whole {
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
    share,
  };
}

function tallyOf(kernel: Kernel, replies: readonly ReplyText[]): Tally {
  const local = rowsOf(kernel, LOCAL, 0);
  return {
    names: { rows: rowsOf(kernel, NAMES, 0), bytes: bytesOf(kernel, NAME_BYTES), ends: kernel.list(NAME_ENDS), texts: new Map() },
    lines: { bytes: bytesOf(kernel, LINE_BYTES), marks: kernel.list(LINE_MARKS) },
    replies,
    replyFirst: replies.map((_, reply) => kernel.run.replyTime(reply) >>> 0),
    whos: rowsOf(kernel, WHOS, WHO_WIDTH),
    owners: rowsOf(kernel, OWNERS, 0),
    cells: rowsOf(kernel, CELLS, CELL_WIDTH),
    limits: rowsOf(kernel, LIMITS, LIMIT_WIDTH),
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

function timesOf(kernel: Kernel, list: number): Float64Array {
  const size = kernel.run.list(list);
  return new Float64Array(kernel.bytes.buffer, kernel.answer(0), size);
}

import type { LogLine } from '../shared/logs.ts';
import type { Place } from './intake.ts';
import { maskLine } from './masks.ts';
import type { Room } from './room.ts';
import { longer } from './rows.ts';

/** Lines that are kept as evidence, as they stood; they are masked when they are shown. Number 0 stands for none. */
export interface Lines {
  bytes: Uint8Array;
  used: number;
  size: number;
  /** `WIDTH` numbers a line. */
  marks: Int32Array;
}

const WIDTH = 5;
const [OFFSET, LENGTH, LINE, AT, FILE] = [0, 1, 2, 3, 4] as const;
/** Bytes of a line that are kept: what is masked may be longer than what is shown. */
const KEPT = 2000;
/** Of lines beyond it there is only where and when they stood: nothing that counts is dropped for want of them. A stretch ends long before (`isFull`). */
const ROOM = 24 << 20;

export function createLines(old?: Lines): Lines {
  const { bytes = new Uint8Array(1 << 14), marks = new Int32Array(WIDTH << 6) } = old ?? {};
  return { bytes, used: 0, size: 1, marks };
}

/** The same lines in as little memory as they need. */
export function packLines({ bytes, used, size, marks }: Lines, room: Room): Lines {
  return { bytes: room.bytes(bytes, used), used, size, marks: room.ints(marks, WIDTH * size) };
}

/** Number of the line that is kept. */
export function keepLine(lines: Lines, { bytes, from, to, line, at }: Place): number {
  return keepBytes(lines, { bytes, from, to: Math.min(to, from + KEPT), line, at }, 0);
}

function keepBytes(lines: Lines, { bytes, from, to, line, at }: Place, file: number): number {
  const start = lines.used;
  const end = start + to - from > ROOM ? start : start + to - from;
  if (end > lines.bytes.length) makeRoom(lines, end);
  const mark = WIDTH * lines.size;
  if (mark + WIDTH > lines.marks.length) lines.marks = longer(lines.marks, 2 * lines.marks.length);
  const { bytes: own, marks } = lines;
  // Lines are short, and there are many: views of them would take longer than their bytes.
  for (let place = start; place < end; place++) own[place] = bytes[from + place - start] ?? 0;
  marks[mark + OFFSET] = start;
  marks[mark + LENGTH] = end - start;
  marks[mark + LINE] = line;
  marks[mark + AT] = at;
  marks[mark + FILE] = file;
  lines.used = end;
  return lines.size++;
}

function makeRoom(lines: Lines, least: number): void {
  const more = new Uint8Array(Math.max(least, 2 * lines.bytes.length));
  more.set(lines.bytes.subarray(0, lines.used));
  lines.bytes = more;
}

/** Where a kept line lies. */
export function keptLine(lines: Lines, number: number): { readonly bytes: Uint8Array; readonly line: number; readonly at: number; readonly file: number } {
  const mark = (column: number): number => lines.marks[WIDTH * number + column] ?? 0;
  const offset = mark(OFFSET);
  return { bytes: lines.bytes.subarray(offset, offset + mark(LENGTH)), line: mark(LINE), at: mark(AT) >>> 0, file: mark(FILE) };
}

/** Copies a line from one table to another; `where` says where the lines of the first stand, null = they are already numbered. */
export function carryLine(
  from: Lines,
  to: Lines,
  { number, where }: { readonly number: number; readonly where: { readonly file: number; readonly before: number } | null },
): number {
  if (number === 0) return 0;
  const { marks, bytes } = from;
  const mark = WIDTH * number;
  const offset = marks[mark + OFFSET] ?? 0;
  const line = (marks[mark + LINE] ?? 0) + (where?.before ?? 0);
  const place = { bytes, from: offset, to: offset + (marks[mark + LENGTH] ?? 0), line, at: marks[mark + AT] ?? 0 };
  return keepBytes(to, place, where?.file ?? marks[mark + FILE] ?? 0);
}

/** The one of two lines of the same table that comes first; one that is none gives way. */
export function earlier({ marks }: Lines, left: number, right: number): number {
  if (left === 0 || right === 0) return left + right;
  const [a, b] = [WIDTH * left, WIDTH * right];
  const byFile = (marks[a + FILE] ?? 0) - (marks[b + FILE] ?? 0);
  return (byFile || (marks[a + LINE] ?? 0) - (marks[b + LINE] ?? 0)) <= 0 ? left : right;
}

/** A kept line for people; null = it is none. */
export function lineOf(lines: Lines, number: number): LogLine | null {
  if (number === 0) return null;
  const { bytes, line, at, file } = keptLine(lines, number);
  return { file, line, at, text: maskLine(bytes, 0, bytes.length) };
}

/** Whether a line stands before another. */
export function isBefore(a: LogLine, b: LogLine): boolean {
  return a.file !== b.file ? a.file < b.file : a.line < b.line;
}

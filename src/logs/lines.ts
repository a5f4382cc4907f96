import type { LogLine } from '../shared/logs.ts';
import { LINE_AT, LINE_FILE, LINE_LENGTH, LINE_NUMBER, LINE_OFFSET, LINE_WIDTH } from './columns.ts';
import { maskLine } from './masks.ts';

/** Lines that were kept as evidence, as they stood; they are masked when they are shown. Number 0 stands for none. */
export interface Lines {
  readonly bytes: Uint8Array;
  /** `LINE_WIDTH` numbers a line. */
  readonly marks: Int32Array;
}

/** Where a line of a table stands to another of it: below 0 = before it. */
export function order({ marks }: Lines, left: number, right: number): number {
  const [a, b] = [LINE_WIDTH * left, LINE_WIDTH * right];
  const byFile = (marks[a + LINE_FILE] ?? 0) - (marks[b + LINE_FILE] ?? 0);
  return byFile || (marks[a + LINE_NUMBER] ?? 0) - (marks[b + LINE_NUMBER] ?? 0);
}

/** The one of two lines of the same table that comes first; one that is none gives way. */
export function earlier(lines: Lines, left: number, right: number): number {
  if (left === 0 || right === 0) return left + right;
  return order(lines, left, right) <= 0 ? left : right;
}

/** A kept line for people; null = it is none. */
export function lineOf({ bytes, marks }: Lines, number: number): LogLine | null {
  if (number === 0) return null;
  const mark = (column: number): number => marks[LINE_WIDTH * number + column] ?? 0;
  const offset = mark(LINE_OFFSET);
  return { file: mark(LINE_FILE), line: mark(LINE_NUMBER), at: mark(LINE_AT) >>> 0, text: maskLine(bytes, offset, offset + mark(LINE_LENGTH)) };
}

/** Whether a line stands before another. */
export function isBefore(a: LogLine, b: LogLine): boolean {
  return a.file !== b.file ? a.file < b.file : a.line < b.line;
}

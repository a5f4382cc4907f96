import type { LogLine } from '../shared/logs.ts';
import { LINE_AT, LINE_FILE, LINE_LENGTH, LINE_NUMBER, LINE_OFFSET, LINE_WIDTH } from './columns.ts';
import { maskLine } from './masks.ts';

/** Lines that were kept as evidence, as they stood; they are masked when they are shown. Number 0 stands for none. */
export interface Lines {
  readonly bytes: Uint8Array;
  /** `LINE_WIDTH` numbers a line. */
  readonly marks: Int32Array;
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

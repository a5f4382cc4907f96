import type { ReplyText } from './replies.ts';

/** What was read of a part of the log, packed to pass from thread to thread. What it holds only the kernel knows. */
export interface Stretch {
  /** Lies in the memory of the reader until that is told that it was taken, by `byteOffset`. */
  readonly packed: Uint8Array<SharedArrayBuffer>;
  /** Texts of its replies, by their numbers. */
  readonly replies: readonly ReplyText[];
  readonly lines: number;
  readonly skipped: number;
  /** The earliest and the latest time, epoch seconds; null = no line has one. */
  readonly from: number | null;
  readonly to: number | null;
}

import type { ReplyText } from './replies.ts';

/** What was read of a part of the log, packed to pass from thread to thread. What it holds only the kernel knows. */
export interface Stretch {
  readonly packed: Uint8Array<ArrayBuffer>;
  /** Texts of its replies, by their numbers. */
  readonly replies: readonly ReplyText[];
  readonly lines: number;
  readonly skipped: number;
  /** The earliest and the latest time, epoch seconds; null = no line has one. */
  readonly from: number | null;
  readonly to: number | null;
}

/** The memory of a stretch: passed on to another thread, not copied. */
export function memoryOf({ packed }: Stretch): ArrayBuffer[] {
  return packed.length === 0 ? [] : [packed.buffer];
}

/** Memory is asked for in these sizes, so that what held one stretch holds most others too; what nothing is put into takes none of the machine's. */
const SMALL = 1 << 20;
const LARGE = 8 << 20;

/** A copy of bytes, in the memory that is given when it is large enough. */
export function packedInto(memory: ArrayBuffer | undefined, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = bytes.length <= SMALL ? SMALL : Math.ceil(bytes.length / LARGE) * LARGE;
  const room = memory !== undefined && memory.byteLength >= bytes.length ? memory : new ArrayBuffer(size);
  const copy = new Uint8Array(room, 0, bytes.length);
  copy.set(bytes);
  return copy;
}

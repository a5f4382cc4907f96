import type { Gaps } from './gaps.ts';
import { createGaps } from './gaps.ts';
import { createMessages, type Messages, packMessages } from './messages.ts';
import { packedInto } from './room.ts';
import { closeTally, createTally, packTally, type Tally } from './tally.ts';

/** What a log showed of itself, so that what it cannot show is known. */
export const [SAW_SUBJECTS, SAW_RECIPIENTS, SAW_SCRIPTS, SAW_WAITING, SAW_LOGINS] = [1, 2, 4, 8, 16] as const;

/** A script of a user whose next message is looked for: number of its name, and when it was called. */
export interface PendingScript {
  readonly script: number;
  readonly at: number;
}

/** A script that handed nothing in for so long has nothing to do with what the user sends next. */
export const SCRIPT_SECONDS = 300;
/** The same where one user sends for everybody: others call scripts all the time. */
export const SHARED_SECONDS = 5;
/** Stands for the user of the script that was called last of all. No name has this number. */
export const ANYBODY = 0;
/** In `awaiting`: a script of the user was called in the stretch before any message of his, so that none from before counts. */
export const REPLACED = -1;

/**
 * What was read of a part of the log, or of all that came before: what is counted, and what is still open. Plain, to pass from thread to thread.
 * What is read in a part does not know what came before; `join.ts` puts parts together so that the result is that of one reading.
 */
export interface Stretch {
  readonly tally: Tally;
  readonly messages: Messages;
  /** Messages that are over but wait for what came before the stretch, in the order of their ends. */
  readonly ended: number[];
  readonly gaps: Gaps;
  lines: number;
  skipped: number;
  saw: number;
  /** Messages that were opened. */
  opened: number;
  /** The last script of each user that no message followed. */
  readonly scripts: Map<number, PendingScript>;
  /** By user: the first message that he handed in before any script of his was seen; its script may stand before the stretch. */
  readonly awaiting: Map<number, number>;
  /** By message that a filter handed in: the one it was made of, whose sender may have been told before the stretch. */
  readonly handed: Map<number, number>;
}

export function createStretch(old?: Stretch): Stretch {
  return {
    tally: createTally(old?.tally),
    messages: createMessages(old?.messages),
    ended: [],
    gaps: createGaps(),
    lines: 0,
    skipped: 0,
    saw: 0,
    opened: 0,
    scripts: new Map(),
    awaiting: new Map(),
    handed: new Map(),
  };
}

/** What is read as one stretch. `old`: memory that is taken over. */
export class OneStretch {
  readonly stretch: Stretch;

  constructor(old?: Stretch) {
    this.stretch = createStretch(old);
  }
}

/** When a stretch is full. Far more than a server has to say in so many bytes, unless every message has another sender and subject. */
const FULL = { names: 50_000, lineBytes: 6 << 20, messages: 60_000, entries: 200_000 } as const;

/** Whether a stretch should end here and another begin: however many different senders, subjects and ids a log holds, memory stays within bounds. */
export function isFull({ tally, messages }: Stretch): boolean {
  const { names, lines } = tally;
  return names.rows.size > FULL.names || lines.used > FULL.lineBytes || messages.size > FULL.messages || messages.entrySize > FULL.entries;
}

/** A stretch that was read to its end, in one piece of memory, to be joined to others. `memory`: it is used when it is large enough. */
export function packStretch(stretch: Stretch, memory?: ArrayBuffer): Stretch {
  const tally = closeTally(stretch.tally);
  return packedInto(memory, (room) => ({ ...stretch, tally: packTally(tally, room), messages: packMessages(stretch.messages, room) }));
}

/** The memory of a packed stretch: passed on to another thread, not copied. What is empty takes none. */
export function memoryOf({ tally }: Stretch): ArrayBuffer[] {
  const { buffer } = tally.names.bytes;
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}

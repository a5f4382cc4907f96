import * as c from '../columns';
import { Gaps } from './gaps';
import { Lines } from './lines';
import { Numbers } from './memory';
import { Messages } from './messages';
import { Names } from './names';
import { Rows } from './rows';
import { Sets } from './sets';

/** A script that handed nothing in for so long has nothing to do with what the user sends next. Seconds. */
export const SCRIPT_SECONDS: i32 = 300;
/** The same where one user sends for everybody: others call scripts all the time. */
export const SHARED_SECONDS: i32 = 5;
/** Stands for the user of the script that was called last of all. No name has this number. */
export const ANYBODY: i32 = 0;
/** In `awaiting`: a script of the user was called in the stretch before any message of his, so that none from before counts. */
export const REPLACED: i32 = -1;

/**
 * What was read of a part of the log, or of all that came before: what is counted, and what is still open. What is read in a part does not know what came before;
 * `join.ts` puts parts together so that the result is that of one reading.
 *
 * Whose a message is stays open until everything is read: it is counted for a "who", which is everything the log says of its sender; at the end each of them is found
 * an account. Where nothing shows whether a recipient is on this server, it is counted apart by its domain, as "owner". All of it are sums, sets and first places.
 */
export class Stretch {
  names: Names = new Names();
  lines: Lines = new Lines();
  messages: Messages = new Messages();
  gaps: Gaps = new Gaps();
  /** By hash; when each was met first. */
  replies: Rows = new Rows(1);
  whos: Rows = new Rows(c.WHO_WIDTH);
  /** By who and domain; domain 0 = it is certain that the recipients are outside. */
  owners: Rows = new Rows(0);
  cells: Rows = new Rows(c.CELL_WIDTH);
  outcomes: Rows = new Rows(c.OUTCOME_WIDTH);
  traces: Rows = new Rows(c.TRACE_WIDTH);
  traceCells: Rows = new Rows(c.TRACE_CELL_WIDTH);
  /** By owner, and reply with its day; the first lines. */
  refusals: Rows = new Rows(c.REFUSAL_LINES);
  limits: Rows = new Rows(c.LIMIT_WIDTH);
  /** Domains that are of this server. */
  local: Rows = new Rows(0);
  /** Of recipients, by owner and hour; of network addresses, by trace and quarter. */
  uniques: Sets = new Sets();
  sources: Sets = new Sets();
  /** Messages that are over but wait for what came before the stretch, in the order of their ends. */
  ended: Numbers = new Numbers();
  /** By user: the last script that no message followed, 0 = none, and when it was called. */
  scripts: Rows = new Rows(2);
  /** By user: the first message that he handed in before any script of his was seen; its script may stand before the stretch. */
  awaiting: Rows = new Rows(1);
  /** By message that a filter handed in: the one it was made of, whose sender may have been told before the stretch. */
  handed: Rows = new Rows(1);
  /** By name of a user: bits of what he is + 1. */
  users: Rows = new Rows(1);
  lineCount: i32 = 0;
  skipped: i32 = 0;
  saw: i32 = 0;
  /** Messages that were opened. */
  opened: i32 = 0;

  constructor() {
    this.clear();
  }

  clear(): void {
    this.names.clear();
    this.lines.clear();
    this.messages.clear();
    this.gaps.clear();
    this.replies.clear();
    this.whos.clear();
    this.owners.clear();
    this.cells.clear();
    this.outcomes.clear();
    this.traces.clear();
    this.traceCells.clear();
    this.refusals.clear();
    this.limits.clear();
    this.local.clear();
    this.uniques.clear();
    this.sources.clear();
    this.ended.size = 0;
    this.scripts.clear();
    this.awaiting.clear();
    this.handed.clear();
    this.users.clear();
    this.lineCount = this.skipped = this.saw = this.opened = 0;
  }

  /** Gives its memory back; it is not used any more. */
  free(): void {
    this.names.free();
    this.lines.free();
    this.messages.free();
    this.gaps.free();
    this.replies.free();
    this.whos.free();
    this.owners.free();
    this.cells.free();
    this.outcomes.free();
    this.traces.free();
    this.traceCells.free();
    this.refusals.free();
    this.limits.free();
    this.local.free();
    this.uniques.free();
    this.sources.free();
    this.ended.free();
    this.scripts.free();
    this.awaiting.free();
    this.handed.free();
    this.users.free();
  }
}

/** What is being filled: by the lines that are read, or by the stretches that are put together. */
export let whole: Stretch = new Stretch();

export function begin(stretch: Stretch): void {
  whole = stretch;
}

const FULL_NAMES: i32 = 50_000;
const FULL_LINE_BYTES: i32 = 6 << 20;
const FULL_MESSAGES: i32 = 60_000;
const FULL_ENTRIES: i32 = 200_000;

/**
 * Whether a stretch should end here and another begin: however many different senders, subjects and ids a log holds, memory stays within bounds. Far more than a
 * server has to say in so many bytes, unless every message has another sender and subject.
 */
export function isFull(): bool {
  const messages = whole.messages;
  if (whole.names.rows.size > FULL_NAMES || whole.lines.bytes.used > FULL_LINE_BYTES) return true;
  return messages.size > FULL_MESSAGES || messages.entrySize > FULL_ENTRIES;
}

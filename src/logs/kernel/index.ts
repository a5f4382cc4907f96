import { TOLD_WIDTH } from '../columns';
import * as accounts from './accounts';
import { answer } from './host';
import { Image } from './image';
import { finish, join, limits } from './join';
import { Whereat } from './lines';
import { Bytes, Numbers } from './memory';
import * as place from './place';
import { passLine, readLine, readLines, startReading, startStretch } from './reader';
import { Rows } from './rows';
import { isShown, messages, replies, shareCells, unattributed, writeCells } from './share-cells';
import { shareHours, writeHours } from './share-hours';
import { shareRefusals, writeRefusals } from './share-refusals';
import { shareSlots, writeSlots } from './share-slots';
import { beginOf, endOf, shareTraces, told } from './share-traces';
import { isFull, Stretch, whole } from './stretch';
import { trim } from './trimming';

/* What the program calls. Ranges are addresses in the memory of the kernel. */

/** Numbers of the tables, the last of them left out, and of the lists, as `logs/whole.ts` and `logs/shares.ts` have them. */
const NAMES: i32 = 0;
const WHOS: i32 = 1;
const OWNERS: i32 = 2;
const CELLS: i32 = 3;
const LIMITS: i32 = 4;
const NAME_BYTES: i32 = 0;
const NAME_ENDS: i32 = 1;
const LINE_BYTES: i32 = 2;
const LINE_MARKS: i32 = 3;
const SILENCES: i32 = 4;
const BACKWARDS: i32 = 5;
const SHARED_REPLIES: i32 = 6;
const SHARED_MESSAGES: i32 = 7;
const UNATTRIBUTED: i32 = 8;
const SHARED_NUMBERS: i32 = 9;
const SHARED_TOTALS: i32 = 10;
const SHARED_TRACES: i32 = 11;
const SHARED_REFUSALS: i32 = 12;
/** Bytes before and behind what is read that may be looked at. */
const MARGIN: i32 = 64;

const image: Image = new Image();
/** Of the account that is told: its numbers, as `logs/packed-facts.ts` has them, and what it did in all. */
const numbers: Numbers = new Numbers();
const totals: Numbers = new Numbers();
const refusals: Numbers = new Numbers();
let tracesFrom: i32 = 0;
let tracesTo: i32 = 0;
let next: Stretch | null = null;

/** Where the program answers. */
export function answerPlace(): usize {
  return answer;
}

/** Memory for so many bytes that are to be read. */
export function reserve(bytes: i32): usize {
  const at = heap.alloc(bytes + 2 * MARGIN);
  memory.fill(at, 0, bytes + 2 * MARGIN);
  return at + MARGIN;
}

/** Begins to read a log of Exim, or of Postfix, at some place. */
export function start(exim: bool): void {
  startReading(exim);
}

/** Reads the whole lines of a range. Returns the place of what is left. */
export function read(from: usize, to: usize): usize {
  return readLines(from, to);
}

/** Reads a last line that nothing ends. */
export function readLast(from: usize, to: usize): void {
  store<u8>(to, 0);
  if (to > from) readLine(from, to);
}

/** Counts a line that is too long to be read. */
export function pass(): void {
  passLine();
}

/** Whether what was read should be taken before more is read. */
export function full(): bool {
  return isFull();
}

/** Lines of the stretch that is read. */
export function linesRead(): i32 {
  whole.lineCount = place.line;
  return place.line;
}

function closeSets(): void {
  whole.uniques.closeOpen();
  whole.sources.closeOpen();
}

/** Puts what was read, or put together, into one piece of memory; its sets are closed. Returns how many bytes it has; the answer says where. */
function pack(): i32 {
  image.write(whole);
  store<usize>(answer, image.bytes.at);
  return image.bytes.used;
}

/** What was read, packed, in memory that is kept until it is released; what follows is another stretch. */
export function take(): i32 {
  closeSets();
  trim(whole);
  const bytes = pack();
  image.bytes = new Bytes();
  startStretch();
  return bytes;
}

/** A stretch that was taken is not needed any more. */
export function release(at: usize): void {
  heap.free(at);
}

/** What was put together, packed; it can go on. */
export function copy(): i32 {
  closeSets();
  return pack();
}

/** Place for so many bytes of a packed stretch. */
export function receive(bytes: i32): usize {
  image.bytes.begin(bytes);
  return image.bytes.at;
}

/** Adds the stretch that was received. Its lines stand behind so many of a file; file −1 = they are already numbered. */
export function add(file: i32, before: i32): void {
  let stretch = next;
  if (stretch === null) {
    stretch = new Stretch();
    next = stretch;
  }
  image.read(stretch);
  join(stretch, new Whereat(file, before));
}

/** Changes a limit of what is kept, in the order of `JoinLimits`. */
export function setLimit(index: i32, value: i32): void {
  if (index === 0) limits.traces = value;
  else if (index === 1) limits.lineBytes = value;
  else if (index === 2) limits.kept = value;
  else limits.open = value;
}

/** Counts what is still open. Nothing can be added afterwards. */
export function end(): void {
  finish();
}

/** Place for the number of the account of everybody who sent, −1 = of nobody, to be filled when everything is read. */
export function whos(): usize {
  return accounts.placeOfWhos();
}

/** A domain is of this server, by its hash, and the number of its account: −1 = none that sent, −2 = nothing says whose it is. */
export function domain(high: i32, low: i32, account: i32): void {
  accounts.addDomain(high, low, account);
}

/** The hash of the name of the next account. */
export function name(high: i32, low: i32): void {
  accounts.addName(high, low);
}

/** Shares among the accounts what was counted. */
export function share(): void {
  accounts.begin();
  shareCells();
  shareHours();
  shareTraces();
  shareSlots();
  shareRefusals();
}

/** Makes the lists of what is told of an account. Returns how many different recipients it had. */
export function account(number: i32): i32 {
  numbers.size = 0;
  writeCells(number, numbers, totals);
  const recipients = writeHours(number, numbers);
  tracesFrom = beginOf(number);
  tracesTo = endOf(number);
  for (let trace = tracesFrom; trace < tracesTo; trace++) writeSlots(trace, numbers);
  writeRefusals(number, refusals);
  return recipients;
}

/** Whether it sent something, or something was sent on for it. */
export function isActive(account: i32): bool {
  return isShown(account);
}

/** Messages of the whole that are open. */
export function openMessages(): i32 {
  return whole.messages.open;
}

/** Lines that were put together. */
export function lineCount(): i32 {
  return whole.lineCount;
}

export function skipped(): i32 {
  return whole.skipped;
}

export function saw(): i32 {
  return whole.saw;
}

export function opened(): i32 {
  return whole.opened;
}

/** The earliest and the latest time of all. */
export function firstTime(): f64 {
  return whole.gaps.from;
}

export function lastTime(): f64 {
  return whole.gaps.to;
}

/** When a reply was met first. */
export function replyTime(reply: i32): u32 {
  return load<u32>(whole.replies.row(reply));
}

/** Rows of a table. The answer says where its keys and its columns are. */
export function table(index: i32): i32 {
  const rows = tableOf(index);
  store<usize>(answer, rows.keys);
  store<usize>(answer, rows.cells, 4);
  return rows.size;
}

function tableOf(index: i32): Rows {
  switch (index) {
    case NAMES:
      return whole.names.rows;
    case WHOS:
      return whole.whos;
    case OWNERS:
      return whole.owners;
    case CELLS:
      return whole.cells;
    case LIMITS:
      return whole.limits;
    default:
      return whole.local;
  }
}

/** Length of a list, in what it is a list of. The answer says where it is. */
export function list(index: i32): i32 {
  switch (index) {
    case NAME_BYTES:
      return listed(whole.names.bytes.at, whole.names.bytes.used);
    case NAME_ENDS:
      return listed(whole.names.ends.at, whole.names.ends.size);
    case LINE_BYTES:
      return listed(whole.lines.bytes.at, whole.lines.bytes.used);
    case LINE_MARKS:
      return listed(whole.lines.marks.at, whole.lines.marks.size);
    case SILENCES:
      return listed(whole.gaps.silences.at, 2 * whole.gaps.silences.size);
    case BACKWARDS:
      return listed(whole.gaps.backwards.at, 2 * whole.gaps.backwards.size);
    case SHARED_REPLIES:
      return listed(replies.at, replies.size);
    case SHARED_MESSAGES:
      return listed(messages.at, messages.size);
    case UNATTRIBUTED:
      return listed(unattributed.at, unattributed.size);
    case SHARED_NUMBERS:
      return listed(numbers.at, numbers.size);
    case SHARED_TOTALS:
      return listed(totals.at, totals.size);
    case SHARED_TRACES:
      return listed(told.at + tracesFrom * (TOLD_WIDTH << 2), (tracesTo - tracesFrom) * TOLD_WIDTH);
    case SHARED_REFUSALS:
      return listed(refusals.at, refusals.size);
    default:
      return 0;
  }
}

function listed(at: usize, size: i32): i32 {
  store<usize>(answer, at);
  return size;
}

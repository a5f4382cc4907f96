import { Gaps, Pairs } from './gaps';
import { Bytes, Numbers } from './memory';
import { ENTRY_BYTES, MESSAGE_BYTES } from './messages';
import { Rows } from './rows';
import { Sets } from './sets';
import { Stretch } from './stretch';

/** What is done with a stretch. */
const MEASURE: i32 = 0;
const WRITE: i32 = 1;
const READ: i32 = 2;
/** Everything begins at multiples of it. */
const ALIGNED: i32 = 8;

/** A stretch in one piece of memory, as it passes from thread to thread. What is read from it lies in it: nothing can be found there by its keys. */
export class Image {
  bytes: Bytes = new Bytes();
  private mode: i32 = MEASURE;
  /** Bytes that were measured, and where reading is. */
  private measured: i32 = 0;
  private place: usize = 0;

  /** Puts a stretch, of which no set is open, into the memory. */
  write(stretch: Stretch): void {
    this.mode = MEASURE;
    this.measured = 0;
    this.pass(stretch);
    this.bytes.begin(this.measured);
    this.mode = WRITE;
    this.pass(stretch);
  }

  /** Makes a stretch of what lies in the memory. */
  read(stretch: Stretch): void {
    this.mode = READ;
    this.place = this.bytes.at;
    this.pass(stretch);
  }

  private pass(stretch: Stretch): void {
    stretch.lineCount = this.number(stretch.lineCount);
    stretch.skipped = this.number(stretch.skipped);
    stretch.saw = this.number(stretch.saw);
    stretch.opened = this.number(stretch.opened);
    this.gaps(stretch.gaps);
    this.rows(stretch.names.rows);
    this.text(stretch.names.bytes);
    this.numbers(stretch.names.ends);
    this.text(stretch.lines.bytes);
    this.numbers(stretch.lines.marks);
    stretch.lines.size = this.number(stretch.lines.size);
    this.messages(stretch);
    this.tally(stretch);
    this.sets(stretch.uniques);
    this.sets(stretch.sources);
    this.numbers(stretch.ended);
    this.rows(stretch.scripts);
    this.rows(stretch.awaiting);
    this.rows(stretch.handed);
  }

  private tally(stretch: Stretch): void {
    this.rows(stretch.replies);
    this.rows(stretch.whos);
    this.rows(stretch.owners);
    this.rows(stretch.cells);
    this.rows(stretch.outcomes);
    this.rows(stretch.traces);
    this.rows(stretch.traceCells);
    this.rows(stretch.refusals);
    this.rows(stretch.limits);
    this.rows(stretch.local);
  }

  private messages(stretch: Stretch): void {
    const messages = stretch.messages;
    messages.size = this.number(messages.size);
    messages.entrySize = this.number(messages.entrySize);
    messages.data = this.block(messages.data, messages.size * i32(MESSAGE_BYTES));
    messages.entries = this.block(messages.entries, messages.entrySize * i32(ENTRY_BYTES));
  }

  private sets(sets: Sets): void {
    this.numbers(sets.keys);
    this.numbers(sets.hashes);
  }

  private gaps(gaps: Gaps): void {
    gaps.first = this.time(gaps.first);
    gaps.last = this.time(gaps.last);
    gaps.from = this.time(gaps.from);
    gaps.to = this.time(gaps.to);
    this.pairs(gaps.silences);
    this.pairs(gaps.backwards);
  }

  private pairs(pairs: Pairs): void {
    pairs.size = this.number(pairs.size);
    pairs.at = this.block(pairs.at, pairs.size << 4);
  }

  private rows(rows: Rows): void {
    rows.size = this.number(rows.size);
    rows.keys = this.block(rows.keys, rows.size << 3);
    rows.cells = this.block(rows.cells, rows.size * (rows.columns << 2));
  }

  private numbers(numbers: Numbers): void {
    numbers.size = this.number(numbers.size);
    numbers.at = this.block(numbers.at, numbers.size << 2);
  }

  private text(text: Bytes): void {
    text.used = this.number(text.used);
    text.at = this.block(text.at, text.used);
  }

  private number(number: i32): i32 {
    const at = this.step(ALIGNED);
    if (this.mode === WRITE) store<i32>(at, number);
    return this.mode === READ ? load<i32>(at) : number;
  }

  private time(time: f64): f64 {
    const at = this.step(ALIGNED);
    if (this.mode === WRITE) store<f64>(at, time);
    return this.mode === READ ? load<f64>(at) : time;
  }

  /** Writes so many bytes, or passes over them. Returns where they lie. */
  private block(from: usize, bytes: i32): usize {
    const at = this.step((bytes + ALIGNED - 1) & -ALIGNED);
    if (this.mode === WRITE) memory.copy(at, from, bytes);
    return this.mode === READ ? at : from;
  }

  /** Goes on by so many bytes. Returns their place; 0 = it is only measured. */
  private step(bytes: i32): usize {
    if (this.mode === MEASURE) {
      this.measured += bytes;
      return 0;
    }
    if (this.mode === WRITE) return this.bytes.more(bytes);
    this.place += bytes;
    return this.place - bytes;
  }
}

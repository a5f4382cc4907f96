import { LINE_AT, LINE_FILE, LINE_LENGTH, LINE_NUMBER, LINE_OFFSET, LINE_WIDTH } from '../columns';
import { Bytes, Numbers } from './memory';
import * as place from './place';

/** Bytes of a line that are kept: what is masked may be longer than what is shown. */
const KEPT: i32 = 2000;
/** Of lines beyond it there is only where and when they stood: nothing that counts is dropped for want of them. A stretch ends long before. */
const ROOM: i32 = 24 << 20;

/** Lines that are kept as evidence, as they stood; they are masked when they are shown. Number 0 stands for none. */
export class Lines {
  bytes: Bytes = new Bytes(ROOM);
  /** `LINE_WIDTH` numbers a line. */
  marks: Numbers = new Numbers();
  size: i32 = 0;

  clear(): void {
    this.bytes.used = 0;
    this.marks.size = 0;
    this.size = 0;
    this.mark(0, 0);
    this.tell(0, 0, 0);
  }

  /** Gives its memory back; it is not used any more. */
  free(): void {
    this.bytes.free();
    this.marks.free();
  }

  get(line: i32, column: i32): i32 {
    return this.marks.get(line * LINE_WIDTH + column);
  }

  /** Keeps so many bytes, of which `tell` says where they stood. */
  private mark(from: usize, length: i32): void {
    const start = this.bytes.used;
    const kept = start + length > ROOM ? 0 : length;
    if (kept > 0) memory.copy(this.bytes.more(kept), from, kept);
    this.marks.push(start);
    this.marks.push(kept);
  }

  /** Returns the number of the line. */
  private tell(line: i32, at: u32, file: i32): i32 {
    this.marks.push(line);
    this.marks.push(i32(at));
    this.marks.push(file);
    this.size += 1;
    return this.size - 1;
  }

  /** Keeps the line that is read. Returns its number. */
  keep(): i32 {
    this.mark(place.from, min(KEPT, i32(place.to - place.from)));
    return this.tell(place.line, place.at, 0);
  }

  /** Keeps a line of another list, which stands behind `before` lines of a file; file −1 = it says so itself. Returns its number. */
  carry(lines: Lines, line: i32, where: Whereat): i32 {
    if (line === 0) return 0;
    this.mark(lines.bytes.at + lines.get(line, LINE_OFFSET), lines.get(line, LINE_LENGTH));
    const file = where.file < 0 ? lines.get(line, LINE_FILE) : where.file;
    return this.tell(lines.get(line, LINE_NUMBER) + where.before, u32(lines.get(line, LINE_AT)), file);
  }

  /** Leaves only the bytes of lines that are used: by line, a byte that says so. */
  leave(used: usize): void {
    let end = 0;
    for (let line = 0; line < this.size; line++) {
      const mark = line * LINE_WIDTH;
      const length: i32 = load<u8>(used + line) !== 0 ? this.marks.get(mark + LINE_LENGTH) : 0;
      memory.copy(this.bytes.at + end, this.bytes.at + this.marks.get(mark + LINE_OFFSET), length);
      this.marks.set(mark + LINE_OFFSET, end);
      this.marks.set(mark + LINE_LENGTH, length);
      end += length;
    }
    this.bytes.used = end;
  }

  /** The one of two lines that comes first; one that is none gives way. */
  earlier(left: i32, right: i32): i32 {
    return left === 0 || right === 0 ? left + right : this.order(left, right) <= 0 ? left : right;
  }

  /** Where a line stands to another: below 0 = before it. */
  order(left: i32, right: i32): i32 {
    const byFile = this.get(left, LINE_FILE) - this.get(right, LINE_FILE);
    return byFile !== 0 ? byFile : this.get(left, LINE_NUMBER) - this.get(right, LINE_NUMBER);
  }
}

/** Where lines of a stretch stand: in which file, behind how many lines of it. File −1 = they are already numbered. */
export class Whereat {
  constructor(
    public file: i32,
    public before: i32,
  ) {}
}

/** So many bytes, all zero. They are given back with `heap.free`. What need not be zero is better left alone: memory that nothing touched takes none of the machine's. */
export function zeros(bytes: usize): usize {
  const at = heap.alloc(bytes);
  memory.fill(at, 0, bytes);
  return at;
}

/** A list of whole numbers that grows. */
export class Numbers {
  at: usize = heap.alloc(1 << 8);
  size: i32 = 0;
  private room: i32 = 1 << 6;

  push(number: i32): void {
    if (this.size === this.room) this.grow(2 * this.room);
    store<i32>(this.at + (this.size << 2), number);
    this.size += 1;
  }

  get(index: i32): i32 {
    return load<i32>(this.at + (index << 2));
  }

  set(index: i32, number: i32): void {
    store<i32>(this.at + (index << 2), number);
  }

  /** Appends so many, which are to be filled. */
  more(numbers: i32): void {
    const size = this.size + numbers;
    if (size > this.room) this.grow(max(size, 2 * this.room));
    this.size = size;
  }

  private grow(room: i32): void {
    this.at = heap.realloc(this.at, room << 2);
    this.room = room;
  }

  /** Gives its memory back; it is not used any more. */
  free(): void {
    heap.free(this.at);
  }
}

/** Memory for what has a known length is asked for in steps, so that what held one holds most others too. */
const STEP: i32 = 1 << 20;

/** A list of bytes that grows. */
export class Bytes {
  at: usize = heap.alloc(1 << 12);
  used: i32 = 0;
  private room: i32 = 1 << 12;

  /**
   * `most`: bytes there is room for at once when the list becomes large, 0 = it grows by and by. Each time it moves it leaves a hole that is too small for the next
   * such list, and room that nothing touched takes no memory.
   */
  constructor(private most: i32 = 0) {}

  /** Gives its memory back; it is not used any more. */
  free(): void {
    heap.free(this.at);
  }

  /** Leaves nothing, and makes room for so many bytes. */
  begin(bytes: i32): void {
    this.used = 0;
    if (bytes <= this.room) return;
    heap.free(this.at);
    this.room = (bytes + STEP - 1) & -STEP;
    this.at = heap.alloc(this.room);
  }

  /** Place for so many more bytes, which are to be filled. */
  more(bytes: i32): usize {
    const start = this.used;
    if (start + bytes > this.room) {
      const room = max(start + bytes, this.room < STEP ? 2 * this.room : max(2 * this.room, this.most));
      this.at = heap.realloc(this.at, room);
      this.room = room;
    }
    this.used = start + bytes;
    return this.at + start;
  }
}

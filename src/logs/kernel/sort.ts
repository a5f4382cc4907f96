/** Numbers up to which each is put into its place one by one. */
const FEW: i32 = 48;
const counts: usize = heap.alloc(256 << 2);
let scratch: usize = heap.alloc(1 << 12);
let room: i32 = 1 << 10;
/** How many are sorted. */
let size: i32 = 0;

/** Sorts so many whole numbers, none of them taken as negative, the smallest first. */
export function sort(at: usize, numbers: i32): void {
  size = numbers;
  if (size <= FEW) {
    insert(at);
    return;
  }
  if (size > room) {
    heap.free(scratch);
    scratch = heap.alloc(size << 2);
    room = size;
  }
  for (let shift = 0; shift < 32; shift += 16) {
    pass(at, scratch, shift);
    pass(scratch, at, shift + 8);
  }
}

function insert(at: usize): void {
  for (let index = 1; index < size; index++) {
    const number = load<u32>(at + (index << 2));
    let place = index;
    while (place > 0 && load<u32>(at + ((place - 1) << 2)) > number) {
      store<u32>(at + (place << 2), load<u32>(at + ((place - 1) << 2)));
      place -= 1;
    }
    store<u32>(at + (place << 2), number);
  }
}

/** Puts numbers in the order of eight of their bits, those that are alike as they stood. */
function pass(from: usize, to: usize, shift: i32): void {
  memory.fill(counts, 0, 256 << 2);
  for (let index = 0; index < size; index++) {
    const count = countOf(from + (index << 2), shift);
    store<i32>(count, load<i32>(count) + 1);
  }
  let before = 0;
  for (let digit = 0; digit < 256; digit++) {
    const count = counts + (digit << 2);
    const own = load<i32>(count);
    store<i32>(count, before);
    before += own;
  }
  for (let index = 0; index < size; index++) {
    const at = from + (index << 2);
    const count = countOf(at, shift);
    const place = load<i32>(count);
    store<i32>(count, place + 1);
    store<i32>(to + (place << 2), load<i32>(at));
  }
}

function countOf(at: usize, shift: i32): usize {
  return counts + (((load<u32>(at) >>> shift) & 255) << 2);
}

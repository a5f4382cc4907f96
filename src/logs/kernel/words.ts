/** Bytes that tell lines, and the parts of a line, apart. */
export const LINE_FEED: u8 = 10;
export const CARRIAGE_RETURN: u8 = 13;
export const SPACE: u8 = 32;
export const QUOTE: u8 = 34;
export const OPEN: u8 = 40;
export const CLOSE: u8 = 41;
export const STAR: u8 = 42;
export const COMMA: u8 = 44;
export const MINUS: u8 = 45;
export const SLASH: u8 = 47;
export const COLON: u8 = 58;
export const LESS: u8 = 60;
export const EQUALS: u8 = 61;
export const GREATER: u8 = 62;
export const AT_SIGN: u8 = 64;
export const OPEN_SQUARE: u8 = 91;
export const BACKSLASH: u8 = 92;
export const CLOSE_SQUARE: u8 = 93;
export const PIPE: u8 = 124;

/** Bytes that are looked at together. Up to so many before and behind a line may be looked at. */
export const BLOCK: usize = 16;
/** Bytes of a word that are compared at once. */
const AT_ONCE: i32 = 8;

/** The bytes of an ASCII word of two letters or more, to compare with. */
export class Word {
  at: usize;
  length: i32;
  /** Its first bytes as one number, and which bits of it count. */
  head: u64;
  mask: u64;

  constructor(text: string) {
    this.length = text.length;
    this.at = heap.alloc(max(text.length, AT_ONCE));
    for (let index = 0; index < text.length; index++) store<u8>(this.at + index, u8(text.charCodeAt(index)));
    this.mask = text.length < AT_ONCE ? (u64(1) << (text.length * 8)) - 1 : u64.MAX_VALUE;
    this.head = load<u64>(this.at) & this.mask;
  }
}

/** Whether the bytes at `at` are those of a word. */
export function standsAt(at: usize, word: Word): bool {
  if ((load<u64>(at) & word.mask) !== word.head) return false;
  for (let index = AT_ONCE; index < word.length; index++) if (load<u8>(at + index) !== load<u8>(word.at + index)) return false;
  return true;
}

/** Which of the bytes of a block are the first of the word, and the next one the second: a bit each. */
function startsIn(block: usize, word: Word): i32 {
  const first = i8x16.eq(v128.load(block), v128.load8_splat(word.at));
  return i8x16.bitmask(v128.and(first, i8x16.eq(v128.load(block, 1), v128.load8_splat(word.at, 1))));
}

/** First place where a word stands that begins at `from` or later and ends by `to`; 0 = there is none. */
export function firstPlace(word: Word, from: usize, to: usize): usize {
  for (let block = from; block + word.length <= to; block += BLOCK) {
    for (let starts = startsIn(block, word); starts !== 0; starts &= starts - 1) {
      const at = block + ctz(starts);
      if (at + word.length > to) return 0;
      if (standsAt(at, word)) return at;
    }
  }
  return 0;
}

/** Last place where a word stands that begins at `from` or later and ends by `to`; 0 = there is none. */
export function lastPlace(word: Word, from: usize, to: usize): usize {
  for (let end = to - word.length + 1; end > from; end -= BLOCK) {
    for (let starts = startsIn(end - BLOCK, word); starts !== 0; ) {
      const bit = 31 - clz(starts);
      const at = end - BLOCK + bit;
      if (at < from) return 0;
      if (standsAt(at, word)) return at;
      starts ^= 1 << bit;
    }
  }
  return 0;
}

/** Which bytes of a block are a certain one: a bit each. */
export function thoseIn(block: usize, byte: u8): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(block), i8x16.splat(byte)));
}

/** Place of the next byte of that kind from `from`; `to`, or `from` where that is behind it = there is none. */
export function byteFrom(byte: u8, from: usize, to: usize): usize {
  for (let block = from; block < to; block += BLOCK) {
    const found = thoseIn(block, byte);
    if (found !== 0) return min(to, block + ctz(found));
  }
  return max(from, to);
}

/** Whether a byte of that kind stands in a range. */
export function holds(byte: u8, from: usize, to: usize): bool {
  return byteFrom(byte, from, to) < to;
}

/** Place of the next space from `from`, or `to`. */
export function spaceFrom(from: usize, to: usize): usize {
  return byteFrom(SPACE, from, to);
}

/** Place of the last @ in a range; 0 = there is none. */
export function signPlace(from: usize, to: usize): usize {
  for (let end = to; end > from; end -= BLOCK) {
    const found = thoseIn(end - BLOCK, AT_SIGN);
    if (found === 0) continue;
    const at = end - 1 - (clz(found) - BLOCK);
    return at >= from ? at : 0;
  }
  return 0;
}

export function isDigit(byte: u8): bool {
  return byte >= 48 && byte <= 57;
}

export function isLetterOrDigit(byte: u8): bool {
  const letter = byte | 0x20;
  return isDigit(byte) || (letter >= 97 && letter <= 122);
}

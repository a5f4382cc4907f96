/** Of the text that was hashed last: two numbers of 32 bits, enough to know it again among billions. The same on every machine, and as `logs/hash.ts` makes them. */
export let high: i32 = 0;
export let low: i32 = 0;

/** Of the bytes as they stand. */
export function hashOf(from: usize, to: usize): void {
  let h: i32 = -2128831035;
  let l: i32 = 0x3c6ef372 ^ i32(to - from);
  let at = from;
  for (; at + 3 < to; at += 4) {
    const word = load<i32>(at);
    h = (h ^ word) * -1640531535;
    h ^= h >>> 15;
    l = ((l << 5) ^ (l >>> 27) ^ word) * -2048144777;
  }
  for (; at < to; at++) {
    const byte = i32(load<u8>(at));
    h = (h ^ byte) * 0x01000193;
    l = ((l << 5) ^ (l >>> 27) ^ byte) * -2048144777;
  }
  finish(h, l);
}

/** Of the bytes with letters in lower case: those of ASCII become small by one bit, and few other characters that stand in names change by it. */
export function hashLower(from: usize, to: usize): void {
  let h: i32 = 0x2545f491;
  let l: i32 = 0x510e527f ^ i32(to - from);
  let at = from;
  for (; at + 3 < to; at += 4) {
    const word = load<i32>(at) | 0x20202020;
    h = (h ^ word) * -1640531535;
    h ^= h >>> 15;
    l = ((l << 5) ^ (l >>> 27) ^ word) * -2048144777;
  }
  for (; at < to; at++) {
    const byte = i32(load<u8>(at)) | 0x20;
    h = (h ^ byte) * 0x01000193;
    l = ((l << 5) ^ (l >>> 27) ^ byte) * -2048144777;
  }
  finish(h, l);
}

/** Lets every bit depend on every other: sketches look at the size of the numbers. */
function finish(h: i32, l: i32): void {
  const mixed = (h ^ (h >>> 16)) * -2048144789;
  const spread = (mixed ^ (mixed >>> 13)) * -1028477387;
  high = spread ^ (spread >>> 16);
  low = l ^ (l >>> 15);
}

const ZERO: u8 = 48;
const DIGITS: u8 = 10;
/** In place of a number. */
const NUMBER: u64 = 35;
/** Odd numbers whose bits show no order. */
const START: u64 = (u64(0x1b873593) << 32) | 0x52dce729;
const SPREAD: u64 = (u64(0x9e3779b9) << 32) | 0x7f4a7c15;
/** Bytes that are looked at together: as two words of 8. */
const BLOCK: usize = 16;

/** Of a subject in which digits do not count: mails of one kind differ by their numbers. What stands between numbers is taken from its own beginning, wherever that is. */
export function hashSubject(from: usize, to: usize): void {
  let hash: u64 = START;
  let at = from;
  while (at < to) {
    const block = v128.load(at);
    const digits = i8x16.bitmask(i8x16.lt_u(i8x16.sub(block, i8x16.splat(ZERO)), i8x16.splat(DIGITS)));
    const size = min(to - at, digits === 0 ? BLOCK : usize(ctz(digits)));
    if (size > 0) hash = mixed(hash, wordOf(v128.extract_lane<u64>(block, 0), size));
    if (size > 8) hash = mixed(hash, wordOf(v128.extract_lane<u64>(block, 1), size - 8));
    at += size;
    if (at >= to || digits === 0) continue;
    hash = mixed(hash, NUMBER);
    while (at < to && load<u8>(at) - ZERO < DIGITS) at += 1;
  }
  high = i32(hash >>> 32);
  low = i32(hash);
}

/** The first bytes of a word. */
function wordOf(word: u64, bytes: usize): u64 {
  return bytes >= 8 ? word : word & ((u64(1) << (bytes << 3)) - 1);
}

function mixed(hash: u64, word: u64): u64 {
  const product = (hash ^ word) * SPREAD;
  return product ^ (product >>> 32);
}

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

/** Of a subject in which digits do not count: mails of one kind differ by their numbers. */
export function hashSubject(from: usize, to: usize): void {
  let h: i32 = 0x1b873593;
  let l: i32 = 0x52dce729;
  let digits = false;
  for (let at = from; at < to; at++) {
    const byte = i32(load<u8>(at));
    const digit = byte >= 48 && byte <= 57;
    if (digit && digits) continue;
    digits = digit;
    const counted = digit ? 35 : byte;
    h = (h ^ counted) * 0x01000193;
    l = ((l ^ counted) * 0x5bd1e995) ^ (l >>> 15);
  }
  high = h ^ (h >>> 16);
  low = l ^ (l >>> 13);
}

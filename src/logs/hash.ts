/** ASCII letters become small by this bit; few other characters that stand in names change by it. */
const SMALL = 0x20;
const SMALL_WORD = 0x20202020;

/** Two numbers of 32 bits for a text, its letters in lower case: as the kernel makes them of its bytes (`kernel/hash.ts`). */
export function hashOf(words: string): readonly [high: number, low: number] {
  const text = utf8Of(words);
  let high = 0x2545f491 | 0;
  let low = 0x510e527f ^ text.length;
  let at = 0;
  for (; at + 3 < text.length; at += 4) {
    const word = byteAt(text, at) | (byteAt(text, at + 1) << 8) | (byteAt(text, at + 2) << 16) | (byteAt(text, at + 3) << 24) | SMALL_WORD;
    high = Math.imul(high ^ word, 0x9e3779b1);
    high ^= high >>> 15;
    low = Math.imul((low << 5) ^ (low >>> 27) ^ word, 0x85ebca77);
  }
  for (; at < text.length; at++) {
    const byte = byteAt(text, at) | SMALL;
    high = Math.imul(high ^ byte, 0x01000193);
    low = Math.imul((low << 5) ^ (low >>> 27) ^ byte, 0x85ebca77);
  }
  const mixed = Math.imul(high ^ (high >>> 16), 0x85ebca6b);
  const spread = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return [spread ^ (spread >>> 16), low ^ (low >>> 15)];
}

/** Bytes of a text in UTF-8, each as the character of its number. */
function utf8Of(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function byteAt(text: string, at: number): number {
  return text.charCodeAt(at) & 0xff;
}

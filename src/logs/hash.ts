/** ASCII letters become small by this bit; few other characters that stand in names change by it. */
const SMALL = 0x20;
const SMALL_WORD = 0x20202020;

/** Two numbers of 32 bits for a text: enough to know it again among billions. The same on every machine. */
export class Hash {
  high = 0;
  low = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);

  /** Of the bytes as they stand. */
  of(bytes: Uint8Array, from: number, to: number): void {
    const view = this.#look(bytes);
    let high = 0x811c9dc5 | 0;
    let low = 0x3c6ef372 ^ (to - from);
    let at = from;
    for (; at + 3 < to; at += 4) {
      const word = view.getInt32(at, true);
      high = Math.imul(high ^ word, 0x9e3779b1);
      high ^= high >>> 15;
      low = Math.imul((low << 5) ^ (low >>> 27) ^ word, 0x85ebca77);
    }
    for (; at < to; at++) {
      const byte = bytes[at] ?? 0;
      high = Math.imul(high ^ byte, 0x01000193);
      low = Math.imul((low << 5) ^ (low >>> 27) ^ byte, 0x85ebca77);
    }
    this.#finish(high, low);
  }

  /** Of the bytes with letters in lower case. */
  ofLower(bytes: Uint8Array, from: number, to: number): void {
    const view = this.#look(bytes);
    let high = 0x2545f491 | 0;
    let low = 0x510e527f ^ (to - from);
    let at = from;
    for (; at + 3 < to; at += 4) {
      const word = view.getInt32(at, true) | SMALL_WORD;
      high = Math.imul(high ^ word, 0x9e3779b1);
      high ^= high >>> 15;
      low = Math.imul((low << 5) ^ (low >>> 27) ^ word, 0x85ebca77);
    }
    for (; at < to; at++) {
      const byte = (bytes[at] ?? 0) | SMALL;
      high = Math.imul(high ^ byte, 0x01000193);
      low = Math.imul((low << 5) ^ (low >>> 27) ^ byte, 0x85ebca77);
    }
    this.#finish(high, low);
  }

  /** Of the same text with letters in lower case, in a string of one character a byte. */
  ofLowerText(text: string): void {
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
    this.ofLower(bytes, 0, bytes.length);
  }

  #look(bytes: Uint8Array): DataView {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return this.#view;
  }

  /** Lets every bit depend on every other: sketches look at the size of the numbers. */
  #finish(high: number, low: number): void {
    const mixed = Math.imul(high ^ (high >>> 16), 0x85ebca6b);
    const spread = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    this.high = spread ^ (spread >>> 16);
    this.low = low ^ (low >>> 15);
  }
}

/** Spreads two whole numbers over a table. */
export function mix(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b ^ (b >>> 16), 0x85ebca77);
  return mixed ^ (mixed >>> 15);
}

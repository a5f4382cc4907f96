const FIRST_SLOTS = 1 << 12;

/**
 * Texts that were met, each by 64 bits of hash and the line it was first met on: 12 bytes, in tables that are two thirds full at most. That two of
 * five million texts are taken for one is to be expected in one list of a million.
 */
export class Seen {
  #size = 0;
  #high = new Int32Array(FIRST_SLOTS);
  #low = new Int32Array(FIRST_SLOTS);
  /** 0 = the slot is free: lines count from 1. */
  #lines = new Uint32Array(FIRST_SLOTS);

  /** The line a text was first met on, or null when this is the first time. */
  meet(text: string, line: number): number | null {
    const { high, low } = hashOf(text);
    const slot = this.#slot(high, low);
    const known = this.#lines[slot] ?? 0;
    if (known !== 0) return known;
    this.#put(slot, { high, low, line });
    this.#size += 1;
    if (this.#size * 3 > this.#lines.length * 2) this.#grow();
    return null;
  }

  /** Where a hash is, or is to be. */
  #slot(high: number, low: number): number {
    const last = this.#lines.length - 1;
    let slot = low & last;
    while (this.#lines[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) & last;
    return slot;
  }

  #put(slot: number, { high, low, line }: { readonly high: number; readonly low: number; readonly line: number }): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#lines[slot] = line;
  }

  #grow(): void {
    const [highs, lows, lines] = [this.#high, this.#low, this.#lines];
    const slots = lines.length * 2;
    this.#high = new Int32Array(slots);
    this.#low = new Int32Array(slots);
    this.#lines = new Uint32Array(slots);
    for (const [at, line] of lines.entries()) {
      const [high = 0, low = 0] = [highs[at], lows[at]];
      if (line !== 0) this.#put(this.#slot(high, low), { high, low, line });
    }
  }
}

/** Two hashes of 32 bits that know nothing of each other (after cyrb53, public domain). */
function hashOf(text: string): { readonly high: number; readonly low: number } {
  let high = 0xdeadbeef | 0;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return { high, low };
}

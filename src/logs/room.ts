/** Memory is asked for in steps, so that what held one stretch holds most others too. */
const STEP = 1 << 20;
/** Tables begin at multiples of it. */
const ALIGNED = 8;

/** One piece of memory into which tables are copied side by side: it passes from thread to thread at once, and can be used again as a whole. */
export class Room {
  used = 0;
  readonly #memory: ArrayBuffer | null;

  /** null: nothing is copied, it only turns out how much memory is needed. */
  constructor(memory: ArrayBuffer | null) {
    this.#memory = memory;
  }

  /** Copies the first so many numbers; so below. */
  ints(from: Int32Array, length: number): Int32Array {
    const at = this.#take(length * Int32Array.BYTES_PER_ELEMENT);
    if (this.#memory === null) return from;
    const own = new Int32Array(this.#memory, at, length);
    own.set(from.subarray(0, length));
    return own;
  }

  naturals(from: Uint32Array, length: number): Uint32Array {
    const at = this.#take(length * Uint32Array.BYTES_PER_ELEMENT);
    if (this.#memory === null) return from;
    const own = new Uint32Array(this.#memory, at, length);
    own.set(from.subarray(0, length));
    return own;
  }

  bytes(from: Uint8Array, length: number): Uint8Array {
    const at = this.#take(length);
    if (this.#memory === null) return from;
    const own = new Uint8Array(this.#memory, at, length);
    own.set(from.subarray(0, length));
    return own;
  }

  #take(bytes: number): number {
    const at = this.used;
    this.used = Math.ceil((at + bytes) / ALIGNED) * ALIGNED;
    return at;
  }
}

/** What `pack` copies, in one piece of memory: the one that is given when it is large enough. */
export function packedInto<T>(memory: ArrayBuffer | undefined, pack: (room: Room) => T): T {
  const needed = new Room(null);
  pack(needed);
  if (memory !== undefined && memory.byteLength >= needed.used) return pack(new Room(memory));
  return pack(new Room(new ArrayBuffer(needed.used > STEP ? Math.ceil(needed.used / STEP) * STEP : needed.used)));
}

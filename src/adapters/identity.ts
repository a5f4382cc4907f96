import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { IdSource } from '../ports/ids.ts';

/** Random bytes are drawn for many identifiers at once: one draw costs as much as a hundred identifiers. */
const POOL_BYTES = 4096;

/** UUID version 7 (RFC 9562, 5.7 and 6.2): 48 bits of milliseconds, 12 bits counted within one, then random. Each sorts after the one before. */
export function uuidSource(clock: Clock): IdSource {
  let pool = randomBytes(0);
  let used = 0;
  let last = 0;
  let counter = 0;
  return {
    next: () => {
      if (used + 16 > pool.length) {
        pool = randomBytes(POOL_BYTES);
        used = 0;
      }
      const bytes = pool.subarray(used, used + 16);
      used += 16;
      const now = clock.now();
      counter = now > last ? 0 : counter + 1;
      // A clock set back, or more than 4096 in a millisecond: the stamp runs ahead rather than the order break.
      last = now > last ? now : counter > 0xfff ? last + 1 : last;
      counter &= 0xfff;
      bytes.writeUIntBE(last, 0, 6);
      bytes.writeUInt16BE(0x7000 | counter, 6);
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      const hex = bytes.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  };
}

export const nodeHasher: Hasher = {
  sha256: (data) => createHash('sha256').update(data).digest('hex'),
};

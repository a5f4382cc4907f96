import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { IdSource } from '../ports/ids.ts';

/** Random bytes are drawn for many identifiers at once: one draw costs as much as a hundred identifiers. */
const POOL_BYTES = 4096;

/** UUID version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then random. */
export function uuidSource(clock: Clock): IdSource {
  let pool = randomBytes(0);
  let used = 0;
  return {
    next: () => {
      if (used + 16 > pool.length) {
        pool = randomBytes(POOL_BYTES);
        used = 0;
      }
      const bytes = pool.subarray(used, used + 16);
      used += 16;
      bytes.writeUIntBE(clock.now(), 0, 6);
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      const hex = bytes.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  };
}

export const nodeHasher: Hasher = {
  sha256: (data) => createHash('sha256').update(data).digest('hex'),
};

import type { Hash } from './hash.ts';

const FIRST_PRIME = 0x01000193;

/** Hash of a subject in which digits do not count: mails of one kind differ by their numbers. */
export function subjectHash(hash: Hash, bytes: Uint8Array, [from, to]: readonly [number, number]): void {
  let high = 0x1b873593;
  let low = 0x52dce729;
  let digits = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    const digit = byte >= 48 && byte <= 57;
    if (digit && digits) continue;
    digits = digit;
    const counted = digit ? 35 : byte;
    high = Math.imul(high ^ counted, FIRST_PRIME);
    low = Math.imul(low ^ counted, 0x5bd1e995) ^ (low >>> 15);
  }
  hash.high = high ^ (high >>> 16);
  hash.low = low ^ (low >>> 13);
}

/** A subject for people: numbers as `#`, octal bytes of a log decoded. */
export function subjectText(text: string): string {
  const bytes = text.replace(/((?:\\[0-7]{3})+)/g, (octal) => decoded(octal));
  return bytes.replaceAll('\\"', '"').replace(/\d+/g, '#');
}

/** UTF-8 from `\303\274`; as it stands where it is none. */
function decoded(octal: string): string {
  const percent = octal.replace(/\\([0-7]{3})/g, (_, digits: string) => `%${Number.parseInt(digits, 8).toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(percent);
  } catch {
    return octal;
  }
}

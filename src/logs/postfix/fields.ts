/** Fields of lines of Postfix, found in place. */

export const [SPACE, QUOTE, OPEN, CLOSE, COMMA, COLON, LESS, EQUALS, GREATER, OPEN_SQUARE, BACKSLASH, CLOSE_SQUARE] = [
  32, 34, 40, 41, 44, 58, 60, 61, 62, 91, 92, 93,
] as const;

/** The bytes of an ASCII word, to compare with. */
export function spelled(word: string): Uint8Array {
  return Uint8Array.from(word, (letter) => letter.charCodeAt(0));
}

/** Bytes with the end of a line in them. */
export interface Line {
  readonly bytes: Uint8Array;
  readonly to: number;
}

/** Whether `word` stands at `at`, before the end of the line. */
export function standsAt({ bytes, to }: Line, at: number, word: Uint8Array): boolean {
  const length = word.length;
  if (at + length > to) return false;
  for (let index = 0; index < length; index++) if (bytes[at + index] !== word[index]) return false;
  return true;
}

/** First place of `byte` from `from`, −1 = there is none in the line. */
export function placeOf({ bytes, to }: Line, byte: number, from: number): number {
  for (let at = from; at < to; at++) if (bytes[at] === byte) return at;
  return -1;
}

/** First place of `word` from `from`, −1 = there is none in the line. */
export function wordPlace(line: Line, word: Uint8Array, from: number): number {
  const { bytes, to } = line;
  const first = word[0];
  const last = to - word.length;
  for (let at = from; at <= last; at++) if (bytes[at] === first && standsAt(line, at, word)) return at;
  return -1;
}

/** Last place of `word` that begins before `before`, and not before `from`; −1 = there is none in the line. */
export function lastWordPlace(line: Line, word: Uint8Array, { from, before }: { readonly from: number; readonly before: number }): number {
  const { bytes, to } = line;
  const first = word[0];
  for (let at = Math.min(before - 1, to - word.length); at >= from; at--) if (bytes[at] === first && standsAt(line, at, word)) return at;
  return -1;
}

/** Where the address that begins at `from`, behind its `<`, ends: at its `>`, those within quotes passed over. −1 = it never ends. */
export function addressEnd(bytes: Uint8Array, from: number, to: number): number {
  let quoted = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === GREATER && !quoted) return at;
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === BACKSLASH && quoted) at++;
  }
  // A quote that stays open was not one: names were written without them before Postfix 3.5.
  return quoted ? placeOf({ bytes, to }, GREATER, from) : -1;
}

const OWN_HOST = spelled('[127.0.0.1]');
const OWN_HOST_6 = spelled('[::1]');

/** Whether the address in square brackets at `at` is that of the server itself. */
export function isOwnHost(line: Line, at: number): boolean {
  return standsAt(line, at, OWN_HOST) || standsAt(line, at, OWN_HOST_6);
}

/** The whole number at `from`; 0 where there is none, never above a thousand million. */
export function numberAt(bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to && number < 100_000_000; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return number;
}

const [HEX, LONG] = [1, 2] as const;
/** Which kinds of queue ids a byte may stand in: capital hexadecimal digits, or digits and consonants. */
const ID_BYTES = new Uint8Array(256);
for (const letter of '0123456789ABCDEF') ID_BYTES[letter.charCodeAt(0)] = HEX;
for (const letter of '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz') ID_BYTES[letter.charCodeAt(0)] = (ID_BYTES[letter.charCodeAt(0)] ?? 0) | LONG;
const SHORTEST_HEX = 5;
const SHORTEST_LONG = 10;
const LONGEST = 24;

/** Where the queue id at `from` ends; `from` itself = there is none. */
export function idEnd(bytes: Uint8Array, from: number, to: number): number {
  let kinds = HEX | LONG;
  let at = from;
  const stop = Math.min(to, from + LONGEST + 1);
  for (; at < stop; at++) {
    const kind = kinds & (ID_BYTES[bytes[at] ?? 0] ?? 0);
    if (kind === 0) break;
    kinds = kind;
  }
  const length = at - from;
  if (length > LONGEST || (at < to && isLetterOrDigit(bytes[at] ?? 0))) return from;
  return ((kinds & HEX) !== 0 && length >= SHORTEST_HEX) || ((kinds & LONG) !== 0 && length >= SHORTEST_LONG) ? at : from;
}

function isLetterOrDigit(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 48 && byte <= 57) || (letter >= 97 && letter <= 122);
}

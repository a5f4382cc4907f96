/** Bytes that tell the parts of a line apart. */
export const [SPACE, QUOTE, OPEN, CLOSE, STAR, MINUS, SLASH, COLON, LESS, EQUALS, GREATER, OPEN_SQUARE, BACKSLASH, CLOSE_SQUARE, PIPE] = [
  32, 34, 40, 41, 42, 45, 47, 58, 60, 61, 62, 91, 92, 93, 124,
] as const;

const SHORT_ID = 16;
const LONG_ID = 23;

/**
 * Where the id of a message ends that begins at `from`, in one of its two lengths and with a space behind; `from` = none does. Nothing but ids looks so at this
 * place of a line, so that the marks between its parts are enough.
 */
export function idEnd(bytes: Uint8Array, from: number): number {
  if (bytes[from + 6] !== MINUS) return from;
  if (bytes[from + 13] === MINUS && bytes[from + SHORT_ID] === SPACE) return from + SHORT_ID;
  if (bytes[from + 18] === MINUS && bytes[from + LONG_ID] === SPACE) return from + LONG_ID;
  return from;
}

/** An id without a space behind it: at the end of a field. */
export function isIdBetween(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  if (bytes[from + 6] !== MINUS) return false;
  if (length === SHORT_ID) return bytes[from + 13] === MINUS && isId(bytes, from, SHORT_ID);
  return length === LONG_ID && bytes[from + 18] === MINUS && isId(bytes, from, LONG_ID);
}

function isId(bytes: Uint8Array, from: number, length: number): boolean {
  for (let at = from; at < from + length; at++) {
    const byte = bytes[at] ?? 0;
    const letter = byte | 0x20;
    if (byte !== MINUS && !(byte >= 48 && byte <= 57) && !(letter >= 97 && letter <= 122)) return false;
  }
  return true;
}

/** Place of the next space from `from`, or `to`. */
export function spaceFrom(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== SPACE) at++;
  return at;
}

/**
 * Where an address ends that begins at `from`: at a space that is neither quoted nor behind a backslash, as names before the @ may hold both at any place.
 * A quote that stays open was none.
 */
export function addressEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === SPACE) return at;
    if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) {
      const end = quoteEnd(bytes, at, to);
      if (end === to && bytes[to - 1] !== QUOTE) return spaceFrom(bytes, from, to);
      at = end - 1;
    }
  }
  return to;
}

/** Where the field at `from` ends: at the next space, what stands in quotes behind its `=` passed over. */
export function fieldEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === SPACE) return at;
    if (byte === QUOTE && bytes[at - 1] === EQUALS) return spaceFrom(bytes, quoteEnd(bytes, at, to), to);
  }
  return to;
}

/** Place behind the quote that closes the one at `from`; a backslash takes the character after it along. `to` = it is never closed. */
export function quoteEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return at + 1;
  }
  return to;
}

/** Notes the login of `driver:login`, or of `driver:login:sender`. */
export function loginOf(bytes: Uint8Array, login: { from: number; to: number }, [from, to]: readonly [number, number]): void {
  let at = from;
  while (at < to && bytes[at] !== COLON) at++;
  let end = at + 1;
  while (end < to && bytes[end] !== COLON) end++;
  if (end <= at + 1) return;
  login.from = at + 1;
  login.to = end;
}

/** Place of a colon with a space behind it, from `from`; `to` = there is none. */
export function colonFrom(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at + 1 < to; at++) if (bytes[at] === COLON && bytes[at + 1] === SPACE) return at;
  return to;
}

/** Whether the bytes at `at` are those of a word. */
export function standsAt(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word[index]) return false;
  return true;
}

/** First place where a word stands that begins at `from` or later and ends by `to`; −1 = there is none. */
export function firstPlace(bytes: Uint8Array, word: Uint8Array, [from, to]: readonly [number, number]): number {
  const first = word[0];
  for (let at = from; at + word.length <= to; at++) if (bytes[at] === first && standsAt(bytes, at, word)) return at;
  return -1;
}

/** Last place where a word stands that begins at `from` or later and ends by `to`; −1 = there is none. */
export function lastPlace(bytes: Uint8Array, word: Uint8Array, [from, to]: readonly [number, number]): number {
  const first = word[0];
  for (let at = to - word.length; at >= from; at--) if (bytes[at] === first && standsAt(bytes, at, word)) return at;
  return -1;
}

export function spelled(word: string): Uint8Array {
  return Uint8Array.from(word, (letter) => letter.charCodeAt(0));
}

/** Bytes that tell the parts of a line apart. */
export const SPACE: u8 = 32;
export const QUOTE: u8 = 34;
export const OPEN: u8 = 40;
export const CLOSE: u8 = 41;
export const STAR: u8 = 42;
export const COMMA: u8 = 44;
export const MINUS: u8 = 45;
export const SLASH: u8 = 47;
export const COLON: u8 = 58;
export const LESS: u8 = 60;
export const EQUALS: u8 = 61;
export const GREATER: u8 = 62;
export const AT_SIGN: u8 = 64;
export const OPEN_SQUARE: u8 = 91;
export const BACKSLASH: u8 = 92;
export const CLOSE_SQUARE: u8 = 93;
export const PIPE: u8 = 124;

/** The bytes of an ASCII word, to compare with. */
export class Word {
  at: usize;
  length: i32;

  constructor(text: string) {
    this.length = text.length;
    this.at = heap.alloc(text.length);
    for (let index = 0; index < text.length; index++) store<u8>(this.at + index, u8(text.charCodeAt(index)));
  }
}

/** Whether the bytes at `at` are those of a word. */
export function standsAt(at: usize, word: Word): bool {
  const length: usize = word.length;
  for (let index: usize = 0; index < length; index++) if (load<u8>(at + index) !== load<u8>(word.at + index)) return false;
  return true;
}

/** First place where a word stands that begins at `from` or later and ends by `to`; 0 = there is none. */
export function firstPlace(word: Word, from: usize, to: usize): usize {
  const first = load<u8>(word.at);
  for (let at = from; at + word.length <= to; at++) if (load<u8>(at) === first && standsAt(at, word)) return at;
  return 0;
}

/** Last place where a word stands that begins at `from` or later and ends by `to`; 0 = there is none. */
export function lastPlace(word: Word, from: usize, to: usize): usize {
  const first = load<u8>(word.at);
  for (let at = to - word.length; at >= from; at--) if (load<u8>(at) === first && standsAt(at, word)) return at;
  return 0;
}

/** Place of the next space from `from`, or `to`. */
export function spaceFrom(from: usize, to: usize): usize {
  let at = from;
  while (at < to && load<u8>(at) !== SPACE) at++;
  return at;
}

/** Place of the last @ in a range; 0 = there is none. */
export function signPlace(from: usize, to: usize): usize {
  let at = to - 1;
  while (at >= from && load<u8>(at) !== AT_SIGN) at--;
  return at >= from ? at : 0;
}

export function isDigit(byte: u8): bool {
  return byte >= 48 && byte <= 57;
}

export function isLetterOrDigit(byte: u8): bool {
  const letter = byte | 0x20;
  return isDigit(byte) || (letter >= 97 && letter <= 122);
}

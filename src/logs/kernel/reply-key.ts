import { BACKSLASH, byteFrom, firstPlace, GREATER, isDigit, LESS, MINUS, SPACE, Word } from './words';

const MARK: Word = new Word(': ');
const BETWEEN: u8 = 0;
const DIGIT: u8 = 1;
const POINT: u8 = 2;
const SIGN: u8 = 3;
const OPENING: u8 = 4;
const FIRST_LETTER: u8 = 5;
const APOSTROPHE: u8 = 39;
const DOT: u8 = 46;
/** Longest part in quotes or angle brackets that is left out as a whole. */
const ENCLOSED: usize = 320;

/** What a byte is to a word; of letters, which are those of ASCII and whatever belongs to other scripts, the small one. An @ spoils a word as a digit does. */
const kinds: usize = kindsOfBytes();

/** The two numbers of the reply that was looked at last, its code, and where its enhanced code stands. */
export let high: i32 = 0;
export let low: i32 = 0;
export let code: i32 = 0;
export let enhanced: usize = 0;
export let enhancedTo: usize = 0;
/** Of the words that were passed, with and without the last of them. */
let beforeHigh: i32 = 0;
let beforeLow: i32 = 0;
/** Of the word that is passed. */
let word: i32 = 0;
let spoiled: bool = false;
let stop: u8 = 0;

function kindsOfBytes(): usize {
  const at = heap.alloc(256);
  for (let byte = 0; byte < 256; byte++) {
    const letter = byte | 0x20;
    const isLetter = byte < 128 && letter >= 97 && letter <= 122;
    store<u8>(at + byte, byte >= 128 ? u8(byte) : isLetter ? u8(letter) : isDigit(u8(byte)) ? DIGIT : byte <= 32 ? BETWEEN : SIGN);
  }
  const between = '(),;[]>';
  for (let index = 0; index < between.length; index++) store<u8>(at + between.charCodeAt(index), BETWEEN);
  const opening = '<"\'';
  for (let index = 0; index < opening.length; index++) store<u8>(at + opening.charCodeAt(index), OPENING);
  store<u8>(at + 127, BETWEEN);
  store<u8>(at + 64, DIGIT);
  store<u8>(at + 46, POINT);
  return at;
}

/**
 * Makes two numbers for the words of a reply. Left out: what is in quotes or angle brackets, addresses, names with a dot, whatever holds a digit, and the word
 * before a lone dash, where some servers put an id of letters only. The codes count.
 */
export function makeKey(start: usize, end: usize): void {
  findCodes(start, end);
  high = beforeHigh = -2128831035 ^ code;
  low = beforeLow = -1756908916 ^ enhancedNumber();
  for (let at = start; at < end; at++) {
    const from = at;
    at = passWord(from, start, end);
    if (at - from === 1 && load<u8>(from) === MINUS) {
      high = beforeHigh;
      low = beforeLow;
    } else if (at > from) addWord();
    if (at < end && stop === OPENING) at = afterEnclosed(at, end) - 1;
  }
}

/** Passes the word that begins at `from`. Returns where it ends. */
function passWord(from: usize, start: usize, end: usize): usize {
  // Not in the numbers that others read: those are stored, and loaded again, at each byte.
  let passed: i32 = 0;
  let odd = false;
  let point = false;
  let kind: u8 = 0;
  let at = from;
  for (; at < end; at++) {
    kind = load<u8>(kinds + load<u8>(at));
    if (kind >= FIRST_LETTER) {
      odd = odd || point;
      passed = passed * 31 + kind;
    } else if (kind === DIGIT) odd = true;
    else if (kind === POINT) point = passed !== 0;
    else if (kind === BETWEEN || (kind === OPENING && isOpening(at, start))) break;
  }
  word = passed;
  spoiled = odd;
  stop = kind;
  return at;
}

/** An apostrophe within a word opens nothing. */
function isOpening(at: usize, start: usize): bool {
  return load<u8>(at) !== APOSTROPHE || at === start || load<u8>(at - 1) === SPACE;
}

function addWord(): void {
  beforeHigh = high;
  beforeLow = low;
  if (spoiled || word === 0) return;
  high = ((high ^ word) * 0x01000193) ^ (word >>> 15);
  low = ((low + word) * 0x5bd1e995) ^ (low >>> 13);
}

/** Place after a part in angle brackets or quotes that begins at `at`, or after its mark alone when it does not end soon. */
function afterEnclosed(at: usize, end: usize): usize {
  const mark = load<u8>(at);
  const close = mark === LESS ? GREATER : mark;
  const last = min(end, at + ENCLOSED);
  const place = byteFrom(close, at + 1, last);
  return place < last ? place + 1 : at + 1;
}

/** The first `4xx` or `5xx` at the start or after `: `, before a space, a dash or the end, and what looks like an enhanced code (RFC 3463) behind it. */
function findCodes(start: usize, end: usize): void {
  code = 0;
  enhanced = enhancedTo = 0;
  let at = start;
  while (!isCode(at, end)) {
    const mark = firstPlace(MARK, at, end);
    if (mark === 0) return;
    at = mark + MARK.length;
  }
  code = (i32(load<u8>(at)) - 48) * 100 + (i32(load<u8>(at + 1)) - 48) * 10 + i32(load<u8>(at + 2)) - 48;
  enhanced = at + 4;
  enhancedTo = enhancedEnd(at + 4, end);
}

function isCode(at: usize, end: usize): bool {
  const first = load<u8>(at);
  if (at + 3 > end || (first !== 52 && first !== 53) || !isDigit(load<u8>(at + 1)) || !isDigit(load<u8>(at + 2))) return false;
  const after = at + 3 < end ? load<u8>(at + 3) : SPACE;
  return after === SPACE || after === MINUS || after === BACKSLASH;
}

/** Where `d.ddd.ddd` ends; `start` = there is none. */
function enhancedEnd(start: usize, end: usize): usize {
  let at = start + 1;
  const kind = start < end ? load<u8>(start) : 0;
  if (kind !== 50 && kind !== 52 && kind !== 53) return start;
  for (let part = 0; part < 2; part++) {
    if (at >= end || load<u8>(at) !== DOT) return start;
    const first = at + 1;
    at = first;
    while (at < end && at < first + 3 && isDigit(load<u8>(at))) at++;
    if (at === first) return start;
  }
  return at < end && (isDigit(load<u8>(at)) || load<u8>(at) === DOT) ? start : at;
}

function enhancedNumber(): i32 {
  let number: i32 = 0;
  for (let at = enhanced; at < enhancedTo; at++) number = number * 31 + i32(load<u8>(at));
  return number;
}

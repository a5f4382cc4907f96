import { BACKSLASH, BLOCK, byteFrom, CARRIAGE_RETURN, COLON, EQUALS, firstPlace, LINE_FEED, MINUS, QUOTE, SPACE, spaceFrom, thoseIn, Word } from '../words';

const SHORT_ID: usize = 16;
const LONG_ID: usize = 23;
const REASON: Word = new Word(': ');

/** A place in the line; an end of 0 = it is not there. */
export class Range {
  from: usize = 0;
  to: usize = 0;

  set(from: usize, to: usize): void {
    this.from = from;
    this.to = to;
  }
}

/**
 * Where the id of a message ends that begins at `from`, in one of its two lengths and with a space behind; `from` = none does. The marks between its parts are not
 * enough: a line without an id may begin with the name that a stranger's host gives itself.
 */
export function idEnd(from: usize): usize {
  if (load<u8>(from + 6) !== MINUS) return from;
  let end = from;
  if (load<u8>(from + 13) === MINUS && load<u8>(from + SHORT_ID) === SPACE) end = from + SHORT_ID;
  else if (load<u8>(from + 18) === MINUS && load<u8>(from + LONG_ID) === SPACE) end = from + LONG_ID;
  return isId(from, end) ? end : from;
}

/** An id without a space behind it: at the end of a field. */
export function isIdBetween(from: usize, to: usize): bool {
  const length = to - from;
  if (load<u8>(from + 6) !== MINUS) return false;
  if (length === SHORT_ID) return load<u8>(from + 13) === MINUS && isId(from, to);
  return length === LONG_ID && load<u8>(from + 18) === MINUS && isId(from, to);
}

function isId(from: usize, to: usize): bool {
  return areOfId(from) && areOfId(to - BLOCK);
}

/** Whether all bytes of a block are letters, digits, or dashes. */
function areOfId(block: usize): bool {
  const bytes = v128.load(block);
  const letters = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(97)), i8x16.splat(26));
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
  return i8x16.all_true(v128.or(v128.or(letters, digits), i8x16.eq(bytes, i8x16.splat(MINUS))));
}

/**
 * Where an address ends that begins at `from`: at a space that is neither quoted nor behind a backslash, as names before the @ may hold both at any place.
 * A quote that stays open was none.
 */
export function addressEnd(from: usize, to: usize): usize {
  for (let at = markFrom(from, to); at < to; at = markFrom(at + 1, to)) {
    const byte = load<u8>(at);
    if (byte === SPACE) return at;
    if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) {
      const end = quoteEnd(at, to);
      if (end === to && load<u8>(to - 1) !== QUOTE) return spaceFrom(from, to);
      at = end - 1;
    }
  }
  return to;
}

/** Place of the next space, quote or backslash from `from`, or `to`. */
function markFrom(from: usize, to: usize): usize {
  for (let block = from; block < to; block += BLOCK) {
    const found = thoseIn(block, SPACE) | thoseIn(block, QUOTE) | thoseIn(block, BACKSLASH);
    if (found !== 0) return min(to, block + ctz(found));
  }
  return to;
}

/** Where the field at `from` ends: at the next space, what stands in quotes behind its `=` passed over. */
export function fieldEnd(from: usize, to: usize): usize {
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte === SPACE) return at;
    if (byte === QUOTE && load<u8>(at - 1) === EQUALS) return spaceFrom(quoteEnd(at, to), to);
  }
  return to;
}

/** Place behind the quote that closes the one at `from`; a backslash takes the character after it along. `to` = it is never closed. */
export function quoteEnd(from: usize, to: usize): usize {
  for (let block = from + 1; block < to; ) {
    const found = thoseIn(block, QUOTE) | thoseIn(block, BACKSLASH);
    if (found === 0) {
      block += BLOCK;
      continue;
    }
    const at = block + ctz(found);
    if (at >= to) return to;
    if (load<u8>(at) === QUOTE) return at + 1;
    block = at + 2;
  }
  return to;
}

/** Whether a line ends here: the last of a log that is being written may go on. */
export function isWhole(to: usize): bool {
  const after = load<u8>(to);
  return after === LINE_FEED || after === CARRIAGE_RETURN;
}

/** Notes the login of `driver:login`, or of `driver:login:sender`. */
export function noteLogin(login: Range, from: usize, to: usize): void {
  const at = byteFrom(COLON, from, to);
  const end = byteFrom(COLON, at + 1, to);
  if (end > at + 1) login.set(at + 1, end);
}

/** Place of a colon with a space behind it, from `from`; `to` = there is none. */
export function colonFrom(from: usize, to: usize): usize {
  const place = firstPlace(REASON, from, to);
  return place === 0 ? to : place;
}

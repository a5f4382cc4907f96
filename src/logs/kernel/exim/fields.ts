import { BACKSLASH, COLON, EQUALS, isLetterOrDigit, MINUS, QUOTE, SPACE, spaceFrom } from '../words';

const SHORT_ID: usize = 16;
const LONG_ID: usize = 23;

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
  for (let at = from; at < to; at++) if (load<u8>(at) !== MINUS && !isLetterOrDigit(load<u8>(at))) return false;
  return true;
}

/**
 * Where an address ends that begins at `from`: at a space that is neither quoted nor behind a backslash, as names before the @ may hold both at any place.
 * A quote that stays open was none.
 */
export function addressEnd(from: usize, to: usize): usize {
  for (let at = from; at < to; at++) {
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
  for (let at = from + 1; at < to; at++) {
    const byte = load<u8>(at);
    if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) return at + 1;
  }
  return to;
}

/** Notes the login of `driver:login`, or of `driver:login:sender`. */
export function noteLogin(login: Range, from: usize, to: usize): void {
  let at = from;
  while (at < to && load<u8>(at) !== COLON) at++;
  let end = at + 1;
  while (end < to && load<u8>(end) !== COLON) end++;
  if (end > at + 1) login.set(at + 1, end);
}

/** Place of a colon with a space behind it, from `from`; `to` = there is none. */
export function colonFrom(from: usize, to: usize): usize {
  for (let at = from; at + 1 < to; at++) if (load<u8>(at) === COLON && load<u8>(at + 1) === SPACE) return at;
  return to;
}

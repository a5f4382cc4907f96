import { AT_SIGN, BACKSLASH, EQUALS, firstPlace, GREATER, holds, isDigit, QUOTE, SPACE, spaceFrom, standsAt, Word } from '../words';
import { addressEnd, quoteEnd } from './fields';

/*
 * Finds the size in the line of a message that came over the network. What stands before it the server said; the Message-ID, the subject and the recipients follow. A
 * stranger may have printed another before it, as the name of his host, as its user or in a certificate, and with it whatever the server says else; whoever sends may have
 * printed one behind it, in a Message-ID. The true one is followed by what such a line ends with, and by nothing else: every quote that is open before it would be open at
 * the end.
 */

const SIZE: Word = new Word(' S=');
const ID: Word = new Word(' id');
const SUBJECT: Word = new Word(' T="');
const SENDER: Word = new Word(' from <');
const FOR: Word = new Word(' for ');
const DOT: u8 = 46;
const LETTER_A: u8 = 65;
const LETTER_Q: u8 = 81;
const LETTER_Z: u8 = 90;

/** Place of the first ` S=` with a number, from `from`; 0 = there is none. */
export function firstSize(from: usize, to: usize): usize {
  let at = firstPlace(SIZE, from, to - 1);
  while (at !== 0 && !isDigit(load<u8>(at + SIZE.length))) at = firstPlace(SIZE, at + 1, to - 1);
  return at;
}

/** Place of the true one, `first` being the first of all; 0 = nobody can tell which it is. */
export function trueSize(first: usize, to: usize): usize {
  if (firstSize(first + 1, to) === 0) return first;
  let found: usize = 0;
  for (let at = first; at !== 0; at = firstSize(at + 1, to)) {
    if (!endsLine(at + SIZE.length, to)) continue;
    if (found !== 0) return 0;
    found = at;
  }
  return found;
}

/** Whether nothing follows but marks, a Message-ID, a subject, the sender and recipients. `from`: where the number begins. */
function endsLine(from: usize, to: usize): bool {
  let at = from;
  while (at < to && isDigit(load<u8>(at))) at++;
  while (at < to && isMark(at, to)) at = spaceFrom(at + 1, to);
  if (standsAt(at, ID)) at = addressEnd(at + 1, to);
  if (standsAt(at, SUBJECT)) at = closingQuote(at + SUBJECT.length - 1, to);
  if (at !== 0 && standsAt(at, SENDER)) at = senderEnd(at + SENDER.length, to);
  return at !== 0 && (at >= to || (standsAt(at, FOR) && areAddresses(at + FOR.length, to)));
}

/** ` M8S=0`, ` DKIM=a.example`, ` ARC`, ` RT=0.2s`, ` Q=slow`: none of what stands before a size. */
function isMark(space: usize, to: usize): bool {
  if (load<u8>(space) !== SPACE) return false;
  let at = space + 1;
  while (at < to && (isDigit(load<u8>(at)) || (load<u8>(at) >= LETTER_A && load<u8>(at) <= LETTER_Z))) at++;
  const length = at - space - 1;
  if (load<u8>(at) !== EQUALS || at >= to) return length > 1 && (at >= to || load<u8>(at) === SPACE);
  if (holds(QUOTE, at + 1, spaceFrom(at + 1, to))) return false;
  return length > 1 || (length === 1 && load<u8>(space + 1) === LETTER_Q);
}

/** Place behind the quote that closes the one at `from`; 0 = none does. */
function closingQuote(from: usize, to: usize): usize {
  const end = quoteEnd(from, to);
  return end > from + 1 && load<u8>(end - 1) === QUOTE && (end < to || isClosed(from, to)) ? end : 0;
}

/** Whether the quote at the end of the line closes the one at `from`, and stands not behind a backslash. */
function isClosed(from: usize, to: usize): bool {
  let at = from + 1;
  while (at < to - 1) at += load<u8>(at) === BACKSLASH ? 2 : 1;
  return at === to - 1;
}

/** Place behind the bracket that ends the address at `from`, which may be empty; 0 = none does. */
function senderEnd(from: usize, to: usize): usize {
  if (load<u8>(from) === GREATER) return from + 1;
  const end = addressAt(from, to);
  return end !== 0 && load<u8>(end - 1) === GREATER ? end : 0;
}

function areAddresses(from: usize, to: usize): bool {
  let at = from;
  while (at < to) {
    const end = addressAt(at, to);
    if (end === 0) return false;
    at = end + 1;
  }
  return at > from;
}

/** Where the address at `from` ends, at a space or with the line; 0 = it is none: quotes stand around whole words before the @, and none behind it. */
function addressAt(from: usize, to: usize): usize {
  let begins = true;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte === SPACE) return 0;
    if (byte === AT_SIGN) return domainEnd(at + 1, to);
    if (byte === QUOTE) {
      const end = begins ? closingQuote(at, to) : 0;
      if (end === 0 || (load<u8>(end) !== DOT && load<u8>(end) !== AT_SIGN)) return 0;
      at = end - 1;
    } else if (byte === BACKSLASH) at++;
    begins = byte === DOT;
  }
  return 0;
}

function domainEnd(from: usize, to: usize): usize {
  const end = spaceFrom(from, to);
  for (let at = from; at < end; at++) if (load<u8>(at) === QUOTE || load<u8>(at) === BACKSLASH) return 0;
  return end > from ? end : 0;
}

import * as place from '../place';
import { BACKSLASH, byteFrom, firstPlace, GREATER, isLetterOrDigit, lastPlace, QUOTE, standsAt, Word } from '../words';

/* Fields of lines of Postfix, found in place. */

/** Whether a word stands at `at`, before the end of the line. */
export function stands(at: usize, word: Word): bool {
  return at + word.length <= place.to && standsAt(at, word);
}

/** First place of a byte from `from`, 0 = there is none in the line. */
export function placeOf(byte: u8, from: usize): usize {
  const to = place.to;
  const at = byteFrom(byte, from, to);
  return at < to ? at : 0;
}

/** First place of a word from `from`, 0 = there is none in the line. */
export function wordPlace(word: Word, from: usize): usize {
  return firstPlace(word, from, place.to);
}

/** Last place of a word that begins before `before`, and not before `from`; 0 = there is none in the line. */
export function lastWordPlace(word: Word, from: usize, before: usize): usize {
  return lastPlace(word, from, min(before - 1 + word.length, place.to));
}

/** Where the address that begins at `from`, behind its `<`, ends: at its `>`, those within quotes passed over. 0 = it never ends. */
export function addressEnd(from: usize): usize {
  const to = place.to;
  let quoted = false;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte === GREATER && !quoted) return at;
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === BACKSLASH && quoted) at++;
  }
  // A quote that stays open was not one: names were written without them before Postfix 3.5.
  return quoted ? placeOf(GREATER, from) : 0;
}

const OWN_HOST: Word = new Word('[127.0.0.1]');
const OWN_HOST_6: Word = new Word('[::1]');

/** Whether the address in square brackets at `at` is that of the server itself. */
export function isOwnHost(at: usize): bool {
  return stands(at, OWN_HOST) || stands(at, OWN_HOST_6);
}

/** The whole number at `from`; 0 where there is none, never above a thousand million. */
export function numberAt(from: usize, to: usize): i32 {
  let number = 0;
  for (let at = from; at < to && number < 100_000_000; at++) {
    const digit = i32(load<u8>(at)) - 48;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return number;
}

const HEX: u8 = 1;
const LONG: u8 = 2;
/** Which kinds of queue ids a byte may stand in: capital hexadecimal digits, or digits and consonants. */
const idBytes: usize = kindsOfBytes();
const SHORTEST_HEX: usize = 5;
const SHORTEST_LONG: usize = 10;
const LONGEST: usize = 24;

function kindsOfBytes(): usize {
  const at = heap.alloc(256);
  memory.fill(at, 0, 256);
  const hex = '0123456789ABCDEF';
  for (let index = 0; index < hex.length; index++) store<u8>(at + hex.charCodeAt(index), HEX);
  const long = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
  for (let index = 0; index < long.length; index++) {
    const byte = at + long.charCodeAt(index);
    store<u8>(byte, load<u8>(byte) | LONG);
  }
  return at;
}

/** Where the queue id at `from` ends; `from` itself = there is none. */
export function idEnd(from: usize): usize {
  const to = place.to;
  let kinds = HEX | LONG;
  let at = from;
  const stop = min(to, from + LONGEST + 1);
  for (; at < stop; at++) {
    const kind = kinds & load<u8>(idBytes + load<u8>(at));
    if (kind === 0) break;
    kinds = kind;
  }
  const length = at - from;
  if (length > LONGEST || (at < to && isLetterOrDigit(load<u8>(at)))) return from;
  return ((kinds & HEX) !== 0 && length >= SHORTEST_HEX) || ((kinds & LONG) !== 0 && length >= SHORTEST_LONG) ? at : from;
}

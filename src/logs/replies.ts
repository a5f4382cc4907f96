import { asciiOf, textOf } from './byte-text.ts';
import { maskAddresses, maskNames } from './masks.ts';
import { createRows, findRow, rowOf } from './rows.ts';

/** Different replies that are kept; whatever comes after them is told apart by its codes only. Nobody has so many reasons: it is a stranger's noise. */
export const REPLY_LIMIT = 5000;
const TEXT_LIMIT = 300;
const [SPACE, QUOTE, APOSTROPHE, MINUS, DOT, COLON, LESS, GREATER, AT, BACKSLASH] = [32, 34, 39, 45, 46, 58, 60, 62, 64, 92] as const;
/** Longest part in quotes or angle brackets that is left out as a whole. */
const ENCLOSED = 320;

type Range = readonly [from: number, to: number];
const NONE: Range = [0, 0];

/** A reply or reason, once for all that differ only by addresses, names of servers, numbers and ids. */
export interface ReplyText {
  /** Two numbers of 32 bits, the same for the same reply wherever it is read. */
  readonly high: number;
  readonly low: number;
  readonly text: string;
  readonly code: number;
  readonly enhanced: string;
}

/** Knows replies again. One pass over the bytes of each; text is made only of the first of a kind. */
export class ReplyTexts {
  readonly texts: ReplyText[] = [];
  /** By the numbers of replies; row = index in `texts`. */
  readonly #rows = createRows(0);
  readonly #before: ReplyTexts | null;

  /** `before`: replies of what stands before in the same log, whose texts need not be made again: only the first of each kind is ever shown. */
  constructor(before: ReplyTexts | null = null) {
    this.#before = before;
  }

  /**
   * Index in `texts` of the reply from `start` to before `end`. `dsn`: place of an enhanced code that the log gives beside the text. `to`: places of the address
   * that it is about, whose name before the @ is not shown.
   */
  find(
    bytes: Uint8Array,
    { start, end, dsn = NONE, to = NONE }: { readonly start: number; readonly end: number; readonly dsn?: Range; readonly to?: Range },
  ): number {
    makeKey(bytes, start, end);
    const { high, low } = key;
    const known = findRow(this.#rows, high, low);
    if (known >= 0) return known;
    const { code, enhanced } = codesOf(bytes, start, end);
    if (this.texts.length >= REPLY_LIMIT) return this.add({ high: code, low: 0, code, enhanced: '', text: code === 0 ? '' : `${code}` });
    const made = this.#before?.made(high, low);
    return this.add(made ?? { high, low, code, enhanced: enhanced || asciiOf(bytes, ...dsn), text: replyText(bytes, [start, end], to) });
  }

  /** The reply with these numbers, as far as it is known. */
  made(high: number, low: number): ReplyText | undefined {
    return this.texts[findRow(this.#rows, high, low)];
  }

  /** Keeps a reply for what is read later. */
  remember(reply: ReplyText): void {
    if (this.texts.length < REPLY_LIMIT) this.add(reply);
  }

  /** Index of a reply that was known elsewhere. */
  add(reply: ReplyText): number {
    this.#before?.remember(reply);
    const index = rowOf(this.#rows, reply.high, reply.low);
    if (index === this.texts.length) this.texts.push(reply);
    return index;
  }
}

/** The text that is shown: readable, one line, without the names before the @, nor that of whom it is about. */
function replyText(bytes: Uint8Array, [start, end]: Range, [from, to]: Range): string {
  const address = textOf(bytes.subarray(from, to));
  const names = [address.slice(0, address.lastIndexOf('@') < 0 ? address.length : address.lastIndexOf('@'))];
  const shown = maskAddresses(textOf(bytes.subarray(start, end), 2 * TEXT_LIMIT).replaceAll('\\n', ' '), () => false, names);
  const text = maskNames(shown, names);
  return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…` : text;
}

const [BETWEEN, DIGIT, POINT, SIGN, OPENING, FIRST_LETTER] = [0, 1, 2, 3, 4, 5] as const;
/** What a byte is to a word; of letters, which are those of ASCII and whatever belongs to other scripts, the small one. An @ spoils a word as a digit does. */
const KINDS = new Uint8Array(256).fill(SIGN, 33);
for (let byte = 128; byte < 256; byte++) KINDS[byte] = byte;
for (let byte = 97; byte <= 122; byte++) KINDS[byte] = KINDS[byte - 32] = byte;
for (let byte = 48; byte <= 57; byte++) KINDS[byte] = DIGIT;
for (const byte of [40, 41, 44, 59, 91, 93, 127, GREATER]) KINDS[byte] = BETWEEN;
for (const byte of [LESS, QUOTE, APOSTROPHE]) KINDS[byte] = OPENING;
KINDS[AT] = DIGIT;
KINDS[DOT] = POINT;

/** Reused by `makeKey`. */
const key = { high: 0, low: 0 };

/**
 * Two numbers for the words of a reply. Left out: what is in quotes or angle brackets, addresses, names with a dot, whatever holds a digit, and the word
 * before a lone dash, where some servers put an id of letters only. The codes count.
 */
function makeKey(bytes: Uint8Array, start: number, end: number): void {
  const codes = codesPlace(bytes, start, end);
  let high = 0x811c9dc5 ^ codes.code;
  let low = 0x9747b28c ^ enhancedNumber(bytes, codes.enhanced, codes.enhancedEnd);
  let beforeHigh = high;
  let beforeLow = low;
  for (let at = start; at < end; at++) {
    const from = at;
    let word = 0;
    let spoiled = false;
    let point = false;
    let kind = 0;
    let byte: number = SPACE;
    for (; at < end; at++) {
      byte = bytes[at] ?? 0;
      kind = KINDS[byte] ?? 0;
      if (kind >= FIRST_LETTER) {
        spoiled ||= point;
        word = (Math.imul(word, 31) + kind) | 0;
      } else if (kind === DIGIT) spoiled = true;
      else if (kind === POINT) point = word !== 0;
      else if (kind === BETWEEN || (kind === OPENING && (byte !== APOSTROPHE || at === start || bytes[at - 1] === SPACE))) break;
    }
    if (at - from === 1 && bytes[from] === MINUS) {
      high = beforeHigh;
      low = beforeLow;
    } else if (at > from) {
      beforeHigh = high;
      beforeLow = low;
      if (!spoiled && word !== 0) {
        high = Math.imul(high ^ word, 0x01000193) ^ (word >>> 15);
        low = Math.imul(low + word, 0x5bd1e995) ^ (low >>> 13);
      }
    }
    if (at < end && kind === OPENING) at = afterEnclosed(bytes, at, end) - 1;
  }
  key.high = high;
  key.low = low;
}

/** Place after a part in angle brackets or quotes that begins at `at`, or after its mark alone when it does not end soon. */
function afterEnclosed(bytes: Uint8Array, at: number, end: number): number {
  const close = bytes[at] === LESS ? GREATER : bytes[at];
  const stop = Math.min(end, at + ENCLOSED);
  for (let place = at + 1; place < stop; place++) if (bytes[place] === close) return place + 1;
  return at + 1;
}

/** Reply code and enhanced status code (RFC 3463) of a reply; 0 and '' = none. */
export function codesOf(bytes: Uint8Array, start: number, end: number): { code: number; enhanced: string } {
  const { code, enhanced, enhancedEnd } = codesPlace(bytes, start, end);
  return { code, enhanced: enhancedEnd > enhanced ? textOf(bytes.subarray(enhanced, enhancedEnd)) : '' };
}

/** Reused by `codesPlace`. */
const lastCodes = { code: 0, enhanced: 0, enhancedEnd: 0 };

/** The first `4xx` or `5xx` at the start or after `: `, before a space, a dash or the end, and what looks like an enhanced code behind it. */
function codesPlace(bytes: Uint8Array, start: number, end: number): typeof lastCodes {
  lastCodes.code = lastCodes.enhanced = lastCodes.enhancedEnd = 0;
  for (let at = start; at + 3 <= end; at++) {
    const first = bytes[at];
    if (first !== 52 && first !== 53) continue;
    if (at > start && !(bytes[at - 1] === SPACE && bytes[at - 2] === COLON)) continue;
    const after = at + 3 < end ? bytes[at + 3] : SPACE;
    if (!isDigit(bytes[at + 1]) || !isDigit(bytes[at + 2]) || (after !== SPACE && after !== MINUS && after !== BACKSLASH)) continue;
    lastCodes.code = (first - 48) * 100 + ((bytes[at + 1] ?? 0) - 48) * 10 + (bytes[at + 2] ?? 0) - 48;
    lastCodes.enhanced = at + 4;
    lastCodes.enhancedEnd = enhancedEnd(bytes, at + 4, end);
    break;
  }
  return lastCodes;
}

/** Where `d.ddd.ddd` ends; `start` = there is none. */
function enhancedEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 1;
  const kind = start < end ? bytes[start] : 0;
  if (kind !== 50 && kind !== 52 && kind !== 53) return start;
  for (let part = 0; part < 2; part++) {
    if (at >= end || bytes[at] !== DOT) return start;
    const first = at + 1;
    at = first;
    while (at < end && at < first + 3 && isDigit(bytes[at])) at++;
    if (at === first) return start;
  }
  return at < end && (isDigit(bytes[at]) || bytes[at] === DOT) ? start : at;
}

function enhancedNumber(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) number = Math.imul(number, 31) + (bytes[at] ?? 0);
  return number;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

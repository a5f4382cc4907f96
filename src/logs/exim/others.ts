import { asciiOf } from '../byte-text.ts';
import type { Intake, Limit } from '../intake.ts';
import { limitWords, mayBeLimit } from '../limit-words.ts';
import {
  BACKSLASH,
  CLOSE,
  CLOSE_SQUARE,
  COLON,
  EQUALS,
  fieldEnd,
  firstPlace,
  GREATER,
  LESS,
  lastPlace,
  loginOf,
  OPEN,
  OPEN_SQUARE,
  QUOTE,
  quoteEnd,
  SLASH,
  SPACE,
  spaceFrom,
  spelled,
  standsAt,
} from './fields.ts';

const CALLED = spelled('cwd=/');
const HOME = spelled('home');
const USR_HOME = spelled('usr/home/');
const ARGUMENTS = spelled(' args: ');
const AUTHENTICATOR = spelled('authenticator failed for ');
const SET_ID = spelled('(set_id=');
const REJECTED = spelled('rejected ');
const TEMPORARILY = spelled('temporarily ');
const NAME_END = spelled(') [');
/** Letters of a field or mark: `PRDR`. */
const LONGEST_MARK = 5;
const [LETTER_A, LETTER_F, LETTER_H, LETTER_U, SMALL_A, SMALL_C, SMALL_R] = [65, 70, 72, 85, 97, 99, 114] as const;

/** Reads lines without the id of a message: calls of scripts, refused logins, refusals by a limit. */
export class Others {
  readonly #intake: Intake;
  /** Range of the login of a refusal; empty = there is none. */
  readonly #login = { from: 0, to: 0 };

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  line(from: number, to: number): void {
    const { bytes } = this.#intake.here;
    const first = bytes[from];
    if (first === SMALL_C && standsAt(bytes, from, CALLED)) {
      this.#called(from + CALLED.length, to);
      return;
    }
    if (first === LETTER_H && bytes[from + 1] === EQUALS) this.#rejected(from, to);
    // Names of authenticators are lower case; other lines that begin so are few.
    if (first !== undefined && first >= SMALL_A && first <= 122) {
      const word = spaceFrom(bytes, from, to) + 1;
      if (bytes[word] === SMALL_A && standsAt(bytes, word, AUTHENTICATOR)) this.#refusedLogin(word + AUTHENTICATOR.length, to);
    }
  }

  /** `cwd=DIRECTORY N args: …`: a directory below somebody's home is that of his script; the others are the mail server's own calls. */
  #called(from: number, to: number): void {
    const intake = this.#intake;
    const { bytes } = intake.here;
    const user = homeFrom(bytes, from, to);
    if (user < 0) return;
    const words = lastPlace(bytes, ARGUMENTS, [user, Math.min(to, user + 1000)]);
    if (words < 0) return;
    let end = words - 1;
    while (end > user && bytes[end] !== SPACE) end--;
    let userEnd = user;
    while (userEnd < end && bytes[userEnd] !== SLASH) userEnd++;
    if (userEnd > user) intake.scriptOf(intake.name(user, userEnd), intake.name(from - 1, end));
  }

  /** `driver authenticator failed for (HELO) [address]:port: 535 … (set_id=login)` */
  #refusedLogin(from: number, to: number): void {
    const intake = this.#intake;
    const { bytes } = intake.here;
    const login = lastPlace(bytes, SET_ID, [from, to]);
    if (login < 0 || bytes[to - 1] !== CLOSE) return;
    let open = login;
    while (open > from && bytes[open] !== OPEN_SQUARE) open--;
    let close = open;
    while (close < login && bytes[close] !== CLOSE_SQUARE) close++;
    if (login + SET_ID.length < to - 1) intake.loginRefused(intake.lowerName(login + SET_ID.length, to - 1), open + 1, close);
  }

  /** `H=… F=<sender> A=driver:login rejected RCPT <recipient>: words`: a limit is told of when the words are of one. */
  #rejected(from: number, to: number): void {
    const intake = this.#intake;
    const { bytes } = intake.here;
    const login = this.#login;
    const text = this.#rejectedWords(from, to);
    if (text < 0 || login.to <= login.from || !mayBeLimit(bytes, text, to)) return;
    const words = limitWords(asciiOf(bytes, text, Math.min(to, text + 400)));
    if (words === null) return;
    const limit: Limit = {
      kind: words.kind,
      message: -1,
      login: intake.lowerName(login.from, login.to),
      user: 0,
      domain: 0,
      allowed: words.allowed,
      counted: words.counted,
    };
    intake.limit(limit);
    intake.refuse(limit);
  }

  /** Goes from field to field of a refusal, as each may hold what looks like another, and notes the login. Returns the place of the words; −1 = it is none. */
  #rejectedWords(from: number, to: number): number {
    const { bytes } = this.#intake.here;
    const login = this.#login;
    login.from = login.to = 0;
    let name = false;
    for (let at = from; at < to; ) {
      if (bytes[at] === SMALL_R && standsAt(bytes, at, REJECTED)) return name && placesOf(bytes, NAME_END, [from, to]) !== 1 ? -1 : wordsFrom(bytes, at, to);
      const open = bytes[at] === OPEN ? at : bytes[at] === LETTER_H && bytes[at + 2] === OPEN ? at + 2 : -1;
      if (open >= 0) {
        name = true;
        const close = firstPlace(bytes, NAME_END, [open, to]);
        if (close < 0) return -1;
        at = close + 2;
        continue;
      }
      const end = bytes[at] === LETTER_F && bytes[at + 2] === LESS ? bracketEnd(bytes, at + 2, to) : fieldEnd(bytes, at, to);
      // The user that the stranger's host names may be any words.
      if (bytes[at] === LETTER_U && bytes[at + 1] === EQUALS) return -1;
      if (!isField(bytes, at, end)) return -1;
      if (bytes[at] === LETTER_A && bytes[at + 1] === EQUALS) loginOf(bytes, login, [at + 2, end]);
      at = end + 1;
    }
    return -1;
  }
}

/** Whether it is a field of a line about a host, a short mark, the host's address, or `temporarily`: in lines that say something else strangers may be quoted. */
function isField(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from <= LONGEST_MARK || bytes[from] === OPEN_SQUARE || standsAt(bytes, from, TEMPORARILY)) return true;
  for (let at = from + 1; at <= from + LONGEST_MARK; at++) if (bytes[at] === EQUALS) return true;
  return false;
}

/** Where the words of a refusal begin: behind `RCPT <recipient>: `, or `after DATA: `. −1 = there are none. */
function wordsFrom(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (bytes[at] === LESS) at = bracketEnd(bytes, at, to);
    if (bytes[at] === COLON) return at + 1;
  }
  return -1;
}

/** Place behind the bracket that closes the one at `from`, those that are quoted or behind a backslash passed over. */
function bracketEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    if (bytes[at] === GREATER) return at + 1;
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) at = quoteEnd(bytes, at, to) - 1;
  }
  return to;
}

function placesOf(bytes: Uint8Array, word: Uint8Array, [from, to]: readonly [number, number]): number {
  let places = 0;
  for (let at = firstPlace(bytes, word, [from, to]); at >= 0; at = firstPlace(bytes, word, [at + 1, to])) places++;
  return places;
}

/** Where the name of the user begins in `/home/user/…`, `/home2/user/…`, `/usr/home/user/…`; −1 = it is no home. */
function homeFrom(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] === 117 && standsAt(bytes, from, USR_HOME)) return from + USR_HOME.length;
  if (!standsAt(bytes, from, HOME)) return -1;
  let at = from + HOME.length;
  while (at < to && (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57) at++;
  return bytes[at] === SLASH ? at + 1 : -1;
}

import { loginRefused, lowerName, nameOf, scriptOf } from '../book';
import { readLimit } from '../limit-words';
import { limit, limitNobody } from '../limits';
import {
  BACKSLASH,
  CLOSE,
  CLOSE_SQUARE,
  COLON,
  EQUALS,
  firstPlace,
  GREATER,
  holds,
  isDigit,
  LESS,
  lastPlace,
  OPEN,
  OPEN_SQUARE,
  QUOTE,
  SLASH,
  SPACE,
  spaceFrom,
  standsAt,
  Word,
} from '../words';
import { addressEnd, fieldEnd, noteLogin, quoteEnd, Range } from './fields';

/** Reads lines without the id of a message: calls of scripts, refused logins, refusals by a limit. */
const CALLED: Word = new Word('cwd=/');
const HOME: Word = new Word('home');
const USR_HOME: Word = new Word('usr/home/');
const ARGUMENTS: Word = new Word(' args: ');
const AUTHENTICATOR: Word = new Word('authenticator failed for ');
const SET_ID: Word = new Word('(set_id=');
const REJECTED: Word = new Word('rejected ');
const TEMPORARILY: Word = new Word('temporarily ');
const NAME_END: Word = new Word(') [');
/** Letters of a field or mark: `PRDR`. */
const LONGEST_MARK: usize = 5;
/** Bytes of words that are looked at. */
const MOST_WORDS: usize = 400;
const LONGEST_ARGUMENTS: usize = 1000;
const LETTER_A: u8 = 65;
const LETTER_F: u8 = 70;
const LETTER_H: u8 = 72;
const LETTER_U: u8 = 85;
const SMALL_A: u8 = 97;
const SMALL_C: u8 = 99;
const SMALL_R: u8 = 114;
const SMALL_U: u8 = 117;
const SMALL_Z: u8 = 122;

/** The login of a refusal; empty = there is none. */
const login: Range = new Range();

/** Reads a line that is of no message. */
export function other(from: usize, to: usize): void {
  const first = load<u8>(from);
  if (first === SMALL_C && standsAt(from, CALLED)) {
    scriptCalled(from + CALLED.length, to);
    return;
  }
  if (first === LETTER_H && load<u8>(from + 1) === EQUALS) rejected(from, to);
  // Names of authenticators are lower case; other lines that begin so are few.
  if (first < SMALL_A || first > SMALL_Z) return;
  const word = spaceFrom(from, to) + 1;
  if (load<u8>(word) === SMALL_A && standsAt(word, AUTHENTICATOR)) refusedLogin(word + AUTHENTICATOR.length, to);
}

/** `cwd=DIRECTORY N args: …`: a directory below somebody's home is that of his script; the others are the mail server's own calls. */
function scriptCalled(from: usize, to: usize): void {
  const user = homeFrom(from, to);
  if (user === 0) return;
  const words = lastPlace(ARGUMENTS, user, min(to, user + LONGEST_ARGUMENTS));
  if (words === 0) return;
  let end = words - 1;
  while (end > user && load<u8>(end) !== SPACE) end--;
  let userEnd = user;
  while (userEnd < end && load<u8>(userEnd) !== SLASH) userEnd++;
  if (userEnd > user) scriptOf(nameOf(user, userEnd), nameOf(from - 1, end));
}

/** `driver authenticator failed for (HELO) [address]:port: 535 … (set_id=login)` */
function refusedLogin(from: usize, to: usize): void {
  const name = lastPlace(SET_ID, from, to);
  // Of two somebody typed one, so that nobody knows from where.
  if (name === 0 || firstPlace(SET_ID, from, to) !== name || load<u8>(to - 1) !== CLOSE) return;
  let open = name;
  while (open > from && load<u8>(open) !== OPEN_SQUARE) open--;
  let close = open;
  while (close < name && load<u8>(close) !== CLOSE_SQUARE) close++;
  if (name + SET_ID.length < to - 1) loginRefused(lowerName(name + SET_ID.length, to - 1), open + 1, close);
}

/** `H=… F=<sender> A=driver:login rejected RCPT <recipient>: words`: a limit is told of when the words are of one. */
function rejected(from: usize, to: usize): void {
  const text = rejectedWords(from, to);
  if (text === 0 || login.to <= login.from || !readLimit(text, min(to, text + MOST_WORDS), true)) return;
  limit.login = lowerName(login.from, login.to);
  limitNobody();
}

/** Goes from field to field of a refusal, as each may hold what looks like another, and notes the login. Returns the place of the words; 0 = it is none. */
function rejectedWords(from: usize, to: usize): usize {
  login.set(0, 0);
  let named = false;
  let certified = false;
  for (let at = from; at < to; ) {
    const letter = load<u8>(at);
    if (letter === SMALL_R && standsAt(at, REJECTED)) {
      if ((named && namesIn(from, to) !== 1) || (certified && lastPlace(REJECTED, at, to) !== at)) return 0;
      return wordsFrom(at, to);
    }
    const open: usize = letter === OPEN ? at : letter === LETTER_H && load<u8>(at + 2) === OPEN ? at + 2 : 0;
    if (open !== 0) {
      named = true;
      const close = firstPlace(NAME_END, open, to);
      if (close === 0) return 0;
      at = close + 2;
      continue;
    }
    const isSender = letter === LETTER_F && load<u8>(at + 2) === LESS;
    const end = isSender ? addressEnd(at, to) : fieldEnd(at, to);
    // The user that the stranger's host names may be any words.
    if (letter === LETTER_U && load<u8>(at + 1) === EQUALS) return 0;
    if (isSender ? load<u8>(end - 1) !== GREATER : !isField(at, end)) return 0;
    if (letter === LETTER_A && load<u8>(at + 1) === EQUALS) noteLogin(login, at + 2, end);
    // What a certificate says is printed with its quotes: it may go on as if the line did, and ends with one.
    if (!isSender && holds(QUOTE, at, end)) {
      certified = true;
      login.set(0, 0);
    }
    at = end + 1;
  }
  return 0;
}

/** Whether it is a field of a line about a host, a short mark, the host's address, or `temporarily`: in lines that say something else strangers may be quoted. */
function isField(from: usize, to: usize): bool {
  if (to - from <= LONGEST_MARK || load<u8>(from) === OPEN_SQUARE || standsAt(from, TEMPORARILY)) return true;
  for (let at = from + 1; at <= from + LONGEST_MARK; at++) if (load<u8>(at) === EQUALS) return true;
  return false;
}

/** Where the words of a refusal begin: behind `RCPT <recipient>: `, or `after DATA: `. 0 = there are none. */
function wordsFrom(from: usize, to: usize): usize {
  for (let at = from; at < to; at++) {
    if (load<u8>(at) === LESS) at = bracketEnd(at, to);
    if (load<u8>(at) === COLON) return at + 1;
  }
  return 0;
}

/** Place behind the bracket that closes the one at `from`, those that are quoted or behind a backslash passed over. */
function bracketEnd(from: usize, to: usize): usize {
  for (let at = from + 1; at < to; at++) {
    const byte = load<u8>(at);
    if (byte === GREATER) return at + 1;
    if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) at = quoteEnd(at, to) - 1;
  }
  return to;
}

/** How many hosts name themselves in a range. */
function namesIn(from: usize, to: usize): i32 {
  let places = 0;
  for (let at = firstPlace(NAME_END, from, to); at !== 0; at = firstPlace(NAME_END, at + 1, to)) places += 1;
  return places;
}

/** Where the name of the user begins in `/home/user/…`, `/home2/user/…`, `/usr/home/user/…`; 0 = it is no home. */
function homeFrom(from: usize, to: usize): usize {
  if (load<u8>(from) === SMALL_U && standsAt(from, USR_HOME)) return from + USR_HOME.length;
  if (!standsAt(from, HOME)) return 0;
  let at = from + HOME.length;
  while (at < to && isDigit(load<u8>(at))) at++;
  return load<u8>(at) === SLASH ? at + 1 : 0;
}

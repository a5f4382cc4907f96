import { expire, messageOf, ofHost, skip } from '../book';
import { complete } from '../endings';
import { Bytes } from '../memory';
import * as place from '../place';
import { replyOf } from '../replies';
import { next, readStamp } from '../stamps';
import { CLOSE_SQUARE, COLON, OPEN_SQUARE, SPACE, Word } from '../words';
import { header, notice, pickedUp, queued, received } from './arrivals';
import { attempted } from './attempts';
import { idEnd, numberAt, placeOf, stands } from './fields';
import { refusedLogin, refusedMessage, refusedNobody, refusedUser } from './refusals';
import { hostTo, LOCAL_SUBMISSION, program, REMOVAL, readTag, SMTP_SERVER, SUBMISSION, text } from './tag';

/*
 * Reads lines of Postfix: `TIME HOST postfix/PROGRAM[PID]: ID: TEXT`. Everything is decided by its place in the line, as texts hold what strangers wrote.
 * A message is told of in several lines: its login or user where it comes in, that it was accepted by the first line of the queue manager, each attempt by a line
 * of its own.
 */

const TO: Word = new Word('to=<');
const FROM: Word = new Word('from=<');
const CLIENT: Word = new Word('client=');
const USER: Word = new Word('uid=');
const NOTICE: Word = new Word('sender non-delivery notification: ');
const REMOVED: Word = new Word('removed');
const NO_QUEUE: Word = new Word('NOQUEUE: ');
const WARNING: Word = new Word('warning: ');
const FATAL: Word = new Word('fatal: ');
const REPEATED: Word = new Word('message repeated ');
const LAST_REPEATED: Word = new Word('last message repeated ');
const SMALL_C: u8 = 99;
const SMALL_F: u8 = 102;
const SMALL_I: u8 = 105;
const SMALL_M: u8 = 109;
const SMALL_R: u8 = 114;
const SMALL_S: u8 = 115;
const SMALL_T: u8 = 116;
const SMALL_U: u8 = 117;
const SMALL_W: u8 = 119;
const CAPITAL_N: u8 = 78;
/** A burst that a server left out of the log is counted, but no more of it than this. */
const MOST_REPEATED: i32 = 1000;

/** Name of the server of the last line. */
const host: Bytes = new Bytes();
/** The text of the last line that counts each time it is said, for `last message repeated`. */
const said: Bytes = new Bytes();
let saidBy: i32 = SMTP_SERVER;

/** To be called where a stretch begins. */
export function resetPostfix(): void {
  host.used = said.used = 0;
  saidBy = SMTP_SERVER;
}

/** Reads the line that lies in `place`, whose time it fills in. */
export function postfixLine(): void {
  if (!readStamp()) {
    skip();
    return;
  }
  const from = next;
  if (!readTag(from)) untagged(from);
  else {
    noteHost(from, i32(hostTo - from));
    if (!textOf(text)) skip();
  }
}

/** Tells of whose lines they are when it changes: a log may hold those of several servers, and each gives ids of its own. */
function noteHost(from: usize, length: i32): void {
  if (host.used === length && memory.compare(host.at, from, length) === 0) return;
  host.used = 0;
  memory.copy(host.more(length), from, length);
  ofHost(from, from + length);
}

/** False, here and below, where a line was not understood. */
function textOf(from: usize): bool {
  const end = idEnd(from);
  if (end === from || load<u8>(end) !== COLON) return ofNone(from);
  said.used = 0;
  return end + 2 < place.to && load<u8>(end + 1) === SPACE && ofMessage(from, end);
}

/** Lines that begin with a queue id. */
function ofMessage(id: usize, idTo: usize): bool {
  const at = idTo + 2;
  switch (load<u8>(at)) {
    case SMALL_T:
      return !stands(at, TO) || attempted(messageOf(id, idTo), at + TO.length);
    case SMALL_F:
      return !stands(at, FROM) || queued(messageOf(id, idTo), at + FROM.length);
    case SMALL_C:
      return !stands(at, CLIENT) || received(id, idTo, at + CLIENT.length);
    case SMALL_U:
      return !stands(at, USER) || pickedUp(messageOf(id, idTo), at + USER.length);
    case SMALL_S:
      return !stands(at, NOTICE) || notice(messageOf(id, idTo), at + NOTICE.length);
    case SMALL_I:
    case SMALL_W:
      return header(id, idTo);
    case SMALL_R:
    case SMALL_M:
      return ended(id, idTo);
    default:
      return true;
  }
}

/** `removed`, and what was refused of a message. */
function ended(id: usize, idTo: usize): bool {
  if (!stands(idTo + 2, REMOVED)) refusedMessage(id, idTo);
  else {
    const message = messageOf(id, idTo);
    // Whoever was still to get it never will.
    if (program === REMOVAL) expire(message, replyOf(idTo + 2, place.to));
    complete(message);
  }
  return true;
}

/** Lines without a queue id. */
function ofNone(from: usize): bool {
  if (load<u8>(from) === SMALL_M && stands(from, REPEATED)) return repeated(from + REPEATED.length);
  said.used = 0;
  if (!counted(program, from)) return true;
  const length = i32(place.to - from);
  memory.copy(said.more(length), from, length);
  saidBy = program;
  return true;
}

/** Lines that count each time they are said; false = this is none of them. */
function counted(by: i32, from: usize): bool {
  switch (load<u8>(from)) {
    case CAPITAL_N:
      return stands(from, NO_QUEUE) && refusedNobody(by === SUBMISSION, from + NO_QUEUE.length);
    case SMALL_W:
      return (by === SMTP_SERVER || by === SUBMISSION) && stands(from, WARNING) && refusedLogin(from + WARNING.length);
    case SMALL_F:
      return by === LOCAL_SUBMISSION && stands(from, FATAL) && refusedUser(from + FATAL.length);
    default:
      return false;
  }
}

/** Lines of other programs mean nothing here; what is no line of a program at all was not understood. */
function untagged(rest: usize): void {
  const space = placeOf(SPACE, rest);
  if (space !== 0 && stands(space + 1, LAST_REPEATED)) {
    again(space + 1 + LAST_REPEATED.length);
    return;
  }
  said.used = 0;
  if (space === 0 || placeOf(COLON, space + 1) === 0) skip();
}

/** `last message repeated 3 times`: the line before, which lay in memory that may be in use again. */
function again(count: usize): void {
  if (said.used === 0) return;
  const from = place.from;
  const to = place.to;
  const times = min(numberAt(count, to), MOST_REPEATED);
  place.moveTo(said.at, said.at + said.used);
  for (let time = 0; time < times; time++) counted(saidBy, said.at);
  place.moveTo(from, to);
}

/** `message repeated 3 times: [ text]` */
function repeated(count: usize): bool {
  const from = place.from;
  const to = place.to;
  const open = placeOf(OPEN_SQUARE, count);
  if (open === 0 || load<u8>(to - 1) !== CLOSE_SQUARE) return false;
  place.moveTo(from, to - 1);
  const times = min(numberAt(count, to - 1), MOST_REPEATED);
  for (let time = 0; time < times; time++) counted(program, open + 2);
  place.moveTo(from, to);
  return true;
}

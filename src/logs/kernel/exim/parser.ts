import { expire, messageOf, skip } from '../book';
import { complete } from '../endings';
import { DISCARDED } from '../open-ends';
import * as place from '../place';
import { replyOf } from '../replies';
import { next, readStamp } from '../stamps';
import { CLOSE_SQUARE, EQUALS, GREATER, LESS, MINUS, OPEN_SQUARE, SPACE, STAR, spaceFrom, standsAt, Word } from '../words';
import { arrived, identified } from './arrivals';
import { deferred, delivered, failed } from './attempts';
import { idEnd } from './fields';
import { other } from './others';

/*
 * Reads lines of the main log of Exim: `TIME [PID] ID FLAG …`, with ids of either length and whatever the server was told to log. Decided by the place in the
 * line, as subjects, names of hosts and replies hold what strangers wrote.
 */

const COMPLETED: Word = new Word('Completed');
const IDENTIFICATION: Word = new Word('Sender identification ');
/** Taken out of the queue by hand, or by a filter of the server. */
const REMOVED: Word = new Word('removed by ');
const CANCELLED: Word = new Word('cancelled by ');
/** Thrown away as a whole by a filter of the server: `=> discarded (system filter)`, `=> blackhole (DATA ACL discarded recipients)`. No address is followed by a bracket and a word. */
const SYSTEM_FILTER: Word = new Word('discarded (system filter');
const BLACK_HOLE: Word = new Word('blackhole (');
const LETTER_C: u8 = 67;
const LETTER_S: u8 = 83;
const SMALL_B: u8 = 98;
const SMALL_C: u8 = 99;
const SMALL_D: u8 = 100;
const SMALL_R: u8 = 114;

/** Reads the line that lies in `place`, whose time it fills in. */
export function eximLine(): void {
  const to = place.to;
  if (!readStamp()) {
    skip();
    return;
  }
  let at = next;
  if (load<u8>(at) === OPEN_SQUARE) at = afterPid(at, to);
  const end = idEnd(at);
  if (end === at || end + 2 > to) {
    if (at < to) other(at, to);
    else if (end > to) skip();
    return;
  }
  ofMessage(at, end);
}

/** A line with the id of a message: what it says is told by the two characters behind the id. */
function ofMessage(id: usize, idTo: usize): void {
  const first = load<u8>(idTo + 1);
  const second = load<u8>(idTo + 2);
  const rest = idTo + 4;
  const to = place.to;
  if (second === GREATER && first === EQUALS && isDiscarded(rest)) expire(messageOf(id, idTo), DISCARDED);
  else if (second === GREATER && (first === EQUALS || first === MINUS || first === GREATER)) delivered(messageOf(id, idTo), rest, to);
  else if (first === LESS && second === EQUALS) arrived(messageOf(id, idTo), rest, to);
  else if (first === EQUALS && second === EQUALS) deferred(messageOf(id, idTo), rest, to);
  else if (first === STAR && second === STAR) failed(messageOf(id, idTo), rest, to);
  else if (first === LETTER_C && standsAt(idTo + 1, COMPLETED)) complete(messageOf(id, idTo));
  else if (first === LETTER_S && standsAt(idTo + 1, IDENTIFICATION)) identified(messageOf(id, idTo), idTo + 1 + IDENTIFICATION.length, to);
  else if ((first === SMALL_R && standsAt(idTo + 1, REMOVED)) || (first === SMALL_C && standsAt(idTo + 1, CANCELLED))) {
    expire(messageOf(id, idTo), replyOf(idTo + 1, to));
  }
}

function isDiscarded(at: usize): bool {
  const first = load<u8>(at);
  return (first === SMALL_D && standsAt(at, SYSTEM_FILTER)) || (first === SMALL_B && standsAt(at, BLACK_HOLE));
}

/** Place behind `[1234] `, where the log holds the number of the process. */
function afterPid(from: usize, to: usize): usize {
  const end = spaceFrom(from, to);
  return load<u8>(end - 1) === CLOSE_SQUARE && load<u8>(end) === SPACE ? end + 1 : from;
}

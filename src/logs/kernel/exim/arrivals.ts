import { SHARED_USER, SYSTEM_USER } from '../../columns';
import { arrive, lowerName, messageOf, nameOf, takeLogin, takePanel, takeRecipient, takeSender, takeSource, takeSubject, takeUser } from '../book';
import { userKind } from '../host';
import { bounce } from '../limits';
import { BY_LOCAL_USER, BY_LOGIN, BY_SYSTEM, FROM_OUTSIDE } from '../messages';
import {
  byteFrom,
  CLOSE_SQUARE,
  EQUALS,
  firstPlace,
  GREATER,
  holds,
  LESS,
  lastPlace,
  MINUS,
  OPEN,
  OPEN_SQUARE,
  QUOTE,
  SPACE,
  spaceFrom,
  standsAt,
  Word,
} from '../words';
import { addressEnd, isIdBetween, isWhole, noteLogin, quoteEnd, Range } from './fields';
import { firstSize, trueSize } from './size';

/** Reads how a message came in: `<=`, and what the panel says of its sender. */
const LETTER_A: u8 = 65;
const LETTER_D: u8 = 68;
const LETTER_H: u8 = 72;
const LETTER_P: u8 = 80;
const LETTER_R: u8 = 82;
const LETTER_S: u8 = 83;
const LETTER_U: u8 = 85;
const SMALL_A: u8 = 97;
const LOCAL: Word = new Word('local');
const SUBJECT: Word = new Word(' T="');
const FOR: Word = new Word(' for ');
const NAME_END: Word = new Word(') [');
/** Subject of the server's own warning that a message is late. */
const WARNING: Word = new Word('Warning: message ');
const FAILED: Word = new Word('Mail delivery failed');

/** Fields of the line. */
const user: Range = new Range();
const login: Range = new Range();
const reference: Range = new Range();
const protocol: Range = new Range();
const address: Range = new Range();
let hasHost: bool = false;
/** The message that came in, and the end of its line. */
let message: i32 = 0;
let to: usize = 0;

/** `Sender identification U=user D=domain S=address` */
export function identified(identifiedMessage: i32, from: usize, end: usize): void {
  let who = 0;
  let domain = 0;
  for (let at = from; at < end; ) {
    const next = spaceFrom(at, end);
    const letter = load<u8>(at);
    if (load<u8>(at + 1) === EQUALS && next > at + 2) {
      if (letter === LETTER_S) break;
      if (letter === LETTER_U) who = nameOf(at + 2, next);
      // The panel's own names for what is nobody's: `-system-`, `-remote-`.
      else if (letter === LETTER_D && load<u8>(at + 2) === MINUS) return;
      else if (letter === LETTER_D) domain = lowerName(at + 2, next);
    }
    at = next + 1;
  }
  if (who !== 0) takePanel(identifiedMessage, who, domain);
}

/** `sender H=name (HELO) [address]:port P=protocol A=driver:login S=size id=… T="subject" from <sender> for recipients` */
export function arrived(arrivedMessage: i32, from: usize, end: usize): void {
  message = arrivedMessage;
  to = end;
  const senderEnd = addressEnd(from, to);
  const rest = readFields(senderEnd + 1);
  const empty = load<u8>(from) === LESS && load<u8>(from + 1) === GREATER;
  const subject = subjectPlace(rest);
  const subjectEnd = subject < to ? quoteEnd(subject + 3, to) : rest;
  const isLocal = !hasHost && protocol.to > 0 && standsAt(protocol.from, LOCAL);
  if (empty && !hasHost && (reference.to > 0 || (isLocal && isOfSystem()))) {
    bySystem(subject + 4);
    return;
  }
  sender(isLocal);
  takeSender(message, from, empty ? from : senderEnd);
  if (subject < to) takeSubject(message, subject + 4, subjectEnd - 1);
  recipients(subjectEnd);
}

/** Whether a user of the server itself handed it in: an empty sender alone proves nothing, as any script may send with it. */
function isOfSystem(): bool {
  return user.to > 0 && login.to === 0 && (userKind(user.from, user.to) & (SYSTEM_USER | SHARED_USER)) === SYSTEM_USER;
}

/** A bounce, a warning, or another message of the server itself. */
function bySystem(subject: usize): void {
  arrive(message, BY_SYSTEM);
  if (reference.to === 0 || standsAt(subject, WARNING)) return;
  bounce(messageOf(reference.from, reference.to), message, standsAt(subject, FAILED));
}

function sender(isLocal: bool): void {
  if (address.to > 0) takeSource(message, address.from, address.to);
  if (login.to > 0) {
    takeLogin(message, lowerName(login.from, login.to));
    arrive(message, BY_LOGIN);
  } else if (isLocal && user.to > 0) {
    takeUser(message, nameOf(user.from, user.to));
    arrive(message, BY_LOCAL_USER);
  } else arrive(message, FROM_OUTSIDE);
}

/** Notes what the server says up to the size; what follows is the sender's own. Returns where that begins. */
function readFields(from: usize): usize {
  user.to = login.to = reference.to = protocol.to = address.to = 0;
  hasHost = false;
  const first = firstSize(from, to);
  const network = fields(from, first === 0 ? to : first);
  if (network === 0) return first === 0 ? to : first;
  const size = first === 0 ? to : trueSize(first, to);
  if (size === 0) return first;
  fields(ofHost(network, size), size);
  return size;
}

/** Notes fields. Returns the place behind the `H=` of a message that came over the network, where a stranger's words begin; 0 = there is none. */
function fields(from: usize, end: usize): usize {
  let protocols = 0;
  let logins = 0;
  for (let at = from; at < end; ) {
    const next = spaceFrom(at, end);
    const letter = load<u8>(at);
    if (load<u8>(at + 1) === EQUALS) {
      if (letter === LETTER_H && !hasHost) {
        hasHost = true;
        return at + 2;
      }
      if (letter === LETTER_U) user.set(at + 2, next);
      else if (letter === LETTER_R && isIdBetween(at + 2, next)) reference.set(at + 2, next);
      else if (letter === LETTER_P) {
        protocol.set(at + 2, next);
        protocols += 1;
      } else if (letter === LETTER_A) {
        noteLogin(login, at + 2, next);
        logins += 1;
      }
    }
    at = next + 1;
  }
  if (protocols !== 1 || logins !== 1 || !isLoggedIn(end)) login.to = 0;
  return 0;
}

/**
 * A login counts only when the protocol says that there was one, and when no quote follows before the size: behind it the server writes none, and what a stranger's
 * certificate says ends with one.
 */
function isLoggedIn(end: usize): bool {
  if (login.to === 0 || load<u8>(protocol.to - 1) !== SMALL_A || protocol.to > login.from) return false;
  return !holds(QUOTE, login.from, end);
}

/** `name (HELO) [address]:port`: a name that the server found itself has no spaces, that which the host gave itself may hold anything. Returns the place behind. */
function ofHost(from: usize, end: usize): usize {
  const first = load<u8>(from);
  let at = first === OPEN || first === OPEN_SQUARE ? from : spaceFrom(from, end) + 1;
  if (load<u8>(at) === OPEN) {
    const close = lastPlace(NAME_END, at, end);
    if (close === 0) return end;
    at = close + 2;
  }
  if (load<u8>(at) === OPEN_SQUARE) host(at, spaceFrom(at, end));
  return at;
}

/** `[address]:port` */
function host(from: usize, end: usize): void {
  address.set(from + 1, byteFrom(CLOSE_SQUARE, from + 1, end));
}

/** ` from <sender> for recipients`, as far as it is there. */
function recipients(from: usize): void {
  let at = load<u8>(from) === SPACE && standsAt(from, FOR) ? from : lastPlace(FOR, from, to);
  if (at === 0) return;
  const last = isWhole(to) ? to + 1 : to;
  for (at += FOR.length; at < to; ) {
    const end = addressEnd(at, to);
    // At the end of a log that is being written, an address may be half of one.
    if (end === last) break;
    if (end > at) takeRecipient(message, at, end);
    at = end + 1;
  }
}

/** Place of ` T="`; `to` = no subject is there. */
function subjectPlace(from: usize): usize {
  const place = firstPlace(SUBJECT, from, to);
  return place === 0 ? to : place;
}

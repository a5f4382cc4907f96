import { SAW_WAITING } from '../../columns';
import { outcome, skip } from '../book';
import { mayBeLimit, takeAnswer } from '../limit-words';
import { limitMessage } from '../limits';
import { ownLimit } from '../own-limits';
import * as place from '../place';
import { DEFERRED, DELIVERED, FAILED, HERE, OUTSIDE, result, UNSEEN } from '../result';
import { whole } from '../stretch';
import { byteFrom, CLOSE, COLON, EQUALS, GREATER, LESS, OPEN, OPEN_SQUARE, PIPE, QUOTE, SLASH, SPACE, spaceFrom, standsAt, Word } from '../words';
import { addressEnd, colonFrom, isWhole, Range } from './fields';

/** Reads what became of a recipient: `=>`, `->`, `==` and `**`. */
const DEFER: Word = new Word('defer (');
const OWN_HOST: Word = new Word('[127.0.0.1]');
const OWN_HOST_6: Word = new Word('[::1]');
const WAITING: Word = new Word('retry time not reached');
const LETTER_C: u8 = 67;
const LETTER_D: u8 = 100;
const LETTER_H: u8 = 72;
const LETTER_R: u8 = 82;
const LETTER_T: u8 = 84;
const SMALL_R: u8 = 114;
/** The router that speaks; empty = none, or a transport, which speaks of the mailbox it writes to. */
const router: Range = new Range();

/** `=> final (between) <original> F=<…> R=router T=transport H=host [address] … C="reply"` */
export function delivered(message: i32, from: usize, to: usize): void {
  const rest = recipient(from, to);
  if (rest === 0 || rest >= to) {
    skip();
    return;
  }
  const host = hostFrom(rest, to);
  // Of a line that is cut off, the host may be what is missing.
  const isHere = host === 0 && isWhole(to);
  result.whereabouts = isHere ? HERE : host === 0 || isOwnHost(host, to) ? UNSEEN : OUTSIDE;
  result.became = DELIVERED;
  result.reasonFrom = result.reasonTo = 0;
  result.limited = false;
  outcome(message);
}

/** `== recipient R=router T=transport defer (N) H=host [address]: reply` */
export function deferred(message: i32, from: usize, to: usize): void {
  const rest = recipient(from, to);
  let at = rest === 0 ? to : rest;
  while (at < to && !(load<u8>(at) === LETTER_D && standsAt(at, DEFER))) at = spaceFrom(at, to) + 1;
  if (at >= to) {
    skip();
    return;
  }
  result.became = DEFERRED;
  undelivered(message, rest, at + DEFER.length);
}

/** `** recipient R=router T=transport H=host [address] …: reply`, or without any of it: `** recipient: reply` */
export function failed(message: i32, from: usize, to: usize): void {
  const rest = recipient(from, to);
  if (rest === 0 || rest >= to) {
    skip();
    return;
  }
  result.became = FAILED;
  undelivered(message, rest, rest);
}

/** `fields` begin behind the addresses; the colon before the reason stands behind `from`. */
function undelivered(message: i32, fields: usize, from: usize): void {
  const to = place.to;
  const colon = colonFrom(from, to);
  const text = min(colon + 2, to);
  const host = hostFrom(from, colon);
  result.whereabouts = host === 0 || isOwnHost(host, colon) ? UNSEEN : OUTSIDE;
  result.reasonFrom = text;
  result.reasonTo = to;
  const waits = result.became === DEFERRED && load<u8>(text) === SMALL_R && standsAt(text, WAITING);
  if (waits) whole.saw |= SAW_WAITING;
  result.limited = host === 0 && !waits && mayBeLimit(text, to) && isLimited(message, fields, colon);
  outcome(message);
}

/** Whether the host itself speaks of a limit; it is told of it. */
function isLimited(message: i32, fields: usize, colon: usize): bool {
  findRouter(fields, colon);
  if (router.to <= router.from) return false;
  const kind = ownLimit(router.from, router.to);
  if (kind === 0) return false;
  takeAnswer(kind);
  limitMessage(message);
  return true;
}

/** Fills in whom it was for. Returns the place of what follows, behind the sender (`F=<…>`, `P=<…>`) where the log tells him: he may hold whole lines. 0 = there is nobody. */
function recipient(from: usize, to: usize): usize {
  const first = load<u8>(from);
  const end = first === PIPE || first === SLASH ? commandEnd(from, to) : addressEnd(from, to);
  result.from = from;
  result.to = load<u8>(end - 1) === COLON ? end - 1 : end;
  result.parentFrom = result.parentTo = 0;
  let at = end + 1;
  if (load<u8>(at) === OPEN && end < to) at = afterBrackets(at, to);
  if (load<u8>(at) === LESS && at < to) {
    const parentEnd = addressEnd(at, to);
    result.parentFrom = at + 1;
    result.parentTo = load<u8>(parentEnd - 1) === COLON ? parentEnd - 2 : parentEnd - 1;
    if (load<u8>(result.parentTo) !== GREATER) return 0;
    at = parentEnd + 1;
  }
  if (result.to <= result.from || first === EQUALS) return 0;
  while (at < to && load<u8>(at + 1) === EQUALS && load<u8>(at + 2) === LESS) at = addressEnd(at, to) + 1;
  // What follows "recipient: " is text; its colon is to be found again.
  return load<u8>(at - 2) === COLON ? at - 2 : at;
}

/** A command or file may hold spaces: it ends before the address it was made of. */
function commandEnd(from: usize, to: usize): usize {
  for (let at = from; at + 1 < to; at++) if (load<u8>(at) === SPACE && load<u8>(at + 1) === LESS) return at;
  return spaceFrom(from, to);
}

function afterBrackets(from: usize, to: usize): usize {
  let at = from;
  while (at < to && load<u8>(at) !== CLOSE) at++;
  return at + 2;
}

/** Place behind `H=` among the fields; 0 = there is no host. What the host replied is no field. */
function hostFrom(from: usize, to: usize): usize {
  for (let at = from; at < to; at = spaceFrom(at, to) + 1) {
    const first = load<u8>(at);
    if (first === LETTER_H && load<u8>(at + 1) === EQUALS) return at + 2;
    if (first === LETTER_C && load<u8>(at + 1) === EQUALS && load<u8>(at + 2) === QUOTE) return 0;
  }
  return 0;
}

function findRouter(from: usize, to: usize): void {
  router.set(0, 0);
  for (let at = from; at < to; at = spaceFrom(at, to) + 1) {
    if (load<u8>(at + 1) !== EQUALS) continue;
    const letter = load<u8>(at);
    if (letter === LETTER_R) router.set(at + 2, spaceFrom(at + 2, to));
    else if (letter === LETTER_T) {
      router.set(0, 0);
      return;
    }
  }
}

/** Whether the host that begins at `from` is this server: a filter, or a store of mailboxes. */
function isOwnHost(from: usize, to: usize): bool {
  const at = byteFrom(OPEN_SQUARE, from, to);
  return at < to && (standsAt(at, OWN_HOST) || standsAt(at, OWN_HOST_6));
}

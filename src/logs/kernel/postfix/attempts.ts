import { handedOn, lowerName, outcome } from '../book';
import { localDomain } from '../outcomes';
import * as place from '../place';
import { DEFERRED, DELIVERED, FAILED, HANDED_ON, HERE, OUTSIDE, result, UNSEEN } from '../result';
import { CLOSE, COMMA, EQUALS, OPEN, OPEN_SQUARE, signPlace, Word } from '../words';
import { addressEnd, idEnd, isOwnHost, lastWordPlace, placeOf, stands } from './fields';
import { isOwn } from './refusals';
import { LOCAL_DELIVERY, OTHER, PASSING, program, SMTP_CLIENT } from './tag';

/* Reads what became of recipients: `to=<…>, orig_to=<…>, relay=…, delay=…, delays=…, dsn=…, status=sent (…)`. */

const ORIGINAL: Word = new Word(', orig_to=<');
const RELAY: Word = new Word(', relay=');
const QUEUED_AS: Word = new Word('queued as ');
const SMALL_B: u8 = 98;
const SMALL_D: u8 = 100;
const SMALL_F: u8 = 102;
const SMALL_N: u8 = 110;
const SMALL_O: u8 = 111;
const SMALL_S: u8 = 115;
const SMALL_U: u8 = 117;
const CAPITAL_S: u8 = 83;

/** From behind `to=<`; false = it was not understood. */
export function attempted(message: i32, from: usize): bool {
  result.from = from;
  result.to = addressEnd(from);
  if (result.to === 0) return false;
  result.parentFrom = result.parentTo = 0;
  if (!stands(result.to + 1, ORIGINAL)) return rest(message, result.to + 1);
  result.parentFrom = result.to + 1 + ORIGINAL.length;
  result.parentTo = addressEnd(result.parentFrom);
  return result.parentTo !== 0 && rest(message, result.parentTo + 1);
}

/** Behind the addresses nothing is a stranger's before the status, so that no mark in it can be forged. */
function rest(message: i32, from: usize): bool {
  const to = place.to;
  let code: usize = 0;
  let at = from;
  for (; at < to; at++) {
    if (load<u8>(at) !== EQUALS) continue;
    const before = load<u8>(at - 1);
    if (before === SMALL_S && load<u8>(at - 2) === SMALL_U) break;
    if (before === SMALL_N && load<u8>(at - 2) === SMALL_S) code = at + 1;
  }
  if (at + 5 > to) return false;
  const became = becameAt(at + 1);
  if (became === 0) return true;
  result.became = became;
  const own = (program === SMTP_CLIENT || program === PASSING) && isOwnRelay(from);
  result.whereabouts = program === LOCAL_DELIVERY ? HERE : program === SMTP_CLIENT && !own ? OUTSIDE : UNSEEN;
  result.reasonFrom = result.reasonTo = result.codeFrom = result.codeTo = 0;
  result.limited = false;
  if (became !== DELIVERED) reason(at + 1, code);
  else if (result.whereabouts === HERE && result.parentTo === 0) noteDomain(result.from, result.to);
  else if (own && isHandedOn(message, at)) result.became = HANDED_ON;
  outcome(message);
  return true;
}

/** Whether it went to this server itself, from behind the addresses: to a filter, or a store of mailboxes. */
function isOwnRelay(from: usize): bool {
  const open: usize = stands(from, RELAY) ? placeOf(OPEN_SQUARE, from) : 0;
  return open !== 0 && isOwnHost(open);
}

/** Whether a filter says as which message it handed this one in again. */
function isHandedOn(message: i32, status: usize): bool {
  const queued = lastWordPlace(QUEUED_AS, status, place.to);
  if (queued === 0) return false;
  const id = queued + QUEUED_AS.length;
  const end = idEnd(id);
  return end > id && handedOn(message, id, end);
}

/** The text in brackets behind the status. */
function reason(status: usize, code: usize): void {
  const to = place.to;
  const open = placeOf(OPEN, status);
  const from = open === 0 ? status : open + 1;
  const end = load<u8>(to - 1) === CLOSE && to - 1 > from ? to - 1 : to;
  const codeEnd: usize = code > 0 ? placeOf(COMMA, code) : 0;
  result.reasonFrom = from;
  result.reasonTo = end;
  result.codeFrom = code;
  result.codeTo = max(code, codeEnd);
  if (program === OTHER) result.limited = isOwn(from, end);
}

function noteDomain(from: usize, to: usize): void {
  const sign = signPlace(from, to);
  if (sign !== 0) localDomain(lowerName(sign + 1, to));
}

/** `sent`, `deferred`, `bounced`, `SOFTBOUNCE`; 0 = an address was only tried out. */
function becameAt(at: usize): i32 {
  const first = load<u8>(at);
  if (first === SMALL_S) return DELIVERED;
  if (first === SMALL_B && load<u8>(at + 1) === SMALL_O) return FAILED;
  return first === CAPITAL_S || (first === SMALL_D && load<u8>(at + 2) === SMALL_F) ? DEFERRED : 0;
}

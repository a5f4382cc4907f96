import * as e from './entries';
import { hashLower, high, low } from './hash';
import { isWanted, keptLine } from './keeping';
import { DEFER_AT, DEFER_LINE, DEFER_REPLY, DOMAIN, DONE_AT, DONE_LINE, REPLY, STATE } from './messages';
import { keepCommonLower } from './names';
import * as place from './place';
import * as r from './result';
import { rowOf } from './rows';
import { whole } from './stretch';
import { signPlace } from './words';

const result = r.result;
/** Of the attempt that is taken in. */
let reply: i32 = 0;

/** Address of the entry of a recipient, or of a forward, with an address in a range. */
function find(message: i32, from: usize, to: usize): usize {
  hashLower(from, to);
  e.keyOf(kind, high, low);
  const entry = e.entryOf(message);
  if (load<i32>(entry, DOMAIN) === 0) store<i32>(entry, domainOf(from, to), DOMAIN);
  return entry;
}

let kind: i32 = e.RECIPIENT;

/** Number of the domain of an address; 0 = it has none. */
function domainOf(from: usize, to: usize): i32 {
  const sign = signPlace(from, to);
  if (sign === 0) return 0;
  hashLower(sign + 1, to);
  return keepCommonLower(whole.names, sign + 1, to);
}

/** An address that the message was sent to. Returns the address of its entry. */
export function recipientOf(message: i32, from: usize, to: usize): usize {
  kind = e.RECIPIENT;
  return find(message, from, to);
}

/** Takes in what became of a recipient in one attempt, as it stands in `result`, and with which reply. */
export function takeOutcome(message: i32, withReply: i32): void {
  reply = withReply;
  const forwarded = result.parentTo > result.parentFrom;
  if (result.became === r.HANDED_ON) {
    const entry = forwarded ? recipientOf(message, result.parentFrom, result.parentTo) : recipientOf(message, result.from, result.to);
    mark(entry, e.IS_HANDED_ON);
  } else if (forwarded) ofForwarder(message);
  else {
    const entry = recipientOf(message, result.from, result.to);
    mark(entry, result.whereabouts === r.OUTSIDE ? e.IS_OUTSIDE : result.whereabouts === r.HERE ? e.IS_HERE : 0);
    became(message, entry);
  }
}

function ofForwarder(message: i32): void {
  const entry = recipientOf(message, result.parentFrom, result.parentTo);
  mark(entry, load<i32>(entry, STATE) === 0 ? e.IS_HERE | e.BY_FORWARDER : e.IS_HERE);
  became(message, entry);
  if (result.whereabouts !== r.OUTSIDE) return;
  const domain = load<i32>(entry, DOMAIN);
  kind = e.FORWARD;
  const forward = find(message, result.from, result.to);
  store<i32>(forward, domain, DOMAIN);
  mark(forward, e.IS_OUTSIDE);
}

function mark(entry: usize, bits: i32): void {
  store<i32>(entry, load<i32>(entry, STATE) | bits, STATE);
  if ((bits & e.IS_HERE) !== 0) localDomain(load<i32>(entry, DOMAIN));
}

/** A domain of this server. */
export function localDomain(domain: i32): void {
  if (domain !== 0) rowOf(whole.local, domain, 0);
}

function became(message: i32, entry: usize): void {
  const state = load<i32>(entry, STATE);
  if ((state & e.IS_DONE) !== 0) return;
  if (result.became !== r.DEFERRED) done(message, entry);
  else if ((state & e.WAS_DEFERRED) === 0) deferred(message, entry);
  else if (result.limited) store<i32>(entry, state | e.PUT_OFF_BY_LIMIT, STATE);
}

function done(message: i32, entry: usize): void {
  const failed = result.became !== r.DELIVERED;
  const bits = failed ? (result.limited ? e.HAS_FAILED | e.FAILED_BY_LIMIT : e.HAS_FAILED) : e.WAS_DELIVERED;
  store<i32>(entry, load<i32>(entry, STATE) | bits, STATE);
  store<u32>(entry, place.at, DONE_AT);
  store<i32>(entry, reply, REPLY);
  if (wants(message, entry)) store<i32>(entry, keptLine(), DONE_LINE);
}

function deferred(message: i32, entry: usize): void {
  const bits = result.limited ? e.WAS_DEFERRED | e.PUT_OFF_BY_LIMIT : e.WAS_DEFERRED;
  store<i32>(entry, load<i32>(entry, STATE) | bits, STATE);
  store<u32>(entry, place.at, DEFER_AT);
  store<i32>(entry, reply, DEFER_REPLY);
  if (wants(message, entry)) store<i32>(entry, keptLine(), DEFER_LINE);
}

function wants(message: i32, entry: usize): bool {
  return (load<i32>(entry, STATE) & e.IS_HERE) === 0 && isWanted(message, reply, load<i32>(entry, DOMAIN));
}

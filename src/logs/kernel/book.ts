import { LOGIN_TRACE, SAW_LOGINS, SAW_RECIPIENTS, SAW_SCRIPTS, SAW_SUBJECTS, SCRIPT_TRACE, SENDER_TRACE, SUBJECT_TRACE } from '../columns';
import { handOn } from './handing';
import * as hash from './hash';
import { isKnown, keepArrival, keepTrace, resetKeeping } from './keeping';
import { refuseLogin, resetLimits } from './limits';
import * as m from './messages';
import { keepCommon, keepCommonLower, keepLower, keepName } from './names';
import { recipientOf, takeOutcome } from './outcomes';
import * as place from './place';
import { replyOfResult } from './replies';
import { called, scriptBefore } from './scripts';
import { whole } from './stretch';
import { signPlace } from './words';

/*
 * Takes in what parsers tell, for one stretch of a log. A parser works on bytes in place: it passes ranges of the line it stands at, and calls nothing for lines
 * that mean nothing. Messages that are over are counted at once; those that are open, or may have begun before the stretch, are left in `whole.messages`.
 */

/** The first messages of a stretch stay, as what belongs to them may stand before it. Far more than a server takes in at one moment. */
const HELD_MESSAGES: i32 = 512;
/** Of the name of the server: part of every id. */
let host: i32 = 0;

/** To be called where a stretch begins. */
export function resetBook(): void {
  host = 0;
  place.resetPlace();
  resetKeeping();
  resetLimits();
}

/** The message with the id in this range (case counts), opened when it is not known. */
export function messageOf(from: usize, to: usize): i32 {
  const known = find(from, to);
  return known >= 0 ? known : open();
}

/** −1 = there is no such message yet. */
function find(from: usize, to: usize): i32 {
  hash.hashOf(from, to);
  return whole.messages.find(hash.high ^ host, hash.low);
}

/** A message with the id that was looked for last. */
function open(): i32 {
  const message = whole.messages.add(hash.high ^ host, hash.low);
  if (whole.opened < HELD_MESSAGES) whole.messages.flag(message, m.HELD);
  whole.opened += 1;
  return message;
}

/** Name of the server that the lines from here on are of, where a log may hold those of several: each gives ids of its own. */
export function ofHost(from: usize, to: usize): void {
  hash.hashOf(from, to);
  host = hash.high;
}

/** A filter of this server made of `parent` the message whose id is in this range: it is the same sender's. False = the log holds no such message. */
export function handedOn(parent: i32, from: usize, to: usize): bool {
  const known = find(from, to);
  // Had the one begun before the stretch, so may have the other.
  const flags = whole.messages.flags(parent);
  if (known === parent || (known < 0 && (flags & m.BEGAN) !== 0)) return known < 0 && (flags & m.PASSED_ON) !== 0;
  handOn(parent, known >= 0 ? known : open());
  return true;
}

/** The text in this range as it stands, kept once; so below in lower case (ASCII). */
export function nameOf(from: usize, to: usize): i32 {
  hash.hashOf(from, to);
  return keepName(whole.names, from, to);
}

export function lowerName(from: usize, to: usize): i32 {
  hash.hashLower(from, to);
  return keepLower(whole.names, from, to);
}

/** Sets a column of what tells whose the message is. All of it is to be told before `takeSender`, `takeSubject` and `arrive`. */
function tell(message: i32, column: usize, value: i32): void {
  const at = whole.messages.of(message);
  store<i32>(at + column, value);
  store<i32>(at, 0, m.OWNER);
}

export function takeLogin(message: i32, login: i32): void {
  tell(message, m.LOGIN, login);
  whole.saw |= SAW_LOGINS;
  keepTrace(message, LOGIN_TRACE, login);
}

export function takeUser(message: i32, user: i32): void {
  tell(message, m.USER, user);
}

/** What the panel itself says of whose message this is. */
export function takePanel(message: i32, user: i32, domain: i32): void {
  tell(message, m.PANEL_USER, user);
  tell(message, m.PANEL_DOMAIN, domain);
}

/** Directory or name of the script that made it. */
export function takeScriptName(message: i32, script: i32): void {
  tell(message, m.SCRIPT, script);
  whole.saw |= SAW_SCRIPTS;
  keepTrace(message, SCRIPT_TRACE, script);
}

/** Whether it is known which script made it. */
export function hasScript(message: i32): bool {
  return load<i32>(whole.messages.of(message), m.SCRIPT) !== 0;
}

/** A script that will hand in the next message of that user; it is not known yet which. */
export function scriptOf(user: i32, script: i32): void {
  whole.saw |= SAW_SCRIPTS;
  if (user !== 0) called(user, script);
}

/** Network address it came from: any range that is the same for the same address. */
export function takeSource(message: i32, from: usize, to: usize): void {
  hash.hashOf(from, to);
  store<i32>(whole.messages.of(message), hash.high | 1, m.SOURCE);
  whole.messages.flag(message, m.FROM_NETWORK);
}

/** Envelope sender, without angle brackets. */
export function takeSender(message: i32, from: usize, to: usize): void {
  const at = whole.messages.of(message);
  if (from >= to) {
    whole.messages.flag(message, m.EMPTY_SENDER);
    return;
  }
  if (load<i32>(at, m.SENDER) !== 0 || load<i32>(at, m.DOMAIN_LOW) !== 0) return;
  const sign = signPlace(from, to);
  if (sign !== 0) {
    hash.hashLower(sign + 1, to);
    store<i32>(at, hash.high, m.DOMAIN_HIGH);
    store<i32>(at, hash.low | (hash.low === 0 ? 1 : 0), m.DOMAIN_LOW);
    store<i32>(at, 0, m.OWNER);
  }
  if (!matters(message)) return;
  hash.hashLower(from, to);
  const name = keepCommonLower(whole.names, from, to);
  store<i32>(at, name, m.SENDER);
  keepTrace(message, SENDER_TRACE, name);
}

/** Whether the names of a message may count: those of strangers' messages are many and count for nobody. */
function matters(message: i32): bool {
  return (whole.messages.flags(message) & (m.HELD | m.FROM_NETWORK)) !== m.FROM_NETWORK || isKnown(message);
}

export function takeSubject(message: i32, from: usize, to: usize): void {
  whole.saw |= SAW_SUBJECTS;
  if (from >= to || !matters(message)) return;
  hash.hashSubject(from, to);
  const name = keepCommon(whole.names, from, to);
  store<i32>(whole.messages.of(message), name, m.SUBJECT);
  keepTrace(message, SUBJECT_TRACE, name);
}

/** It was accepted, at the time of this line. Tells the book how; a second call changes nothing. */
export function arrive(message: i32, origin: i32): void {
  const at = whole.messages.of(message);
  if ((load<i32>(at, m.FLAGS) & m.ARRIVED) !== 0) return;
  whole.messages.flag(message, m.ARRIVED);
  store<u32>(at, place.at, m.ARRIVED_AT);
  store<i32>(at, origin, m.ORIGIN);
  const user = load<i32>(at, m.USER);
  const script = user !== 0 && load<i32>(at, m.SCRIPT) === 0 ? scriptBefore(message, user) : 0;
  if (script !== 0) takeScriptName(message, script);
  keepArrival(message);
}

/** An address that the message was sent to, where the log lists them. */
export function takeRecipient(message: i32, from: usize, to: usize): void {
  whole.saw |= SAW_RECIPIENTS;
  recipientOf(message, from, to);
}

/** How many recipients it has, where the log says so before it names them; those never named are still open where the log ends. The first call counts. */
export function expectRecipients(message: i32, recipients: i32): void {
  const at = whole.messages.of(message);
  if (load<i32>(at, m.EXPECTED) === 0) store<i32>(at, recipients, m.EXPECTED);
}

/** What became of a recipient, as it stands in `result`. */
export function outcome(message: i32): void {
  const reply = replyOfResult();
  if (load<i32>(whole.messages.of(message), m.ORIGIN) !== m.BY_SYSTEM) takeOutcome(message, reply);
}

/** Its lifetime is over, or it was taken out of the queue: recipients that are still open have failed. */
export function expire(message: i32, reply: i32): void {
  const at = whole.messages.of(message);
  store<u32>(at, place.at, m.EXPIRED_AT);
  store<i32>(at, reply, m.EXPIRED_REPLY);
}

/** A login was refused, from the network address in the range. */
export function loginRefused(login: i32, from: usize, to: usize): void {
  hash.hashOf(from, to);
  refuseLogin(login, hash.high | 1);
}

/** The line was not understood. */
export function skip(): void {
  whole.skipped += 1;
}

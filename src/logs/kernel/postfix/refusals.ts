import { loginRefused, lowerName, messageOf, nameOf } from '../book';
import { domainFrom, domainTo, readLimit } from '../limit-words';
import { limit, limitMessage, limitNobody } from '../limits';
import * as place from '../place';
import { CLOSE_SQUARE, COLON, LESS, OPEN, OPEN_SQUARE, SPACE, signPlace, Word } from '../words';
import { lastWordPlace, numberAt, placeOf, stands, wordPlace } from './fields';

/* Reads what the server refused to people of its own: a limit, a suspension, a login. Whose it was is taken only from words that the server itself chose. */

const REJECT: Word = new Word('reject: ');
const MILTER: Word = new Word('milter-');
const LOGIN_REJECTED: Word = new Word('SASL login name rejected: ');
const SENDER_REJECTED: Word = new Word('Sender address rejected: ');
const END: Word = new Word('; from=<');
const NAMED: Word = new Word('>: ');
const SASL: Word = new Word(': SASL ');
const LOGIN_FAILED: Word = new Word(' authentication failed');
const LOGIN_NAME: Word = new Word(', sasl_username=');
const SYSTEM_USER: Word = new Word('User ');
const NOT_ALLOWED: Word = new Word(' is not allowed to submit mail');
const SUSPENDED_SITE: Word = new Word('delivery temporarily suspended');
const CAPITAL_A: u8 = 65;
const CAPITAL_Z: u8 = 90;
/** `LOG_LIMITS` by number: one that is not a number of mails. */
const SUSPENDED: i32 = 2;

/** `reject: RCPT from host[address]: 554 5.7.1 <…>: …; from=<…> to=<…> …` before there was a message. False = no limit speaks from it. */
export function refusedNobody(submission: bool, from: usize): bool {
  const text = textPlace(from);
  return text !== 0 && refused(submission, text);
}

/** The same of a recipient of a message, or of the message as a whole. From the end of the id. */
export function refusedMessage(id: usize, idTo: usize): void {
  const text = textPlace(idTo + 2);
  if (text === 0) return;
  const end = onlyEnd(text);
  if (!readLimit(max(text, reasonPlace(text, end)), end, false)) return;
  noteDomain();
  limitMessage(messageOf(id, idTo));
}

/** `host[address]: SASL LOGIN authentication failed: …, sasl_username=…`; false = it is something else, or names nobody. */
export function refusedLogin(from: usize): bool {
  const open = placeOf(OPEN_SQUARE, from);
  const close: usize = open === 0 ? 0 : placeOf(CLOSE_SQUARE, open);
  if (close === 0 || !stands(close + 1, SASL)) return false;
  const failed = wordPlace(LOGIN_FAILED, close);
  const name: usize = failed === 0 ? 0 : wordPlace(LOGIN_NAME, failed);
  // Whoever guesses may name anything: with spaces it is nobody's mailbox.
  if (name === 0 || placeOf(SPACE, name + LOGIN_NAME.length) !== 0) return false;
  loginRefused(lowerName(name + LOGIN_NAME.length, place.to), open + 1, close);
  return true;
}

/** `User name(1010) is not allowed to submit mail` */
export function refusedUser(from: usize): bool {
  if (!stands(from, SYSTEM_USER)) return false;
  const open = placeOf(OPEN, from);
  const rest = lastWordPlace(NOT_ALLOWED, from, place.to);
  if (open === 0 || rest < open + 2) return false;
  limit.kind = SUSPENDED;
  limit.allowed = limit.counted = -1;
  limit.login = limit.domain = 0;
  limit.user = nameOf(open + 1, rest - 1);
  limitNobody();
  return true;
}

/** Whether the reason of a delivery that was not tried is a limit of this server. */
export function isOwn(from: usize, to: usize): bool {
  return !stands(from, SUSPENDED_SITE) && readLimit(from, to, false);
}

/** Where the words of a refusal begin, behind its codes; 0 = it is none. */
function textPlace(from: usize): usize {
  const reject = stands(from, MILTER) ? from + MILTER.length : from;
  if (!stands(reject, REJECT)) return 0;
  // `RCPT from`, `END-OF-MESSAGE from`: behind `header` and `body` stands what a stranger wrote.
  const stage = load<u8>(reject + REJECT.length);
  const open: usize = stage >= CAPITAL_A && stage <= CAPITAL_Z ? placeOf(OPEN_SQUARE, reject) : 0;
  const close: usize = open === 0 ? 0 : placeOf(CLOSE_SQUARE, open);
  const colon: usize = close === 0 ? 0 : placeOf(COLON, close);
  if (colon === 0 || load<u8>(colon + 1) !== SPACE) return 0;
  return afterCodes(colon + 2);
}

function refused(submission: bool, text: usize): bool {
  const end = onlyEnd(text);
  // What was refused comes first, in angle brackets: a stranger's words, however they look.
  const start = reasonPlace(text, end);
  if (end === 0 || start === 0) return false;
  const addressTo = start - 3;
  const named = start > text;
  const login = named && stands(start, LOGIN_REJECTED);
  const sender = named && stands(start, SENDER_REJECTED);
  const words = login ? start + LOGIN_REJECTED.length : sender ? start + SENDER_REJECTED.length : start;
  if (!readLimit(words, end, false)) return false;
  const hasDomain = domainFrom !== domainTo;
  if (!login && !hasDomain && !(sender && submission)) return false;
  noteDomain();
  if (login) limit.login = lowerName(text + 1, addressTo);
  else if (sender && !hasDomain) limit.domain = domainOf(text + 1, addressTo);
  limitNobody();
  return true;
}

/** Where what was refused and why end. Who put the mark of it into an address is not believed: 0. */
function onlyEnd(text: usize): usize {
  const end = wordPlace(END, text);
  return end === 0 || wordPlace(END, end + 1) !== 0 ? 0 : end;
}

/** Where the reason begins: behind the last `>: `, as names before the @ were written without quotes before Postfix 3.5. Where nothing is refused by name, at `text`; 0 = not at all. */
function reasonPlace(text: usize, end: usize): usize {
  if (load<u8>(text) !== LESS) return text;
  const bracket: usize = end === 0 ? 0 : lastWordPlace(NAMED, text, end);
  return bracket === 0 ? 0 : bracket + NAMED.length;
}

/** Notes the domain that the words name, where it stands in the line. */
function noteDomain(): void {
  if (domainFrom > 1) limit.domain = lowerName(domainFrom, domainTo);
}

function domainOf(from: usize, to: usize): i32 {
  const sign = signPlace(from, to);
  return sign === 0 ? 0 : lowerName(sign + 1, to);
}

/** Place behind `554 5.7.1 `, each where it stands. */
function afterCodes(from: usize): usize {
  let at = from;
  for (let code = 0; code < 2; code++) {
    const end = placeOf(SPACE, at);
    if (end === 0 || numberAt(at, end) === 0) break;
    at = end + 1;
  }
  return at;
}

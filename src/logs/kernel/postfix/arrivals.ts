import {
  arrive,
  expectRecipients,
  expire,
  handedOn,
  hasScript,
  lowerName,
  messageOf,
  nameOf,
  takeLogin,
  takeScriptName,
  takeSender,
  takeSource,
  takeSubject,
  takeUser,
} from '../book';
import { begin } from '../endings';
import { bounce } from '../limits';
import { AS_TOLD } from '../messages';
import * as place from '../place';
import { replyOf } from '../replies';
import { CLOSE_SQUARE, COLON, OPEN, OPEN_SQUARE, SPACE, Word } from '../words';
import { addressEnd, idEnd, isOwnHost, lastWordPlace, numberAt, placeOf, stands, wordPlace } from './fields';

/* Reads how messages came in and what the queue manager did with them. Each begins behind its mark; false = the line was not understood. */

const SIZE: Word = new Word(', size=');
const RECIPIENTS: Word = new Word(', nrcpt=');
const STATUS: Word = new Word(', status=');
const EXPIRED: Word = new Word('expired');
const FORCED: Word = new Word('force-expired');
const LOGIN: Word = new Word(', sasl_username=');
const LOGIN_END: Word = new Word(', sasl_sender=');
const ORIGINAL_ID: Word = new Word(', orig_queue_id=');
const HEADER: Word = new Word(' header ');
const SUBJECT: Word = new Word('Subject: ');
const SCRIPT: Word = new Word('X-PHP-Originating-Script: ');
const HEADER_SENDER: Word = new Word('; from=<');
const HEADER_SOURCE: Word = new Word(' from ');

/** `ID: client=host[address], orig_queue_id=…, sasl_method=…, sasl_username=…`; `id` = the place of its own id. */
export function received(id: usize, idTo: usize, from: usize): bool {
  const to = place.to;
  const message = messageOf(id, idTo);
  const open = placeOf(OPEN_SQUARE, from);
  const close: usize = open === 0 ? 0 : placeOf(CLOSE_SQUARE, open);
  if (close === 0) return false;
  begin(message);
  const login = wordPlace(LOGIN, close);
  if (login !== 0) {
    const start = login + LOGIN.length;
    const end = wordPlace(LOGIN_END, start);
    takeLogin(message, lowerName(start, end === 0 ? to : end));
  }
  takeSource(message, open + 1, close);
  handedIn(id, idTo, close + 1);
  return true;
}

/** What a filter of this server hands in again may say of which message it was made, which is believed of nobody else. */
function handedIn(id: usize, idTo: usize, from: usize): void {
  if (!stands(from, ORIGINAL_ID) || !isOwnHost(placeOf(OPEN_SQUARE, idTo))) return;
  const parent = from + ORIGINAL_ID.length;
  const end = idEnd(parent);
  if (end > parent) handedOn(messageOf(parent, end), id, idTo);
}

/** `uid=1007 from=<…>`; what stands in `from` is what a script said. */
export function pickedUp(message: i32, from: usize): bool {
  const end = placeOf(SPACE, from);
  if (end <= from) return false;
  begin(message);
  takeUser(message, nameOf(from, end));
  return true;
}

/** `from=<…>, size=…, nrcpt=… (queue active)`, at every retry again, and `from=<…>, status=expired, …` */
export function queued(message: i32, from: usize): bool {
  const to = place.to;
  const end = addressEnd(from);
  if (end === 0) return false;
  if (stands(end + 1, SIZE)) {
    const count = wordPlace(RECIPIENTS, end + 1);
    if (count === 0) return false;
    takeSender(message, from, end);
    expectRecipients(message, numberAt(count + RECIPIENTS.length, to));
    arrive(message, AS_TOLD);
    return true;
  }
  if (!stands(end + 1, STATUS)) return false;
  const status = end + 1 + STATUS.length;
  if (stands(status, EXPIRED) || stands(status, FORCED)) expire(message, replyOf(end + 3, to));
  return true;
}

/** `info: header Subject: … from host[address]; from=<…> to=<…>`, where the server is told to log headers; from the end of the id. */
export function header(id: usize, idTo: usize): bool {
  const to = place.to;
  const colon = placeOf(COLON, idTo + 2);
  if (colon === 0 || !stands(colon + 1, HEADER)) return true;
  const name = colon + 1 + HEADER.length;
  const isSubject = stands(name, SUBJECT);
  if (!isSubject && !stands(name, SCRIPT)) return true;
  const start = name + (isSubject ? SUBJECT.length : SCRIPT.length);
  const sender = lastWordPlace(HEADER_SENDER, start, to);
  // The space before an empty one is that of ` from `.
  const source = lastWordPlace(HEADER_SOURCE, start - 1, sender === 0 ? to : sender);
  if (source === 0) return false;
  const end = max(start, source);
  const message = messageOf(id, idTo);
  if (isSubject) takeSubject(message, start, end);
  // PHP puts its own before all that the script itself adds.
  else if (end > start && !hasScript(message)) takeScriptName(message, nameOf(start, scriptEnd(start, end)));
  return true;
}

/** `sender non-delivery notification: ID` */
export function notice(message: i32, from: usize): bool {
  const end = idEnd(from);
  if (end === from) return false;
  bounce(message, messageOf(from, end), true);
  return true;
}

/** A script may be called from code that another made: `mailer.php(3) : eval()'d code` is `mailer.php`. */
function scriptEnd(from: usize, to: usize): usize {
  const open = placeOf(OPEN, from);
  return open === 0 ? to : min(open, to);
}

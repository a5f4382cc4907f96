import { AS_TOLD, type Intake, type MessageRef } from '../intake.ts';
import {
  addressEnd,
  CLOSE_SQUARE,
  COLON,
  idEnd,
  isOwnHost,
  type Line,
  lastWordPlace,
  numberAt,
  OPEN,
  OPEN_SQUARE,
  placeOf,
  SPACE,
  spelled,
  standsAt,
  wordPlace,
} from './fields.ts';

const SIZE = spelled(', size=');
const RECIPIENTS = spelled(', nrcpt=');
const STATUS = spelled(', status=');
const EXPIRED = spelled('expired');
const FORCED = spelled('force-expired');
const LOGIN = spelled(', sasl_username=');
const LOGIN_END = spelled(', sasl_sender=');
const ORIGINAL_ID = spelled(', orig_queue_id=');
const HEADER = spelled(' header ');
const SUBJECT = spelled('Subject: ');
const SCRIPT = spelled('X-PHP-Originating-Script: ');
const HEADER_SENDER = spelled('; from=<');
const HEADER_SOURCE = spelled(' from ');

/** Reads how messages came in and what the queue manager did with them. Each method begins behind its mark; false = the line was not understood. */
export class Arrivals {
  readonly #intake: Intake;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** `client=host[address], orig_queue_id=…, sasl_method=…, sasl_username=…`; `id` = the place of its own id. */
  received(message: MessageRef, id: readonly [from: number, to: number], from: number): boolean {
    const intake = this.#intake;
    const { here } = intake;
    const { to } = here;
    const open = placeOf(here, OPEN_SQUARE, from);
    const close = open < 0 ? -1 : placeOf(here, CLOSE_SQUARE, open);
    if (close < 0) return false;
    intake.begin(message);
    const login = wordPlace(here, LOGIN, close);
    if (login >= 0) {
      const start = login + LOGIN.length;
      const end = lastWordPlace(here, LOGIN_END, { from: start, before: to });
      intake.login(message, intake.lowerName(start, end < 0 ? to : end));
    }
    intake.source(message, open + 1, close);
    this.#handedIn(id, close + 1);
    return true;
  }

  /** What a filter of this server hands in again may say of which message it was made, which is believed of nobody else. */
  #handedIn([id, idTo]: readonly [from: number, to: number], from: number): void {
    const intake = this.#intake;
    const { here } = intake;
    const parent = from + ORIGINAL_ID.length;
    if (!standsAt(here, from, ORIGINAL_ID) || !isOwnHost(here, placeOf(here, OPEN_SQUARE, idTo))) return;
    const end = idEnd(here.bytes, parent, here.to);
    if (end > parent) intake.handOn(intake.message(parent, end), id, idTo);
  }

  /** `uid=1007 from=<…>`; what stands in `from` is what a script said. */
  pickedUp(message: MessageRef, from: number): boolean {
    const intake = this.#intake;
    const end = placeOf(intake.here, SPACE, from);
    if (end <= from) return false;
    intake.begin(message);
    intake.user(message, intake.name(from, end));
    return true;
  }

  /** `from=<…>, size=…, nrcpt=… (queue active)`, at every retry again, and `from=<…>, status=expired, …` */
  queued(message: MessageRef, from: number): boolean {
    const intake = this.#intake;
    const { here } = intake;
    const { bytes, to } = here;
    const end = addressEnd(bytes, from, to);
    if (end < 0) return false;
    if (standsAt(here, end + 1, SIZE)) {
      const count = wordPlace(here, RECIPIENTS, end + 1);
      if (count < 0) return false;
      intake.sender(message, from, end);
      intake.expected(message, numberAt(bytes, count + RECIPIENTS.length, to));
      intake.arrive(message, AS_TOLD);
      return true;
    }
    if (!standsAt(here, end + 1, STATUS)) return false;
    const status = end + 1 + STATUS.length;
    if (standsAt(here, status, EXPIRED) || standsAt(here, status, FORCED)) intake.expire(message, intake.reply(end + 3, to));
    return true;
  }

  /** `info: header Subject: … from host[address]; from=<…> to=<…>`, where the server is told to log headers; from the end of the id. */
  header(id: number, idTo: number): boolean {
    const intake = this.#intake;
    const { here } = intake;
    const { to } = here;
    const word = placeOf(here, COLON, idTo + 2) + 1;
    if (word <= 0 || !standsAt(here, word, HEADER)) return true;
    const name = word + HEADER.length;
    const isSubject = standsAt(here, name, SUBJECT);
    if (!isSubject && !standsAt(here, name, SCRIPT)) return true;
    const start = name + (isSubject ? SUBJECT.length : SCRIPT.length);
    const sender = lastWordPlace(here, HEADER_SENDER, { from: start, before: to });
    // The space before an empty subject is that of ` from `.
    const end = lastWordPlace(here, HEADER_SOURCE, { from: start - 1, before: sender < 0 ? to : sender });
    if (end < start - 1) return false;
    if (isSubject) intake.subject(intake.message(id, idTo), start, Math.max(start, end));
    else intake.script(intake.message(id, idTo), intake.name(start, scriptEnd(here, start, end)));
    return true;
  }

  /** `sender non-delivery notification: ID` */
  notice(message: MessageRef, from: number): boolean {
    const intake = this.#intake;
    const end = idEnd(intake.here.bytes, from, intake.here.to);
    if (end === from) return false;
    intake.bounce(message, intake.message(from, end), true);
    return true;
  }
}

/** A script may be called from code that another made: `mailer.php(3) : eval()'d code` is `mailer.php`. */
function scriptEnd(line: Line, from: number, to: number): number {
  const open = placeOf(line, OPEN, from);
  return open < 0 ? to : Math.min(open, to);
}

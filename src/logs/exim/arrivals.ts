import { asciiOf } from '../byte-text.ts';
import { BY_LOCAL_USER, BY_LOGIN, BY_SYSTEM, FROM_OUTSIDE, type Intake, type MessageRef } from '../intake.ts';
import { isSharedUser, isSystemUser } from '../who.ts';
import {
  addressEnd,
  CLOSE,
  CLOSE_SQUARE,
  EQUALS,
  fieldEnd,
  firstPlace,
  GREATER,
  isIdBetween,
  LESS,
  lastPlace,
  loginOf,
  MINUS,
  OPEN,
  OPEN_SQUARE,
  QUOTE,
  quoteEnd,
  SPACE,
  spaceFrom,
  spelled,
  standsAt,
} from './fields.ts';

const [LETTER_A, LETTER_D, LETTER_H, LETTER_P, LETTER_R, LETTER_S, LETTER_T, LETTER_U, SMALL_A] = [65, 68, 72, 80, 82, 83, 84, 85, 97] as const;
const [LINE_FEED, CARRIAGE_RETURN] = [10, 13] as const;
const LOCAL = spelled('local');
const SUBJECT = spelled(' T="');
const FOR = spelled(' for ');
const SENDER = spelled(' from <');
const NAME_END = spelled(') [');
const PROTOCOL = spelled(' P=');
/** Subject of the server's own warning that a message is late. */
const WARNING = spelled('Warning: message ');
const FAILED = spelled('Mail delivery failed');

/** Reads how a message came in: `<=`, and what the panel says of its sender. */
export class Arrivals {
  readonly #intake: Intake;
  /** Ranges of the fields of the line; an end of 0 = not there. */
  readonly #user = { from: 0, to: 0 };
  readonly #login = { from: 0, to: 0 };
  readonly #reference = { from: 0, to: 0 };
  readonly #protocol = { from: 0, to: 0 };
  readonly #address = { from: 0, to: 0 };
  #hasHost = false;
  /** The name that the host gave itself is in the line. */
  #hasName = false;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** `Sender identification U=user D=domain S=address` */
  identified(message: MessageRef, from: number, to: number): void {
    const intake = this.#intake;
    const { bytes } = intake.here;
    let user = 0;
    let domain = 0;
    for (let at = from; at < to; ) {
      const end = spaceFrom(bytes, at, to);
      if (bytes[at + 1] === EQUALS && end > at + 2) {
        if (bytes[at] === LETTER_S) break;
        if (bytes[at] === LETTER_U) user = intake.name(at + 2, end);
        // The panel's own names for what is nobody's: `-system-`, `-remote-`.
        else if (bytes[at] === LETTER_D && bytes[at + 2] === MINUS) return;
        else if (bytes[at] === LETTER_D) domain = intake.lowerName(at + 2, end);
      }
      at = end + 1;
    }
    if (user !== 0) intake.panel(message, user, domain);
  }

  /** `sender H=name (HELO) [address]:port P=protocol A=driver:login S=size id=… T="subject" from <sender> for recipients` */
  arrived(message: MessageRef, from: number, to: number): void {
    const { bytes } = this.#intake.here;
    const senderEnd = addressEnd(bytes, from, to);
    const rest = this.#fields(senderEnd + 1, to);
    const empty = bytes[from] === LESS && bytes[from + 1] === GREATER;
    const subject = subjectPlace(bytes, rest, to);
    const subjectEnd = subject < to ? quoteEnd(bytes, subject + 3, to) : rest;
    if (this.#hasHost && !this.#isWhole(rest, subject, subjectEnd)) this.#distrust();
    const isLocal = !this.#hasHost && this.#protocol.to > 0 && standsAt(bytes, this.#protocol.from, LOCAL);
    if (empty && !this.#hasHost && (this.#reference.to > 0 || (isLocal && this.#isOfSystem()))) {
      this.#bySystem(message, subject + 4);
      return;
    }
    this.#sender(message, isLocal);
    if (empty) this.#intake.sender(message, from, from);
    else this.#intake.sender(message, from, senderEnd);
    if (subject < to) this.#intake.subject(message, subject + 4, subjectEnd - 1);
    this.#recipients(message, subjectEnd, to);
  }

  /** Whether a user of the server itself handed it in: an empty sender alone proves nothing, as any script may send with it. */
  #isOfSystem(): boolean {
    const { from, to } = this.#user;
    if (to === 0 || this.#login.to > 0) return false;
    const user = asciiOf(this.#intake.here.bytes, from, to);
    return isSystemUser(user) && !isSharedUser(user);
  }

  /** A bounce, a warning, or another message of the server itself. */
  #bySystem(message: MessageRef, subject: number): void {
    const intake = this.#intake;
    const { bytes } = intake.here;
    const { from, to } = this.#reference;
    intake.arrive(message, BY_SYSTEM);
    if (to === 0 || standsAt(bytes, subject, WARNING)) return;
    intake.bounce(intake.message(from, to), message, standsAt(bytes, subject, FAILED));
  }

  #sender(message: MessageRef, isLocal: boolean): void {
    const intake = this.#intake;
    const login = this.#login;
    if (this.#address.to > 0) intake.source(message, this.#address.from, this.#address.to);
    if (login.to > 0) {
      intake.login(message, intake.lowerName(login.from, login.to));
      intake.arrive(message, BY_LOGIN);
    } else if (isLocal && this.#user.to > 0) {
      intake.user(message, intake.name(this.#user.from, this.#user.to));
      intake.arrive(message, BY_LOCAL_USER);
    } else intake.arrive(message, FROM_OUTSIDE);
  }

  /** Notes the fields up to the size; what follows is the sender's own. Returns where that begins. */
  #fields(from: number, to: number): number {
    const { bytes } = this.#intake.here;
    this.#user.to = this.#login.to = this.#reference.to = this.#protocol.to = this.#address.to = 0;
    this.#hasHost = this.#hasName = false;
    let at = from;
    while (at < to) {
      const end = fieldEnd(bytes, at, to);
      if (bytes[at + 1] === EQUALS) {
        if (bytes[at] === LETTER_S) return this.#checked(end);
        this.#field(at, end);
      } else if (bytes[at] === OPEN_SQUARE) this.#host(at, end);
      const name = bytes[at] === OPEN ? at : bytes[at] === LETTER_H && bytes[at + 2] === OPEN ? at + 2 : -1;
      this.#hasName ||= name >= 0;
      if (name >= 0 && bytes[end - 1] !== CLOSE) {
        const close = firstPlace(bytes, NAME_END, [name, to]);
        at = close < 0 ? end + 1 : close + 2;
      } else at = end + 1;
    }
    return this.#checked(to);
  }

  /**
   * Whether the line ends as such lines do. The name that a stranger's host gives itself, or its user, may hold a whole line, login included: what really follows it
   * then stands where only a Message-ID and recipients can. Who puts such a thing into a Message-ID loses his login by it; the message is nobody's.
   */
  #isWhole(rest: number, subject: number, subjectEnd: number): boolean {
    const { bytes, to } = this.#intake.here;
    if (this.#user.to > 0 && firstPlace(bytes, PROTOCOL, [rest, subject]) >= 0) return false;
    if (!this.#hasName) return true;
    if (firstPlace(bytes, NAME_END, [rest, subject]) >= 0) return false;
    if (subject >= to || subjectEnd >= to) return subject >= to || bytes[to - 1] === QUOTE;
    if (!standsAt(bytes, subjectEnd, FOR) && !standsAt(bytes, subjectEnd, SENDER)) return false;
    return firstPlace(bytes, NAME_END, [subjectEnd, to]) < 0;
  }

  #distrust(): void {
    this.#protocol.to = this.#login.to = this.#user.to = this.#reference.to = 0;
  }

  /** A login counts only when the protocol says that there was one: the name a stranger's host gives itself is no proof. */
  #checked(end: number): number {
    const { to } = this.#protocol;
    if (to === 0 || this.#intake.here.bytes[to - 1] !== SMALL_A) this.#login.to = 0;
    return end;
  }

  #field(at: number, end: number): void {
    const { bytes } = this.#intake.here;
    const kind = bytes[at];
    if (kind === LETTER_H) {
      this.#hasHost = true;
      if (bytes[at + 2] === OPEN_SQUARE) this.#host(at + 2, end);
    } else if (kind === LETTER_U) note(this.#user, at + 2, end);
    else if (kind === LETTER_P && this.#protocol.to === 0) note(this.#protocol, at + 2, end);
    else if (kind === LETTER_R && isIdBetween(bytes, at + 2, end)) note(this.#reference, at + 2, end);
    // The server names the protocol before anything that a stranger's certificate may say.
    else if (kind === LETTER_A && this.#login.to === 0 && this.#protocol.to > 0) loginOf(bytes, this.#login, [at + 2, end]);
  }

  /** `[address]:port` */
  #host(from: number, end: number): void {
    const { bytes } = this.#intake.here;
    let at = from + 1;
    while (at < end && bytes[at] !== CLOSE_SQUARE) at++;
    note(this.#address, from + 1, at);
  }

  /** ` from <sender> for recipients`, as far as it is there. */
  #recipients(message: MessageRef, from: number, to: number): void {
    const { bytes } = this.#intake.here;
    let at = bytes[from] === SPACE && standsAt(bytes, from, FOR) ? from : lastPlace(bytes, FOR, [from, to]);
    if (at < 0) return;
    const last = bytes[to] === LINE_FEED || bytes[to] === CARRIAGE_RETURN ? to + 1 : to;
    for (at += FOR.length; at < to; ) {
      const end = addressEnd(bytes, at, to);
      // At the end of a log that is being written, an address may be half of one.
      if (end === last) break;
      if (end > at) this.#intake.recipient(message, at, end);
      at = end + 1;
    }
  }
}

/** Place of ` T="`; `to` = no subject is there. */
function subjectPlace(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at + SUBJECT.length <= to; at++) if (bytes[at + 1] === LETTER_T && standsAt(bytes, at, SUBJECT)) return at;
  return to;
}

function note(range: { from: number; to: number }, from: number, to: number): void {
  range.from = from;
  range.to = to;
}

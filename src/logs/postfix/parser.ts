import type { Intake } from '../intake.ts';
import type { StampReader } from '../stamps.ts';
import { Arrivals } from './arrivals.ts';
import { Attempts } from './attempts.ts';
import { CLOSE_SQUARE, COLON, idEnd, numberAt, OPEN_SQUARE, placeOf, SPACE, spelled, standsAt } from './fields.ts';
import { Refusals } from './refusals.ts';
import { LOCAL_SUBMISSION, type Program, REMOVAL, SMTP_SERVER, SUBMISSION, Tag } from './tag.ts';

const TO = spelled('to=<');
const FROM = spelled('from=<');
const CLIENT = spelled('client=');
const USER = spelled('uid=');
const NOTICE = spelled('sender non-delivery notification: ');
const REMOVED = spelled('removed');
const NO_QUEUE = spelled('NOQUEUE: ');
const WARNING = spelled('warning: ');
const FATAL = spelled('fatal: ');
const REPEATED = spelled('message repeated ');
const LAST_REPEATED = spelled('last message repeated ');
const [C, F, I, M, R, S, T, U, W, CAPITAL_N] = [99, 102, 105, 109, 114, 115, 116, 117, 119, 78] as const;
/** A burst that a server left out of the log is counted, but no more of it than this. */
const MOST_REPEATED = 1000;

/**
 * Reads lines of Postfix: `TIME HOST postfix/PROGRAM[PID]: ID: TEXT`. Everything is decided by its place in the line, as texts hold what strangers wrote.
 * A message is told of in several lines: its login or user where it comes in, that it was accepted by the first line of the queue manager, each attempt by a line
 * of its own.
 */
export class PostfixParser {
  readonly #intake: Intake;
  readonly #stamps: StampReader;
  readonly #tag = new Tag();
  readonly #refusals: Refusals;
  readonly #arrivals: Arrivals;
  readonly #attempts: Attempts;
  /** Name of the server of the last line. */
  #host = new Uint8Array(0);
  /** The text of the last line that counts each time it is said, for `last message repeated`. */
  #said = new Uint8Array(0);
  #saidLength = 0;
  #saidBy: Program = SMTP_SERVER;

  constructor(intake: Intake, stamps: StampReader) {
    this.#intake = intake;
    this.#stamps = stamps;
    this.#refusals = new Refusals(intake);
    this.#arrivals = new Arrivals(intake);
    this.#attempts = new Attempts(intake, this.#refusals);
  }

  /** Reads the line that lies in `intake.here`, whose time it fills in. */
  line(): void {
    const { here } = this.#intake;
    if (!this.#stamps.read(here.bytes, here.from, here.to)) {
      this.#intake.skip();
      return;
    }
    here.at = this.#stamps.at;
    if (!this.#tag.read(here.bytes, this.#stamps.next, here.to)) this.#untagged(this.#stamps.next);
    else {
      this.#ofHost(this.#stamps.next, this.#tag.hostTo);
      if (!this.#text(this.#tag.text)) this.#intake.skip();
    }
  }

  /** Tells of whose lines they are when it changes: a log may hold those of several servers, and each gives ids of its own. */
  #ofHost(from: number, to: number): void {
    const { bytes } = this.#intake.here;
    const host = this.#host;
    let same = host.length === to - from;
    for (let at = to - 1; same && at >= from; at--) same = host[at - from] === bytes[at];
    if (same) return;
    this.#host = bytes.slice(from, to);
    this.#intake.host(from, to);
  }

  /** False, here and below, where a line was not understood. */
  #text(text: number): boolean {
    const { bytes, to } = this.#intake.here;
    const end = idEnd(bytes, text, to);
    if (end === text || bytes[end] !== COLON) return this.#ofNone(text);
    this.#saidLength = 0;
    return end + 2 < to && bytes[end + 1] === SPACE && this.#ofMessage(text, end);
  }

  /** Lines that begin with a queue id. */
  #ofMessage(id: number, idTo: number): boolean {
    const intake = this.#intake;
    const { here } = intake;
    const at = idTo + 2;
    switch (here.bytes[at]) {
      case T:
        return !standsAt(here, at, TO) || this.#attempts.read(intake.message(id, idTo), this.#tag.program, at + TO.length);
      case F:
        return !standsAt(here, at, FROM) || this.#arrivals.queued(intake.message(id, idTo), at + FROM.length);
      case C:
        return !standsAt(here, at, CLIENT) || this.#arrivals.received(intake.message(id, idTo), [id, idTo], at + CLIENT.length);
      case U:
        return !standsAt(here, at, USER) || this.#arrivals.pickedUp(intake.message(id, idTo), at + USER.length);
      case S:
        return !standsAt(here, at, NOTICE) || this.#arrivals.notice(intake.message(id, idTo), at + NOTICE.length);
      case I:
      case W:
        return this.#arrivals.header(id, idTo);
      case R:
      case M:
        return this.#ended(id, idTo);
      default:
        return true;
    }
  }

  /** `removed`, and what was refused of a message. */
  #ended(id: number, idTo: number): boolean {
    const intake = this.#intake;
    if (!standsAt(intake.here, idTo + 2, REMOVED)) this.#refusals.ofMessage(id, idTo);
    else {
      const message = intake.message(id, idTo);
      // Whoever was still to get it never will.
      if (this.#tag.program === REMOVAL) intake.expire(message, intake.reply(idTo + 2, intake.here.to));
      intake.complete(message);
    }
    return true;
  }

  /** Lines without a queue id. */
  #ofNone(from: number): boolean {
    const { here } = this.#intake;
    if (here.bytes[from] === M && standsAt(here, from, REPEATED)) return this.#repeated(from + REPEATED.length);
    if (this.#counted(this.#tag.program, from)) this.#remember(from);
    else this.#saidLength = 0;
    return true;
  }

  /** Lines that count each time they are said; false = this is none of them. */
  #counted(program: Program, from: number): boolean {
    const { here } = this.#intake;
    const serves = program === SMTP_SERVER || program === SUBMISSION;
    switch (here.bytes[from]) {
      case CAPITAL_N:
        return standsAt(here, from, NO_QUEUE) && this.#refusals.ofNone(program === SUBMISSION, from + NO_QUEUE.length);
      case W:
        return serves && standsAt(here, from, WARNING) && this.#refusals.ofLogin(from + WARNING.length);
      case F:
        return program === LOCAL_SUBMISSION && standsAt(here, from, FATAL) && this.#refusals.ofUser(from + FATAL.length);
      default:
        return false;
    }
  }

  #remember(from: number): void {
    const { bytes, to } = this.#intake.here;
    if (this.#said.length < to - from) this.#said = new Uint8Array(2 * (to - from));
    this.#said.set(bytes.subarray(from, to));
    this.#saidLength = to - from;
    this.#saidBy = this.#tag.program;
  }

  /** Lines of other programs mean nothing here; what is no line of a program at all was not understood. */
  #untagged(rest: number): void {
    const { here } = this.#intake;
    const text = placeOf(here, SPACE, rest) + 1;
    if (text > 0 && standsAt(here, text, LAST_REPEATED)) {
      this.#again(text + LAST_REPEATED.length);
      return;
    }
    this.#saidLength = 0;
    if (text <= 0 || placeOf(here, COLON, text) < 0) this.#intake.skip();
  }

  /** `last message repeated 3 times`: the line before, which lay in memory that may be in use again. */
  #again(count: number): void {
    const { here } = this.#intake;
    const { bytes, from, to } = here;
    if (this.#saidLength === 0) return;
    here.bytes = this.#said;
    here.from = 0;
    here.to = this.#saidLength;
    for (let times = Math.min(numberAt(bytes, count, to), MOST_REPEATED); times > 0; times--) this.#counted(this.#saidBy, 0);
    here.bytes = bytes;
    here.from = from;
    here.to = to;
  }

  /** `message repeated 3 times: [ text]` */
  #repeated(count: number): boolean {
    const { here } = this.#intake;
    const open = placeOf(here, OPEN_SQUARE, count);
    if (open < 0 || here.bytes[here.to - 1] !== CLOSE_SQUARE) return false;
    here.to -= 1;
    for (let times = Math.min(numberAt(here.bytes, count, here.to), MOST_REPEATED); times > 0; times--) this.#counted(this.#tag.program, open + 2);
    here.to += 1;
    return true;
  }
}

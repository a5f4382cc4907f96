import { Endings } from './endings.ts';
import { Entries } from './entries.ts';
import { noteTime } from './gaps.ts';
import { handOn } from './handing.ts';
import { Hash } from './hash.ts';
import {
  BY_SYSTEM,
  DELIVERED,
  type Intake,
  type Limit,
  type MessageRef,
  type NameRef,
  type Origin,
  type Outcome,
  type Place,
  type ReplyRef,
  UNSEEN,
} from './intake.ts';
import { Keeping } from './keeping.ts';
import * as m from './messages.ts';
import { keepName, type NameRange } from './names.ts';
import { Notices } from './notices.ts';
import { Offside } from './offside.ts';
import { Outcomes } from './outcomes.ts';
import type { ReplyTexts } from './replies.ts';
import { ReplyIntake } from './reply-intake.ts';
import { Scripts } from './scripts.ts';
import { Settling } from './settling.ts';
import { OneStretch, SAW_LOGINS, SAW_RECIPIENTS, SAW_SCRIPTS, SAW_SUBJECTS, SAW_WAITING, type Stretch } from './stretch.ts';
import { subjectHash } from './subjects.ts';
import { LOGIN_TRACE, SCRIPT_TRACE, SENDER_TRACE, SUBJECT_TRACE } from './tally.ts';

/** The first messages of a stretch stay, as what belongs to them may stand before it. Far more than a server takes in at one moment. */
const HELD_MESSAGES = 512;
const AT_SIGN = 64;

/**
 * Takes in what parsers tell, for one stretch of a log. Messages that are over are counted at once; those that are open, or may have begun before the stretch,
 * are left in `stretch.messages`.
 */
export class Book extends OneStretch implements Intake {
  readonly here: Place = { bytes: new Uint8Array(0), from: 0, to: 0, line: 0, at: 0 };
  readonly result: Outcome = {
    became: DELIVERED,
    from: 0,
    to: 0,
    parentFrom: 0,
    parentTo: 0,
    whereabouts: UNSEEN,
    reasonFrom: 0,
    reasonTo: 0,
    codeFrom: 0,
    codeTo: 0,
    limited: false,
  };
  readonly #tally = this.stretch.tally;
  readonly #messages = this.stretch.messages;
  readonly #entries = new Entries(this.#messages);
  readonly #settling = new Settling(this.#tally, this.#messages);
  readonly #keeping = new Keeping(this.stretch, this.here);
  readonly #replies: ReplyIntake;
  readonly #outcomes = new Outcomes({ tally: this.#tally, entries: this.#entries, keeping: this.#keeping, here: this.here });
  readonly #notices = new Notices(this.#entries, this.#keeping, this.here);
  readonly #offside = new Offside(this.#tally, this.here, this.#keeping);
  readonly #endings = new Endings(this.stretch, this.#entries, this.#settling);
  readonly #scripts = new Scripts(this.stretch, this.here, this.#keeping);
  readonly #hash = new Hash();
  /** Of the name of the server: part of every id. */
  #host = 0;
  readonly #range: NameRange = { bytes: new Uint8Array(0), from: 0, to: 0, lower: false, common: false };

  /** `old`: memory that is taken over; `replies`: those of the stretches before. */
  constructor(replies: ReplyTexts, old?: Stretch) {
    super(old);
    this.#replies = new ReplyIntake(this.#tally, this.here, replies);
  }

  /** To be called when a line was read. */
  endLine(): void {
    // Lines before the first that has a time say nothing of when they were written.
    if (this.here.at > 0) noteTime(this.stretch.gaps, this.here.at);
  }

  message(from: number, to: number): MessageRef {
    const known = this.#find(from, to);
    return known >= 0 ? known : this.#open();
  }

  /** −1 = there is no such message yet. */
  #find(from: number, to: number): MessageRef {
    const hash = this.#hash;
    hash.of(this.here.bytes, from, to);
    hash.high ^= this.#host;
    return m.findMessage(this.#messages, hash.high, hash.low);
  }

  host(from: number, to: number): void {
    this.#hash.of(this.here.bytes, from, to);
    this.#host = this.#hash.high;
  }

  handOn(parent: MessageRef, from: number, to: number): boolean {
    const known = this.#find(from, to);
    // Had the one begun before the stretch, so may have the other.
    const flags = this.#messages.data[parent * m.MESSAGE_WIDTH + m.FLAGS] ?? 0;
    if (known === parent || (known < 0 && (flags & m.BEGAN) !== 0)) return known < 0 && (flags & m.PASSED_ON) !== 0;
    handOn(this.stretch, parent, known >= 0 ? known : this.#open());
    return true;
  }

  /** A message with the id that was looked for last. */
  #open(): MessageRef {
    const message = m.addMessage(this.#messages, this.#hash.high, this.#hash.low);
    if (this.stretch.opened++ < HELD_MESSAGES) m.flag(this.#messages, message, m.HELD);
    return message;
  }

  begin(message: MessageRef): void {
    this.#endings.begin(message);
    m.flag(this.#messages, message, m.BEGAN);
  }

  complete(message: MessageRef): void {
    this.#endings.complete(message);
  }

  name(from: number, to: number): NameRef {
    this.#hash.of(this.here.bytes, from, to);
    this.#range.lower = this.#range.common = false;
    return this.#keepName(from, to);
  }

  lowerName(from: number, to: number): NameRef {
    this.#hash.ofLower(this.here.bytes, from, to);
    this.#range.lower = true;
    this.#range.common = false;
    return this.#keepName(from, to);
  }

  #keepName(from: number, to: number): NameRef {
    const range = this.#range;
    range.bytes = this.here.bytes;
    range.from = from;
    range.to = to;
    return keepName(this.#tally.names, this.#hash, range);
  }

  /** Sets a column of what tells whose the message is. */
  #told(message: MessageRef, column: number, value: number): void {
    const { data } = this.#messages;
    data[message * m.MESSAGE_WIDTH + column] = value;
    data[message * m.MESSAGE_WIDTH + m.OWNER] = 0;
  }

  login(message: MessageRef, login: NameRef): void {
    this.#told(message, m.LOGIN, login);
    this.stretch.saw |= SAW_LOGINS;
    this.#keeping.trace(message, LOGIN_TRACE, login);
  }

  user(message: MessageRef, user: NameRef): void {
    this.#told(message, m.USER, user);
  }

  panel(message: MessageRef, user: NameRef, domain: NameRef): void {
    this.#told(message, m.PANEL_USER, user);
    this.#told(message, m.PANEL_DOMAIN, domain);
  }

  script(message: MessageRef, script: NameRef): void {
    this.#told(message, m.SCRIPT, script);
    this.stretch.saw |= SAW_SCRIPTS;
    this.#keeping.trace(message, SCRIPT_TRACE, script);
  }

  scriptOf(user: NameRef, script: NameRef): void {
    this.stretch.saw |= SAW_SCRIPTS;
    if (user !== 0) this.#scripts.called(user, script);
  }

  source(message: MessageRef, from: number, to: number): void {
    this.#hash.of(this.here.bytes, from, to);
    this.#messages.data[message * m.MESSAGE_WIDTH + m.SOURCE] = this.#hash.high | 1;
    m.flag(this.#messages, message, m.FROM_NETWORK);
  }

  sender(message: MessageRef, from: number, to: number): void {
    const { data } = this.#messages;
    const at = message * m.MESSAGE_WIDTH;
    if (from >= to) {
      m.flag(this.#messages, message, m.EMPTY_SENDER);
      return;
    }
    if (data[at + m.SENDER] !== 0 || data[at + m.DOMAIN_LOW] !== 0) return;
    const { bytes } = this.here;
    let sign = to - 1;
    while (sign >= from && bytes[sign] !== AT_SIGN) sign--;
    if (sign >= from) {
      this.#hash.ofLower(bytes, sign + 1, to);
      data[at + m.DOMAIN_HIGH] = this.#hash.high;
      data[at + m.DOMAIN_LOW] = this.#hash.low | (this.#hash.low === 0 ? 1 : 0);
      data[at + m.OWNER] = 0;
    }
    if (!this.#matters(message)) return;
    this.#hash.ofLower(bytes, from, to);
    this.#range.lower = this.#range.common = true;
    const name = this.#keepName(from, to);
    this.#messages.data[at + m.SENDER] = name;
    this.#keeping.trace(message, SENDER_TRACE, name);
  }

  /** Whether the names of a message may count: those of strangers' messages are many and count for nobody. */
  #matters(message: MessageRef): boolean {
    const flags = this.#messages.data[message * m.MESSAGE_WIDTH + m.FLAGS] ?? 0;
    return (flags & (m.HELD | m.FROM_NETWORK)) !== m.FROM_NETWORK || this.#keeping.isKnown(message);
  }

  subject(message: MessageRef, from: number, to: number): void {
    this.stretch.saw |= SAW_SUBJECTS;
    if (from >= to || !this.#matters(message)) return;
    subjectHash(this.#hash, this.here.bytes, [from, to]);
    this.#range.lower = false;
    this.#range.common = true;
    const name = this.#keepName(from, to);
    this.#messages.data[message * m.MESSAGE_WIDTH + m.SUBJECT] = name;
    this.#keeping.trace(message, SUBJECT_TRACE, name);
  }

  arrive(message: MessageRef, origin: Origin): void {
    const { data } = this.#messages;
    const at = message * m.MESSAGE_WIDTH;
    if (((data[at + m.FLAGS] ?? 0) & m.ARRIVED) !== 0) return;
    m.flag(this.#messages, message, m.ARRIVED);
    data[at + m.ARRIVED_AT] = this.here.at;
    data[at + m.ORIGIN] = origin;
    const user = data[at + m.USER] ?? 0;
    const script = user !== 0 && data[at + m.SCRIPT] === 0 ? this.#scripts.before(message, user) : 0;
    if (script !== 0) this.script(message, script);
    this.#keeping.arrival(message);
  }

  recipient(message: MessageRef, from: number, to: number): void {
    this.stretch.saw |= SAW_RECIPIENTS;
    this.#outcomes.recipient(message, from, to);
  }

  expected(message: MessageRef, recipients: number): void {
    const at = message * m.MESSAGE_WIDTH + m.EXPECTED;
    if (this.#messages.data[at] === 0) this.#messages.data[at] = recipients;
  }

  outcome(message: MessageRef): void {
    const reply = this.#replies.ofOutcome(this.result);
    if (this.#messages.data[message * m.MESSAGE_WIDTH + m.ORIGIN] !== BY_SYSTEM) this.#outcomes.outcome(message, this.result, reply);
  }

  reply(from: number, to: number, ...code: readonly number[]): ReplyRef {
    const [codeFrom = 0, codeTo = 0] = code;
    return this.#replies.of(from, to, [codeFrom, codeTo]);
  }

  bounce(parent: MessageRef, child: MessageRef, certain: boolean): void {
    this.#notices.bounce(parent, child, certain);
  }

  expire(message: MessageRef, reply: ReplyRef): void {
    const { data } = this.#messages;
    const at = message * m.MESSAGE_WIDTH;
    data[at + m.EXPIRED_AT] = this.here.at;
    data[at + m.EXPIRED_REPLY] = reply;
  }

  limit(limit: Limit): void {
    if (limit.message < 0) this.#offside.limit(limit);
    else this.#notices.limit(limit);
  }

  refuse(limit: Limit): void {
    this.#offside.refuse(limit);
  }

  loginRefused(login: NameRef, from: number, to: number): void {
    this.#hash.of(this.here.bytes, from, to);
    this.#offside.loginRefused(login, this.#hash.high | 1);
  }

  localDomain(domain: NameRef): void {
    this.#outcomes.localDomain(domain);
  }

  waiting(): void {
    this.stretch.saw |= SAW_WAITING;
  }

  skip(): void {
    this.stretch.skipped += 1;
  }
}

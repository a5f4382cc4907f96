import type { LogLimitKind } from '../shared/logs.ts';

/**
 * What a parser tells of the lines it reads. A parser works on bytes in place: it passes ranges of the line it stands at, never strings, and calls nothing for
 * lines that mean nothing. Everything that is counted, kept or masked is the business of who takes it in.
 */

/** What became of a recipient in one attempt. */
export const DELIVERED = 1;
export const DEFERRED = 2;
export const FAILED = 3;
/** A filter of this server took him over: what becomes of him is told of the message that the filter hands in. */
export const HANDED_ON = 4;
export type Became = typeof DELIVERED | typeof DEFERRED | typeof FAILED | typeof HANDED_ON;

/** Where a recipient is, as far as the line shows it. `UNSEEN`: to be told by its domain when everything is read. */
export const HERE = 1;
export const OUTSIDE = 2;
export const UNSEEN = 0;
export type Whereabouts = typeof HERE | typeof OUTSIDE | typeof UNSEEN;

/** How a message came in. `SYSTEM`: made by the mail server itself (a bounce, a warning); none of its recipients counts. */
export const BY_LOGIN = 1;
export const BY_LOCAL_USER = 2;
export const FROM_OUTSIDE = 3;
export const BY_SYSTEM = 4;
/**
 * By what was told of it, in this stretch or an earlier one: by login, by local user, from outside when only its `source` was told; nothing at all makes a message
 * with an empty sender one of the system, and leaves any other as one whose arrival was not seen. (Postfix tells this in other lines than that of the arrival.)
 */
export const AS_TOLD = 0;
export type Origin = typeof AS_TOLD | typeof BY_LOGIN | typeof BY_LOCAL_USER | typeof FROM_OUTSIDE | typeof BY_SYSTEM;

/** A message of the book; good until the next call of `complete` for it. */
export type MessageRef = number;
/** A text that is kept once: of `Intake.name` or `Intake.lowerName`. 0 = none. */
export type NameRef = number;
/** A reply of `Intake.reply`. 0 = none. */
export type ReplyRef = number;
/** In place of a reply of `Intake.expire`: the server's own filter threw it away, so that recipients that are still open are neither failed nor ever left. */
export const DISCARDED: ReplyRef = -1;

/** The line a parser stands at: its bytes lie from `from` up to `to` (without its end) in `bytes`. One object, moved on from line to line. */
export interface Place {
  bytes: Uint8Array;
  from: number;
  to: number;
  /** Counts from 1 within the stretch. */
  line: number;
  /** Epoch seconds. */
  at: number;
}

/** Filled in and passed again and again: `Intake.outcome` keeps nothing of it. Ranges as in `Place`; `from === to` = not there. */
export interface Outcome {
  became: Became;
  /** The address that was tried. */
  from: number;
  to: number;
  /** The address that the message was sent to, where a forwarder or alias made another of it. */
  parentFrom: number;
  parentTo: number;
  whereabouts: Whereabouts;
  /** Why, of what failed or was put off. */
  reasonFrom: number;
  reasonTo: number;
  /** An enhanced code that the log gives beside it. */
  codeFrom: number;
  codeTo: number;
  /** A limit or suspension at the host itself was the reason. */
  limited: boolean;
}

export interface Limit {
  kind: LogLimitKind;
  /** The message that met it; −1 = none was made, then the next three say whose it would have been. */
  message: MessageRef;
  login: NameRef;
  user: NameRef;
  domain: NameRef;
  allowed: number | null;
  counted: number | null;
}

export interface Intake {
  /** Where the parser stands: it moves this before it calls anything below. */
  readonly here: Place;
  /** To be filled in for `outcome`. */
  readonly result: Outcome;

  /** Name of the server that the lines from here on are of, where a log may hold those of several: each gives ids of its own. */
  host(from: number, to: number): void;
  /** The message with the id in this range (case counts), opened when it is not known. */
  message(from: number, to: number): MessageRef;
  /** This line is certainly the first of its message: what had the id before is over. */
  begin(message: MessageRef): void;
  /** The text in this range as it stands, and in lower case (ASCII). */
  name(from: number, to: number): NameRef;
  lowerName(from: number, to: number): NameRef;

  /** Whose it is. To be told before `sender`, `subject` and `arrive`. `login` in lower case; `user` = system user, as its name or as its number. */
  login(message: MessageRef, login: NameRef): void;
  user(message: MessageRef, user: NameRef): void;
  /** What the panel itself says of whose message this is. */
  panel(message: MessageRef, user: NameRef, domain: NameRef): void;
  /** Directory or name of the script that made it. */
  script(message: MessageRef, script: NameRef): void;
  /** A script that will hand in the next message of that user; it is not known yet which. */
  scriptOf(user: NameRef, script: NameRef): void;
  /** Network address it came from: any range that is the same for the same address. */
  source(message: MessageRef, from: number, to: number): void;
  /** Envelope sender, without angle brackets. */
  sender(message: MessageRef, from: number, to: number): void;
  subject(message: MessageRef, from: number, to: number): void;
  /** It was accepted, at the time of this line. Tells the book how; a second call changes nothing. */
  arrive(message: MessageRef, origin: Origin): void;

  /** An address that the message was sent to, where the log lists them. */
  recipient(message: MessageRef, from: number, to: number): void;
  /** How many recipients it has, where the log says so before it names them; those never named are still open where the log ends. The first call counts. */
  expected(message: MessageRef, recipients: number): void;
  /** What became of a recipient: `result` is filled in before. */
  outcome(message: MessageRef): void;
  /** The reply in this range: one for all that differ by addresses, numbers and marks only. `dsnFrom`: an enhanced code beside it, up to `dsnTo`. */
  reply(from: number, to: number, dsnFrom?: number, dsnTo?: number): ReplyRef;
  /** `child` reports a failure of `parent`. `certain`: it is no warning of a delay; otherwise it counts when something of `parent` has failed. */
  bounce(parent: MessageRef, child: MessageRef, certain: boolean): void;
  /** A filter of this server made of `parent` the message whose id is in this range: it is the same sender's. False = the log holds no such message. */
  handOn(parent: MessageRef, from: number, to: number): boolean;
  /** Its lifetime is over, or it was taken out of the queue: recipients that are still open have failed. */
  expire(message: MessageRef, reply: ReplyRef): void;
  /** Nothing is left to be done for it. */
  complete(message: MessageRef): void;

  /** The server spoke of a limit or a suspension. */
  limit(limit: Limit): void;
  /** A recipient was refused to an account before a message was made of it, by a limit of the host. */
  refuse(limit: Limit): void;
  /** A login was refused, from the network address in the range of `source` before it. */
  loginRefused(login: NameRef, from: number, to: number): void;
  /** A recipient's domain is one of this server. */
  localDomain(domain: NameRef): void;
  /** The log tells of recipients that were not tried again yet: some leave these lines out, and with them who was put off. */
  waiting(): void;
  /** The line was not understood. */
  skip(): void;
}

import { asciiOf } from '../byte-text.ts';
import { type Became, DEFERRED, DELIVERED, FAILED, HERE, type Intake, type Limit, type MessageRef, OUTSIDE, UNSEEN } from '../intake.ts';
import { type LimitWords, limitWords, mayBeLimit } from '../limit-words.ts';
import {
  addressEnd,
  CLOSE,
  COLON,
  colonFrom,
  EQUALS,
  GREATER,
  LESS,
  OPEN,
  OPEN_SQUARE,
  PIPE,
  QUOTE,
  SLASH,
  SPACE,
  spaceFrom,
  spelled,
  standsAt,
} from './fields.ts';

const DEFER = spelled('defer (');
const OWN_HOST = spelled('[127.0.0.1]');
const OWN_HOST_6 = spelled('[::1]');
const WAITING = spelled('retry time not reached');
const [LETTER_C, LETTER_D, LETTER_H, LETTER_R, LETTER_T, SMALL_R] = [67, 100, 72, 82, 84, 114] as const;
/** Routers whose words are those of whoever owns the recipient's address. */
const OF_RECIPIENTS = /alias|virtual|forward|filter|catch|local_?user|autoresp|vacation|list|suspend/i;
/** Routers that are there for nothing but the limits of senders. */
const OF_SENDERS = /^enforce/;
/** A text of a limit is no longer. */
const LIMIT_TEXT = 400;

/** Reads what became of a recipient: `=>`, `->`, `==` and `**`. */
export class Attempts {
  readonly #intake: Intake;
  readonly #limit: Limit = { kind: 'messages', message: 0, login: 0, user: 0, domain: 0, allowed: null, counted: null };

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** `=> final (between) <original> F=<…> R=router T=transport H=host [address] … C="reply"` */
  delivered(message: MessageRef, from: number, to: number): void {
    const rest = this.#recipient(from, to);
    if (rest < 0 || rest >= to) {
      this.#intake.skip();
      return;
    }
    const { result } = this.#intake;
    const { bytes } = this.#intake.here;
    const host = hostFrom(bytes, rest, to);
    result.whereabouts = host < 0 ? HERE : isOwnHost(bytes, host, to) ? UNSEEN : OUTSIDE;
    result.became = DELIVERED;
    result.reasonFrom = result.reasonTo = 0;
    result.limited = false;
    this.#intake.outcome(message);
  }

  /** `== recipient R=router T=transport defer (N) H=host [address]: reply` */
  deferred(message: MessageRef, from: number, to: number): void {
    const rest = this.#recipient(from, to);
    const { bytes } = this.#intake.here;
    let at = rest < 0 ? to : rest;
    while (at < to && !(bytes[at] === LETTER_D && standsAt(bytes, at, DEFER))) at = spaceFrom(bytes, at, to) + 1;
    if (at >= to) {
      this.#intake.skip();
      return;
    }
    this.#undelivered(message, { became: DEFERRED, fields: rest, from: at + DEFER.length });
  }

  /** `** recipient R=router T=transport H=host [address] …: reply`, or without any of it: `** recipient: reply` */
  failed(message: MessageRef, from: number, to: number): void {
    const rest = this.#recipient(from, to);
    if (rest < 0 || rest >= to) {
      this.#intake.skip();
      return;
    }
    this.#undelivered(message, { became: FAILED, fields: rest, from: rest });
  }

  /** `fields` begin behind the addresses; the colon before the reason stands behind `from`. */
  #undelivered(message: MessageRef, { became, fields, from }: { readonly became: Became; readonly fields: number; readonly from: number }): void {
    const intake = this.#intake;
    const { result } = intake;
    const { bytes, to } = intake.here;
    const colon = colonFrom(bytes, from, to);
    const text = Math.min(colon + 2, to);
    const host = hostFrom(bytes, from, colon);
    result.whereabouts = host < 0 || isOwnHost(bytes, host, colon) ? UNSEEN : OUTSIDE;
    result.became = became;
    result.reasonFrom = text;
    result.reasonTo = to;
    const waits = became === DEFERRED && bytes[text] === SMALL_R && standsAt(bytes, text, WAITING);
    if (waits) intake.waiting();
    result.limited = host < 0 && !waits && mayBeLimit(bytes, text, to) && this.#isLimited(message, routerOf(bytes, [fields, colon]), [text, to]);
    intake.outcome(message);
  }

  /** Whether the host itself speaks of a limit; it is told of it. */
  #isLimited(message: MessageRef, router: string, [from, to]: readonly [number, number]): boolean {
    const { here, result } = this.#intake;
    if (router === '' || OF_RECIPIENTS.test(router)) return false;
    const recipient = asciiOf(here.bytes, result.from, result.to);
    const words = limitWords(withoutName(asciiOf(here.bytes, from, Math.min(to, from + LIMIT_TEXT)), recipient));
    if (words === null || (!OF_SENDERS.test(router) && isOfRecipient(words, recipient))) return false;
    const limit = this.#limit;
    limit.kind = words.kind;
    limit.message = message;
    limit.allowed = words.allowed;
    limit.counted = words.counted;
    this.#intake.limit(limit);
    return true;
  }

  /** Fills in whom it was for. Returns the place of what follows; −1 = there is nobody. */
  #recipient(from: number, to: number): number {
    const { bytes } = this.#intake.here;
    const { result } = this.#intake;
    const end = bytes[from] === PIPE || bytes[from] === SLASH ? commandEnd(bytes, from, to) : addressEnd(bytes, from, to);
    result.from = from;
    result.to = bytes[end - 1] === COLON ? end - 1 : end;
    result.parentFrom = result.parentTo = 0;
    let at = end + 1;
    if (bytes[at] === OPEN && end < to) at = afterBrackets(bytes, at, to);
    if (bytes[at] === LESS && at < to) {
      const parentEnd = addressEnd(bytes, at, to);
      result.parentFrom = at + 1;
      result.parentTo = bytes[parentEnd - 1] === COLON ? parentEnd - 2 : parentEnd - 1;
      if (bytes[result.parentTo] !== GREATER) return -1;
      at = parentEnd + 1;
    }
    if (result.to <= result.from || bytes[from] === EQUALS) return -1;
    // What follows "recipient: " is text; its colon is to be found again.
    return bytes[at - 2] === COLON ? at - 2 : at;
  }
}

/** A command or file may hold spaces: it ends before the address it was made of. */
function commandEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at + 1 < to; at++) if (bytes[at] === SPACE && bytes[at + 1] === LESS) return at;
  return spaceFrom(bytes, from, to);
}

function afterBrackets(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== CLOSE) at++;
  return at + 2;
}

/** Place behind `H=` among the fields; −1 = there is no host. What the host replied is no field. */
function hostFrom(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at = spaceFrom(bytes, at, to) + 1) {
    const first = bytes[at];
    if (first === LETTER_H && bytes[at + 1] === EQUALS) return at + 2;
    if (first === LETTER_C && bytes[at + 1] === EQUALS && bytes[at + 2] === QUOTE) return -1;
  }
  return -1;
}

/** The router that speaks; '' = none, or a transport, which speaks of the mailbox it writes to. */
function routerOf(bytes: Uint8Array, [from, to]: readonly [number, number]): string {
  let router = '';
  for (let at = from; at < to; at = spaceFrom(bytes, at, to) + 1) {
    if (bytes[at + 1] !== EQUALS) continue;
    if (bytes[at] === LETTER_T) return '';
    if (bytes[at] === LETTER_R) router = asciiOf(bytes, at + 2, spaceFrom(bytes, at + 2, to));
  }
  return router;
}

/** Whether words of a suspension may be about whom the message was for: who writes to a suspended neighbour is not suspended himself. */
function isOfRecipient({ kind, domain }: LimitWords, recipient: string): boolean {
  if (domain !== '') return domain.toLowerCase() === recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase();
  return kind === 'suspended' || kind === 'held';
}

/** Words of a server without the address that it repeats: one with quotes may hold whole sentences. */
function withoutName(words: string, address: string): string {
  const name = address.slice(0, Math.max(0, address.lastIndexOf('@'))).replaceAll(/["\\]/g, '');
  const rest = words.replaceAll(address, '…');
  return name.includes(' ') ? rest.replaceAll(name, '…') : rest;
}

/** Whether the host that begins at `from` is this server: a filter, or a store of mailboxes. */
function isOwnHost(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && bytes[at] !== OPEN_SQUARE) at++;
  return at < to && (standsAt(bytes, at, OWN_HOST) || standsAt(bytes, at, OWN_HOST_6));
}

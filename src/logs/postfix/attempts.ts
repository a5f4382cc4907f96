import { type Became, DEFERRED, DELIVERED, FAILED, HANDED_ON, HERE, type Intake, type MessageRef, type NameRef, OUTSIDE, UNSEEN } from '../intake.ts';
import { addressEnd, CLOSE, COMMA, EQUALS, idEnd, isOwnHost, lastWordPlace, OPEN, OPEN_SQUARE, placeOf, spelled, standsAt } from './fields.ts';
import type { Refusals } from './refusals.ts';
import { LOCAL_DELIVERY, OTHER, PASSING, type Program, SMTP_CLIENT } from './tag.ts';

const ORIGINAL = spelled(', orig_to=<');
const RELAY = spelled(', relay=');
const QUEUED_AS = spelled('queued as ');
const AT = 64;
const [B, D, F, N, O, S, U, CAPITAL_S] = [98, 100, 102, 110, 111, 115, 117, 83] as const;

/** Reads what became of recipients: `to=<…>, orig_to=<…>, relay=…, delay=…, delays=…, dsn=…, status=sent (…)`. */
export class Attempts {
  readonly #intake: Intake;
  readonly #refusals: Refusals;
  readonly #local = new Set<NameRef>();

  constructor(intake: Intake, refusals: Refusals) {
    this.#intake = intake;
    this.#refusals = refusals;
  }

  /** From behind `to=<`; false = it was not understood. */
  read(message: MessageRef, program: Program, from: number): boolean {
    const { here, result } = this.#intake;
    const { bytes, to } = here;
    result.from = from;
    result.to = addressEnd(bytes, from, to);
    if (result.to < 0) return false;
    result.parentFrom = result.parentTo = 0;
    if (!standsAt(here, result.to + 1, ORIGINAL)) return this.#rest(message, program, result.to + 1);
    result.parentFrom = result.to + 1 + ORIGINAL.length;
    result.parentTo = addressEnd(bytes, result.parentFrom, to);
    return result.parentTo >= 0 && this.#rest(message, program, result.parentTo + 1);
  }

  /** Behind the addresses nothing is a stranger's before the status, so that no mark in it can be forged. */
  #rest(message: MessageRef, program: Program, from: number): boolean {
    const intake = this.#intake;
    const { bytes, to } = intake.here;
    let dsn = 0;
    let at = from;
    for (; at < to; at++) {
      if (bytes[at] !== EQUALS) continue;
      if (bytes[at - 1] === S && bytes[at - 2] === U) break;
      if (bytes[at - 1] === N && bytes[at - 2] === S) dsn = at + 1;
    }
    if (at + 5 > to) return false;
    const became = becameAt(bytes, at + 1);
    if (became === null) return true;
    const { result } = intake;
    result.became = became;
    const own = (program === SMTP_CLIENT || program === PASSING) && this.#isOwnHost(from);
    result.whereabouts = program === LOCAL_DELIVERY ? HERE : program === SMTP_CLIENT && !own ? OUTSIDE : UNSEEN;
    result.reasonFrom = result.reasonTo = result.codeFrom = result.codeTo = 0;
    result.limited = false;
    if (became !== DELIVERED) this.#reason(program, at + 1, dsn);
    else if (result.whereabouts === HERE && result.parentTo === 0) this.#localDomain(result.from, result.to);
    else if (own && this.#isHandedOn(message, at)) result.became = HANDED_ON;
    intake.outcome(message);
    return true;
  }

  /** Whether it went to this server itself, from behind the addresses: to a filter, or a store of mailboxes. */
  #isOwnHost(from: number): boolean {
    const { here } = this.#intake;
    const open = standsAt(here, from, RELAY) ? placeOf(here, OPEN_SQUARE, from) : -1;
    return open >= 0 && isOwnHost(here, open);
  }

  /** Whether a filter says as which message it handed this one in again. */
  #isHandedOn(message: MessageRef, status: number): boolean {
    const { here } = this.#intake;
    const queued = lastWordPlace(here, QUEUED_AS, { from: status, before: here.to });
    if (queued < 0) return false;
    const id = queued + QUEUED_AS.length;
    const end = idEnd(here.bytes, id, here.to);
    return end > id && this.#intake.handOn(message, id, end);
  }

  /** The text in brackets behind the status. */
  #reason(program: Program, status: number, dsn: number): void {
    const intake = this.#intake;
    const { here } = intake;
    const { bytes, to } = here;
    const open = placeOf(here, OPEN, status);
    const from = open < 0 ? status : open + 1;
    const end = bytes[to - 1] === CLOSE && to - 1 > from ? to - 1 : to;
    const dsnEnd = dsn > 0 ? placeOf(here, COMMA, dsn) : -1;
    const { result } = intake;
    result.reasonFrom = from;
    result.reasonTo = end;
    result.codeFrom = dsn;
    result.codeTo = Math.max(dsn, dsnEnd);
    if (program === OTHER) result.limited = this.#refusals.isOwn(from, end);
  }

  #localDomain(from: number, to: number): void {
    const { bytes } = this.#intake.here;
    let at = to - 1;
    while (at >= from && bytes[at] !== AT) at--;
    if (at < from) return;
    const domain = this.#intake.lowerName(at + 1, to);
    if (this.#local.has(domain)) return;
    this.#local.add(domain);
    this.#intake.localDomain(domain);
  }
}

/** `sent`, `deferred`, `bounced`, `SOFTBOUNCE`; null = an address was only tried out. */
function becameAt(bytes: Uint8Array, at: number): Became | null {
  const first = bytes[at];
  if (first === S) return DELIVERED;
  if (first === B && bytes[at + 1] === O) return FAILED;
  return first === CAPITAL_S || (first === D && bytes[at + 2] === F) ? DEFERRED : null;
}

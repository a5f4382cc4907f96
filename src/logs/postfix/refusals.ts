import { textOf } from '../byte-text.ts';
import type { Intake, Limit } from '../intake.ts';
import { type LimitWords, limitWords, mayBeLimit } from '../limit-words.ts';
import { CLOSE_SQUARE, COLON, LESS, type Line, lastWordPlace, numberAt, OPEN, OPEN_SQUARE, placeOf, SPACE, spelled, standsAt, wordPlace } from './fields.ts';

const REJECT = spelled('reject: ');
const MILTER = spelled('milter-');
const LOGIN_REJECTED = spelled('SASL login name rejected: ');
const SENDER_REJECTED = spelled('Sender address rejected: ');
const END = spelled('; from=<');
const NAMED = spelled('>: ');
const SASL = spelled(': SASL ');
const LOGIN_FAILED = spelled(' authentication failed');
const LOGIN_NAME = spelled(', sasl_username=');
const SYSTEM_USER = spelled('User ');
const NOT_ALLOWED = spelled(' is not allowed to submit mail');
const SUSPENDED_SITE = spelled('delivery temporarily suspended');
const [AT, CAPITAL_A, CAPITAL_Z] = [64, 65, 90] as const;
const MOST_WORDS = 400;

/** Reads what the server refused to people of its own: a limit, a suspension, a login. Whose it was is taken only from words that the server itself chose. */
export class Refusals {
  readonly #intake: Intake;
  readonly #limit: Limit = { kind: 'messages', message: -1, login: 0, user: 0, domain: 0, allowed: null, counted: null };

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** `reject: RCPT from host[address]: 554 5.7.1 <…>: …; from=<…> to=<…> …` before there was a message. False = no limit speaks from it. */
  ofNone(submission: boolean, from: number): boolean {
    const text = this.#textPlace(from);
    return text > 0 && this.#refused(submission, text);
  }

  /** The same of a recipient of a message, or of the message as a whole. From the end of the id. */
  ofMessage(id: number, idTo: number): void {
    const intake = this.#intake;
    const text = this.#textPlace(idTo + 2);
    if (text <= 0) return;
    const end = this.#onlyEnd(text);
    const words = this.#words(Math.max(text, this.#reasonPlace(text, end)), end);
    if (words === null) return;
    this.#fill(words);
    this.#limit.message = intake.message(id, idTo);
    intake.limit(this.#limit);
  }

  /** `host[address]: SASL LOGIN authentication failed: …, sasl_username=…`; false = it is something else, or names nobody. */
  ofLogin(from: number): boolean {
    const { here } = this.#intake;
    const open = placeOf(here, OPEN_SQUARE, from);
    const close = open < 0 ? -1 : placeOf(here, CLOSE_SQUARE, open);
    if (close < 0 || !standsAt(here, close + 1, SASL)) return false;
    const failed = wordPlace(here, LOGIN_FAILED, close);
    const name = failed < 0 ? -1 : wordPlace(here, LOGIN_NAME, failed);
    // Whoever guesses may name anything: with spaces it is nobody's mailbox.
    if (name < 0 || placeOf(here, SPACE, name + LOGIN_NAME.length) >= 0) return false;
    this.#intake.loginRefused(this.#intake.lowerName(name + LOGIN_NAME.length, here.to), open + 1, close);
    return true;
  }

  /** `User name(1010) is not allowed to submit mail` */
  ofUser(from: number): boolean {
    const { here } = this.#intake;
    if (!standsAt(here, from, SYSTEM_USER)) return false;
    const open = placeOf(here, OPEN, from);
    const rest = lastWordPlace(here, NOT_ALLOWED, { from, before: here.to });
    if (open < 0 || rest < open + 2) return false;
    this.#fill({ kind: 'suspended', domain: '', allowed: null, counted: null });
    this.#limit.user = this.#intake.name(open + 1, rest - 1);
    this.#tell();
    return true;
  }

  /** Whether the reason of a delivery that was not tried is a limit of this server. */
  isOwn(from: number, to: number): boolean {
    return !standsAt(this.#intake.here, from, SUSPENDED_SITE) && this.#words(from, to) !== null;
  }

  /** Where the words of a refusal begin, behind its codes; −1 = it is none. */
  #textPlace(from: number): number {
    const { here } = this.#intake;
    const reject = standsAt(here, from, MILTER) ? from + MILTER.length : from;
    if (!standsAt(here, reject, REJECT)) return -1;
    // `RCPT from`, `END-OF-MESSAGE from`: behind `header` and `body` stands what a stranger wrote.
    const stage = here.bytes[reject + REJECT.length] ?? 0;
    const open = stage >= CAPITAL_A && stage <= CAPITAL_Z ? placeOf(here, OPEN_SQUARE, reject) : -1;
    const close = open < 0 ? -1 : placeOf(here, CLOSE_SQUARE, open);
    const colon = close < 0 ? -1 : placeOf(here, COLON, close);
    if (colon < 0 || here.bytes[colon + 1] !== SPACE) return -1;
    return afterCodes(here, colon + 2);
  }

  #refused(submission: boolean, text: number): boolean {
    const intake = this.#intake;
    const { here } = intake;
    const end = this.#onlyEnd(text);
    // What was refused comes first, in angle brackets: a stranger's words, however they look.
    const start = this.#reasonPlace(text, end);
    if (end < 0 || start < 0) return false;
    const addressTo = start - 3;
    const login = standsAt(here, start, LOGIN_REJECTED);
    const sender = standsAt(here, start, SENDER_REJECTED);
    const words = this.#words(login ? start + LOGIN_REJECTED.length : sender ? start + SENDER_REJECTED.length : start, end);
    if (words === null || (!login && words.domain === '' && !(sender && submission))) return false;
    this.#fill(words);
    if (login) this.#limit.login = intake.lowerName(text + 1, addressTo);
    else if (sender && words.domain === '') this.#limit.domain = this.#domainOf(text + 1, addressTo);
    this.#tell();
    return true;
  }

  /** Where what was refused and why end. Who put the mark of it into an address is not believed: −1. */
  #onlyEnd(text: number): number {
    const { here } = this.#intake;
    const end = wordPlace(here, END, text);
    return end < 0 || wordPlace(here, END, end + 1) >= 0 ? -1 : end;
  }

  /** Where the reason begins: behind the last `>: `, as names before the @ were written without quotes before Postfix 3.5. Where nothing is refused by name, at `text`; −1 = not at all. */
  #reasonPlace(text: number, end: number): number {
    const { here } = this.#intake;
    if (here.bytes[text] !== LESS) return text;
    const bracket = lastWordPlace(here, NAMED, { from: text, before: end });
    return bracket < 0 ? -1 : bracket + NAMED.length;
  }

  #tell(): void {
    this.#intake.limit(this.#limit);
    this.#intake.refuse(this.#limit);
  }

  #words(from: number, end: number): LimitWords | null {
    const { bytes } = this.#intake.here;
    return mayBeLimit(bytes, from, end) ? limitWords(textOf(bytes.subarray(from, end), MOST_WORDS)) : null;
  }

  #fill({ kind, domain, allowed, counted }: LimitWords): void {
    const limit = this.#limit;
    limit.kind = kind;
    limit.message = -1;
    limit.login = limit.user = 0;
    limit.domain = 0;
    limit.allowed = allowed;
    limit.counted = counted;
    if (domain === '') return;
    const { here } = this.#intake;
    const place = wordPlace(here, spelled(`${domain} has `), here.from);
    if (place >= 0) limit.domain = this.#intake.lowerName(place, place + domain.length);
  }

  #domainOf(from: number, to: number): number {
    const { bytes } = this.#intake.here;
    let at = to - 1;
    while (at >= from && bytes[at] !== AT) at--;
    return at < from ? 0 : this.#intake.lowerName(at + 1, to);
  }
}

/** Place behind `554 5.7.1 `, each where it stands. */
function afterCodes(line: Line, from: number): number {
  let at = from;
  for (let code = 0; code < 2; code++) {
    const end = placeOf(line, SPACE, at);
    if (end < 0 || numberAt(line.bytes, at, end) === 0) break;
    at = end + 1;
  }
  return at;
}

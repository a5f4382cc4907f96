import { DISCARDED, type Intake } from '../intake.ts';
import type { StampReader } from '../stamps.ts';
import { Arrivals } from './arrivals.ts';
import { Attempts } from './attempts.ts';
import { CLOSE_SQUARE, EQUALS, GREATER, idEnd, LESS, MINUS, OPEN_SQUARE, SPACE, STAR, spaceFrom, spelled, standsAt } from './fields.ts';
import { Others } from './others.ts';

const COMPLETED = spelled('Completed');
const IDENTIFICATION = spelled('Sender identification ');
/** Taken out of the queue by hand, or by a filter of the server. */
const REMOVED = spelled('removed by ');
const CANCELLED = spelled('cancelled by ');
/** Thrown away as a whole by a filter of the server: `=> discarded (system filter)`, `=> blackhole (DATA ACL discarded recipients)`. No address is followed by a bracket and a word. */
const THROWN_AWAY = [spelled('discarded (system filter'), spelled('blackhole (')] as const;
const [LETTER_B, LETTER_D] = [98, 100] as const;
const [LETTER_C, LETTER_S, SMALL_C, SMALL_R] = [67, 83, 99, 114] as const;

/**
 * Reads lines of the main log of Exim: `TIME [PID] ID FLAG …`, with ids of either length and whatever the server was told to log. Decided by the place in the
 * line, as subjects, names of hosts and replies hold what strangers wrote.
 */
export class EximParser {
  readonly #intake: Intake;
  readonly #stamps: StampReader;
  readonly #arrivals: Arrivals;
  readonly #attempts: Attempts;
  readonly #others: Others;

  constructor(intake: Intake, stamps: StampReader) {
    this.#intake = intake;
    this.#stamps = stamps;
    this.#arrivals = new Arrivals(intake);
    this.#attempts = new Attempts(intake);
    this.#others = new Others(intake);
  }

  /** Reads the line that lies in `intake.here`, whose time it fills in. */
  line(): void {
    const { here } = this.#intake;
    const { bytes, to } = here;
    if (!this.#stamps.read(bytes, here.from, to)) {
      this.#intake.skip();
      return;
    }
    here.at = this.#stamps.at;
    let at = this.#stamps.next;
    if (bytes[at] === OPEN_SQUARE) at = afterPid(bytes, at, to);
    const end = idEnd(bytes, at);
    if (end === at || end + 2 > to) {
      if (at < to) this.#others.line(at, to);
      else if (end > to) this.#intake.skip();
      return;
    }
    this.#ofMessage(at, end, to);
  }

  /** A line with the id of a message: what it says is told by the two characters behind the id. */
  #ofMessage(id: number, idTo: number, to: number): void {
    const intake = this.#intake;
    const { bytes } = intake.here;
    const first = bytes[idTo + 1];
    const second = bytes[idTo + 2];
    const rest = idTo + 4;
    if (second === GREATER && first === EQUALS && isDiscarded(bytes, rest)) intake.expire(intake.message(id, idTo), DISCARDED);
    else if (second === GREATER && (first === EQUALS || first === MINUS || first === GREATER)) this.#attempts.delivered(intake.message(id, idTo), rest, to);
    else if (first === LESS && second === EQUALS) this.#arrivals.arrived(intake.message(id, idTo), rest, to);
    else if (first === EQUALS && second === EQUALS) this.#attempts.deferred(intake.message(id, idTo), rest, to);
    else if (first === STAR && second === STAR) this.#attempts.failed(intake.message(id, idTo), rest, to);
    else if (first === LETTER_C && standsAt(bytes, idTo + 1, COMPLETED)) intake.complete(intake.message(id, idTo));
    else if (first === LETTER_S && standsAt(bytes, idTo + 1, IDENTIFICATION)) {
      this.#arrivals.identified(intake.message(id, idTo), idTo + 1 + IDENTIFICATION.length, to);
    } else if ((first === SMALL_R && standsAt(bytes, idTo + 1, REMOVED)) || (first === SMALL_C && standsAt(bytes, idTo + 1, CANCELLED))) {
      intake.expire(intake.message(id, idTo), intake.reply(idTo + 1, to));
    }
  }
}

function isDiscarded(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at];
  return (first === LETTER_D || first === LETTER_B) && THROWN_AWAY.some((words) => standsAt(bytes, at, words));
}

/** Place behind `[1234] `, where the log holds the number of the process. */
function afterPid(bytes: Uint8Array, from: number, to: number): number {
  const end = spaceFrom(bytes, from, to);
  return bytes[end - 1] === CLOSE_SQUARE && bytes[end] === SPACE ? end + 1 : from;
}

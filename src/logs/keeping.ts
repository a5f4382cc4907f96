import type { Place } from './intake.ts';
import { keepLine } from './lines.ts';
import * as m from './messages.ts';
import { bump, createRows, rowOf } from './rows.ts';
import type { Stretch } from './stretch.ts';
import { DESTINATION_TRACE, REFUSAL_LINES, replyOnDay, TRACE_KINDS } from './tally.ts';
import { whoOfMessage } from './who.ts';

/**
 * Decides which lines are kept as evidence, when they are read: those that may turn out to be the first of something. Rather too many are kept than one too few,
 * or else the first line would depend on where the log was cut: of a message whose beginning may not have been seen, every line that could matter.
 */
export class Keeping {
  readonly #stretch: Stretch;
  readonly #here: Place;
  /** Lines kept of a reply on a day, by who got it. */
  readonly #refusals = createRows(1);
  /** Owners of whom an arrival was seen. */
  readonly #arrived = new Set<number>();
  #lastLine = 0;
  #lastNumber = 0;

  constructor(stretch: Stretch, here: Place) {
    this.#stretch = stretch;
    this.#here = here;
  }

  /** Number of the line that is read. */
  line(): number {
    const { line } = this.#here;
    if (line !== this.#lastLine) {
      this.#lastNumber = keepLine(this.#stretch.tally.lines, this.#here);
      this.#lastLine = line;
    }
    return this.#lastNumber;
  }

  /** Whether who sent the message was told. */
  isKnown(message: number): boolean {
    const { data } = this.#stretch.messages;
    const at = message * m.MESSAGE_WIDTH;
    return data[at + m.LOGIN] !== 0 || data[at + m.USER] !== 0 || data[at + m.PANEL_USER] !== 0;
  }

  isHeld(message: number): boolean {
    return ((this.#stretch.messages.data[message * m.MESSAGE_WIDTH + m.FLAGS] ?? 0) & m.HELD) !== 0;
  }

  /** Owner of recipients of the message that are certainly outside, as far as it is known who sent it. */
  #owner(message: number): number {
    const { tally, messages } = this.#stretch;
    const at = message * m.MESSAGE_WIDTH + m.OWNER;
    const known = messages.data[at] ?? 0;
    if (known !== 0) return known - 1;
    const owner = rowOf(tally.owners, whoOfMessage(tally, messages, message), 0);
    messages.data[at] = owner + 1;
    return owner;
  }

  /** The line where the message arrived: of whoever logs in, the login is line enough. */
  arrival(message: number): void {
    if (this.isHeld(message)) this.#keep(message, m.ARRIVAL_LINE);
    else if (this.#stretch.messages.data[message * m.MESSAGE_WIDTH + m.LOGIN] === 0 && this.isKnown(message)) {
      const owner = this.#owner(message);
      if (this.#arrived.has(owner)) return;
      this.#arrived.add(owner);
      this.#keep(message, m.ARRIVAL_LINE);
    }
  }

  /** The line where the name of a trace of the message stood. */
  trace(message: number, kind: number, name: number): void {
    if (this.isHeld(message)) this.#keep(message, m.TRACE_LINES + kind);
    else if (this.isKnown(message)) {
      const { traces } = this.#stretch.tally;
      const before = traces.size;
      rowOf(traces, this.#owner(message) * TRACE_KINDS + kind, name);
      if (traces.size > before) this.#keep(message, m.TRACE_LINES + kind);
    }
  }

  #keep(message: number, column: number): void {
    const line = this.line();
    this.#stretch.messages.data[message * m.MESSAGE_WIDTH + column] = line;
  }

  /** Whether the line of an outcome may be the first of a reply, or of a domain. */
  isWanted(message: number, reply: number, domain: number): boolean {
    if (this.isHeld(message)) return true;
    if (!this.isKnown(message)) return ((this.#stretch.messages.data[message * m.MESSAGE_WIDTH + m.FLAGS] ?? 0) & m.FROM_NETWORK) === 0;
    const owner = this.#owner(message);
    return this.#isNewDomain(owner, domain) || (reply !== 0 && this.#isFirstReply(owner, reply));
  }

  #isNewDomain(owner: number, domain: number): boolean {
    if (domain === 0) return false;
    const { traces } = this.#stretch.tally;
    const before = traces.size;
    rowOf(traces, owner * TRACE_KINDS + DESTINATION_TRACE, domain);
    return traces.size > before;
  }

  #isFirstReply(owner: number, reply: number): boolean {
    const row = rowOf(this.#refusals, owner, replyOnDay(reply, this.#here.at));
    if ((this.#refusals.cells[row] ?? 0) >= REFUSAL_LINES) return false;
    bump(this.#refusals, row, 1);
    return true;
  }
}

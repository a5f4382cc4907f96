import { LOG_LIMITS } from '../shared/logs.ts';
import { BOUNCE, type Entries, IS_CERTAIN, LIMIT } from './entries.ts';
import { BY_SYSTEM, type Limit, type MessageRef, type Place } from './intake.ts';
import type { Keeping } from './keeping.ts';
import * as m from './messages.ts';
import { raise } from './rows.ts';
import { quarterOf } from './tally.ts';

/** Takes in what happened to a message as a whole: that its failure was reported, that it met a limit. */
export class Notices {
  readonly #entries: Entries;
  readonly #keeping: Keeping;
  readonly #here: Place;

  constructor(entries: Entries, keeping: Keeping, here: Place) {
    this.#entries = entries;
    this.#keeping = keeping;
    this.#here = here;
  }

  bounce(parent: MessageRef, child: MessageRef, certain: boolean): void {
    const { messages } = this.#entries;
    const at = child * m.MESSAGE_WIDTH;
    messages.data[at + m.ORIGIN] = BY_SYSTEM;
    const place = this.#entries.of(parent, { kind: BOUNCE, high: messages.data[at + m.ID_HIGH] ?? 0, low: messages.data[at + m.ID_LOW] ?? 0 });
    const { entries } = messages;
    if (entries[place + m.DONE_AT] === 0) entries[place + m.DONE_AT] = this.#here.at;
    if (certain) entries[place + m.STATE] = IS_CERTAIN;
  }

  /** The numbers are those of the first line in its quarter. */
  limit({ message, kind, allowed, counted }: Limit): void {
    const place = this.#entries.of(message, { kind: LIMIT, high: LOG_LIMITS.indexOf(kind), low: quarterOf(this.#here.at) });
    const { entries } = this.#entries.messages;
    if (entries[place + m.STATE] === 0) {
      entries[place + m.REPLY] = allowed ?? -1;
      entries[place + m.DEFER_REPLY] = counted ?? -1;
      entries[place + m.DONE_LINE] = this.#keeping.line();
    }
    raise(entries, place + m.STATE, 1);
    entries[place + m.DONE_AT] = this.#here.at;
  }
}

import { DELIVERED, HANDED_ON, HERE, type Outcome, type Place, type ReplyRef } from './intake.ts';
import { ReplyTexts } from './replies.ts';
import type { Tally } from './tally.ts';

/** Knows the replies of a stretch again. */
export class ReplyIntake {
  readonly #tally: Tally;
  readonly #here: Place;
  readonly #texts: ReplyTexts;
  /** Places of the address that the reply is about. */
  readonly #about: [from: number, to: number] = [0, 0];
  readonly #dsn: [from: number, to: number] = [0, 0];

  /** `before`: replies of the stretches before. */
  constructor(tally: Tally, here: Place, before: ReplyTexts) {
    this.#tally = tally;
    this.#here = here;
    this.#texts = new ReplyTexts(before);
  }

  /**
   * Why a recipient outside failed or was put off; 0 = there is no reason, or the line shows that he is on this server. The same for every attempt, counted or
   * not: which counts is known only when the stretches are put together, and which text is the first of its kind must not depend on where the log was cut.
   */
  ofOutcome({ became, from, to, whereabouts, parentFrom, parentTo, reasonFrom, reasonTo, codeFrom, codeTo }: Outcome): ReplyRef {
    if (became === DELIVERED || became === HANDED_ON || whereabouts === HERE || parentTo > parentFrom) return 0;
    this.#about[0] = from;
    this.#about[1] = to;
    this.#dsn[0] = codeFrom;
    this.#dsn[1] = codeTo;
    return this.#find(reasonFrom, reasonTo);
  }

  /** The reply in a range, with the enhanced code in the range of `code`. */
  of(from: number, to: number, code: readonly [from: number, to: number]): ReplyRef {
    this.#about[0] = this.#about[1] = 0;
    [this.#dsn[0], this.#dsn[1]] = code;
    return this.#find(from, to);
  }

  #find(from: number, to: number): ReplyRef {
    if (to <= from) return 0;
    const { bytes, at } = this.#here;
    const index = this.#texts.find(bytes, { start: from, end: to, dsn: this.#dsn, to: this.#about });
    const { replies, replyFirst } = this.#tally;
    const text = this.#texts.texts[index];
    if (index === replyFirst.length && text !== undefined) {
      replies.push(text);
      replyFirst.push(at);
    }
    return index + 1;
  }
}

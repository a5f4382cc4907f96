import { type ReadResult, ReplyVerdict } from '../../contract/acknowledgements.ts';
import type { TakenIn } from './incoming.ts';

/** Rows a result carries; the list shows the rest. */
const ROWS_KEPT = 200;

/** Counts what mails came to while they are read. */
export class Tally {
  #mails = 0;
  #already = 0;
  #forCase = 0;
  readonly #counts = new Map<ReplyVerdict, number>(ReplyVerdict.options.map((verdict) => [verdict, 0]));
  readonly #unreadable: string[] = [];
  readonly #rows: ReadResult['rows'] = [];

  add({ verdict, reason, already, row }: TakenIn): void {
    this.#mails += 1;
    if (reason === 'for_case') this.#forCase += 1;
    if (already) this.#already += 1;
    else this.#counts.set(verdict, (this.#counts.get(verdict) ?? 0) + 1);
    if (row !== null && this.#rows.length < ROWS_KEPT) this.#rows.push(row);
  }

  addUnreadable(name: string): void {
    this.#unreadable.push(name);
  }

  result(): ReadResult {
    const count = (verdict: ReplyVerdict): number => this.#counts.get(verdict) ?? 0;
    return {
      mails: this.#mails,
      verdicts: {
        acknowledged: count('acknowledged'),
        to_read: count('to_read'),
        declined: count('declined'),
        auto_reply: count('auto_reply'),
        bounce: count('bounce'),
        complaint: count('complaint'),
        delivery_report: count('delivery_report'),
        unrelated: count('unrelated'),
      },
      forCase: this.#forCase,
      already: this.#already,
      unreadable: this.#unreadable,
      rows: this.#rows,
    };
  }
}

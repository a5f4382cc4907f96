import { LOG_LIMITS } from '../shared/logs.ts';
import type { Limit, Place } from './intake.ts';
import type { Keeping } from './keeping.ts';
import { bump, firstKey, rowOf, secondKey } from './rows.ts';
import { putInto } from './sketch.ts';
import { addLimit, addToTrace, cellAt, quarterOf, REFUSED, REFUSED_LOGIN_TRACE, type Tally, TRACE_LINE, TRACE_WIDTH, traceOf } from './tally.ts';
import { whoOf } from './who.ts';

/** Different logins of one stretch that are remembered as refused: who guesses passwords tries names without end. */
const REFUSED_LOGINS = 20_000;

/** Takes in what belongs to no message: what a server refused before one was made. */
export class Offside {
  readonly #tally: Tally;
  readonly #here: Place;
  readonly #keeping: Keeping;
  #logins = 0;

  constructor(tally: Tally, here: Place, keeping: Keeping) {
    this.#tally = tally;
    this.#here = here;
    this.#keeping = keeping;
  }

  limit({ kind, login, user, domain, allowed, counted }: Limit): void {
    addLimit(this.#tally, this.#owner({ login, user, domain }), {
      kind: LOG_LIMITS.indexOf(kind),
      quarter: quarterOf(this.#here.at),
      allowed: allowed ?? -1,
      counted: counted ?? -1,
      times: 1,
      last: this.#here.at,
      line: this.#keeping.line(),
    });
  }

  refuse({ login, user, domain }: Limit): void {
    bump(this.#tally.cells, cellAt(this.#tally, this.#owner({ login, user, domain }), this.#here.at) + REFUSED, 1);
  }

  loginRefused(login: number, source: number): void {
    const tally = this.#tally;
    const before = tally.traces.size;
    if (this.#logins >= REFUSED_LOGINS) return;
    const trace = traceOf(tally, this.#owner({ login, user: 0, domain: 0 }), { kind: REFUSED_LOGIN_TRACE, name: login });
    if (tally.traces.size > before) {
      this.#logins += 1;
      tally.traces.cells[trace * TRACE_WIDTH + TRACE_LINE] = this.#keeping.line();
    }
    const { at } = this.#here;
    addToTrace(tally, trace, { messages: 0, recipients: 0, failed: 1, at, source });
    putInto(tally.sources, { a: trace, b: quarterOf(at) }, source);
  }

  #owner({ login, user, domain }: { readonly login: number; readonly user: number; readonly domain: number }): number {
    const { whos, owners, names } = this.#tally;
    const known = login !== 0 || user !== 0;
    const who = whoOf(whos, {
      login,
      user: login === 0 ? user : 0,
      panelUser: 0,
      panelDomain: 0,
      script: 0,
      domainHigh: known || domain === 0 ? 0 : firstKey(names.rows, domain),
      domainLow: known || domain === 0 ? 0 : secondKey(names.rows, domain),
    });
    return rowOf(owners, who, 0);
  }
}

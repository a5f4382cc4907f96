import type { LogIdentity } from '../shared/logs.ts';
import type { Accounts } from './accounts.ts';
import * as c from './columns.ts';
import { nameOf } from './names.ts';
import { firstKey, raise, secondKey } from './rows.ts';
import { type ReadySet, setsOf } from './sketch.ts';
import type * as t from './tally.ts';

/** One quarter of an account: counts in the order of the columns, and outcomes by reply. */
export interface CellSum {
  readonly counts: Int32Array;
  readonly outcomes: Map<number, { failed: number; deferred: number }>;
}

/** Rows of the tally that are one trace of an account, some of which count recipients apart that turned out to be here. */
export interface TraceSum {
  readonly kind: number;
  readonly name: number;
  readonly rows: number[];
}

/** What belongs to one account. */
export interface AccountSum {
  readonly account: string;
  readonly identities: Map<LogIdentity, number>;
  readonly cells: Map<number, CellSum>;
  /** By hour: parts of the set of its recipients. */
  readonly uniques: Map<number, Uint32Array[]>;
  readonly traces: Map<number, TraceSum>;
  /** Rows of refusals and of limits. */
  readonly refusals: number[];
  readonly limits: number[];
}

/** Finds an account for everything that was counted. */
export class AccountSums {
  readonly all = new Map<string, AccountSum>();
  readonly unattributed = { messages: 0, recipients: 0, whos: new Set<number>() };
  readonly #tally: t.Tally;
  readonly #accounts: Accounts;
  /** By owner: its account, and whether its recipients turned out to be on this server. */
  readonly #sums: (AccountSum | null)[] = [];
  readonly #here: boolean[] = [];

  constructor({ tally }: t.Whole, accounts: Accounts) {
    this.#tally = tally;
    this.#accounts = accounts;
    this.#owners();
    this.#cells();
    this.#outcomes();
    this.#traces();
    for (const set of setsOf(tally.uniques)) this.#unique(set);
    for (let row = 0; row < tally.refusals.size; row++)
      if (!this.#here[firstKey(tally.refusals, row)]) this.#sumOf(firstKey(tally.refusals, row))?.refusals.push(row);
    for (let row = 0; row < tally.limits.size; row++) this.#sumOf(firstKey(tally.limits, row))?.limits.push(row);
  }

  /** Whether recipients of an owner turned out to be on this server. */
  isHere(owner: number): boolean {
    return this.#here[owner] === true;
  }

  #owners(): void {
    const { owners, names } = this.#tally;
    for (let owner = 0; owner < owners.size; owner++) {
      const domain = secondKey(owners, owner);
      this.#here.push(domain !== 0 && this.#accounts.isLocal(nameOf(names, domain)));
      const belonging = this.#accounts.of(firstKey(owners, owner));
      this.#sums.push(belonging === null ? null : this.#account(belonging.account));
    }
  }

  #account(account: string): AccountSum {
    const known = this.all.get(account);
    if (known !== undefined) return known;
    const sum: AccountSum = { account, identities: new Map(), cells: new Map(), uniques: new Map(), traces: new Map(), refusals: [], limits: [] };
    this.all.set(account, sum);
    return sum;
  }

  #sumOf(owner: number): AccountSum | null {
    return this.#sums[owner] ?? null;
  }

  #cells(): void {
    const { cells, owners } = this.#tally;
    for (let row = 0; row < cells.size; row++) {
      const owner = firstKey(cells, row);
      const at = row * c.CELL_WIDTH;
      const sum = this.#sumOf(owner);
      if (sum === null) this.#nobody(owner, at);
      else if (this.#here[owner] === true) {
        const recipients = cells.cells[at + c.RECIPIENTS] ?? 0;
        if (recipients > 0) raise(this.#cell(sum, secondKey(cells, row)).counts, c.LOCAL, recipients);
      } else {
        const { counts } = this.#cell(sum, secondKey(cells, row));
        for (let column = 0; column < c.LEFT; column++) raise(counts, column, cells.cells[at + column] ?? 0);
        this.#identity(sum, firstKey(owners, owner), cells.cells[at + c.MESSAGES] ?? 0);
      }
    }
  }

  #identity({ identities }: AccountSum, who: number, messages: number): void {
    const identity = this.#accounts.of(who)?.identity;
    if (identity !== undefined && messages > 0) identities.set(identity, (identities.get(identity) ?? 0) + messages);
  }

  #nobody(owner: number, at: number): void {
    const { cells, owners } = this.#tally;
    const { unattributed } = this;
    const recipients = this.#here[owner] === true ? 0 : (cells.cells[at + c.RECIPIENTS] ?? 0);
    const messages = cells.cells[at + c.LEFT] ?? 0;
    unattributed.recipients += recipients;
    unattributed.messages += messages;
    if (recipients + messages > 0) unattributed.whos.add(firstKey(owners, owner));
  }

  #cell({ cells }: AccountSum, quarter: number): CellSum {
    const known = cells.get(quarter);
    if (known !== undefined) return known;
    const sum: CellSum = { counts: new Int32Array(c.CELL_WIDTH), outcomes: new Map() };
    cells.set(quarter, sum);
    return sum;
  }

  #outcomes(): void {
    const { outcomes, cells } = this.#tally;
    for (let row = 0; row < outcomes.size; row++) {
      const cell = firstKey(outcomes, row);
      const owner = firstKey(cells, cell);
      const sum = this.#sumOf(owner);
      if (sum === null || this.#here[owner] === true) continue;
      const replies = this.#cell(sum, secondKey(cells, cell)).outcomes;
      const reply = secondKey(outcomes, row);
      const known = replies.get(reply) ?? { failed: 0, deferred: 0 };
      known.failed += outcomes.cells[row * c.OUTCOME_WIDTH + c.FAILED_OF] ?? 0;
      known.deferred += outcomes.cells[row * c.OUTCOME_WIDTH + c.DEFERRED_OF] ?? 0;
      replies.set(reply, known);
    }
  }

  #traces(): void {
    const { traces, names } = this.#tally;
    for (let row = 0; row < traces.size; row++) {
      const owner = Math.floor(firstKey(traces, row) / c.TRACE_KINDS);
      const kind = firstKey(traces, row) % c.TRACE_KINDS;
      const name = secondKey(traces, row);
      const sum = this.#sumOf(owner);
      if (sum === null || this.#here[owner] === true) continue;
      if (kind === c.DESTINATION_TRACE && this.#accounts.isLocal(nameOf(names, name))) continue;
      const key = name * c.TRACE_KINDS + kind;
      const known = sum.traces.get(key);
      if (known === undefined) sum.traces.set(key, { kind, name, rows: [row] });
      else known.rows.push(row);
    }
  }

  #unique({ a, b, hashes }: ReadySet): void {
    const sum = this.#sumOf(a);
    if (sum === null || this.#here[a] === true) return;
    const known = sum.uniques.get(b);
    if (known === undefined) sum.uniques.set(b, [hashes]);
    else known.push(hashes);
  }
}

import type { LogIdentity } from '../shared/logs.ts';
import type { Accounts } from './accounts.ts';
import * as c from './columns.ts';
import { nameOf } from './names.ts';
import { firstKey, secondKey } from './rows.ts';
import { setKey } from './sketch.ts';
import type * as t from './tally.ts';

/** Rows of the tally that are one trace of an account, some of which count recipients apart that turned out to be here. */
export interface TraceSum {
  readonly kind: number;
  readonly name: number;
  readonly rows: number[];
}

/** What belongs to one account: rows of the tally. */
export interface AccountSum {
  readonly account: string;
  /** It sent something, something was sent on for it, or it met a limit. */
  isShown: boolean;
  readonly identities: Map<LogIdentity, number>;
  readonly cells: number[];
  /** Numbers of sets. */
  readonly uniques: number[];
  readonly traces: Map<number, TraceSum>;
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

  constructor(tally: t.Tally, accounts: Accounts) {
    this.#tally = tally;
    this.#accounts = accounts;
    this.#owners();
    this.#cells();
    this.#traces();
    const { uniques, refusals, limits } = tally;
    for (let set = 0; set < uniques.keys.length / c.SET_WIDTH; set++) this.outside(setKey(uniques, set, 0))?.uniques.push(set);
    for (let row = 0; row < refusals.size; row++) this.outside(firstKey(refusals, row))?.refusals.push(row);
    for (let row = 0; row < limits.size; row++) {
      const sum = this.#sums[firstKey(limits, row)];
      sum?.limits.push(row);
      if (sum) sum.isShown = true;
    }
  }

  /** Whether recipients of an owner turned out to be on this server. */
  isHere(owner: number): boolean {
    return this.#here[owner] === true;
  }

  /** What belongs to the account of an owner whose recipients are outside; null = of nobody, or they are not. */
  outside(owner: number): AccountSum | null {
    return this.isHere(owner) ? null : (this.#sums[owner] ?? null);
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
    const sum: AccountSum = {
      ...{ account, isShown: false, identities: new Map(), traces: new Map() },
      ...{ cells: [], uniques: [], refusals: [], limits: [] },
    };
    this.all.set(account, sum);
    return sum;
  }

  #cells(): void {
    const { cells, owners } = this.#tally;
    for (let row = 0; row < cells.size; row++) {
      const owner = firstKey(cells, row);
      const sum = this.#sums[owner] ?? null;
      const count = (column: number): number => cells.cells[row * c.CELL_WIDTH + column] ?? 0;
      if (sum === null) this.#nobody(owner, count);
      else if (!this.isHere(owner) || count(c.RECIPIENTS) > 0) {
        sum.cells.push(row);
        sum.isShown ||= this.isHere(owner) || anyOf(count);
        if (!this.isHere(owner)) this.#identity(sum, firstKey(owners, owner), count(c.MESSAGES));
      }
    }
  }

  #identity({ identities }: AccountSum, who: number, messages: number): void {
    const identity = this.#accounts.of(who)?.identity;
    if (identity !== undefined && messages > 0) identities.set(identity, (identities.get(identity) ?? 0) + messages);
  }

  #nobody(owner: number, count: (column: number) => number): void {
    const { unattributed } = this;
    const recipients = this.isHere(owner) ? 0 : count(c.RECIPIENTS);
    const messages = count(c.LEFT);
    unattributed.recipients += recipients;
    unattributed.messages += messages;
    if (recipients + messages > 0) unattributed.whos.add(firstKey(this.#tally.owners, owner));
  }

  #traces(): void {
    const { traces, names } = this.#tally;
    for (let row = 0; row < traces.size; row++) {
      const kind = firstKey(traces, row) % c.TRACE_KINDS;
      const name = secondKey(traces, row);
      const sum = this.outside(Math.floor(firstKey(traces, row) / c.TRACE_KINDS));
      if (sum === null || (kind === c.DESTINATION_TRACE && this.#accounts.isLocal(nameOf(names, name)))) continue;
      const key = name * c.TRACE_KINDS + kind;
      const known = sum.traces.get(key);
      if (known === undefined) sum.traces.set(key, { kind, name, rows: [row] });
      else known.rows.push(row);
    }
  }
}

function anyOf(count: (column: number) => number): boolean {
  for (let column = 0; column < c.LEFT; column++) if (count(column) > 0) return true;
  return false;
}

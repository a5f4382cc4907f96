/** The hash before the first row. */
export const GENESIS = '0'.repeat(64);

/** One row of the ledger as the chain sees it. `at` is an ISO instant in UTC with milliseconds. */
export interface ChainRow {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly payloadSha256: string;
  readonly hash: string;
}

/** What a row's hash is taken of: the hash before it and one line of plain text, so that anybody can recompute it with any tool. */
export function ledgerHashInput(before: string, row: Omit<ChainRow, 'hash'>): string {
  return `${before} ${row.seq} ${row.at} ${row.kind} ${row.payloadSha256}`;
}

/** A row as `ledger.txt` of a bundle holds it: what is hashed, without the hash before, and the hash. */
export function ledgerTextLine(row: ChainRow): string {
  return `${row.seq} ${row.at} ${row.kind} ${row.payloadSha256} ${row.hash}\n`;
}

export type ChainFault = 'chain_broken' | 'row_missing' | 'row_inserted' | 'row_reordered';

/** How many rows behind a broken place are looked at to say what happened there. */
const WINDOW = 64;

type Hash = (text: string) => string;

/**
 * Follows the chain row by row and says where it breaks and how: a row is missing, put in, moved, or changed. Rows that fit again behind a
 * broken place count as good, so that one change is one fault. Feed rows in the order of their numbers, then `finish`.
 */
export class ChainWalk {
  readonly #hash: Hash;
  readonly #report: (seq: number, fault: ChainFault) => void;
  #pending: ChainRow[] = [];
  #before = GENESIS;
  /** The number the next row has in the chain, whatever it calls itself. */
  #next = 1;
  /** By how much rows were renumbered since a fault. */
  #shift = 0;

  constructor(hash: Hash, report: (seq: number, fault: ChainFault) => void) {
    this.#hash = hash;
    this.#report = report;
  }

  push(row: ChainRow): void {
    this.#pending.push(row);
    if (this.#pending.length > 2 * WINDOW) this.#settle(WINDOW);
  }

  finish(): void {
    this.#settle(0);
  }

  /** Judges rows until only `keep` are left to look ahead at. */
  #settle(keep: number): void {
    let at = 0;
    while (this.#pending.length - at > keep) at += this.#judge(at);
    this.#pending = this.#pending.slice(at);
  }

  /** Judges the row at `at`, and those that belong to the same fault. Returns how many. */
  #judge(at: number): number {
    const row = this.#pending[at];
    if (row === undefined) return 1;
    if (this.#follows(this.#before, this.#next, row)) {
      if (row.seq !== this.#next + this.#shift) this.#report(row.seq, 'row_reordered');
      this.#accept(row, row.hash);
      return 1;
    }
    const successor = this.#successorBehind(at);
    if (successor > 0) return this.#reportBetween(at, successor);
    if (row.seq > this.#next + this.#shift) return this.#gap(row);
    this.#report(row.seq, 'chain_broken');
    const own = this.#hashOf(this.#before, this.#next, row);
    const follower = this.#pending[at + 1];
    this.#accept(row, follower !== undefined && this.#follows(own, this.#next + 1, follower) ? own : row.hash);
    return 1;
  }

  /** Rows are missing before this one; its own hash cannot be recomputed without them. */
  #gap(row: ChainRow): number {
    for (let seq = this.#next + this.#shift; seq < row.seq && seq < this.#next + this.#shift + WINDOW; seq++) this.#report(seq, 'row_missing');
    this.#next = row.seq - this.#shift;
    this.#accept(row, row.hash);
    return 1;
  }

  /** Where the true successor of the row before stands, counted from `at`; 0 when nowhere near. */
  #successorBehind(at: number): number {
    for (let ahead = 1; ahead <= WINDOW; ahead++) {
      const row = this.#pending[at + ahead];
      if (row === undefined) return 0;
      if (this.#follows(this.#before, this.#next, row)) return ahead;
    }
    return 0;
  }

  /** The rows before the true successor were put in, or belong elsewhere. */
  #reportBetween(at: number, count: number): number {
    const window = this.#pending.slice(at, at + count + WINDOW);
    let inserted = 0;
    for (const row of window.slice(0, count)) {
      const moved = window.some((other, index) => this.#follows(other.hash, this.#next + index, row) || this.#follows(other.hash, row.seq, row));
      const genuine = moved || window.some((other) => window.some((_, index) => this.#follows(other.hash, this.#next + index, row)));
      if (!genuine) inserted += 1;
      this.#report(row.seq, genuine ? 'row_reordered' : 'row_inserted');
    }
    this.#shift += inserted;
    const [successor] = window.slice(count);
    if (successor !== undefined) this.#accept(successor, successor.hash);
    return count + 1;
  }

  #accept(_row: ChainRow, hash: string): void {
    this.#before = hash;
    this.#next += 1;
  }

  #follows(before: string, seq: number, row: ChainRow): boolean {
    return this.#hashOf(before, seq, row) === row.hash;
  }

  #hashOf(before: string, seq: number, row: ChainRow): string {
    return this.#hash(ledgerHashInput(before, { ...row, seq }));
  }
}

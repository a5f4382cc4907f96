import type { Logger } from '../../ports/logger.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Carried } from './carrier.ts';
import { MOST_AT_ONCE } from './crew.ts';
import type { OutboxRecord } from './outbox.repo.ts';
import type { PaceClock } from './pace-clock.ts';
import { type Trouble, troubleAfter } from './retry.rules.ts';
import { saysTooMany } from './verdict.rules.ts';

/** After a server had enough connections, one more is tried this much later. */
const FEWER_MS = 15 * MINUTE_MS;

/** What went wrong with a way out. */
export interface Fault {
  readonly code: string;
  readonly reply: string;
  readonly permanent: boolean;
}

/**
 * Knows of each way out whether it works. What fails on our side opens it: nothing leaves but one message now and then, to see. Until the first answer
 * only one message is on its way, so that a wrong password is tried once.
 */
export class Breaker {
  readonly #clock: PaceClock;
  readonly #wall: () => number;
  readonly #logger: Logger;
  readonly #troubles = new Map<string, Trouble>();
  readonly #proven = new Set<string>();
  /** Messages a server refused for what the sender is; true = it took others since, so that it must mean the message after all. */
  readonly #suspects = new Map<string, boolean>();
  readonly #begun = new Map<string, number>();
  #most = MOST_AT_ONCE;
  #fewerSince = 0;
  #attempt = 0;
  #failedAt = 0;

  constructor(given: { readonly clock: PaceClock; readonly wall: () => number; readonly logger: Logger }) {
    this.#clock = given.clock;
    this.#wall = given.wall;
    this.#logger = given.logger;
  }

  get troubles(): ReadonlyMap<string, Trouble> {
    return this.#troubles;
  }

  /** Messages that may be on their way at once by a transport. */
  places(transport: string): number {
    if (this.#troubles.has(transport)) return 1;
    if (transport !== 'smtp') return MOST_AT_ONCE;
    if (!this.#proven.has(transport)) return 1;
    if (this.#most < MOST_AT_ONCE && this.#clock.now() - this.#fewerSince > FEWER_MS) this.#more();
    return this.#most;
  }

  /** Until when nothing may be tried; `null` = not before something is changed, `undefined` = it may. */
  closedUntil(transport: string): number | null | undefined {
    const trouble = this.#troubles.get(transport);
    if (trouble === undefined || (trouble.probeAt !== null && trouble.probeAt <= this.#clock.now())) return undefined;
    return trouble.probeAt;
  }

  /** Messages that are no good to see whether a way works again. */
  get suspects(): readonly string[] {
    return [...this.#suspects.keys()];
  }

  begins(message: OutboxRecord): void {
    this.#attempt += 1;
    this.#begun.set(message.id, this.#attempt);
  }

  /** The way works: a server answered about a message, not about us. */
  works({ transport, id }: OutboxRecord, carried: Carried): void {
    this.#begun.delete(id);
    this.#troubles.delete(transport);
    this.#proven.add(transport);
    this.#suspects.delete(id);
    if (carried.outcome === 'accepted') for (const suspect of this.#suspects.keys()) this.#suspects.set(suspect, true);
  }

  /** Whether what a server holds against the sender can only be meant for this message. */
  isAlone(id: string): boolean {
    return this.#suspects.get(id) === true;
  }

  suspect(id: string): void {
    if (!this.#suspects.has(id)) this.#suspects.set(id, false);
  }

  /** A server that has enough connections is no trouble while others are open: `open` of them go on. Returns whether it was that. */
  yieldsPlace(message: OutboxRecord, fault: Fault, open: number): boolean {
    if (!saysTooMany(fault.reply) || open < 1 || this.#troubles.has(message.transport)) return false;
    this.#most = Math.max(1, Math.min(this.#most - 1, open));
    this.#fewerSince = this.#clock.now();
    this.#begun.delete(message.id);
    this.#logger.warn('outbox_fewer_connections', { connections: this.#most });
    return true;
  }

  fails({ transport, id }: OutboxRecord, fault: Fault): void {
    const begun = this.#begun.get(id) ?? this.#attempt;
    this.#begun.delete(id);
    const before = this.#troubles.get(transport);
    // Of several that were on their way together the first failure counts, unless a later one needs the user.
    if (before !== undefined && begun <= this.#failedAt && !fault.permanent) return;
    this.#failedAt = this.#attempt;
    const trouble = troubleAfter(before, fault, { wall: this.#wall(), steady: this.#clock.now() });
    this.#troubles.set(transport, trouble);
    this.#logger.warn('outbox_transport_down', { transport, code: trouble.code, failures: trouble.failures });
  }

  /** Something changed for the better, perhaps. */
  forget(): void {
    this.#troubles.clear();
    this.#proven.clear();
    this.#most = MOST_AT_ONCE;
  }

  #more(): void {
    this.#most += 1;
    this.#fewerSince = this.#clock.now();
  }
}

import type { WriteDb } from '../../db/db.ts';
import { suppressedAmong } from '../bounces/index.ts';
import type { Breaker } from './breaker.ts';
import { closedDestinations } from './destinations.repo.ts';
import { type Counting, lanes } from './lanes.rules.ts';
import type { OutboxRecord } from './outbox.repo.ts';
import { findMessage } from './outbox.repo.ts';
import type { KnownLimits, Pacer } from './pacer.ts';
import type { PaceReason } from './pacing.rules.ts';
import { pausedBecause } from './paused.repo.ts';
import { type Closed, firstDue, nextDueAt } from './queue.repo.ts';
import { LONGEST_RETRY_MS } from './retry.rules.ts';

export type Standstill = PaceReason | 'paused' | 'smtp_down' | 'retry' | 'destination' | 'empty';

export interface Wait {
  readonly reason: Standstill;
  /** As the pace counts time; null = no such moment is known. */
  readonly until: number | null;
}

/** What may leave now, each with its slot taken; what never will, since its address is blocked; and what the rest waits for. */
export interface Choice {
  readonly chosen: readonly OutboxRecord[];
  readonly suppressed: readonly OutboxRecord[];
  readonly waits: readonly Wait[];
}

export const NOTHING: Choice = { chosen: [], suppressed: [], waits: [] };

/** Of several reasons to wait the one that ends first; one that never ends by itself only when there is no other. */
export function soonest(waits: readonly Wait[]): Wait {
  const ends = (wait: Wait): number => wait.until ?? Number.POSITIVE_INFINITY;
  const first = waits.reduce<Wait | undefined>((best, wait) => (best === undefined || ends(wait) < ends(best) ? wait : best), undefined);
  return first ?? { reason: 'empty', until: null };
}

export function countingOf(message: Pick<OutboxRecord, 'transport' | 'host_id' | 'pack_id'>): Counting {
  return { transport: message.transport, hostId: message.host_id, packId: message.pack_id };
}

interface Rules {
  readonly pacer: Pacer;
  readonly breaker: Breaker;
  readonly now: number;
  /** Messages on their way or about to be, by transport. */
  readonly busy: (transport: string) => number;
  /** Chosen already. */
  readonly except: readonly string[];
  /** How many may be chosen for a transport that may have several on their way. */
  readonly ahead: number;
}

const TRANSPORTS = ['smtp', 'practice', 'draft'] as const;

/** One look at the queue. Must run in the transaction that claims what it chooses. */
export class Choosing {
  readonly #tx: WriteDb;
  readonly #rules: Rules;
  readonly #closed: Closed[] = [];
  readonly #waits: Wait[] = [];
  readonly #chosen: OutboxRecord[] = [];
  readonly #suppressed: OutboxRecord[] = [];

  constructor(tx: WriteDb, rules: Rules) {
    this.#tx = tx;
    this.#rules = rules;
  }

  /** `taken` gets each message whose slot is taken. */
  async run(taken: OutboxRecord[]): Promise<Choice> {
    if ((await pausedBecause(this.#tx)) !== null) return { chosen: [], suppressed: [], waits: [{ reason: 'paused', until: null }] };
    await this.#closeWhatIsDown();
    const limits = await this.#rules.pacer.limits(this.#tx);
    while (new Set(this.#closed.filter(isWhole).map(({ transport }) => transport)).size < TRANSPORTS.length) {
      const closedBefore = this.#closed.length;
      const batch = await this.#batch();
      const blocked = await this.#blocked(batch);
      for (const message of batch) {
        if (blocked.has(message.recipient)) this.#suppressed.push(message);
        else if (!this.#isClosed(message)) this.#consider(message, limits, taken);
      }
      // The rest has its turn when these are under way.
      if (this.#chosen.length >= this.#rules.ahead || (batch.length < this.#rules.ahead && this.#closed.length === closedBefore)) break;
    }
    return { chosen: this.#chosen, suppressed: this.#suppressed, waits: this.#chosen.length > 0 ? this.#waits : await this.#withLater() };
  }

  async #closeWhatIsDown(): Promise<void> {
    const { breaker, pacer, now } = this.#rules;
    for (const transport of TRANSPORTS) {
      const until = breaker.closedUntil(transport);
      if (until !== undefined) {
        this.#closed.push({ transport });
        this.#waits.push({ reason: 'smtp_down', until });
      } else if (this.#room(transport) <= 0) this.#closed.push({ transport });
    }
    const destinations = await closedDestinations(this.#tx, now, LONGEST_RETRY_MS);
    if (destinations.length === 0) return;
    this.#closed.push({ transport: 'smtp', destinations: destinations.map(({ domain }) => domain) });
    for (const { until } of destinations) this.#waits.push({ reason: 'destination', until: pacer.clock.fromWall(until) });
  }

  #room(transport: string): number {
    const { breaker, busy, ahead } = this.#rules;
    const places = breaker.places(transport);
    const taken = busy(transport) + this.#chosen.filter((message) => message.transport === transport).length;
    return (places > 1 ? places + ahead : 1) - taken;
  }

  /** The next ones in turn. To see whether a way works again, rather one that was not held against the sender before. */
  async #batch(): Promise<OutboxRecord[]> {
    const { breaker, now, ahead } = this.#rules;
    const except = [...this.#rules.except, ...[...this.#chosen, ...this.#suppressed].map(({ id }) => id)];
    const asked = { now, closed: this.#closed, limit: ahead };
    if (!breaker.troubles.has('smtp') || breaker.suspects.length === 0) return await firstDue(this.#tx, { ...asked, except });
    const others = await firstDue(this.#tx, { ...asked, except: [...except, ...breaker.suspects] });
    return others.length > 0 ? others : await firstDue(this.#tx, { ...asked, except });
  }

  async #blocked(batch: readonly OutboxRecord[]): Promise<ReadonlySet<string>> {
    const real = batch.filter(({ transport, kind }) => transport === 'smtp' && kind !== 'test').map(({ recipient }) => recipient);
    return real.length === 0 ? new Set() : await suppressedAmong(this.#tx, real, this.#rules.now);
  }

  #consider(message: OutboxRecord, limits: KnownLimits, taken: OutboxRecord[]): void {
    const { pacer } = this.#rules;
    const counting = countingOf(message);
    const held = pacer.take(counting, limits);
    if (held === null) {
      this.#chosen.push(message);
      taken.push(message);
      if (this.#room(message.transport) <= 0) this.#closed.push({ transport: message.transport });
      return;
    }
    this.#closed.push(closedBy(held.lane, counting));
    this.#waits.push({ reason: held.reason, until: Number.isFinite(held.until) ? held.until : null });
  }

  #isClosed(message: OutboxRecord): boolean {
    return this.#closed.some(
      (closed) =>
        closed.transport === message.transport &&
        (closed.hostId === undefined || closed.hostId === message.host_id) &&
        (closed.packId === undefined || closed.packId === message.pack_id) &&
        (closed.destinations === undefined || closed.destinations.includes(message.destination)),
    );
  }

  async #withLater(): Promise<Wait[]> {
    const later = await nextDueAt(this.#tx, this.#rules.now);
    return later === null ? this.#waits : [...this.#waits, { reason: 'retry', until: this.#rules.pacer.clock.fromWall(later) }];
  }
}

function isWhole(closed: Closed): boolean {
  return closed.hostId === undefined && closed.destinations === undefined;
}

/** What the lane that holds a message holds altogether. */
function closedBy(lane: string, { transport, hostId, packId }: Counting): Closed {
  const names = lanes({ transport, hostId, packId });
  if (lane === names.own) return { transport };
  return lane === names.host ? { transport, hostId } : { transport, hostId, packId };
}

/** The messages asked for by name that still wait. */
export async function wantedNow(tx: WriteDb, ids: readonly string[]): Promise<{ readonly found: OutboxRecord[]; readonly gone: string[] }> {
  const found: OutboxRecord[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const message = await findMessage(tx, id);
    if (message !== undefined && (message.state === 'queued' || message.state === 'deferred')) found.push(message);
    else gone.push(id);
  }
  return { found, gone };
}

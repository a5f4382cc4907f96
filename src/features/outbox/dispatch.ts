import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { beginSending, type Claimed, type Moment } from './attempts.repo.ts';
import { Breaker } from './breaker.ts';
import { type Carried, Carrier } from './carrier.ts';
import { Choosing, countingOf, NOTHING, type Wait, wantedNow } from './choice.ts';
import { Crew, type Finished, MOST_AT_ONCE } from './crew.ts';
import { judge, mayHaveArrived } from './judge.ts';
import type { OutboxRecord } from './outbox.repo.ts';
import { Pacer } from './pacer.ts';
import type { Attempt } from './settle.ts';

/** What a turn found: messages claimed, ahead of all others where asked for; such as may not be sent; and what the rest waits for. */
export interface Claims {
  readonly claimed: readonly Claimed[];
  readonly rushed: readonly Claimed[];
  readonly suppressed: readonly OutboxRecord[];
  /** Asked for by name, and gone. */
  readonly gone: readonly string[];
  readonly waits: readonly Wait[];
}

export interface Wish {
  /** Messages that leave before all others, paced or paused or not. */
  readonly urgent: readonly string[];
  /** Whether any others may leave. */
  readonly others: boolean;
}

/** Claims what may leave, hands it over and knows what came of it. Counts each from its claim to its end. */
export class Dispatch {
  readonly pacer: Pacer;
  readonly breaker: Breaker;
  readonly #core: Core;
  readonly #carrier: Carrier;
  readonly #crew: Crew;
  readonly #over: () => void;
  /** What attempts mean that are over. */
  readonly #judged = new Map<OutboxRecord, Attempt>();
  /** Claimed messages, by transport. */
  readonly #busy = new Map<string, number>();

  /** `over` is called after each message that ended. */
  constructor(core: Core, over: () => void) {
    this.#core = core;
    this.#over = over;
    this.#carrier = new Carrier(core);
    this.pacer = new Pacer(core);
    this.breaker = new Breaker({ clock: this.pacer.clock, wall: () => core.clock.now(), logger: core.logger });
    this.#crew = new Crew({
      places: () => this.breaker.places('smtp'),
      carry: (claimed) => this.#carrier.carry(claimed),
      ended: (message, carried) => this.#end(message, carried),
    });
  }

  get idle(): boolean {
    return this.#crew.flying + this.#crew.waiting + this.#crew.finished === 0;
  }

  /** Whether writing down what is over is worth a transaction: results are gathered for as long as nobody has to wait for work. */
  get ripe(): boolean {
    const { finished, waiting, flying } = this.#crew;
    return finished > 0 && (waiting === 0 || flying === 0 || finished >= MOST_AT_ONCE);
  }

  /** Claims what may leave. `taken` gets each message as its slot is taken, to be given back if the transaction fails. */
  async claim(tx: WriteDb, wish: Wish, taken: OutboxRecord[]): Promise<Claims> {
    const { found, gone } = await wantedNow(tx, wish.urgent);
    for (const message of found) this.pacer.force(countingOf(message));
    taken.push(...found);
    const rules = { pacer: this.pacer, breaker: this.breaker, now: this.#core.clock.now(), busy: (transport: string) => this.#busyBy(transport) };
    const choosing = new Choosing(tx, { ...rules, except: found.map(({ id }) => id), ahead: MOST_AT_ONCE });
    const { chosen, suppressed, waits } = wish.others ? await choosing.run(taken) : NOTHING;
    const claimed = await beginSending(tx, [...found, ...chosen], this.moment());
    return { suppressed, waits, gone, rushed: claimed.slice(0, found.length), claimed: claimed.slice(found.length) };
  }

  giveBack(taken: readonly OutboxRecord[]): void {
    for (const message of taken) this.pacer.end(countingOf(message), false);
  }

  /** Hands over what was claimed. */
  launch({ rushed, claimed }: Claims): void {
    for (const { message } of [...rushed, ...claimed]) {
      this.#busy.set(message.transport, this.#busyBy(message.transport) + 1);
      this.breaker.begins(message);
    }
    for (const each of rushed) this.#crew.rush(each);
    this.#crew.put(claimed);
  }

  /** What is over since it was last asked. */
  collect(): Attempt[] {
    return this.#crew.collect().map((finished) => this.#attemptOf(finished));
  }

  /** Takes back what is claimed and not begun. */
  recall(): void {
    this.#crew.recall();
  }

  /** Takes the settings anew, and tries again what did not work. */
  async renew(): Promise<void> {
    this.breaker.forget();
    await this.#carrier.renew();
  }

  async close(): Promise<void> {
    await this.#carrier.close();
  }

  moment(): Moment {
    return { wall: this.#core.clock.now(), paced: this.pacer.clock.now() };
  }

  #busyBy(transport: string): number {
    return this.#busy.get(transport) ?? 0;
  }

  /** Before anything else is begun the message counts, and what it means for its way is known. */
  #end(message: OutboxRecord, carried: Carried): void {
    this.#free(message, mayHaveArrived(carried));
    const verdict = judge(this.breaker, message, { carried, others: this.#crew.flying });
    this.#judged.set(message, { message, verdict, carried, ended: this.moment() });
    if (this.breaker.troubles.has(message.transport)) this.#crew.recall();
    this.#over();
  }

  #free(message: OutboxRecord, counts: boolean): void {
    this.pacer.end(countingOf(message), counts);
    this.#busy.set(message.transport, this.#busyBy(message.transport) - 1);
  }

  #attemptOf({ message }: Finished): Attempt {
    const attempt = this.#judged.get(message);
    this.#judged.delete(message);
    if (attempt !== undefined) return attempt;
    this.#free(message, false);
    return { message, verdict: { kind: 'put_back' }, carried: null, ended: this.moment() };
  }
}

import type { OutboxState } from '../../contract/outbox.ts';
import type { Topic } from '../../contract/system.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import type { BeforeSending, OnSettled } from '../hooks.ts';
import { leftSending } from './attempts.repo.ts';
import { Books, type Written } from './books.ts';
import type { Carried } from './carrier.ts';
import { type Standstill, soonest } from './choice.ts';
import { type Claims, Dispatch } from './dispatch.ts';
import { Lookout } from './lookout.ts';
import { type OutboxRecord, setState } from './outbox.repo.ts';
import type { Pacer } from './pacer.ts';
import type { Trouble } from './retry.rules.ts';
import { announce } from './settle.ts';

/** The longest sleep: a wake-up only starts the calculation again, so that no missed event can stop the queue. */
const LONGEST_SLEEP_MS = MINUTE_MS;
const STOP_PATIENCE_MS = 5000;
const CLOSE_PATIENCE_MS = 1000;

/** What a listener is told. */
export type WorkerNews =
  | { readonly kind: 'settled'; readonly id: string; readonly state: OutboxState; readonly carried: Carried }
  /** Nothing more can leave before `until` (pace time; null = no such moment). `paced` = something waits for nothing but the pace. */
  | { readonly kind: 'still'; readonly reason: Standstill; readonly until: number | null; readonly paced: boolean }
  /** Nothing can be written, so nothing is sent. */
  | { readonly kind: 'stuck'; readonly code: string };

/**
 * The one loop that sends. Each turn is one durable transaction: it writes down what came of the messages that ended and claims the next ones; only what
 * was claimed so is handed over. Whatever wakes it, it asks the database what may leave now; a timer only makes it ask again.
 */
export class OutboxWorker {
  readonly #core: Core;
  readonly #onSettled: OnSettled;
  readonly #dispatch: Dispatch;
  readonly #books: Books;
  readonly #lookout: Lookout;
  readonly #listeners = new Set<(news: WorkerNews) => void>();
  #urgent: string[] = [];
  #started = false;
  #stopping = false;
  #drivers = 0;
  #again = false;
  #loop: Promise<void> | undefined;
  #pulse: (() => void) | undefined;
  #cancelTimer: (() => void) | undefined;
  #recovered: Promise<void> | undefined;

  constructor(core: Core, onSettled: OnSettled, beforeSending: BeforeSending) {
    this.#core = core;
    this.#onSettled = onSettled;
    this.#dispatch = new Dispatch(core, () => this.#pulse?.());
    this.#books = new Books(core, this.pacer.clock, onSettled);
    this.#lookout = new Lookout(core, beforeSending);
  }

  get pacer(): Pacer {
    return this.#dispatch.pacer;
  }

  async start(): Promise<void> {
    await this.#recover();
    this.#started = true;
    this.wake();
  }

  /** Waits for what is on its way, but not for ever: such a row says `sending`, which the next start takes for uncertain. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelTimer?.();
    this.#dispatch.recall();
    this.#poke();
    await this.#loopOr(STOP_PATIENCE_MS);
    await this.#dispatch.close();
    await this.#loopOr(CLOSE_PATIENCE_MS);
    await this.#books.keepClock();
  }

  async #loopOr(ms: number): Promise<void> {
    if (this.#loop === undefined) return;
    let release = (): void => {};
    const patience = new Promise<void>((resolve) => {
      release = this.#core.clock.after(ms, resolve);
    });
    await Promise.race([this.#loop, patience]);
    release();
  }

  /** Calculates anew what may leave. */
  wake(): void {
    this.#poke();
    if (this.#loop !== undefined || !this.#mayRun()) return;
    this.#loop = this.#run();
  }

  #poke(): void {
    this.#again = true;
    this.#pulse?.();
  }

  /** Keeps the queue moving until the returned function is called, whether it was started or not. */
  drive(): () => void {
    this.#drivers += 1;
    this.#lookout.forget();
    this.wake();
    return () => {
      this.#drivers -= 1;
    };
  }

  listen(listener: (news: WorkerNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The next time something changed for the better, perhaps: forget what went wrong and try. */
  async forgetTrouble(): Promise<void> {
    this.#books.hurry();
    await this.#dispatch.renew();
    this.wake();
  }

  /** Why nothing leaves by a transport. */
  troubles(): ReadonlyMap<string, Trouble> {
    return this.#dispatch.breaker.troubles;
  }

  /** Why nothing can be written, and so nothing leaves at all. */
  storageTrouble(): Trouble | null {
    return this.#books.trouble;
  }

  /** Sends one queued message before all others, paced or paused or not. Resolves with what came of it. */
  async sendNow(id: string): Promise<Carried> {
    await this.#recover();
    return await new Promise((resolve) => {
      const deaf = this.listen((news) => {
        if (news.kind !== 'settled' || news.id !== id) return;
        deaf();
        resolve(news.carried);
      });
      this.#urgent.push(id);
      this.wake();
    });
  }

  #mayRun(): boolean {
    return !this.#stopping && (this.#started || this.#drivers > 0 || this.#urgent.length > 0);
  }

  /** Once in the life of a process: what an earlier one left in `sending` may have arrived or not, and is for the user to judge. */
  #recover(): Promise<void> {
    this.#recovered ??= this.#callUncertain().catch((error: unknown) => {
      this.#recovered = undefined;
      throw error;
    });
    return this.#recovered;
  }

  async #callUncertain(): Promise<void> {
    await this.pacer.limits(this.#core.db.read);
    await this.#core.db.write(async (tx) => {
      for (const message of await leftSending(tx)) {
        const at = { at: this.#core.clock.now(), pacedAt: Math.ceil(this.pacer.clock.now()) };
        const change = { state: 'uncertain', reply: '', errorCode: '', ...at } as const;
        await setState(tx, message.id, change);
        await announce(tx, { message, change }, this.#onSettled);
      }
    });
  }

  async #run(): Promise<void> {
    try {
      await this.#recover();
      while (await this.#step());
    } catch (error) {
      this.#core.logger.error('outbox_stood_still', error);
      this.#sleep(LONGEST_SLEEP_MS);
    } finally {
      this.#loop = undefined;
    }
  }

  /** One turn, and the wait for the next. False when there is nothing left to wait for but a timer or a call. */
  async #step(): Promise<boolean> {
    this.#again = false;
    const turn = await this.#turn();
    if (turn === null) {
      if (this.#stopping) return false;
      this.#tell({ kind: 'stuck', code: this.#books.trouble?.code ?? 'internal' });
      this.#sleep(this.#books.waitMs);
      await this.#pulsed();
      return true;
    }
    const { idle } = this.#dispatch;
    const next = soonest(turn.waits);
    // Somebody changed something meanwhile: what was found may be stale.
    if (idle && this.#again && this.#mayRun()) return true;
    if (idle && this.#mayRun()) this.#tell({ kind: 'still', ...next, paced: turn.waits.some(({ reason }) => reason === 'pace') });
    // Without an end in sight there is nothing to ask the clock: whoever changes something wakes the loop.
    if (next.until !== null && this.#mayRun()) this.#sleep(next.until - this.pacer.clock.now());
    if (idle) return false;
    await this.#pulsed();
    return true;
  }

  /** Waits for a result worth writing, or for a call. */
  async #pulsed(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#pulse = () => {
        if (this.#again || (this.#books.trouble === null && this.#dispatch.ripe)) resolve();
      };
      this.#pulse();
    });
    this.#pulse = undefined;
  }

  #sleep(ms: number): void {
    this.#cancelTimer?.();
    if (this.#stopping) return;
    this.#cancelTimer = this.#core.clock.after(Math.min(Math.max(Math.ceil(ms), 0), LONGEST_SLEEP_MS), () => this.wake());
  }

  /** Writes down what is over and claims what may leave, durably. Null when nothing could be written. */
  async #turn(): Promise<Claims | null> {
    this.#books.add(this.#dispatch.collect());
    const urgent = this.#urgent.splice(0);
    const wish = { urgent, others: !this.#stopping && (this.#started || this.#drivers > 0) };
    if (wish.others) await this.#lookout.look();
    const taken: OutboxRecord[] = [];
    const done = await this.#books.write(async (tx) => {
      const claims = await this.#dispatch.claim(tx, wish, taken);
      for (const message of claims.suppressed) await this.#books.suppress(tx, message);
      return claims;
    });
    if (done === null) {
      this.#dispatch.giveBack(taken);
      this.#urgent.unshift(...urgent);
      if (this.#books.open > 1) this.#report(await this.#books.writeEach());
      return null;
    }
    this.#dispatch.launch(done.value);
    this.#report(done.written, done.value);
    return done.value;
  }

  /** Tells everybody what is written now. */
  #report(written: readonly Written[], claims?: Claims): void {
    const over = written.filter(({ attempt }) => attempt.carried !== null);
    const suppressed = claims?.suppressed ?? [];
    const topics = new Set<Topic>(written.length + (claims?.claimed.length ?? 0) > 0 ? ['outbox'] : []);
    if (over.length + suppressed.length > 0) for (const topic of ['outbox', 'notices', 'clients', 'evidence', 'reminders'] as const) topics.add(topic);
    if (over.some(({ attempt }) => attempt.message.transport === 'practice')) topics.add('mailbox');
    if (over.some(({ state }) => state === 'failed')) topics.add('bounces');
    if (topics.size > 0) this.#core.changed(...topics);
    for (const { attempt, state } of written) {
      if (attempt.carried !== null) this.#tell({ kind: 'settled', id: attempt.message.id, state, carried: attempt.carried });
    }
    for (const { id } of suppressed) this.#tell({ kind: 'settled', id, state: 'failed', carried: notSent('suppressed') });
    for (const id of claims?.gone ?? []) this.#tell({ kind: 'settled', id, state: 'cancelled', carried: notSent('cancelled') });
  }

  #tell(news: WorkerNews): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}

function notSent(errorCode: string): Carried {
  return { outcome: 'not_sent', errorCode, reply: '', permanent: true };
}

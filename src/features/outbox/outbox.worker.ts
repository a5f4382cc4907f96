import { type OutboxState, Transport } from '../../contract/outbox.ts';
import type { Core } from '../core.ts';
import type { OnSettled } from '../hooks.ts';
import { type Carried, Carrier } from './carrier.ts';
import { beginSending, contentOf, findMessage, firstDue, inState, type Lane, nextDueAt, type OutboxRecord, setState } from './outbox.repo.ts';
import { Pacer } from './pacer.ts';
import type { PaceReason } from './pacing.rules.ts';
import { pausedBecause } from './paused.repo.ts';
import { type Trouble, troubleAfter } from './retry.rules.ts';
import { announce, settle } from './settle.ts';

/** The longest sleep: a wake-up only starts the calculation again, so that no missed event can stop the queue. */
const LONGEST_SLEEP_MS = 60_000;
const STOP_PATIENCE_MS = 5000;

export type Standstill = PaceReason | 'paused' | 'smtp_down' | 'retry' | 'empty';

/** What a listener is told: a message got a new state, or nothing more can leave before `until` (pace time; null = no such moment). */
export type WorkerNews =
  | { readonly kind: 'settled'; readonly id: string; readonly state: OutboxState; readonly carried: Carried }
  /** `paced` = something waits for nothing but the pace. */
  | { readonly kind: 'still'; readonly reason: Standstill; readonly until: number | null; readonly paced: boolean };

interface Wait {
  readonly reason: Standstill;
  readonly until: number | null;
}

type Choice = { readonly message: OutboxRecord } | { readonly message: null; readonly waits: readonly Wait[] };

/**
 * The one loop that sends: one message at a time, each step written down before the next. Whatever wakes it, it asks the database what
 * may leave now; a timer only makes it ask again.
 */
export class OutboxWorker {
  readonly pacer: Pacer;
  readonly #core: Core;
  readonly #onSettled: OnSettled;
  readonly #carrier: Carrier;
  readonly #troubles = new Map<Transport, Trouble>();
  readonly #listeners = new Set<(news: WorkerNews) => void>();
  readonly #urgent: string[] = [];
  #started = false;
  #stopping = false;
  #drivers = 0;
  #again = false;
  #loop: Promise<void> | undefined;
  #cancelTimer: (() => void) | undefined;
  #recovered: Promise<void> | undefined;

  constructor(core: Core, onSettled: OnSettled) {
    this.#core = core;
    this.#onSettled = onSettled;
    this.#carrier = new Carrier(core);
    this.pacer = new Pacer(core);
  }

  async start(): Promise<void> {
    await this.#recover();
    this.#started = true;
    this.wake();
  }

  /** Waits for the message in flight, but not for ever: its row says `sending`, which the next start takes for uncertain. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelTimer?.();
    let release = (): void => {};
    const patience = new Promise<void>((resolve) => {
      release = this.#core.clock.after(STOP_PATIENCE_MS, resolve);
    });
    await Promise.race([this.#loop, patience]);
    release();
    await this.#carrier.close();
  }

  /** Calculates anew what may leave. */
  wake(): void {
    this.#again = true;
    if (this.#loop !== undefined || !this.#mayRun()) return;
    this.#loop = this.#run();
  }

  /** Keeps the queue moving until the returned function is called, whether it was started or not. */
  drive(): () => void {
    this.#drivers += 1;
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
    this.#troubles.clear();
    await this.#carrier.renew();
    this.wake();
  }

  troubles(): ReadonlyMap<Transport, Trouble> {
    return this.#troubles;
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
    this.#recovered ??= this.#core.db
      .write(async (tx) => {
        for (const message of await inState(tx, 'sending')) {
          const change = { state: 'uncertain', at: this.#core.clock.now(), reply: '', errorCode: '' } as const;
          await setState(tx, message.id, change);
          await announce(tx, { message, change }, this.#onSettled);
        }
      })
      .then(() => this.pacer.recall());
    return this.#recovered;
  }

  async #run(): Promise<void> {
    try {
      await this.#recover();
      do {
        this.#again = false;
        await this.#drain();
      } while (this.#again && this.#mayRun());
    } catch (error) {
      this.#core.logger.error('outbox_stood_still', error);
      this.#sleep(LONGEST_SLEEP_MS);
    } finally {
      this.#loop = undefined;
    }
  }

  /** Sends until nothing more may leave, then sleeps until something may. */
  async #drain(): Promise<void> {
    while (this.#mayRun()) {
      const choice = await this.#choose();
      if (choice.message !== null) {
        await this.#send(choice.message);
        continue;
      }
      // Meanwhile somebody changed something: what was found may be stale.
      if (this.#again) return;
      const next = soonest(choice.waits);
      this.#tell({ kind: 'still', ...next, paced: choice.waits.some(({ reason }) => reason === 'pace') });
      // Without an end in sight there is nothing to ask the clock: whoever changes something wakes the loop.
      if (next.until !== null) this.#sleep(next.until - this.pacer.clock.now());
      return;
    }
  }

  #sleep(ms: number): void {
    this.#cancelTimer?.();
    if (this.#stopping) return;
    this.#cancelTimer = this.#core.clock.after(Math.min(Math.max(Math.ceil(ms), 0), LONGEST_SLEEP_MS), () => this.wake());
  }

  async #choose(): Promise<Choice> {
    const db = this.#core.db.read;
    const urgent = this.#urgent.shift();
    const wanted = urgent === undefined ? undefined : await findMessage(db, urgent);
    if (wanted !== undefined) return { message: wanted };
    if ((await pausedBecause(db)) !== null) return { message: null, waits: [{ reason: 'paused', until: null }] };
    const limits = await this.pacer.limits(db);
    const closed: Lane[] = [];
    const waits: Wait[] = [];
    for (const [transport, { probeAt }] of this.#troubles) {
      if (probeAt !== null && probeAt <= this.pacer.clock.now()) continue;
      closed.push({ transport });
      waits.push({ reason: 'smtp_down', until: probeAt });
    }
    const now = this.#core.clock.now();
    for (let message = await firstDue(db, now, closed); message !== undefined; message = await firstDue(db, now, closed)) {
      const hostId = message.host_id;
      const held = this.pacer.hold({ transport: message.transport, hostId }, limits);
      if (held === null) return { message };
      closed.push({ transport: message.transport, hostId });
      waits.push(held);
    }
    const later = await nextDueAt(db, now);
    if (later !== null) waits.push({ reason: 'retry', until: this.pacer.clock.fromWall(later) });
    return { message: null, waits };
  }

  async #send(message: OutboxRecord): Promise<void> {
    const taken = await this.#core.db.write((tx) => beginSending(tx, message.id, this.#core.clock.now()));
    if (!taken) {
      this.#tell({ kind: 'settled', id: message.id, state: 'cancelled', carried: { outcome: 'not_sent', errorCode: 'cancelled', reply: '', permanent: true } });
      return;
    }
    this.#core.changed('outbox');
    const transport = Transport.parse(message.transport);
    const carried = await this.#carry(message, transport);
    // Before anything can fail: whatever may have reached a server counts.
    if (carried.outcome !== 'not_sent') this.pacer.noteSent({ transport, hostId: message.host_id });
    this.#judge(transport, carried);
    const state = await this.#record(message, carried);
    if (state === null) return;
    this.#core.changed('outbox', 'notices', 'clients', 'evidence', ...(transport === 'practice' ? (['mailbox'] as const) : []));
    this.#tell({ kind: 'settled', id: message.id, state, carried });
  }

  async #carry(message: OutboxRecord, transport: Transport): Promise<Carried> {
    const eml = await contentOf(this.#core.db.read, message.id);
    if (eml === undefined) return { outcome: 'uncertain', reply: '' };
    const { id, client_name: clientName, return_path: returnPath, recipient, created_at: createdAt } = message;
    return await this.#carrier.carry({ id, transport, clientName, returnPath, recipient, createdAt, eml });
  }

  #judge(transport: Transport, carried: Carried): void {
    if (carried.outcome === 'accepted' || carried.outcome === 'refused') {
      this.#troubles.delete(transport);
      return;
    }
    // An uncertain end holds the others back too: a server that drops every message must not make the whole queue uncertain.
    const failure =
      carried.outcome === 'uncertain' ? { code: 'smtp_unreachable', permanent: false, reply: carried.reply } : { ...carried, code: carried.errorCode };
    const trouble = troubleAfter(this.#troubles.get(transport), failure, { wall: this.#core.clock.now(), steady: this.pacer.clock.now() });
    this.#troubles.set(transport, trouble);
    this.#core.logger.warn('outbox_transport_down', { transport, code: trouble.code, failures: trouble.failures });
  }

  /** Writes the result down, again and again if it must: nothing else is sent while a result is known only here. Null when stopped before. */
  async #record(message: OutboxRecord, carried: Carried): Promise<OutboxState | null> {
    for (let delayMs = 1000; ; delayMs = Math.min(delayMs * 2, 60_000)) {
      try {
        return await this.#core.db.write((tx) => settle(tx, { message, carried, now: this.#core.clock.now() }, this.#onSettled));
      } catch (error) {
        this.#core.logger.error('outbox_result_not_written', error, { outcome: carried.outcome });
        if (this.#stopping) return null;
        await new Promise<void>((resolve) => {
          this.#core.clock.after(delayMs, resolve);
        });
      }
    }
  }

  #tell(news: WorkerNews): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}

/** Of several reasons to wait the one that ends first; one that never ends by itself only when there is no other. */
function soonest(waits: readonly Wait[]): Wait {
  const ends = (wait: Wait): number => wait.until ?? Number.POSITIVE_INFINITY;
  return (
    waits.reduce<Wait | undefined>((first, wait) => (first === undefined || ends(wait) < ends(first) ? wait : first), undefined) ?? {
      reason: 'empty',
      until: null,
    }
  );
}

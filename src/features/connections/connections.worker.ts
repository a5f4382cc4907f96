import { AppError } from '../../shared/app-error.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { packsToJudge } from '../alerts/index.ts';
import { findConnection, listConnections, type StoredConnection } from './connection.repo.ts';
import { judgeApart } from './judge-apart.ts';
import { readParts } from './note.ts';
import type { Desk } from './panels.ts';
import { pull, type Wanted } from './pull.ts';
import { isDue, isOpen, type Part } from './schedule.rules.ts';

/** The longest sleep: a wake-up only makes the calculation start again. */
const LONGEST_SLEEP_MS = MINUTE_MS;
/** Whatever the schedule says, a pack is not asked again sooner: not even where its answers could not be written down. */
const LEAST_MS = 30_000;
/** A slow panel with much to catch up does not keep its accounts from being looked at meanwhile. */
const CATCH_UP_MS = 5 * MINUTE_MS;
/** Whether or not anything is read: what was said has to end, and silence to be noticed. */
const JUDGE_MS = HOUR_MS;

/**
 * Reads by itself what is due, each pack on its own: a slow host keeps back nobody else. What nobody reads is judged all the same, now and then. Whatever wakes it, it asks the database what is due: no reading hangs
 * on a timer, and after a sleep or a change of the clock it is worked out anew.
 */
export class ConnectionsWorker {
  readonly #desk: Desk;
  #started = false;
  #cancelTimer: (() => void) | undefined;
  #look: Promise<void> | undefined;
  #again = false;
  /** Judging many packs takes a while: it goes on beside the looking. */
  #judging: Promise<void> | undefined;
  readonly #running = new Map<string, Promise<void>>();
  readonly #earliest = new Map<string, number>();
  readonly #judged = new Map<string, number>();
  readonly #abort = new AbortController();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async start(): Promise<void> {
    this.#started = true;
    this.wake();
  }

  /** Gives up what is under way; pages that were read stay. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#cancelTimer?.();
    this.#abort.abort();
    await this.#look;
    await this.#judging;
    await Promise.all(this.#running.values());
  }

  /** Looks what is due now. */
  wake(): void {
    if (!this.#started) return;
    this.#again = true;
    this.#look ??= this.#lookOver();
  }

  async #lookOver(): Promise<void> {
    while (this.#started && this.#again) {
      this.#again = false;
      await this.#attempt('connections_stood_still', {}, () => this.#beginDue());
      this.#judging ??= this.#attempt('packs_not_judged', {}, () => this.#judgeUnread()).finally(() => {
        this.#judging = undefined;
      });
    }
    this.#look = undefined;
    this.#sleep();
  }

  #sleep(): void {
    this.#cancelTimer?.();
    if (this.#started) this.#cancelTimer = this.#desk.core.clock.after(LONGEST_SLEEP_MS, () => this.wake());
  }

  async #beginDue(): Promise<void> {
    for (const stored of await listConnections(this.#desk.core.db.read)) {
      const { packId } = stored;
      const due = this.#mayAsk(packId) ? await this.#dueOf(stored) : null;
      if (due === null || !this.#started || this.#running.has(packId)) continue;
      const run = this.#run(packId).finally(() => {
        this.#running.delete(packId);
        this.#earliest.set(packId, this.#desk.core.clock.steady() + LEAST_MS);
      });
      this.#running.set(packId, run);
    }
  }

  /** Packs that are being read are judged when that is over. One that cannot be judged is tried again as late as the others. */
  async #judgeUnread(): Promise<void> {
    const { core } = this.#desk;
    const now = core.clock.now();
    for (const packId of await packsToJudge(core.db.read, { before: now - JUDGE_MS, now })) {
      const tried = this.#judged.get(packId) ?? Number.NEGATIVE_INFINITY;
      if (!this.#started || this.#running.has(packId) || core.clock.steady() - tried < JUDGE_MS) continue;
      this.#judged.set(packId, core.clock.steady());
      await judgeApart(core, packId);
      core.changed('alerts');
    }
  }

  #mayAsk(packId: string): boolean {
    const { turns, core } = this.#desk;
    return !this.#running.has(packId) && !turns.isTaken(packId) && core.clock.steady() >= (this.#earliest.get(packId) ?? Number.NEGATIVE_INFINITY);
  }

  /** What is due of one connection; null = nothing. */
  async #dueOf(stored: StoredConnection): Promise<Wanted | null> {
    const { core } = this.#desk;
    const now = core.clock.now();
    if (!isOpen({ ...stored, nextAt: null, lastAt: null }, now)) return null;
    const parts = await readParts(this.#desk, core.db.read, stored);
    const lasts = [parts.accounts, parts.usage, parts.warnings].flatMap((part) => part?.history.last?.at ?? []);
    const lastAt = lasts.length === 0 ? stored.probedAt : Math.max(...lasts);
    if (!isOpen({ state: stored.state, paused: stored.paused, nextAt: stored.nextAt, lastAt }, now)) return null;
    const due = (part: Part | null): boolean => part !== null && isDue(part, now);
    // Where the server could not be reached, the list of accounts shows whether it can be again: the rest comes after that.
    const wanted = { accounts: stored.failures > 0 || due(parts.accounts), usage: due(parts.usage), warnings: due(parts.warnings), longestMs: CATCH_UP_MS };
    return wanted.accounts || wanted.usage || wanted.warnings || stored.probedAt === null ? wanted : null;
  }

  async #run(packId: string): Promise<void> {
    await this.#attempt('pull_failed', { packId }, async () => {
      const turn = await this.#desk.turns.take(packId, this.#abort.signal, true);
      try {
        // It may have been set otherwise, taken away or read since it was looked at.
        const stored = await findConnection(this.#desk.core.db.read, packId);
        const wanted = stored === undefined ? null : await this.#dueOf(stored);
        if (stored === undefined || wanted === null) return;
        const { accounts, usage, trouble } = await pull({ desk: this.#desk, stored, signal: turn.signal }, wanted, () => {});
        this.#desk.core.logger.info('panel_read', {
          packId,
          accounts: accounts?.seen ?? -1,
          figures: usage?.rows ?? -1,
          code: trouble?.code ?? '',
        });
      } finally {
        turn.release();
      }
    });
  }

  /** What fails is logged and tried again at the next look. */
  async #attempt(event: string, values: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = error instanceof AppError ? error.code : '';
      if (code !== 'cancelled' && !this.#abort.signal.aborted) this.#desk.core.logger.error(event, error, { ...values, code });
    }
  }
}

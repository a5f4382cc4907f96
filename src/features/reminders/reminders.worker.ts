import { AppError } from '../../shared/app-error.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { Turns } from '../../shared/turns.ts';
import type { Core } from '../core.ts';
import { type Outbox, pausedBecause } from '../outbox/index.ts';
import { readAuthor } from '../settings/index.ts';
import { type Clocks, clockJumped } from './backlog.rules.ts';
import type { Planner } from './planner.ts';
import { putOff } from './put-off.ts';
import { type RunOrder, runReminders } from './run.ts';
import { queueByHand, type Schedule } from './schedule.ts';
import { countWaitingReminders, isReminderDue, remindersWithoutAccount } from './waiting.repo.ts';
import { changeWorkState, readWorkState } from './work-state.repo.ts';

/** The longest sleep: a wake-up only makes the calculation start again. */
const LONGEST_SLEEP_MS = MINUTE_MS;
/** Somebody who changes one thing often changes another: what is planned is worked out after that. */
const SETTLE_MS = 1000;
/** Planning takes no more than this part of the time, however many clients there are. */
const SHARE = 10;
/** Reminders that wait in the outbox; more are not composed before those have left. */
const WAITING = 50;
/** Reminders in the outbox that are looked at each time for whether they may still leave. */
const LOOKED_AT = 500;
/** Work is noted so often, and a longer pause than the second is an absence. */
const NOTED_MS = 10 * MINUTE_MS;
const AWAY_MS = HOUR_MS;

type Asked = Pick<RunOrder, 'queue' | 'signal'> & { readonly byHand: boolean };

/**
 * Queues by itself what is due. Whatever wakes it, it asks the database what may leave now: no reminder hangs on a timer, and none is lost with one.
 */
export class RemindersWorker {
  readonly #core: Core;
  readonly #outbox: Pick<Outbox, 'enqueue' | 'withdraw'>;
  readonly #planner: Planner;
  #started = false;
  #clocks: Clocks;
  #notedAt: number | null = null;
  #cancelTimer: (() => void) | undefined;
  #earliest = 0;
  readonly #turns = new Turns();
  #tick: Promise<void> | undefined;
  readonly #abort = new AbortController();

  constructor(core: Core, outbox: Pick<Outbox, 'enqueue' | 'withdraw'>, planner: Planner) {
    this.#core = core;
    this.#outbox = outbox;
    this.#planner = planner;
    this.#clocks = this.#look();
  }

  /** Resolves when nothing is left in the outbox that may not leave now: sending may begin. */
  async start(): Promise<void> {
    this.#started = true;
    this.#clocks = this.#look();
    await this.#attempt(() => this.#putOff(LOOKED_AT));
    this.#wake();
  }

  /** Ends the work that is under way: what it queued stays queued. */
  async stop(): Promise<void> {
    if (!this.#started) return;
    this.#started = false;
    this.#cancelTimer?.();
    this.#abort.abort();
    await this.#tick;
    await this.#noteWork();
  }

  /** Asked before anything leaves: all reminders that are about to are looked at. */
  async keepBack(): Promise<void> {
    if (await isReminderDue(this.#core.db.read, this.#core.clock.now())) await this.#putOff();
  }

  /** Something was changed: what may leave is worked out soon. */
  changed(): void {
    if (this.#started && this.#tick === undefined) this.#sleep(SETTLE_MS);
  }

  /** Queues everything that is due, asked for by the user; what is late leaves in working hours all the same. `now` in place of the clock. Throws `sender_not_set`. */
  async *run({ now, signal }: { readonly now: number | undefined; readonly signal: AbortSignal | undefined }): ReturnType<typeof runReminders> {
    const release = await this.#turns.take();
    try {
      this.#planner.forgetBroken();
      await this.#lookAtRestore();
      await this.#noteWork();
      const schedule = await this.#planner.at(now ?? this.#core.clock.now());
      await this.#noteAnswered(schedule);
      yield* runReminders(await this.#order(schedule, { queue: queueByHand(schedule), byHand: true, signal }));
    } finally {
      release();
    }
  }

  async #order(schedule: Schedule, { queue, byHand, signal }: Asked): Promise<RunOrder> {
    const by = byHand ? await readAuthor(this.#core, this.#core.db.read) : '';
    return { core: this.#core, enqueue: this.#outbox.enqueue, planner: this.#planner, schedule, queue, signal, author: by };
  }

  #look(): Clocks {
    return { wall: this.#core.clock.now(), mono: this.#core.clock.steady() };
  }

  #sleep(ms: number): void {
    this.#cancelTimer?.();
    if (!this.#started) return;
    const wait = Math.max(ms, this.#earliest - this.#core.clock.steady());
    this.#cancelTimer = this.#core.clock.after(Math.min(wait, LONGEST_SLEEP_MS), () => this.#wake());
  }

  #wake(): void {
    if (!this.#started) return;
    this.#tick ??= this.#work();
  }

  async #work(): Promise<void> {
    const release = await this.#turns.take();
    await this.#attempt(async () => {
      await this.#lookAtClocks();
      await this.#lookAtRestore();
      await this.#putOff(LOOKED_AT);
      await this.#queueSome();
      if (this.#notedAt === null || Math.abs(this.#core.clock.steady() - this.#notedAt) >= NOTED_MS) await this.#noteWork();
    });
    this.#tick = undefined;
    release();
    this.#sleep(LONGEST_SLEEP_MS);
  }

  /** What fails is logged and tried again at the next look. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#core.logger.error('reminders_stood_still', error, error instanceof AppError ? { code: error.code } : {});
    }
  }

  /** Keeps back in the outbox what may not leave any more, and takes out what never may. `limit` looks at those first that leave first. */
  async #putOff(limit?: number): Promise<void> {
    const { db } = this.#core;
    if ((await countWaitingReminders(db.read)) === 0) return;
    const { withdrawn, late } = await db.write(async (tx) => ({
      withdrawn: await this.#outbox.withdraw(tx, await remindersWithoutAccount(tx), 'no_account'),
      late: await putOff(this.#core, tx, limit),
    }));
    if (withdrawn + late > 0) this.#core.changed('reminders', 'outbox');
    if (withdrawn > 0) this.#core.changed('notices', 'clients', 'evidence', 'ledger');
  }

  /** A clock that was set far forward makes everything seem due: nothing of that goes out without being asked for. One set back again takes that back. */
  async #lookAtClocks(): Promise<void> {
    const after = this.#look();
    const { direction, byMs } = clockJumped(this.#clocks, after);
    this.#clocks = after;
    if (direction === 'none' || direction === 'forward') return;
    this.#core.logger.warn('clock_was_set', { direction, byMs });
    const doubted = direction === 'far' ? after.wall : null;
    await this.#core.db.write(async (tx) => {
      const { askUntil } = await readWorkState(tx);
      if (doubted !== null || (askUntil !== null && askUntil > after.wall)) await changeWorkState(tx, { askUntil: doubted });
    });
    this.#core.changed('reminders');
  }

  /** What left after a backup was made is not known here: nothing that was due by the time it was put back goes out without being asked for. */
  async #lookAtRestore(): Promise<void> {
    const { db, clock } = this.#core;
    const restored = (await pausedBecause(db.read)) === 'restored';
    if (restored === (await readWorkState(db.read)).restored) return;
    await db.write((tx) => changeWorkState(tx, restored ? { restored, askUntil: clock.now() } : { restored }));
    this.#core.changed('reminders');
  }

  async #queueSome(): Promise<void> {
    const { clock } = this.#core;
    const begun = clock.steady();
    const schedule = await this.#planner.schedule();
    this.#earliest = clock.steady() + (clock.steady() - begun) * SHARE;
    await this.#noteAnswered(schedule);
    // Those that are kept there take nobody's place.
    const limit = WAITING - schedule.plans.filter(({ state, sendAt, heldUntil }) => state === 'queued' && sendAt !== null && heldUntil === null).length;
    if (!schedule.settings.automatic || schedule.backlog.queue.length === 0 || limit <= 0) return;
    const { signal } = this.#abort;
    for await (const step of runReminders(await this.#order(schedule, { queue: schedule.backlog.queue.slice(0, limit), byHand: false, signal }))) {
      if (step.kind === 'done' && step.result.queued > 0) this.#core.logger.info('reminders_queued', { count: step.result.queued });
    }
  }

  /** An answer holds until nothing is late any more, and a doubt until nothing that it is about is due. */
  async #noteAnswered({ backlog, state }: Schedule): Promise<void> {
    const settled = backlog.answered || (state.askUntil !== null && state.answer === null && backlog.late === 0);
    if (!settled) return;
    await this.#core.db.write((tx) => changeWorkState(tx, { answer: null, askUntil: null }));
    this.#core.changed('reminders');
  }

  /** Remembers that somebody was at work, and since when nobody had been. */
  async #noteWork(): Promise<void> {
    const now = this.#core.clock.now();
    this.#notedAt = this.#core.clock.steady();
    await this.#core.db.write(async (tx) => {
      const { workedAt, awaySince } = await readWorkState(tx);
      const away = workedAt !== null && now - workedAt > AWAY_MS;
      await changeWorkState(tx, { workedAt: now, awaySince: away ? workedAt : awaySince });
    });
  }
}

import { AppError } from '../../shared/app-error.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { Turns } from '../../shared/turns.ts';
import { fetchReplies } from './fetch.ts';
import type { MailCore } from './incoming.ts';
import { readMailbox, readState } from './mailbox.repo.ts';
import { pauseMs } from './mailbox.rules.ts';

/** The longest sleep: a wake-up only makes the loop ask again. */
const LONGEST_SLEEP_MS = MINUTE_MS;

/**
 * Looks into the reply mailbox by itself, one look at a time, also with those a person asks for. After a failure it waits longer each
 * time; a refused login is not tried again until the settings change, since servers lock accounts for less.
 */
export class ReplyMailboxWorker {
  readonly #core: MailCore;
  #started = false;
  #failures = 0;
  /** When the last look by itself failed; what nobody foresaw is not kept in the database. */
  #failedAt: number | null = null;
  #dueAt: number | null = null;
  #cancelTimer: (() => void) | undefined;
  readonly #turns = new Turns();
  #look: Promise<void> | undefined;
  #abort: AbortController | undefined;

  constructor(core: MailCore) {
    this.#core = core;
  }

  async start(): Promise<void> {
    this.#started = true;
    await this.plan();
  }

  /** Ends the look that is under way; what it read is kept. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#cancelTimer?.();
    this.#abort?.abort();
    await this.#look;
  }

  /** Takes the settings as they are now. */
  async settingsChanged(): Promise<void> {
    this.#failures = 0;
    this.#failedAt = null;
    if (this.#started) await this.plan();
  }

  /** One look, when no other is under way. */
  async *fetch(signal: AbortSignal | undefined): ReturnType<typeof fetchReplies> {
    const release = await this.#turns.take();
    try {
      yield* fetchReplies(this.#core, signal);
      this.#failures = 0;
    } finally {
      release();
    }
    if (this.#started) await this.plan();
  }

  /** Works out when the next look is due, and sleeps until then. */
  async plan(): Promise<void> {
    const { everyMinutes, host, user } = await readMailbox(this.#core.db.read);
    const { lastReadAt, lastError } = await readState(this.#core.db.read);
    this.#dueAt = null;
    this.#cancelTimer?.();
    if (!this.#started || everyMinutes === null || host === '' || user === '' || lastError?.code === 'imap_auth_failed') return;
    const now = this.#core.clock.now();
    const since = Math.max(lastReadAt ?? Number.NEGATIVE_INFINITY, lastError?.at ?? Number.NEGATIVE_INFINITY, this.#failedAt ?? Number.NEGATIVE_INFINITY);
    const wait = since + pauseMs(everyMinutes, this.#failures) - now;
    // A clock that was set back must not put the next look off for years.
    this.#dueAt = this.#core.clock.steady() + Math.min(Math.max(wait, 0), pauseMs(everyMinutes, this.#failures));
    this.#sleep();
  }

  #sleep(): void {
    if (this.#dueAt === null || !this.#started) return;
    this.#cancelTimer?.();
    const left = Math.max(this.#dueAt - this.#core.clock.steady(), 0);
    this.#cancelTimer = this.#core.clock.after(Math.min(left, LONGEST_SLEEP_MS), () => this.#wake());
  }

  #wake(): void {
    if (!this.#started || this.#dueAt === null) return;
    if (this.#core.clock.steady() < this.#dueAt) this.#sleep();
    else this.#look ??= this.#run();
  }

  async #run(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    const release = await this.#turns.take();
    try {
      for await (const _ of fetchReplies(this.#core, abort.signal)) if (abort.signal.aborted) break;
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      this.#failedAt = this.#core.clock.now();
      if (!(error instanceof AppError)) this.#core.logger.error('replies_not_fetched', error);
      else if (error.code !== 'cancelled') this.#core.logger.warn('replies_not_fetched', { code: error.code });
    } finally {
      release();
      this.#look = undefined;
    }
    await this.plan().catch((error: unknown) => this.#core.logger.error('reply_mailbox_stood_still', error));
  }
}

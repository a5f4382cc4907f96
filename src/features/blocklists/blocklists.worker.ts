import { AppError } from '../../shared/app-error.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import type { Desk } from './desk.ts';
import { lastWholeRun } from './runs.repo.ts';
import { readSettings } from './settings.repo.ts';
import { addressesInUse } from './subjects.repo.ts';
import { isDue } from './watch.rules.ts';

/** Each look asks the database what is due, so that no check hangs on a timer, and a sleep or a change of the clock does not lose one. */
const LOOK_MS = 60_000;

/** Asks the lists by itself when they are due, as long as somebody agreed to it. Runs only while the program does. */
export class BlocklistsWorker {
  readonly #core: Core;
  readonly #desk: Desk;
  readonly #abort = new AbortController();
  #cancelTimer: (() => void) | undefined;
  #looking: Promise<void> | undefined;

  constructor(core: Core, desk: Desk) {
    this.#core = core;
    this.#desk = desk;
  }

  async start(): Promise<void> {
    this.#look();
  }

  /** Gives up what is under way; what lists answered is kept. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#cancelTimer?.();
    await this.#looking;
  }

  #look(): void {
    this.#looking = this.#checkDue().finally(() => {
      if (!this.#abort.signal.aborted) this.#cancelTimer = this.#core.clock.after(LOOK_MS, () => this.#look());
    });
  }

  async #checkDue(): Promise<void> {
    try {
      if (!(await this.#isDue())) return;
      for await (const _ of this.#desk.check({ by: 'watch', signal: this.#abort.signal }));
    } catch (error) {
      const code = error instanceof AppError ? error.code : '';
      if (code !== 'cancelled' && code !== 'blocklists_busy') this.#core.logger.error('blocklists_not_checked', error, { code });
    }
  }

  async #isDue(): Promise<boolean> {
    const { db, logger, clock } = this.#core;
    const settings = await readSettings(logger, db.read);
    if (settings.agreed === null || !settings.watch || this.#desk.isBusy()) return false;
    // Until there is an address, nothing is sent: domains alone are asked about by hand.
    const addresses = await addressesInUse(db.read, dateIn(clock.now(), clock.timeZone()));
    return addresses.length > 0 && isDue(await lastWholeRun(db.read), settings.everyHours, clock.now());
  }
}

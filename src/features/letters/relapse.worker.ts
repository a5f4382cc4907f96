import type { Topic } from '../../contract/system.ts';
import type { Core } from '../core.ts';
import { noticeRelapses } from './relapse.ts';

/** What may show that something came back. */
const TELLING: readonly Topic[] = ['alerts', 'statuses', 'blocklists'];

/** Notices that what was mended comes back, without anybody opening its case: whenever alerts, states or lists changed, and once at the start. */
export class RelapseWorker {
  readonly #core: Core;
  #working: Promise<void> = Promise.resolve();
  #asked = false;
  #started = false;

  constructor(core: Core) {
    this.#core = core;
  }

  start(): void {
    this.#started = true;
    this.#look();
  }

  /** Waits for the look under way. */
  async stop(): Promise<void> {
    this.#started = false;
    await this.#working;
  }

  changed(topics: readonly Topic[]): void {
    if (topics.some((topic) => TELLING.includes(topic))) this.#look();
  }

  /** A change while one is looked at leads to one more look, not to many. */
  #look(): void {
    if (this.#asked || !this.#started) return;
    this.#asked = true;
    this.#working = this.#working.then(async () => {
      this.#asked = false;
      if (!this.#started) return;
      await noticeRelapses(this.#core).catch((error: unknown) => this.#core.logger.error('relapses_not_looked_for', error));
    });
  }
}

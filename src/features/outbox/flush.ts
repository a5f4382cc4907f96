import { ERRORS } from '../../contract/errors.ts';
import { fail } from '../../contract/fail.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';
import type { OutboxWorker, WorkerNews } from './outbox.worker.ts';
import { countWaiting } from './queue.repo.ts';

/** Progress is told no more often: what waits is counted for it. */
const PROGRESS_MS = 100;

interface Flushed {
  readonly sent: number;
  readonly failed: number;
  readonly deferred: number;
  readonly uncertain: number;
  readonly waiting: number;
}

type FlushStep =
  | { readonly kind: 'progress'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: Flushed };

/**
 * Sends what may leave, waiting for the pace but not for an hourly or daily limit, a later retry or a server that is down.
 * When `signal` aborts it stops waiting; what was sent stays sent. Throws `smtp_not_set`.
 */
export async function* flush(core: Core, worker: OutboxWorker, signal: AbortSignal | undefined): AsyncGenerator<FlushStep, void, void> {
  if ((await countWaiting(core.db.read, 'smtp')) > 0 && (await readSettings(core, core.db.read)).smtp.host === '') throw fail('smtp_not_set', {});
  const counts = { sent: 0, failed: 0, deferred: 0, uncertain: 0 };
  const inbox = new Inbox(worker, signal);
  // What stood still because of a failure gets the chance the user is asking for.
  await worker.forgetTrouble();
  const release = worker.drive();
  try {
    let told = core.clock.steady();
    yield { kind: 'progress', phase: 'sending', done: 0, total: await countWaiting(core.db.read) };
    for (let news = await inbox.next(); news !== null; news = await inbox.next()) {
      for (const each of news) if (isCounted(each)) counts[each.state] += 1;
      const stuck = news.find((each) => each.kind === 'stuck');
      if (stuck !== undefined && Object.hasOwn(ERRORS, stuck.code)) throw new AppError(stuck.code);
      if (news.some(isEnd)) break;
      if (!news.some(isCounted)) continue;
      if (core.clock.steady() - told < PROGRESS_MS) continue;
      told = core.clock.steady();
      const done = counts.sent + counts.failed + counts.deferred + counts.uncertain;
      yield { kind: 'progress', phase: 'sending', done, total: counts.sent + counts.failed + counts.uncertain + (await countWaiting(core.db.read)) };
    }
    signal?.throwIfAborted();
    yield { kind: 'done', result: { ...counts, waiting: await countWaiting(core.db.read) } };
  } finally {
    release();
    inbox.close();
  }
}

type Counted = Extract<WorkerNews, { readonly kind: 'settled' }> & { readonly state: 'sent' | 'failed' | 'deferred' | 'uncertain' };

function isCounted(news: WorkerNews): news is Counted {
  return news.kind === 'settled' && (news.state === 'sent' || news.state === 'failed' || news.state === 'deferred' || news.state === 'uncertain');
}

function isEnd(news: WorkerNews): boolean {
  return news.kind === 'still' && !news.paced;
}

/** News in the order they came, for one reader. Ends with null when the signal aborts. */
class Inbox {
  readonly #news: WorkerNews[] = [];
  readonly #signal: AbortSignal | undefined;
  readonly #deaf: () => void;
  #wake: (() => void) | undefined;
  readonly #onAbort = (): void => this.#wake?.();

  constructor(worker: OutboxWorker, signal: AbortSignal | undefined) {
    this.#signal = signal;
    this.#deaf = worker.listen((news) => {
      this.#news.push(news);
      this.#wake?.();
    });
    signal?.addEventListener('abort', this.#onAbort);
  }

  /** All that came since it was last asked; waits for something. */
  async next(): Promise<readonly WorkerNews[] | null> {
    for (;;) {
      if (this.#signal?.aborted === true) return null;
      if (this.#news.length > 0) return this.#news.splice(0);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    this.#deaf();
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}

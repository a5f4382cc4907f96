import { fail } from '../../contract/fail.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';
import { countWaiting } from './outbox.repo.ts';
import type { OutboxWorker, WorkerNews } from './outbox.worker.ts';

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
    yield { kind: 'progress', phase: 'sending', done: 0, total: await countWaiting(core.db.read) };
    for (let news = await inbox.next(); news !== null && !isEnd(news); news = await inbox.next()) {
      if (news.kind !== 'settled') continue;
      if (news.state === 'sent' || news.state === 'failed' || news.state === 'deferred' || news.state === 'uncertain') counts[news.state] += 1;
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

  async next(): Promise<WorkerNews | null> {
    for (;;) {
      if (this.#signal?.aborted === true) return null;
      const news = this.#news.shift();
      if (news !== undefined) return news;
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

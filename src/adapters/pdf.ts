import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PdfDocument, PdfMaker } from '../ports/pdf.ts';
import { findFonts, outsideArchive } from './pdf-fonts.ts';
import type { PdfAnswer, PdfJob } from './pdf-worker.ts';

/** Threads are let go after this long without work. */
const IDLE_MS = 10_000;

interface Task extends PdfJob {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Megabytes a thread may grow to: ample for a notice, and collected early enough to keep a long run flat. */
const HEAP = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 };

/** One thread and what it is working on. */
interface Thread {
  readonly worker: Worker;
  task: Task | undefined;
  idle: NodeJS.Timeout | undefined;
}

/** The worker beside this module: TypeScript in the source tree, JavaScript in a build. */
function workerFile(): string {
  const name = import.meta.url.endsWith('.ts') ? './pdf-worker.ts' : './pdf-worker.js';
  return outsideArchive(fileURLToPath(new URL(name, import.meta.url)));
}

class PdfPool implements PdfMaker {
  readonly #size: number;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Task[] = [];
  #closed = false;

  constructor(size: number) {
    this.#size = Math.max(1, size);
  }

  render(document: PdfDocument): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error('The PDF maker is closed'));
      this.#waiting.push({ document, resolve, reject });
      this.#work();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#waiting.splice(0)) task.reject(new Error('The PDF maker is closed'));
    await Promise.all([...this.#threads].map((thread) => this.#letGo(thread)));
  }

  #work(): void {
    const free = [...this.#threads].find((thread) => thread.task === undefined) ?? (this.#threads.size < this.#size ? this.#start() : undefined);
    if (free !== undefined) this.#next(free);
  }

  #start(): Thread {
    const thread: Thread = { worker: new Worker(workerFile(), { workerData: findFonts(), resourceLimits: HEAP }), task: undefined, idle: undefined };
    thread.worker.on('message', (answer: PdfAnswer) => {
      const task = thread.task;
      this.#next(thread);
      if ('bytes' in answer) task?.resolve(answer.bytes);
      else task?.reject(new Error(answer.problem));
    });
    thread.worker.on('error', (cause) => this.#lost(thread, cause));
    thread.worker.on('exit', (code) => this.#lost(thread, code));
    this.#threads.add(thread);
    return thread;
  }

  #next(thread: Thread): void {
    const task = this.#waiting.shift();
    thread.task = task;
    if (task === undefined) {
      // An idle thread must not keep the process alive.
      thread.worker.unref();
      thread.idle = setTimeout(() => void this.#letGo(thread), IDLE_MS).unref();
      return;
    }
    clearTimeout(thread.idle);
    thread.worker.ref();
    thread.worker.postMessage({ document: task.document } satisfies PdfJob);
  }

  #letGo(thread: Thread): Promise<number> {
    clearTimeout(thread.idle);
    this.#threads.delete(thread);
    return thread.worker.terminate();
  }

  /** A thread that dies fails its document only; what waits gets a new one. */
  #lost(thread: Thread, cause: unknown): void {
    this.#threads.delete(thread);
    thread.task?.reject(new Error('The PDF thread ended', { cause }));
    thread.task = undefined;
    if (this.#waiting.length > 0 && !this.#closed) this.#work();
  }
}

/**
 * Renders PDFs on as many threads as there are cores, started when first needed and let go when idle. Equal documents give equal bytes.
 */
export function createPdfMaker(size: number = availableParallelism()): PdfMaker {
  return new PdfPool(size);
}

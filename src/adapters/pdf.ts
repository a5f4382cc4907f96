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

/**
 * Renders PDFs on as many threads as there are cores, started when first needed and let go when idle.
 * Equal documents give equal bytes. A thread that dies fails its document only; the next one gets a new thread.
 */
export function createPdfMaker(size: number = availableParallelism()): PdfMaker {
  const threads = new Set<Thread>();
  const waiting: Task[] = [];
  let closed = false;

  function letGo(thread: Thread): Promise<number> {
    clearTimeout(thread.idle);
    threads.delete(thread);
    return thread.worker.terminate();
  }

  function next(thread: Thread): void {
    const task = waiting.shift();
    thread.task = task;
    if (task === undefined) {
      // An idle thread must not keep the process alive.
      thread.worker.unref();
      thread.idle = setTimeout(() => void letGo(thread), IDLE_MS).unref();
      return;
    }
    clearTimeout(thread.idle);
    thread.worker.ref();
    thread.worker.postMessage({ document: task.document } satisfies PdfJob);
  }

  function start(): Thread {
    const thread: Thread = { worker: new Worker(workerFile(), { workerData: findFonts() }), task: undefined, idle: undefined };
    const lost = (cause: unknown): void => {
      threads.delete(thread);
      thread.task?.reject(new Error('The PDF thread ended', { cause }));
      thread.task = undefined;
      if (waiting.length > 0 && !closed) work();
    };
    thread.worker.on('message', (answer: PdfAnswer) => {
      const task = thread.task;
      next(thread);
      if ('bytes' in answer) task?.resolve(answer.bytes);
      else task?.reject(new Error(answer.problem));
    });
    thread.worker.on('error', lost);
    thread.worker.on('exit', lost);
    threads.add(thread);
    return thread;
  }

  function work(): void {
    const free = [...threads].find((thread) => thread.task === undefined) ?? (threads.size < Math.max(1, size) ? start() : undefined);
    if (free !== undefined) next(free);
  }

  return {
    render: (document: PdfDocument) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('The PDF maker is closed'));
        waiting.push({ document, resolve, reject });
        work();
      }),
    close: async () => {
      closed = true;
      for (const task of waiting.splice(0)) task.reject(new Error('The PDF maker is closed'));
      await Promise.all([...threads].map(letGo));
    },
  };
}

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { memoryOf, type Stretch } from '../logs/stretch.ts';
import { AppError } from '../shared/app-error.ts';
import type { FromReader, LogRole, Problem, ReadingFormat, ToReader } from './log-messages.ts';
import type { LogTask } from './log-tasks.ts';
import { outsideArchive } from './pdf-fonts.ts';

/** More threads would wait for the disk, and each takes memory. */
const MOST_THREADS = 4;
/** Parts that wait for their turn, for each thread: a thread that is ahead waits. */
const WAITING_PARTS = 2;
/** Tasks, for each thread, that are read before what stands before them is: what was read of them waits in memory. */
const AHEAD = 2;
/** Megabytes of objects a thread may hold, and of those that are new; tables are outside of it, and bounded by the length of a stretch. */
const HEAP = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 6 };

export function startLogThread(role: LogRole): Worker {
  const name = import.meta.url.endsWith('.ts') ? './log-worker.ts' : './log-worker.js';
  return new Worker(outsideArchive(fileURLToPath(new URL(name, import.meta.url))), { workerData: role, resourceLimits: HEAP });
}

/** The error that a thread met. */
export function errorOf({ code, params, message }: Problem): Error {
  return code === '' ? new Error(message) : new AppError(code, params);
}

/** A part of a task, in the order of the tasks. */
export interface TaskPart {
  readonly task: LogTask;
  readonly part: Stretch;
  readonly last: boolean;
  readonly bytes: number;
}

/** Threads that read. They may be started before it is known what there is to read, as finding that out takes as long as they need to begin. */
export class LogThreads {
  readonly all: Worker[] = [];
  /** What stopped one of them while nobody waited for it. */
  #stopped: Error | undefined;

  /** Sees to it that there are so many, or as many as are of use here. */
  start(threads: number): void {
    const wanted = Math.min(availableParallelism(), MOST_THREADS, threads);
    while (this.all.length < wanted) {
      const worker = startLogThread({ role: 'read' });
      worker.on('error', (error) => {
        this.#stopped = error;
      });
      this.all.push(worker);
    }
  }

  /** Throws what stopped one of them. */
  check(): void {
    if (this.#stopped !== undefined) throw this.#stopped;
  }

  /** Nothing more is to be read. They end while others go on. */
  end(): void {
    for (const worker of this.all) void worker.terminate();
  }
}

interface TeamOptions extends ReadingFormat {
  readonly threads: LogThreads;
  readonly onDisk: (bytes: number) => void;
  /** A file, by its place in the plan, is cut off or damaged. */
  readonly onCut: (file: number) => void;
}

interface Ending {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Reads parts of logs at the same time. */
export class LogTeam {
  readonly #options: TeamOptions;
  readonly #tasks: readonly LogTask[];
  readonly #take: (part: TaskPart) => void;
  /** By task: parts that wait for their turn, and who waits to read on. */
  readonly #waiting: (TaskPart & { readonly worker: Worker })[][] = [];
  readonly #held = new Map<number, Worker>();
  /** Threads that wait for a task that may be read. */
  #idle: (() => void)[] = [];
  #next = 0;
  #turn = 0;

  /** `take` is given every part, in the order of the tasks. */
  constructor(options: TeamOptions, tasks: readonly LogTask[], take: (part: TaskPart) => void) {
    this.#options = options;
    this.#tasks = tasks;
    this.#take = take;
  }

  /** Resolves when every task is done. */
  async run(): Promise<void> {
    const { threads } = this.#options;
    threads.start(this.#tasks.length);
    threads.check();
    let left: (() => void)[] = [];
    try {
      await new Promise<void>((resolve, reject) => {
        left = threads.all.map((worker) => this.#lead(worker, { resolve, reject }));
      });
    } finally {
      for (const leave of left) leave();
    }
  }

  /** Gives a thread one task after the other. Returns how to leave it. */
  #lead(worker: Worker, { resolve, reject }: Ending): () => void {
    let index = -1;
    const goOn = (): void => {
      if (this.#isAhead()) this.#idle.push(goOn);
      else index = this.#give(worker);
    };
    const hear = (message: FromReader): void => {
      if ('onDisk' in message) this.#options.onDisk(message.onDisk);
      else if ('cut' in message) this.#options.onCut(this.#tasks[index]?.file ?? -1);
      else if ('problem' in message) reject(errorOf(message.problem));
      else {
        this.#came(index, worker, message);
        if (message.last) goOn();
        if (this.#turn === this.#tasks.length) resolve();
      }
    };
    goOn();
    worker.on('message', hear);
    worker.on('error', reject);
    return () => worker.off('message', hear).off('error', reject);
  }

  #isAhead(): boolean {
    return this.#next - this.#turn >= AHEAD * this.#options.threads.all.length;
  }

  /** Gives a thread the next task; −1 = there is none. */
  #give(worker: Worker): number {
    const index = this.#next;
    const task = this.#tasks[index];
    if (task === undefined) return -1;
    this.#next += 1;
    const { format, zone } = this.#options;
    tell(worker, { task, format, zone });
    return index;
  }

  #came(index: number, worker: Worker, { part, last, bytes }: Extract<FromReader, { part: unknown }>): void {
    const task = this.#tasks[index];
    if (task === undefined) return;
    const waiting = this.#waiting[index] ?? [];
    this.#waiting[index] = waiting;
    waiting.push({ task, part, last, bytes, worker });
    if (!last && (index === this.#turn || waiting.length < WAITING_PARTS)) tell(worker, { more: true });
    else if (!last) this.#held.set(index, worker);
    this.#takeTurns();
  }

  /** Takes what came as far as everything before it came too. */
  #takeTurns(): void {
    for (let parts = this.#waiting[this.#turn]; parts !== undefined; parts = this.#waiting[this.#turn]) {
      const part = parts.shift();
      if (part === undefined) break;
      this.#take(part);
      // Used again by whoever made it: asking for memory and giving it back takes time, and leaves holes that nothing fits into.
      for (const memory of memoryOf(part.part)) part.worker.postMessage({ memory } satisfies ToReader, [memory]);
      const held = this.#held.get(this.#turn);
      if (held !== undefined && !part.last) tell(held, { more: true });
      this.#held.delete(this.#turn);
      if (part.last) this.#turn += 1;
    }
    const idle = this.#idle;
    this.#idle = [];
    for (const goOn of idle) goOn();
  }
}

function tell(worker: Worker, message: ToReader): void {
  worker.postMessage(message);
}

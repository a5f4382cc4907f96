import type { MessagePort } from 'node:worker_threads';
import type { Stretch } from '../logs/stretch.ts';
import { errorOf, type FromReader, type ReadingFormat, type ToReader } from './log-messages.ts';
import type { LogTask } from './log-tasks.ts';

/** Parts that wait for their turn, for each thread: a thread that is ahead waits. */
const WAITING_PARTS = 2;
/** Tasks, for each thread, that are given before what stands before them is taken: what was read of them waits in memory. */
const AHEAD = 2;

/** A part of a task, in the order of the tasks. */
export interface TaskPart {
  readonly task: LogTask;
  readonly part: Stretch;
  readonly last: boolean;
  readonly bytes: number;
}

interface TeamOptions extends ReadingFormat {
  /** Of the threads that read. */
  readonly ports: readonly MessagePort[];
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
  readonly #waiting: (TaskPart & { readonly port: MessagePort })[][] = [];
  readonly #held = new Map<number, MessagePort>();
  /** Threads that wait for a task that may be read. */
  #idle = new Set<() => void>();
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
    let left: (() => void)[] = [];
    try {
      await new Promise<void>((resolve, reject) => {
        left = this.#options.ports.map((port) => this.#lead(port, { resolve, reject }));
      });
    } finally {
      for (const leave of left) leave();
    }
  }

  /** Gives a thread one task after the other, the next while it still reads: it need not wait until what it read is taken. Returns how to leave it. */
  #lead(port: MessagePort, { resolve, reject }: Ending): () => void {
    const given: number[] = [];
    let anew = true;
    const goOn = (): void => {
      while (this.#wantsMore(given)) {
        if (this.#isAhead()) {
          this.#idle.add(goOn);
          return;
        }
        given.push(this.#give(port, anew));
        anew = false;
      }
    };
    const hear = (message: FromReader): void => {
      const [index = -1] = given;
      if ('onDisk' in message) this.#options.onDisk(message.onDisk);
      else if ('cut' in message) this.#options.onCut(this.#tasks[index]?.file ?? -1);
      else if ('problem' in message) reject(errorOf(message.problem));
      else {
        if (message.last) given.shift();
        this.#came(index, port, message);
        goOn();
        if (this.#turn === this.#tasks.length) resolve();
      }
    };
    goOn();
    port.on('message', hear);
    return () => port.off('message', hear);
  }

  /** Packed files take long, and not the same time: another thread may be done before. */
  #wantsMore(given: readonly number[]): boolean {
    if (this.#next >= this.#tasks.length || given.length > 1) return false;
    return given.every((index) => this.#isPlain(index)) && (given.length === 0 || this.#isPlain(this.#next));
  }

  #isPlain(index: number): boolean {
    return this.#tasks[index]?.source.packing === 'none';
  }

  #isAhead(): boolean {
    return this.#next - this.#turn >= AHEAD * this.#options.ports.length;
  }

  /** Gives a thread the next task. Returns its number. */
  #give(port: MessagePort, anew: boolean): number {
    const index = this.#next;
    const task = this.#tasks[index];
    const { format, zone } = this.#options;
    if (task !== undefined) tell(port, { task, anew, format, zone });
    this.#next += 1;
    return index;
  }

  #came(index: number, port: MessagePort, { part, last, bytes }: Extract<FromReader, { part: unknown }>): void {
    const task = this.#tasks[index];
    if (task === undefined) return;
    const waiting = this.#waiting[index] ?? [];
    this.#waiting[index] = waiting;
    waiting.push({ task, part, last, bytes, port });
    if (!last && (index === this.#turn || waiting.length < WAITING_PARTS)) tell(port, { more: true });
    else if (!last) this.#held.set(index, port);
    this.#takeTurns();
  }

  /** Takes what came as far as everything before it came too. */
  #takeTurns(): void {
    for (let parts = this.#waiting[this.#turn]; parts !== undefined; parts = this.#waiting[this.#turn]) {
      const part = parts.shift();
      if (part === undefined) break;
      this.#take(part);
      tell(part.port, { taken: part.part.packed.byteOffset });
      const held = this.#held.get(this.#turn);
      if (held !== undefined && !part.last) tell(held, { more: true });
      this.#held.delete(this.#turn);
      if (part.last) this.#turn += 1;
    }
    const idle = this.#idle;
    this.#idle = new Set();
    for (const goOn of idle) goOn();
  }
}

function tell(port: MessagePort, message: ToReader): void {
  port.postMessage(message);
}

/** Lets threads that read end by themselves while others go on: most of what they took is given back. */
export function endReaders(ports: readonly MessagePort[]): void {
  for (const port of ports) tell(port, { end: true });
}

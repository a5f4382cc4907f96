import type { CheckRun } from '../../contract/blocklists.ts';
import { LIST_STATES, type ListStateName } from '../../shared/blocklists.ts';
import { toIso } from '../../shared/dates.ts';
import type { Answered, Changes } from './answers.repo.ts';

/** The facts of a check. Instants in epoch milliseconds. */
export interface RunFacts {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly by: CheckRun['by'];
  readonly outcome: CheckRun['outcome'];
  readonly subjects: number;
  readonly lists: number;
  readonly counts: Readonly<Record<ListStateName, number>>;
  readonly listed: number;
  readonly delisted: number;
}

/** Counts what a check did, and tells how far it is. */
export class Tally {
  readonly total: number;
  #done = 0;
  #over = false;
  #wake = (): void => {};
  readonly #counts: Record<ListStateName, number> = { listed: 0, not_listed: 0, refused: 0, no_answer: 0 };
  #listed = 0;
  #delisted = 0;
  #run: RunFacts | null = null;

  constructor(total: number) {
    this.total = total;
  }

  /** So many questions more were answered, or given up. */
  step(count = 1): void {
    this.#done += count;
    this.#wake();
  }

  /** The answers of a list that was asked to its end. */
  add(answers: readonly Answered[], { listed, delisted }: Changes): void {
    for (const { state } of answers) this.#counts[state] += 1;
    this.#listed += listed;
    this.#delisted += delisted;
  }

  /** Ends the steps with the work; what the work throws is for who awaits it. */
  watch<T>(work: Promise<T>): Promise<T> {
    const end = (): void => {
      this.#over = true;
      this.#wake();
    };
    work.then(end, end);
    return work;
  }

  /** How many questions were answered or given up, each time somebody looks; ends with the work. */
  async *steps(): AsyncGenerator<number, void, void> {
    let told = -1;
    while (!this.#over || this.#done !== told) {
      if (this.#done !== told) {
        told = this.#done;
        yield told;
        continue;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Closes the book. */
  run(facts: Omit<RunFacts, 'counts' | 'listed' | 'delisted'>): RunFacts {
    this.#run = { ...facts, counts: this.#counts, listed: this.#listed, delisted: this.#delisted };
    return this.#run;
  }

  /** The run as it was closed. */
  told(): CheckRun {
    if (this.#run === null) throw new Error('The check is not over');
    return runView(this.#run);
  }
}

/** A run as the contract shows it. */
export function runView({ startedAt, endedAt, ...run }: RunFacts): CheckRun {
  const counts = { ...run.counts };
  for (const state of LIST_STATES) counts[state] ??= 0;
  return { ...run, counts, startedAt: toIso(startedAt), endedAt: toIso(endedAt) };
}

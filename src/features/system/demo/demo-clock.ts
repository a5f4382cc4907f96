import type { Clock } from '../../../ports/clock.ts';

/** A clock for living through the past: it stands where it is set, and whoever waits moves it on at once. */
export class DemoClock implements Clock {
  readonly #real: Clock;
  readonly #timers = new Set<{ readonly at: number; readonly wake: () => void }>();
  #at: number;

  constructor(real: Clock, at: number) {
    this.#real = real;
    this.#at = at;
  }

  now(): number {
    return this.#at;
  }

  steady(): number {
    return this.#at;
  }

  timeZone(): string {
    return this.#real.timeZone();
  }

  /** Moves on to `at`; never back. */
  moveTo(at: number): void {
    this.#at = Math.max(this.#at, at);
  }

  after(delayMs: number, wake: () => void): () => void {
    const timer = { at: this.#at + Math.max(0, delayMs), wake };
    this.#timers.add(timer);
    void this.#real.yield().then(() => this.#fireNext());
    return () => this.#timers.delete(timer);
  }

  yield(): Promise<void> {
    return this.#real.yield();
  }

  #fireNext(): void {
    const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
    if (next === undefined) return;
    this.#timers.delete(next);
    this.moveTo(next.at);
    next.wake();
  }
}

import { AppError } from '../../shared/app-error.ts';

/** One way to ask about a user. null = this server has no such call, or knows no such user. */
export type Way<T> = (user: string, signal: AbortSignal | undefined) => Promise<T | null>;

/**
 * Asks user by user, by the first of several calls that this server has and this login may make. A user whom a call that works does not know was removed
 * since the list was read: nothing is known of him, and nothing is wrong.
 */
export class PerUser<T> {
  readonly #ways: readonly Way<T>[];
  #way = 0;
  #answered = false;
  #denied: AppError | null = null;
  #refused: AppError | null = null;

  constructor(ways: readonly Way<T>[]) {
    this.#ways = ways;
  }

  /** Why no call can be made for anybody; null = one can, or nothing was tried. */
  get denied(): AppError | null {
    return this.#way < this.#ways.length ? null : this.#denied;
  }

  /** Why nothing at all came; null = something did, or nobody was asked for. */
  get trouble(): AppError | null {
    return this.#answered ? null : (this.denied ?? this.#refused);
  }

  /** null = nothing is told of him. Throws whatever is no refusal of this one call. */
  async of(user: string, signal: AbortSignal | undefined): Promise<T | null> {
    for (let way = this.#ways[this.#way]; way !== undefined; way = this.#ways[++this.#way]) {
      try {
        const value = await way(user, signal);
        this.#answered ||= value !== null;
        if (this.#answered) return value;
      } catch (error) {
        if (this.#endsThis(error)) return null;
      }
    }
    return null;
  }

  /** True when the error is about this user, false when the next way is worth a try. */
  #endsThis(error: unknown): boolean {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'panel_refused') {
      this.#refused ??= error;
      return true;
    }
    if (error.code !== 'panel_privilege_missing') throw error;
    this.#denied ??= error;
    return this.#answered;
  }
}

import type { Curve } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';

/** Whose windows, and which: an account, or with null the whole pack. `at` = the instant up to which the past counts. */
export interface UsualOf {
  readonly packId: string;
  readonly hostedId: number | null;
  readonly grain: 'hour' | 'day';
  readonly at: number;
}

/** What is usual in one window of that grain, from the last 28 days; null with the number of windows that lack while it is learned. */
export async function usualRange(db: ReadDb, of: UsualOf): Promise<Pick<Curve, 'usual' | 'learning'>> {
  void db;
  void of;
  return { usual: null, learning: 14 };
}

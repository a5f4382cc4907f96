import type { ReadDb, WriteDb } from '../../db/db.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { GRAIN_S, type Grain } from '../../shared/grain.ts';
import { PAST_DAYS } from './windows.rules.ts';

/** A window of an account. Epoch milliseconds. */
export interface AccountWindow {
  readonly hostedId: number;
  readonly grain: Grain;
  readonly start: number;
}

export function flagKey({ hostedId, grain, start }: AccountWindow): string {
  return `${hostedId} ${grain} ${start}`;
}

/** Windows of the accounts of a pack that were found to be no quiet ones, by `flagKey`. */
export async function readFlagged(db: ReadDb, packId: string, from: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('flagged_window', 'flagged_window.hosted_id', 'hosted_account.id')
    .where('hosted_account.pack_id', '=', packId)
    .where('flagged_window.start_s', '>=', Math.floor(from / 1000))
    .select(['flagged_window.hosted_id', 'flagged_window.grain', 'flagged_window.start_s'])
    .execute();
  return new Set(rows.map((row) => flagKey({ hostedId: row.hosted_id, grain: row.grain === GRAIN_S.day ? 'day' : 'hour', start: row.start_s * 1000 })));
}

/** Flags windows, and forgets those that are too old to be learned from anyway. */
export async function flagWindows(tx: WriteDb, windows: readonly AccountWindow[], at: number): Promise<void> {
  for (const { hostedId, grain, start } of windows) {
    const row = { hosted_id: hostedId, grain: GRAIN_S[grain], start_s: Math.floor(start / 1000) };
    await tx
      .insertInto('flagged_window')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx
      .deleteFrom('flagged_window')
      .where('hosted_id', '=', hostedId)
      .where('start_s', '<', Math.floor((at - (PAST_DAYS + 14) * DAY_MS) / 1000))
      .execute();
  }
}

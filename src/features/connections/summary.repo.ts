import type { Db, ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { undecidedByPack } from './undecided.ts';

export interface ConnectionsSummary {
  readonly total: number;
  readonly ok: number;
  readonly failing: number;
  /** ISO 8601: when the connection that was read longest ago was read to its end; null = none was. */
  readonly oldestReadAt: string | null;
  /** Differences between hosts and what is kept here that nobody decided about. */
  readonly undecided: number;
}

/** What Today says of the connections. */
export async function connectionsSummary(db: Db): Promise<ConnectionsSummary> {
  const rows = await db.read.selectFrom('connection').select(['state', 'accounts_at']).execute();
  const read = rows.flatMap(({ accounts_at }) => (accounts_at === null ? [] : [accounts_at]));
  const undecided = await undecidedByPack(db);
  return {
    total: rows.length,
    ok: rows.filter(({ state }) => state === 'ok').length,
    failing: rows.filter(({ state }) => state === 'failing' || state === 'refused').length,
    oldestReadAt: read.length === 0 ? null : toIso(Math.min(...read)),
    undecided: [...undecided.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** Accounts that each host shows, by pack. */
export async function countPresent(db: ReadDb): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('hosted_account')
    .where('ended_at', 'is', null)
    .where('missing_since', 'is', null)
    .groupBy('pack_id')
    .select(({ fn }) => ['pack_id', fn.countAll<number>().as('count')])
    .execute();
  return new Map(rows.map(({ pack_id, count }) => [pack_id, count]));
}

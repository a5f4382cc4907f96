import { sql } from 'kysely';
import type { ReadDb } from '../../db/db.ts';
import { GRAIN_S } from '../../shared/grain.ts';
import { secondsOf } from './grain.rules.ts';
import type { AccountInSpan, PackInSpan } from './snapshot.ts';
import { readReads } from './sums.repo.ts';

/** What accounts sent in each part of their span, oldest first; null = that part is not known. */
export async function readTrends(db: ReadDb, accounts: readonly AccountInSpan[]): Promise<Map<number, (number | null)[]>> {
  const trends = new Map<number, (number | null)[]>();
  for (const pack of new Set(accounts.map((account) => account.pack))) {
    const own = accounts.filter((account) => account.pack === pack);
    for (const [id, trend] of await trendsIn(db, pack, own)) trends.set(id, trend);
  }
  return trends;
}

async function trendsIn(db: ReadDb, { id: packId, span: { trend }, coverage }: PackInSpan, accounts: readonly AccountInSpan[]) {
  const starts = trend.windows.map(({ start }) => start);
  const [first, last] = [starts[0], trend.windows.at(-1)?.end];
  if (coverage === null || first === undefined || last === undefined) return new Map(accounts.map(({ id }) => [id, starts.map(() => null)]));
  const reads = await readReads(db, packId, { grain: trend.grain, start: first, end: last });
  const silent = starts.map((start) => reads.some((read) => read.start === start && read.silentIsZero && read.definition === coverage.definition));
  const { rows } = await sql<{ readonly id: number; readonly start_s: number; readonly sent: number | null }>`SELECT s.hosted_id AS id, u.start_s, u.sent
    FROM usage_series AS s CROSS JOIN usage AS u ON u.series_id = s.id AND u.grain = ${GRAIN_S[trend.grain]} AND u.start_s >= ${secondsOf(first)} AND u.start_s < ${secondsOf(last)}
    WHERE s.hosted_id IN (SELECT value FROM json_each(${JSON.stringify(accounts.map(({ id }) => id))})) AND s.domain = '' AND u.definition = ${coverage.definition}`.execute(
    db,
  );
  const sent = new Map(rows.map((row) => [`${row.id} ${row.start_s}`, row.sent]));
  const quiet = (account: AccountInSpan, index: number): number | null =>
    silent[index] === true && !account.missing && account.figures.sent !== null ? 0 : null;
  return new Map(
    accounts.map((account) => [account.id, starts.map((start, index) => sent.get(`${account.id} ${secondsOf(start)}`) ?? quiet(account, index))] as const),
  );
}

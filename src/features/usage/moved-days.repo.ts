import { sql } from 'kysely';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { GRAIN_S, type Grain } from '../../shared/grain.ts';

const DAY = sql.raw(String(GRAIN_S.day));

/** Beginnings of the days of which anything of a pack is kept, in epoch seconds. */
export async function dayStarts(db: ReadDb, packId: string): Promise<number[]> {
  const { rows } = await sql<{ readonly start_s: number }>`WITH h AS (SELECT id FROM hosted_account WHERE pack_id = ${packId})
    SELECT u.start_s FROM h CROSS JOIN usage_series AS s ON s.hosted_id = h.id CROSS JOIN usage AS u ON u.series_id = s.id AND u.grain = ${DAY}
    UNION SELECT start_s FROM usage_read WHERE pack_id = ${packId} AND grain = ${DAY}
    UNION SELECT f.day_s FROM h CROSS JOIN usage_failure AS f ON f.hosted_id = h.id
    UNION SELECT day_s FROM usage_failure_read WHERE pack_id = ${packId}
    UNION SELECT c.day_s FROM h CROSS JOIN usage_counter AS c ON c.hosted_id = h.id
    UNION SELECT w.start_s FROM h CROSS JOIN flagged_window AS w ON w.hosted_id = h.id AND w.grain = ${DAY}`.execute(db);
  return rows.map(({ start_s }) => start_s);
}

interface Forgotten {
  readonly packId: string;
  readonly definition: string;
  readonly grain: Grain;
  readonly startS: number;
}

/** Forgets what a panel told of windows from one on. */
export async function forgetFrom(tx: WriteDb, { packId, definition, grain, startS }: Forgotten): Promise<void> {
  const window = sql`grain = ${GRAIN_S[grain]} AND start_s >= ${startS} AND origin = 'panel' AND definition = ${definition}`;
  await sql`DELETE FROM usage WHERE ${window}
    AND series_id IN (SELECT s.id FROM hosted_account AS h CROSS JOIN usage_series AS s ON s.hosted_id = h.id WHERE h.pack_id = ${packId})`.execute(tx);
  await sql`DELETE FROM usage_read WHERE pack_id = ${packId} AND ${window}`.execute(tx);
}

/** The beginning of a day and the one it gets, in epoch seconds. */
export interface Move {
  readonly from: number;
  readonly to: number;
}

/** Tables that keep days: the column of their beginning, and which of their rows are days of a pack. */
const KEPT = [
  { table: 'usage', start: 'start_s', of: seriesOf },
  { table: 'usage_read', start: 'start_s', of: (packId: string) => sql`pack_id = ${packId} AND grain = ${DAY}` },
  { table: 'usage_failure', start: 'day_s', of: ofAccounts },
  { table: 'usage_failure_read', start: 'day_s', of: (packId: string) => sql`pack_id = ${packId}` },
  { table: 'usage_counter', start: 'day_s', of: ofAccounts },
  { table: 'flagged_window', start: 'start_s', of: (packId: string) => sql`${ofAccounts(packId)} AND grain = ${DAY}` },
] as const;

function seriesOf(packId: string) {
  return sql`series_id IN (SELECT s.id FROM hosted_account AS h CROSS JOIN usage_series AS s ON s.hosted_id = h.id WHERE h.pack_id = ${packId}) AND grain = ${DAY}`;
}

function ofAccounts(packId: string) {
  return sql`hosted_id IN (SELECT id FROM hosted_account WHERE pack_id = ${packId})`;
}

/** Moves days of a pack, and of its reports. A day may get the place of another that moves on: all leave theirs before any arrives. */
export async function moveDays(tx: WriteDb, packId: string, moves: readonly Move[]): Promise<void> {
  const json = JSON.stringify(moves.map(({ from, to }) => [from, to]));
  for (const { table, start, of } of KEPT) {
    const [name, column] = [sql.raw(table), sql.raw(start)];
    await sql`UPDATE OR REPLACE ${name} SET ${column} = -(m.value ->> 1) FROM json_each(${json}) AS m WHERE ${column} = m.value ->> 0 AND ${of(packId)}`.execute(
      tx,
    );
    await sql`UPDATE OR REPLACE ${name} SET ${column} = -${column} WHERE ${column} < 0 AND ${of(packId)}`.execute(tx);
  }
  await sql`UPDATE report SET from_at = (m.value ->> 1) * 1000 FROM json_each(${json}) AS m WHERE pack_id = ${packId} AND from_at = (m.value ->> 0) * 1000`.execute(
    tx,
  );
}

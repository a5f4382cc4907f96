import { sql } from 'kysely';
import type { WriteDb } from '../../db/db.ts';
import type { Definition } from '../../shared/panels.ts';
import { COUNTS, type SeriesFigures } from './figures.rules.ts';

/** A window as its rows are kept. */
export interface KeptWindow {
  /** Seconds: 3600 or 86400. */
  readonly grain: number;
  readonly startS: number;
  readonly definition: Definition;
  readonly origin: 'panel' | 'report';
  readonly complete: boolean;
  readonly readAt: number;
}

const columns = sql.raw(COUNTS.join(', '));
const replaced = sql.raw([...COUNTS, 'definition', 'origin', 'complete', 'read_at'].map((column) => `${column} = excluded.${column}`).join(', '));
/** What a panel said is not replaced by what a report says. */
const allowed = sql.raw(`(excluded.origin = 'panel' OR usage.origin <> 'panel')`);
const sums = sql.raw(COUNTS.map((column) => `sum(u.${column})`).join(', '));

/** Keeps the figures of a window, in place of what was read of it before. */
export async function putFigures(tx: WriteDb, rows: readonly SeriesFigures[], window: KeptWindow): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows.map((row) => [row.hostedId, row.domain, ...COUNTS.map((count) => row[count])]));
  const { grain, startS, definition, origin, complete, readAt } = window;
  await sql`INSERT OR IGNORE INTO usage_series (hosted_id, domain) SELECT value ->> 0, value ->> 1 FROM json_each(${json})`.execute(tx);
  await sql`INSERT INTO usage (series_id, grain, start_s, ${columns}, definition, origin, complete, read_at)
    SELECT s.id, ${grain}, ${startS}, ${sql.raw(COUNTS.map((_, index) => `j.value ->> ${index + 2}`).join(', '))}, ${definition}, ${origin}, ${Number(complete)}, ${readAt}
    FROM json_each(${json}) AS j CROSS JOIN usage_series AS s ON s.hosted_id = j.value ->> 0 AND s.domain = j.value ->> 1 WHERE true
    ON CONFLICT (series_id, grain, start_s) DO UPDATE SET ${replaced} WHERE ${allowed}`.execute(tx);
}

/** Sets the figures of accounts to the sum of their domains, where the panel tells those apart. */
export async function addUpDomains(tx: WriteDb, hostedIds: readonly number[], window: KeptWindow): Promise<void> {
  if (hostedIds.length === 0) return;
  const ids = JSON.stringify(hostedIds);
  const { grain, startS, definition, origin, complete, readAt } = window;
  await sql`INSERT OR IGNORE INTO usage_series (hosted_id, domain) SELECT value, '' FROM json_each(${ids})`.execute(tx);
  await sql`INSERT INTO usage (series_id, grain, start_s, ${columns}, definition, origin, complete, read_at)
    SELECT whole.id, ${grain}, ${startS}, ${sums}, ${definition}, ${origin}, ${Number(complete)}, ${readAt}
    FROM json_each(${ids}) AS j CROSS JOIN usage_series AS whole ON whole.hosted_id = j.value AND whole.domain = ''
    CROSS JOIN usage_series AS d ON d.hosted_id = j.value AND d.domain <> ''
    CROSS JOIN usage AS u ON u.series_id = d.id AND u.grain = ${grain} AND u.start_s = ${startS} AND u.definition = ${definition}
    GROUP BY whole.id
    ON CONFLICT (series_id, grain, start_s) DO UPDATE SET ${replaced} WHERE ${allowed}`.execute(tx);
}

/** When accounts last sent: the start of the newest window in which they did. */
export async function markSent(tx: WriteDb, hostedIds: readonly number[], start: number): Promise<void> {
  if (hostedIds.length === 0) return;
  await sql`UPDATE hosted_account SET last_sent_at = ${start}
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(hostedIds)})) AND (last_sent_at IS NULL OR last_sent_at < ${start})`.execute(tx);
}

/** A day to be kept in step with its hours. `hour`: only what changed in that one is touched; null = all of the day. */
export interface DayOfHours {
  readonly packId: string;
  readonly dayS: number;
  readonly dayEndS: number;
  readonly definition: Definition;
  readonly complete: boolean;
  readonly at: number;
  readonly hourS: number | null;
}

/** Hours of the series of a pack in a day. */
function hoursOfDay({ packId, dayS, dayEndS, definition, hourS }: DayOfHours) {
  const touched = hourS === null ? sql`true` : sql`EXISTS (SELECT 1 FROM usage AS x WHERE x.series_id = s.id AND x.grain = 3600 AND x.start_s = ${hourS})`;
  return sql`FROM hosted_account AS h CROSS JOIN usage_series AS s ON s.hosted_id = h.id
    CROSS JOIN usage AS u ON u.series_id = s.id AND u.grain = 3600 AND u.start_s >= ${dayS} AND u.start_s < ${dayEndS} AND u.definition = ${definition}
    WHERE h.pack_id = ${packId} AND h.ended_at IS NULL AND ${touched} GROUP BY s.id`;
}

/** Adds the hours of a day up. Unique recipients of hours make none of a day: who got mail in two hours is one. */
export async function addUpHours(tx: WriteDb, day: DayOfHours): Promise<void> {
  const counts = COUNTS.map((column) => (column === 'recipients' ? 'NULL' : `sum(u.${column})`)).join(', ');
  await sql`INSERT INTO usage (series_id, grain, start_s, ${columns}, peak, definition, origin, complete, read_at)
    SELECT s.id, 86400, ${day.dayS}, ${sql.raw(counts)}, max(u.sent), ${day.definition}, 'panel', ${Number(day.complete)}, ${day.at} ${hoursOfDay(day)}
    ON CONFLICT (series_id, grain, start_s) DO UPDATE SET ${replaced}, peak = excluded.peak`.execute(tx);
}

/** Notes of a day that the panel told itself how much was sent in its busiest hour. */
export async function notePeaks(tx: WriteDb, day: DayOfHours): Promise<void> {
  await sql`UPDATE usage SET peak = p.peak FROM (SELECT s.id AS series_id, max(u.sent) AS peak ${hoursOfDay(day)}) AS p
    WHERE usage.series_id = p.series_id AND usage.grain = 86400 AND usage.start_s = ${day.dayS}`.execute(tx);
}

const SAME_SQL = `usage.origin = 'panel' AND usage.definition = excluded.definition`;
const SAME = sql.raw(SAME_SQL);
/** What else was said of a window that was counted in another way is not known of this one. */
const startedAnew = sql.raw(
  [...COUNTS.filter((column) => column !== 'sent'), 'peak'].map((column) => `${column} = CASE WHEN ${SAME_SQL} THEN usage.${column} END`).join(', '),
);

/** Lets figures grow by what was counted since they were last read; what a report says, or was counted in another way, is replaced. */
export async function growFigures(tx: WriteDb, rows: readonly SeriesFigures[], window: KeptWindow): Promise<void> {
  const json = JSON.stringify(rows.map(({ hostedId, domain, sent }) => [hostedId, domain, sent]));
  const { grain, startS, definition, origin, complete, readAt } = window;
  await sql`INSERT OR IGNORE INTO usage_series (hosted_id, domain) SELECT value ->> 0, value ->> 1 FROM json_each(${json})`.execute(tx);
  await sql`INSERT INTO usage (series_id, grain, start_s, sent, definition, origin, complete, read_at)
    SELECT s.id, ${grain}, ${startS}, j.value ->> 2, ${definition}, ${origin}, ${Number(complete)}, ${readAt}
    FROM json_each(${json}) AS j CROSS JOIN usage_series AS s ON s.hosted_id = j.value ->> 0 AND s.domain = j.value ->> 1 WHERE true
    ON CONFLICT (series_id, grain, start_s) DO UPDATE SET sent = CASE WHEN ${SAME} THEN ifnull(usage.sent, 0) ELSE 0 END + excluded.sent, ${startedAnew},
    definition = excluded.definition, origin = excluded.origin, complete = excluded.complete, read_at = excluded.read_at`.execute(tx);
}

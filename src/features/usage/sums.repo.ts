import { sql } from 'kysely';
import { Definition, HostedOrigin } from '../../contract/hosted.ts';
import type { Figures } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { GRAIN_S, type Grain } from '../../shared/grain.ts';
import type { ReadWindow } from './coverage.rules.ts';
import { COUNTS, sumFigures } from './figures.rules.ts';
import { secondsOf } from './grain.rules.ts';
import type { Stretch } from './span.rules.ts';

/** Figures of a pack to be added up. */
export interface SumsQuery extends Stretch {
  readonly packId: string;
  readonly grain: Grain;
  readonly definition: string;
  /** Starts of windows to be counted apart. Epoch milliseconds. */
  readonly namedStarts: readonly number[];
}

/** What an account sent in a span. `top`: the most in one window; `peak`: of days, the most in one hour; `windows`: those with figures, `named` those of the ones that were asked for. */
export interface Sums {
  readonly id: number;
  readonly sent: number | null;
  readonly delivered: number | null;
  readonly deferred: number | null;
  readonly failed: number | null;
  readonly recipients: number | null;
  readonly bytes: number | null;
  readonly top: number | null;
  readonly peak: number | null;
  readonly readAt: number;
  readonly windows: number;
  readonly named: number;
}

/** Recipients of one window are those of another, too: only one window has a number of them. */
const SUMS = sql.raw(
  COUNTS.map((count) => (count === 'recipients' ? 'CASE WHEN count(*) = 1 THEN max(u.recipients) END AS recipients' : `sum(u.${count}) AS ${count}`)).join(
    ', ',
  ),
);

/** Sums of every account of a pack that has figures. Series are walked in the order of their accounts, so that nothing has to be sorted. */
export async function readSums(db: ReadDb, query: SumsQuery): Promise<Sums[]> {
  const { packId, grain, start, end, definition, namedStarts } = query;
  const named = namedStarts.length === 0 ? sql`0` : sql`sum(u.start_s IN (SELECT value FROM json_each(${JSON.stringify(namedStarts.map(secondsOf))})))`;
  const { rows } =
    await sql<Sums>`SELECT s.hosted_id AS id, ${SUMS}, max(u.sent) AS top, max(u.peak) AS peak, max(u.read_at) AS readAt, count(*) AS windows, ${named} AS named
    FROM usage_series AS s CROSS JOIN hosted_account AS h ON h.id = s.hosted_id AND h.pack_id = ${packId} AND h.ended_at IS NULL
    CROSS JOIN usage AS u ON u.series_id = s.id AND u.grain = ${GRAIN_S[grain]} AND u.start_s >= ${secondsOf(start)} AND u.start_s < ${secondsOf(end)}
    WHERE s.domain = '' AND u.definition = ${definition} GROUP BY s.hosted_id`.execute(db);
  return rows;
}

/** What a pack told of anybody the last time that anybody sent, at most a week before a span: what is published does not show while all are silent. */
export async function publishedBefore(db: ReadDb, query: SumsQuery): Promise<Figures> {
  const sums = await readSums(db, { ...query, start: query.start - PUBLISHED_WITHIN_MS, end: query.start, namedStarts: [] });
  return sumFigures(sums);
}

const PUBLISHED_WITHIN_MS = 7 * DAY_MS;

/** The busiest domain of accounts. */
export interface DomainTops {
  readonly id: number;
  /** Most in one window, in one hour of a day, and in all of the span, by whichever domain. */
  readonly top: number | null;
  readonly peak: number | null;
  readonly sent: number | null;
}

/** The busiest domain of each account of a pack whose domains are told apart; of those `ids` only, or of all. */
export async function readDomainTops(db: ReadDb, query: SumsQuery, ids: readonly number[] | null): Promise<DomainTops[]> {
  const { packId, grain, start, end, definition } = query;
  const only = ids === null ? sql`true` : sql`s.hosted_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const { rows } = await sql<DomainTops>`SELECT id, max(top) AS top, max(peak) AS peak, max(sent) AS sent FROM (
      SELECT s.hosted_id AS id, max(u.sent) AS top, max(u.peak) AS peak, sum(u.sent) AS sent
      FROM usage_series AS s CROSS JOIN hosted_account AS h ON h.id = s.hosted_id AND h.pack_id = ${packId} AND h.ended_at IS NULL
      CROSS JOIN usage AS u ON u.series_id = s.id AND u.grain = ${GRAIN_S[grain]} AND u.start_s >= ${secondsOf(start)} AND u.start_s < ${secondsOf(end)}
      WHERE s.domain <> '' AND u.definition = ${definition} AND ${only} GROUP BY s.hosted_id, s.domain
    ) GROUP BY id`.execute(db);
  return rows;
}

/** Windows of a pack that were read, in a span. */
export async function readReads(db: ReadDb, packId: string, { grain, start, end }: Stretch & { readonly grain: Grain }): Promise<ReadWindow[]> {
  const rows = await db
    .selectFrom('usage_read')
    .select(['start_s', 'definition', 'origin', 'silent_is_zero', 'complete', 'read_at'])
    .where('pack_id', '=', packId)
    .where('grain', '=', GRAIN_S[grain])
    .where('start_s', '>=', secondsOf(start))
    .where('start_s', '<', secondsOf(end))
    .execute();
  return rows.map((row) => ({
    start: row.start_s * 1000,
    definition: Definition.parse(row.definition),
    origin: HostedOrigin.exclude(['hand']).parse(row.origin),
    silentIsZero: row.silent_is_zero === 1,
    complete: row.complete === 1,
    readAt: row.read_at,
  }));
}

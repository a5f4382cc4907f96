import { sql } from 'kysely';
import type { Figures } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';
import { GRAIN_S, type Grain } from '../../shared/grain.ts';
import { COUNTS } from './figures.rules.ts';
import { secondsOf } from './grain.rules.ts';
import type { Stretch } from './span.rules.ts';

export interface CurveQuery extends Stretch {
  readonly hostedIds: readonly number[];
  readonly grain: Grain;
  readonly definition: string;
}

/** What some accounts sent together in one window. Epoch milliseconds. */
export interface CurveRow extends Figures {
  readonly start: number;
}

const SUMS = sql.raw(
  COUNTS.map((count) => (count === 'recipients' ? 'CASE WHEN count(*) = 1 THEN max(u.recipients) END AS recipients' : `sum(u.${count}) AS ${count}`)).join(
    ', ',
  ),
);

function figuresOf({ hostedIds, grain, definition, start, end }: CurveQuery) {
  return sql`FROM json_each(${JSON.stringify(hostedIds)}) AS h CROSS JOIN usage_series AS s ON s.hosted_id = h.value
    CROSS JOIN usage AS u ON u.series_id = s.id AND u.grain = ${GRAIN_S[grain]} AND u.start_s >= ${secondsOf(start)} AND u.start_s < ${secondsOf(end)}
    WHERE u.definition = ${definition}`;
}

/** Figures of accounts together, window by window. */
export async function readCurve(db: ReadDb, query: CurveQuery): Promise<CurveRow[]> {
  const { rows } = await sql<CurveRow>`SELECT u.start_s * 1000 AS start, ${SUMS} ${figuresOf(query)} AND s.domain = '' GROUP BY u.start_s`.execute(db);
  return rows;
}

/** Figures of each domain of accounts, where the panel tells them apart; the busiest first. */
export async function domainSums(db: ReadDb, query: CurveQuery): Promise<{ domain: string; figures: Figures }[]> {
  const { rows } = await sql<Figures & { readonly domain: string }>`SELECT s.domain, ${SUMS} ${figuresOf(query)} AND s.domain <> '' GROUP BY s.domain
    ORDER BY sum(u.sent) DESC, s.domain`.execute(db);
  return rows.map(({ domain, ...figures }) => ({ domain, figures }));
}

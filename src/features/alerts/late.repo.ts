import { AlertFacts, AlertKind } from '../../contract/alerts.ts';
import type { ReadDb } from '../../db/db.ts';
import { GRAIN_S, type Grain } from '../../shared/grain.ts';
import { keyOf } from './episode.rules.ts';
import type { RecentWindow } from './figures.repo.ts';

/** One window of an account, or of one of its domains ('' = all of it). */
export interface WindowOf {
  readonly hostedId: number;
  readonly domain: string;
  readonly window: RecentWindow;
}

export interface LateQuery {
  readonly packId: string;
  readonly grain: Grain;
  /** Windows that begin from then on and were read since `readFrom`. Epoch milliseconds. */
  readonly from: number;
  readonly readFrom: number;
}

/** Windows in which something was sent or failed, of accounts and of their domains. */
export async function readWindowsSince(db: ReadDb, { packId, grain, from, readFrom }: LateQuery): Promise<WindowOf[]> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('usage_series', 'usage_series.hosted_id', 'hosted_account.id')
    .innerJoin('usage', 'usage.series_id', 'usage_series.id')
    .where('hosted_account.pack_id', '=', packId)
    .where('hosted_account.ended_at', 'is', null)
    .where('usage.grain', '=', GRAIN_S[grain])
    .where('usage.start_s', '>=', Math.floor(from / 1000))
    .where('usage.read_at', '>=', readFrom)
    .where((eb) => eb.or([eb('usage.sent', '>', 0), eb('usage.failed', '>', 0)]))
    .select(['hosted_account.id', 'usage_series.domain', 'usage.start_s', 'usage.read_at', 'usage.definition'])
    .select(['usage.sent', 'usage.delivered', 'usage.failed', 'usage.recipients'])
    .execute();
  return rows.map(({ id, domain, start_s, read_at, ...figures }) => ({
    ...{ hostedId: id, domain },
    window: { ...figures, start: start_s * 1000, readAt: read_at },
  }));
}

/** Of the alerts about limits that changed since an instant, the newest window each was told of (epoch milliseconds), by the key of the episode. */
export async function toldWindows(db: ReadDb, packId: string, since: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('alert')
    .where('pack_id', '=', packId)
    .where('kind', '=', 'near_limit')
    .where('changed_at', '>=', since)
    .select(['kind', 'hosted_id', 'subject', 'facts'])
    .execute();
  const told = new Map<string, number>();
  for (const { kind, hosted_id: hostedId, subject, facts } of rows) {
    const key = keyOf({ kind: AlertKind.parse(kind), hostedId, subject });
    const { from } = AlertFacts.parse(JSON.parse(facts));
    if (typeof from === 'string') told.set(key, Math.max(told.get(key) ?? 0, Date.parse(from)));
  }
  return told;
}

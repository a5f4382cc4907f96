import { sql } from 'kysely';
import { z } from 'zod';
import { HostedState } from '../../contract/hosted.ts';
import { HostedId } from '../../contract/ids.ts';
import { Figures } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { DAY_MS, GRAIN_S } from './windows.rules.ts';

/** What was last known of the accounts of a pack. */
export const Frozen = z.object({
  at: z.iso.datetime(),
  accounts: z.array(z.object({ hostedId: HostedId, login: z.string(), domain: z.string(), state: HostedState, h24: Figures, d7: Figures })),
});
export type Frozen = z.input<typeof Frozen>;

/** Those who sent most are kept first; more than this is no help to anybody. */
const MOST = 5000;
const UNKNOWN = { sent: null, delivered: null, deferred: null, failed: null, recipients: null, bytes: null } as const;

/** Freezes the last known figures of every account of a pack: of the 24 hours and the seven days before `at`. */
export async function freezePack(db: ReadDb, packId: string, at: number): Promise<Frozen> {
  const h24 = await sums(db, { packId, grain: GRAIN_S.hour, from: at - DAY_MS });
  const d7 = await sums(db, { packId, grain: GRAIN_S.day, from: at - 7 * DAY_MS });
  const rows = await db
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .select(['id', 'login', 'domain', 'state'])
    .orderBy('sort_key')
    .execute();
  const accounts = rows.map((row) => ({
    hostedId: row.id,
    login: row.login,
    domain: row.domain,
    state: HostedState.catch('unknown').parse(row.state),
    h24: h24.get(row.id) ?? UNKNOWN,
    d7: d7.get(row.id) ?? UNKNOWN,
  }));
  const volume = ({ h24: day, d7: week }: (typeof accounts)[number]): number => (day.sent ?? 0) * 7 + (week.sent ?? 0);
  return { at: toIso(at), accounts: accounts.sort((a, b) => volume(b) - volume(a)).slice(0, MOST) };
}

interface SumQuery {
  readonly packId: string;
  readonly grain: number;
  readonly from: number;
}

async function sums(db: ReadDb, { packId, grain, from }: SumQuery): Promise<Map<number, z.infer<typeof Figures>>> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('usage_series', (join) => join.onRef('usage_series.hosted_id', '=', 'hosted_account.id').on('usage_series.domain', '=', ''))
    .innerJoin('usage', 'usage.series_id', 'usage_series.id')
    .where('hosted_account.pack_id', '=', packId)
    .where('usage.grain', '=', grain)
    .where('usage.start_s', '>=', Math.floor(from / 1000))
    .groupBy('hosted_account.id')
    .select((eb) => [
      'hosted_account.id',
      eb.fn.sum<number | null>('usage.sent').as('sent'),
      eb.fn.sum<number | null>('usage.delivered').as('delivered'),
      eb.fn.sum<number | null>('usage.deferred').as('deferred'),
      eb.fn.sum<number | null>('usage.failed').as('failed'),
      // Recipients of several windows may be the same people.
      sql<null>`NULL`.as('recipients'),
      eb.fn.sum<number | null>('usage.bytes').as('bytes'),
    ])
    .execute();
  return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}

import { sql } from 'kysely';
import { z } from 'zod';
import { HostedState } from '../../contract/hosted.ts';
import { HostedId } from '../../contract/ids.ts';
import { Figures } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { GRAIN_S } from '../../shared/grain.ts';
import { readPackStopped } from './flips.repo.ts';

/** What was last known of the accounts of a pack. */
export const Frozen = z.object({
  at: z.iso.datetime(),
  accounts: z.array(z.object({ hostedId: HostedId, login: z.string(), domain: z.string(), state: HostedState, h24: Figures, d7: Figures })),
});
export type Frozen = z.input<typeof Frozen>;

/** Those who sent most are kept first; more than this is no help to anybody. */
const MOST = 5000;
const UNKNOWN = { sent: null, delivered: null, deferred: null, failed: null, recipients: null, bytes: null } as const;

/** Freezes at `at` the last known figures of every account of a pack: of the 24 hours and the seven days that were read last, however long ago that is. */
export async function freezePack(db: ReadDb, packId: string, at: number): Promise<Frozen> {
  const h24 = await lastSums(db, { packId, grain: GRAIN_S.hour, windows: 24 });
  const d7 = await lastSums(db, { packId, grain: GRAIN_S.day, windows: 7 });
  const rows = await db
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .select(['id', 'login', 'domain', 'state'])
    .orderBy('sort_key')
    .execute();
  const before = await statesBefore(db, packId);
  const accounts = rows.map((row) => ({
    hostedId: row.id,
    login: row.login,
    domain: row.domain,
    state: HostedState.catch('unknown').parse(before.get(row.id) ?? row.state),
    h24: h24.get(row.id) ?? UNKNOWN,
    d7: d7.get(row.id) ?? UNKNOWN,
  }));
  const volume = ({ h24: day, d7: week }: (typeof accounts)[number]): number => (day.sent ?? 0) * 7 + (week.sent ?? 0);
  return { at: toIso(at), accounts: accounts.sort((a, b) => volume(b) - volume(a)).slice(0, MOST) };
}

/** Of accounts that changed together with their pack, the state they had until then: what they are since can be looked up at any time. */
async function statesBefore(db: ReadDb, packId: string): Promise<Map<number, string>> {
  const stopped = await readPackStopped(db, packId);
  if (stopped === null) return new Map();
  const rows = await db
    .selectFrom('flip')
    .where('pack_id', '=', packId)
    .where('hosted_id', 'is not', null)
    .where('from_state', 'is not', null)
    .where('at', stopped.after === null ? '>=' : '>', stopped.after ?? stopped.at)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .select(['hosted_id', 'from_state'])
    .execute();
  // The first of each account is the last here.
  return new Map(rows.map(({ hosted_id, from_state }) => [hosted_id ?? 0, from_state ?? '']));
}

interface SumQuery {
  readonly packId: string;
  /** Seconds. */
  readonly grain: number;
  readonly windows: number;
}

/** Half a window more than there are before the last one: days are an hour longer or shorter now and then. */
async function lastSums(db: ReadDb, { packId, grain, windows }: SumQuery): Promise<Map<number, z.infer<typeof Figures>>> {
  const read = db.selectFrom('usage_read').where('pack_id', '=', packId).where('grain', '=', grain);
  const { last } = await read.select((eb) => eb.fn.max<number | null>('start_s').as('last')).executeTakeFirstOrThrow();
  return last === null ? new Map() : await sums(db, { packId, grain, fromS: last - (windows - 0.5) * grain });
}

interface Since {
  readonly packId: string;
  readonly grain: number;
  readonly fromS: number;
}

/** Of each account the windows that count the same as the one that was read last. */
async function sums(db: ReadDb, { packId, grain, fromS }: Since): Promise<Map<number, z.infer<typeof Figures>>> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('usage_series', (join) => join.onRef('usage_series.hosted_id', '=', 'hosted_account.id').on('usage_series.domain', '=', ''))
    .innerJoin('usage', 'usage.series_id', 'usage_series.id')
    .where('hosted_account.pack_id', '=', packId)
    .where('usage.grain', '=', grain)
    .where('usage.start_s', '>=', fromS)
    .groupBy(['hosted_account.id', 'usage.definition'])
    .select((eb) => [
      'hosted_account.id',
      eb.fn.max('usage.read_at').as('readAt'),
      eb.fn.sum<number | null>('usage.sent').as('sent'),
      eb.fn.sum<number | null>('usage.delivered').as('delivered'),
      eb.fn.sum<number | null>('usage.deferred').as('deferred'),
      eb.fn.sum<number | null>('usage.failed').as('failed'),
      // Recipients of several windows may be the same people.
      sql<null>`NULL`.as('recipients'),
      eb.fn.sum<number | null>('usage.bytes').as('bytes'),
    ])
    .orderBy('readAt')
    .execute();
  return new Map(rows.map(({ id, readAt: _readAt, ...figures }) => [id, figures]));
}

import { sql } from 'kysely';
import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { HostedState } from '../../contract/hosted.ts';
import type { StatusRow, statuses } from '../../contract/statuses.ts';
import type { ReadDb } from '../../db/db.ts';
import { HOSTED_STATES, type HostedState as State } from '../../shared/panels.ts';
import { among, findHosted, found, type HostedRow, hostedByIds, hostedView, stateView } from './hosted.repo.ts';

export type ListQuery = Parameters<Handlers<typeof statuses>['list']>[0];
type Counts = Partial<Record<State, number>>;

/** The heaviest first; what nobody knows comes before what is well. */
const ORDER: readonly State[] = [...HOSTED_STATES.filter((state) => state !== 'active').toReversed(), 'active'];

function matching(db: ReadDb, { search, hostId, packId, reasonClasses, notSeen }: ListQuery) {
  let query = db.selectFrom('hosted_account').where('hosted_account.ended_at', 'is', null);
  if (packId !== undefined) query = query.where('hosted_account.pack_id', '=', packId);
  if (hostId !== undefined) query = query.where('hosted_account.pack_id', 'in', db.selectFrom('pack').where('host_id', '=', hostId).select('id'));
  if (reasonClasses.length > 0) query = query.where('hosted_account.reason_class', 'in', reasonClasses).where('hosted_account.state', '<>', 'active');
  if (notSeen !== undefined) query = query.where('hosted_account.missing_since', notSeen ? 'is not' : 'is', null);
  const words = found(search);
  if (words.length === 0) return query;
  return query
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .leftJoin('client', 'client.id', 'account.client_id')
    .where((eb) => eb.and(words));
}

/** How many accounts of a question are in each state; its own choice of states is left aside. */
export async function countStates(db: ReadDb, query: ListQuery): Promise<Counts> {
  const rows = await matching(db, query)
    .groupBy('hosted_account.state')
    .select((eb) => ['hosted_account.state', eb.fn.countAll<number>().as('count')])
    .execute();
  const counts: Counts = {};
  for (const { state, count } of rows) counts[HostedState.parse(state)] = count;
  return counts;
}

/** One window of the list: by weight of the state, then by login. Each state is an index of its own, in order. */
export async function listStatuses(db: ReadDb, query: ListQuery, counts: Counts): Promise<z.input<typeof StatusRow>[]> {
  const ids: number[] = [];
  let before = 0;
  for (const state of ORDER.filter((each) => query.states.length === 0 || query.states.includes(each))) {
    const count = counts[state] ?? 0;
    const offset = Math.max(0, query.offset - before);
    const limit = query.limit - ids.length;
    before += count;
    if (offset >= count || limit <= 0) continue;
    const rows = await matching(db, query)
      .where('hosted_account.state', '=', state)
      .orderBy('hosted_account.sort_key')
      .orderBy('hosted_account.id')
      .select('hosted_account.id')
      .limit(limit)
      .offset(offset)
      .execute();
    ids.push(...rows.map(({ id }) => id));
  }
  return await views(db, await hostedByIds(db, ids));
}

async function views(db: ReadDb, rows: readonly HostedRow[]): Promise<z.input<typeof StatusRow>[]> {
  const flips = await countFlips(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ account: hostedView(row), now: stateView(row), flips: flips.get(row.id) ?? 0 }));
}

/** One account as it is now. Throws `hosted_not_found`. */
export async function getStatus(db: ReadDb, hostedId: number): Promise<z.input<typeof StatusRow>> {
  const [row] = await views(db, [await findHosted(db, hostedId)]);
  if (row === undefined) throw fail('hosted_not_found', {});
  return row;
}

async function countFlips(db: ReadDb, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('flip')
    .where('hosted_id', 'in', among(ids))
    .where('from_state', 'is not', null)
    .groupBy('hosted_id')
    .select((eb) => [sql<number>`hosted_id`.as('id'), eb.fn.countAll<number>().as('count')])
    .execute();
  return new Map(rows.map(({ id, count }) => [id, count]));
}

import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { OutboxRecord } from './outbox.repo.ts';
import { putOffIn, requestOf } from './patience.rules.ts';

/** What a destination taught. `until`: when it may be asked again; `patienceMs`: how long it made others wait before, 0 = not known. */
export interface Destination {
  readonly domain: string;
  readonly until: number;
  readonly patienceMs: number;
  readonly reply: string;
}

export async function findDestination(db: ReadDb, domain: string): Promise<Destination | undefined> {
  const row = await db.selectFrom('destination').selectAll().where('domain', '=', domain).executeTakeFirst();
  return row === undefined ? undefined : { domain, until: row.until, patienceMs: row.patience_ms, reply: row.reply };
}

export async function saveDestination(tx: WriteDb, { domain, ...taught }: Destination, now: number): Promise<void> {
  const values = { until: taught.until, patience_ms: taught.patienceMs, reply: taught.reply, changed_at: now };
  await tx
    .insertInto('destination')
    .values({ domain, ...values })
    .onConflict((conflict) => conflict.column('domain').doUpdateSet(values))
    .execute();
}

/** Destinations that want to be left alone at `now`. One further ahead than any wait is made can only come from a clock that was set back. */
export async function closedDestinations(db: ReadDb, now: number, longestMs: number) {
  return await db
    .selectFrom('destination')
    .select(['domain', 'until', 'reply'])
    .where('until', '>', now)
    .where('until', '<=', now + longestMs)
    .orderBy('until', 'desc')
    .execute();
}

/** How many messages wait for each of `domains`. */
export async function waitingFor(db: ReadDb, domains: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (domains.length === 0) return new Map();
  const rows = await db
    .selectFrom('outbox')
    .select((eb) => ['destination', eb.fn.countAll<number>().as('count')])
    .where('state', 'in', ['queued', 'deferred'])
    .where('destination', 'in', [...domains])
    .groupBy('destination')
    .execute();
  return new Map(rows.map(({ destination, count }) => [destination, count]));
}

/** How many other messages for the same destination it greylisted and has not taken yet (a handful is enough to know). */
export async function greylistedElsewhere(db: ReadDb, { id, destination }: OutboxRecord): Promise<number> {
  const rows = await db
    .selectFrom('outbox')
    .select('server_reply')
    .where('state', '=', 'deferred')
    .where('destination', '=', destination)
    .where('id', '<>', id)
    .limit(20)
    .execute();
  return rows.filter(({ server_reply }) => requestOf(putOffIn(server_reply)) === 'greylisted').length;
}

/** Lets a destination be asked again at once. */
export async function reopenDestination(tx: WriteDb, domain: string): Promise<void> {
  await tx.updateTable('destination').set({ until: 0 }).where('domain', '=', domain).execute();
}

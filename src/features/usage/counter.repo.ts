import { sql } from 'kysely';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { GRAIN_S } from '../../shared/grain.ts';
import type { UsageReadEnd } from '../hooks.ts';
import { among } from '../statuses/index.ts';
import type { KeptReading } from './counter.rules.ts';
import { secondsOf } from './grain.rules.ts';

interface OwnReading extends KeptReading {
  readonly hostedId: number;
}

/** The last reading of counters, by account. */
export async function readingsOf(db: ReadDb, accounts: readonly { readonly hostedId: number }[]): Promise<Map<number, KeptReading>> {
  const rows = await db
    .selectFrom('usage_counter')
    .selectAll()
    .where('hosted_id', 'in', among(accounts.map(({ hostedId }) => hostedId)))
    .execute();
  return new Map(rows.map((row) => [row.hosted_id, { dayStart: row.day_s * 1000, sent: row.sent, at: row.read_at, high: Math.max(row.sent, row.high) }]));
}

/** Keeps readings, to compare the next ones with. */
export async function putReadings(tx: WriteDb, readings: readonly OwnReading[]): Promise<void> {
  const json = JSON.stringify(readings.map(({ hostedId, dayStart, sent, at, high }) => [hostedId, secondsOf(dayStart), sent, at, high]));
  await sql`INSERT INTO usage_counter (hosted_id, day_s, sent, read_at, high)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(${json}) WHERE true
    ON CONFLICT (hosted_id) DO UPDATE SET day_s = excluded.day_s, sent = excluded.sent, read_at = excluded.read_at, high = excluded.high`.execute(tx);
}

/** When the day figures of a pack were last read to their end; null = never. */
export async function lastDayReadAt(db: ReadDb, { packId, definition }: UsageReadEnd): Promise<number | null> {
  const { at } = await db
    .selectFrom('usage_read')
    .where('pack_id', '=', packId)
    .where('grain', '=', GRAIN_S.day)
    .where('origin', '=', 'panel')
    .where('definition', '=', definition)
    .select((eb) => eb.fn.max('read_at').as('at'))
    .executeTakeFirstOrThrow();
  return at;
}

/** Whether counters of a pack were read after an instant, and by the end of this reading. */
export async function wereCountersRead(db: ReadDb, { packId, at }: UsageReadEnd, after: number): Promise<boolean> {
  const counter = await db
    .selectFrom('usage_counter')
    .innerJoin('hosted_account', 'hosted_account.id', 'usage_counter.hosted_id')
    .where('hosted_account.pack_id', '=', packId)
    .where('usage_counter.read_at', '>', after)
    .where('usage_counter.read_at', '<=', at)
    .select('usage_counter.hosted_id')
    .limit(1)
    .executeTakeFirst();
  return counter !== undefined;
}

/** Notes that a window that was read by counters is over. */
export async function settle(tx: WriteDb, { packId, grain, start }: Pick<UsageReadEnd, 'packId' | 'grain' | 'start'>): Promise<void> {
  const window = { grain: GRAIN_S[grain], startS: secondsOf(start) };
  const { numUpdatedRows } = await tx
    .updateTable('usage_read')
    .set({ complete: 1 })
    .where('pack_id', '=', packId)
    .where('grain', '=', window.grain)
    .where('start_s', '=', window.startS)
    .where('origin', '=', 'panel')
    .where('complete', '=', 0)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await sql`UPDATE usage SET complete = 1 WHERE grain = ${window.grain} AND start_s = ${window.startS}
    AND series_id IN (SELECT s.id FROM hosted_account AS h CROSS JOIN usage_series AS s ON s.hosted_id = h.id WHERE h.pack_id = ${packId})`.execute(tx);
}

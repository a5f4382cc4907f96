import { sql } from 'kysely';
import { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import type { ReadDb } from '../../db/db.ts';

/** Beginnings of days in order, and the end of the last one: epoch milliseconds. */
export type DayBounds = readonly number[];

/** How many messages left on each day, by its place among the bounds. Only what a real server took left. */
export async function sentByDay(db: ReadDb, bounds: DayBounds): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ day: number; n: number }>`
    SELECT day.key AS day, (SELECT count(*) FROM outbox WHERE sent_at >= day.value AND sent_at < json_extract(${JSON.stringify(bounds)}, '$[' || (day.key + 1) || ']')
      AND transport = 'smtp') AS n
    FROM json_each(${JSON.stringify(bounds.slice(0, -1))}) AS day`.execute(db);
  return new Map(rows.map(({ day, n }) => [day, n]));
}

export interface FailedOn {
  /** When the message left, or was refused. */
  readonly at: number;
  /** False = refused at once. */
  readonly left: boolean;
  readonly kind: 'bounce' | 'complaint';
  readonly class: BounceClass;
  readonly target: BounceTarget;
}

/**
 * Messages that left in a span and failed, each once by the last thing that was said of it, and those that were complained about. One that is
 * only late, or that was sent after all, did not fail.
 */
export async function failedBetween(db: ReadDb, from: number, to: number): Promise<FailedOn[]> {
  const { rows } = await sql<{ at: number; sent_at: number | null; kind: string; class: string; target: string }>`
    SELECT coalesce(outbox.sent_at, bounce.happened_at) AS at, outbox.sent_at, bounce.kind, bounce.class, bounce.target, max(bounce.id)
    FROM bounce JOIN outbox ON outbox.id = bounce.outbox_id
    WHERE coalesce(outbox.sent_at, bounce.happened_at) >= ${from} AND coalesce(outbox.sent_at, bounce.happened_at) < ${to}
      AND (bounce.kind = 'complaint' OR outbox.state IN ('bounced', 'failed'))
    GROUP BY bounce.outbox_id, bounce.kind`.execute(db);
  return rows.map((row) => ({
    at: row.at,
    left: row.sent_at !== null,
    kind: row.kind === 'complaint' ? 'complaint' : 'bounce',
    class: BounceClass.parse(row.class),
    target: BounceTarget.parse(row.target),
  }));
}

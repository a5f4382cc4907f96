import type { AlertLevel } from '../../contract/alerts.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';

/** Open and not put off; and of those, not seen by anybody. */
export async function countNow(db: ReadDb, now: number): Promise<{ readonly open: number; readonly unseen: number }> {
  const row = await db
    .selectFrom('alert')
    .where('closed_at', 'is', null)
    .where((eb) => eb.or([eb('snoozed_until', 'is', null), eb('snoozed_until', '<=', now)]))
    .select((eb) => [
      eb.fn.countAll<number>().as('open'),
      eb.fn.coalesce(eb.fn.sum<number>(eb.case().when('seen_at', 'is', null).then(1).else(0).end()), eb.lit(0)).as('unseen'),
    ])
    .executeTakeFirstOrThrow();
  return { open: row.open, unseen: row.unseen };
}

export interface NewsQuery {
  readonly levels: readonly AlertLevel[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly changedAfter: number;
  readonly limit: number;
}

/** Ids of open alerts that nobody has seen, put off or was told of at this weight, the newest first. */
export async function untold(db: ReadDb, { levels, now, changedAfter, limit }: NewsQuery): Promise<string[]> {
  const rows = await db
    .selectFrom('alert')
    .where('closed_at', 'is', null)
    .where('seen_at', 'is', null)
    .where('level', 'in', levels)
    .where((eb) => eb.or([eb('snoozed_until', 'is', null), eb('snoozed_until', '<=', now)]))
    .where('changed_at', '>', changedAfter)
    .whereRef('notified_level', '<>', 'level')
    .select('id')
    .orderBy('changed_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Notes that an alert was told of at a level. */
export async function markTold(tx: WriteDb, id: string, level: AlertLevel): Promise<void> {
  await tx.updateTable('alert').set({ notified_level: level }).where('id', '=', id).execute();
}

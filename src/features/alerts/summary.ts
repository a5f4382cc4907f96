import type { z } from 'zod';
import { AlertLevel, type AlertSummary } from '../../contract/alerts.ts';
import type { ReadDb } from '../../db/db.ts';
import { listAlerts } from './alerts.repo.ts';

/** How many of the heaviest Today shows. */
const SHOWN = 5;

/** What Today says of alerts: how many are open and not put off, how many of them nobody has seen, and the heaviest, then newest. */
export async function alertsSummary(db: ReadDb, now: number): Promise<z.input<typeof AlertSummary>> {
  const newest = await listAlerts(db, { show: 'now', offset: 0, limit: SHOWN }, now);
  const { open, unseen } = await countNow(db, now);
  return { open, unseen, worst: newest[0] === undefined ? null : AlertLevel.parse(newest[0].level), newest };
}

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

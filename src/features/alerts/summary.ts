import type { z } from 'zod';
import { AlertLevel, type AlertSummary } from '../../contract/alerts.ts';
import type { ReadDb } from '../../db/db.ts';
import { listAlerts } from './alerts.repo.ts';
import { countNow } from './news.repo.ts';

/** How many of the heaviest Today shows. */
const SHOWN = 5;

/** What Today says of alerts: how many are open and not put off, how many of them nobody has seen, and the heaviest, then newest. */
export async function alertsSummary(db: ReadDb, now: number): Promise<z.input<typeof AlertSummary>> {
  const newest = await listAlerts(db, { show: 'now', offset: 0, limit: SHOWN }, now);
  const { open, unseen } = await countNow(db, now);
  return { open, unseen, worst: newest[0] === undefined ? null : AlertLevel.parse(newest[0].level), newest };
}

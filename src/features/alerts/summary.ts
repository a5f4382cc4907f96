import type { z } from 'zod';
import type { AlertSummary } from '../../contract/alerts.ts';
import type { ReadDb } from '../../db/db.ts';

/** What Today says of alerts: how many are open and not snoozed, how many nobody has seen, and the newest. */
export async function alertsSummary(db: ReadDb, now: number): Promise<z.input<typeof AlertSummary>> {
  void db;
  void now;
  return { open: 0, unseen: 0, worst: null, newest: [] };
}

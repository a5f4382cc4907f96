import { AlertLevel } from '../../contract/alerts.ts';
import type { Core } from '../core.ts';
import { type AlertOut, listAlerts } from './alerts.repo.ts';
import { readAlertSettings } from './settings.repo.ts';
import { RANK } from './spike.rules.ts';
import { countNow } from './summary.ts';
import { DAY_MS } from './windows.rules.ts';

const MOST = 200;

/** What was not told outside the window yet, from the chosen level on; from now on it is. What changed more than a day ago is no news any more. */
export async function takeNews(core: Core): Promise<{ unseen: number; fresh: AlertOut[] }> {
  const now = core.clock.now();
  const { unseen } = await countNow(core.db.read, now);
  const { notifyFrom } = await readAlertSettings(core.logger, core.db.read);
  if (notifyFrom === null) return { unseen, fresh: [] };
  const open = await core.db.read
    .selectFrom('alert')
    .where('closed_at', 'is', null)
    .where('seen_at', 'is', null)
    .where('level', 'in', heavyEnough(notifyFrom))
    .where((eb) => eb.or([eb('snoozed_until', 'is', null), eb('snoozed_until', '<=', now)]))
    .where('changed_at', '>', now - DAY_MS)
    .whereRef('notified_level', '<>', 'level')
    .select('id')
    .orderBy('changed_at', 'desc')
    .limit(MOST)
    .execute();
  if (open.length === 0) return { unseen, fresh: [] };
  const fresh = await listAlerts(core.db.read, { show: 'now', ids: open.map(({ id }) => id), offset: 0, limit: MOST }, now);
  await core.db.write(async (tx) => {
    for (const { id, level } of fresh) await tx.updateTable('alert').set({ notified_level: level }).where('id', '=', id).execute();
  });
  return { unseen, fresh };
}

/** A level and those above it. */
function heavyEnough(from: AlertLevel): AlertLevel[] {
  return AlertLevel.options.filter((level) => RANK[level] >= RANK[from]);
}

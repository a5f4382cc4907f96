import { AlertLevel } from '../../contract/alerts.ts';
import { DAY_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import { type AlertOut, listAlerts } from './alerts.repo.ts';
import { countNow, markTold, untold } from './news.repo.ts';
import { readAlertSettings } from './settings.repo.ts';
import { RANK } from './spike.rules.ts';

const MOST = 200;

/** What was not told outside the window yet, from the chosen level on; from now on it is. What changed more than a day ago is no news any more. */
export async function takeNews(core: Core): Promise<{ unseen: number; fresh: AlertOut[] }> {
  const now = core.clock.now();
  const { unseen } = await countNow(core.db.read, now);
  const { notifyFrom } = await readAlertSettings(core.logger, core.db.read);
  if (notifyFrom === null) return { unseen, fresh: [] };
  const ids = await untold(core.db.read, { levels: heavyEnough(notifyFrom), now, changedAfter: now - DAY_MS, limit: MOST });
  if (ids.length === 0) return { unseen, fresh: [] };
  const fresh = await listAlerts(core.db.read, { show: 'now', ids, offset: 0, limit: MOST }, now);
  await core.db.write(async (tx) => {
    for (const { id, level } of fresh) await markTold(tx, id, AlertLevel.parse(level));
  });
  return { unseen, fresh };
}

/** A level and those above it. */
function heavyEnough(from: AlertLevel): AlertLevel[] {
  return AlertLevel.options.filter((level) => RANK[level] >= RANK[from]);
}

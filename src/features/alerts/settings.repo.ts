import { AlertSettings } from '../../contract/alerts.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Logger } from '../../ports/logger.ts';
import { DEFAULT_ALERT_SETTINGS } from './settings.rules.ts';

const KEY = 'alerts';

/** When to speak up. A value that cannot be understood counts as not chosen and is logged. */
export async function readAlertSettings(logger: Logger, db: ReadDb): Promise<AlertSettings> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  const stored = row === undefined ? null : parsed(row.value);
  let settings = DEFAULT_ALERT_SETTINGS;
  if (typeof stored !== 'object' || stored === null) return settings;
  for (const [key, value] of Object.entries(stored)) {
    const merged = AlertSettings.safeParse({ ...settings, [key]: value });
    if (merged.success) settings = merged.data;
    else logger.warn('setting_unreadable', { key: `${KEY}.${key}` });
  }
  return settings;
}

export async function writeAlertSettings(tx: WriteDb, settings: AlertSettings): Promise<void> {
  const value = JSON.stringify(settings);
  await tx
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

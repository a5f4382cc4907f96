import { AlertSettings } from '../../contract/alerts.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { readSettingParts, writeSetting } from '../../db/setting.repo.ts';
import type { Logger } from '../../ports/logger.ts';
import { DEFAULT_ALERT_SETTINGS } from './settings.rules.ts';

const KEY = 'alerts';

/** When to speak up. A value that cannot be understood counts as not chosen and is logged. */
export async function readAlertSettings(logger: Logger, db: ReadDb): Promise<AlertSettings> {
  return await readSettingParts(db, { key: KEY, schema: AlertSettings, standard: DEFAULT_ALERT_SETTINGS }, logger);
}

export async function writeAlertSettings(tx: WriteDb, settings: AlertSettings): Promise<void> {
  await writeSetting(tx, KEY, settings);
}

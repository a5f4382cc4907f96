import type { ReadDb, WriteDb } from '../../db/db.ts';
import { settingTexts, withParts, writeSetting } from '../../db/setting.repo.ts';
import type { Logger } from '../../ports/logger.ts';
import { parseJson } from '../../shared/json.ts';
import { DEFAULT_SETTINGS, SETTING_KEYS, type SettingKey, StoredSettings } from './settings.rules.ts';

/** Rows already complained about: settings are read for every message. */
const reported = new WeakMap<Logger, Set<string>>();

function report(logger: Logger, key: string): void {
  const known = reported.get(logger) ?? new Set<string>();
  reported.set(logger, known);
  if (known.has(key)) return;
  known.add(key);
  logger.warn('setting_unreadable', { key });
}

/** Everything the user chose; a value that cannot be understood counts as not chosen and is logged. */
export async function readStored(logger: Logger, db: ReadDb): Promise<StoredSettings> {
  const texts = await settingTexts(db, SETTING_KEYS);
  const parts = [...texts].map(([key, text]) => [key, completed(Reflect.get(DEFAULT_SETTINGS, key), parseJson(text))] as const);
  return withParts({ schema: StoredSettings, standard: DEFAULT_SETTINGS }, parts, (key) => report(logger, key));
}

/** A part that an earlier version wrote without a field of today has its default. */
function completed(standard: unknown, stored: unknown): unknown {
  return isRecord(standard) && isRecord(stored) ? { ...standard, ...stored } : stored;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes the keys whose value differs. Returns them. */
export async function writeStored(tx: WriteDb, before: StoredSettings, after: StoredSettings): Promise<readonly SettingKey[]> {
  const changed = SETTING_KEYS.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  for (const key of changed) await writeSetting(tx, key, after[key]);
  return changed;
}

import type { z } from 'zod';
import type { Logger } from '../ports/logger.ts';
import { parseJson } from '../shared/json.ts';
import type { ReadDb, WriteDb } from './db.ts';

/** A value that is kept under a key. */
export interface Setting<T> {
  readonly key: string;
  readonly schema: z.ZodType<T>;
  /** What holds while nothing is kept. */
  readonly standard: T;
}

/** What stands under the keys, as it was written; a key without a value is absent. */
export async function settingTexts(db: ReadDb, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).where('key', 'in', keys).execute();
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** The value that is kept. One that cannot be understood counts as none, and is logged where a logger is given. */
export async function readSetting<T>(db: ReadDb, { key, schema, standard }: Setting<T>, logger?: Pick<Logger, 'warn'>): Promise<T> {
  const text = (await settingTexts(db, [key])).get(key);
  if (text === undefined) return standard;
  const stored = schema.safeParse(parseJson(text));
  if (stored.success) return stored.data;
  logger?.warn('setting_unreadable', { key });
  return standard;
}

/** The same for a value of several parts: only a part that cannot be understood counts as none, and is logged. */
export async function readSettingParts<T extends object>(db: ReadDb, setting: Setting<T>, logger: Pick<Logger, 'warn'>): Promise<T> {
  const stored = parseJson((await settingTexts(db, [setting.key])).get(setting.key) ?? '');
  const parts = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return withParts(setting, parts, (part) => logger.warn('setting_unreadable', { key: `${setting.key}.${part}` }));
}

/** The standard with each part in its place that can be understood; the others are told. */
export function withParts<T extends object>(
  { schema, standard }: Pick<Setting<T>, 'schema' | 'standard'>,
  parts: Iterable<readonly [string, unknown]>,
  tellUnreadable: (part: string) => void,
): T {
  let whole = standard;
  for (const [part, value] of parts) {
    const merged = schema.safeParse({ ...whole, [part]: value });
    if (merged.success) whole = merged.data;
    else tellUnreadable(part);
  }
  return whole;
}

/** Keeps a value in the place of the one before. */
export async function writeSetting(tx: WriteDb, key: string, content: unknown): Promise<void> {
  const value = JSON.stringify(content);
  await tx
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';

/** What the story of a case tells of its letters, in the language of whoever works here. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export async function sayIn(core: Core, db: ReadDb): Promise<Say> {
  const { language } = await readSettings(core, db);
  return (key, values = {}) => core.texts.t(language ?? 'en', `caseletters:${key}`, values);
}

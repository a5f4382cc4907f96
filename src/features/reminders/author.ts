import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';

/** Who works here, by his own word; empty where nobody said. */
export async function author(core: Core, db: ReadDb): Promise<string> {
  return (await readSettings(core, db)).author;
}

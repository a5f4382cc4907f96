import { z } from 'zod';
import { BlocklistSettings } from '../../contract/blocklists.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { readSetting, writeSetting } from '../../db/setting.repo.ts';
import type { ResolverChoice } from '../../ports/dns.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Core } from '../core.ts';

const KEY = 'blocklists';

/** How lists are asked, and who agreed to it. */
export const StoredSettings = BlocklistSettings.extend({
  agreed: z.object({ at: z.number(), author: z.string() }).nullable(),
  /** Lists that somebody switched on or off. */
  enabled: z.record(z.string(), z.boolean()),
  /** Lists whose key is kept by the keeper of secrets. */
  keyed: z.array(z.string()),
});
export type StoredSettings = z.infer<typeof StoredSettings>;

export const DEFAULT_SETTINGS: StoredSettings = {
  servers: [],
  timeoutSeconds: 5,
  domains: true,
  watch: true,
  everyHours: 24,
  agreed: null,
  enabled: {},
  keyed: [],
};

/** Settings that cannot be understood count as not chosen and are logged: then nothing is asked. */
export async function readSettings(logger: Pick<Logger, 'warn'>, db: ReadDb): Promise<StoredSettings> {
  return await readSetting(db, { key: KEY, schema: StoredSettings, standard: DEFAULT_SETTINGS }, logger);
}

export async function writeSettings(tx: WriteDb, settings: StoredSettings): Promise<void> {
  await writeSetting(tx, KEY, settings);
}

/** The name under which the key of a list is kept. */
export const secretOf = (listId: string): string => `blocklist.${listId}`;

/** The name servers the user chose, for any question: those of the system, unless he named some. */
export async function resolverChoice({ logger, db }: Pick<Core, 'logger' | 'db'>): Promise<ResolverChoice> {
  return choiceIn(await readSettings(logger, db.read));
}

/** The name servers that settings choose. */
export function choiceIn({ servers, timeoutSeconds }: StoredSettings): ResolverChoice {
  return { servers: servers.length === 0 ? null : servers, timeoutMs: timeoutSeconds * 1000 };
}

import { z } from 'zod';
import type { ReadDb, WriteDb } from '../../../db/db.ts';
import { readSetting, writeSetting } from '../../../db/setting.repo.ts';
import type { Logger } from '../../../ports/logger.ts';
import { LANGUAGES, type Language } from '../../../shared/language.ts';
import { WAY_REASONS, type WayReason } from '../../../shared/lists.ts';

/** The reseller's own words for one sentence in one language. `at` in epoch milliseconds. */
const OwnWords = z.object({ wording: z.string(), author: z.string(), at: z.number() });
export type OwnWords = z.infer<typeof OwnWords>;

const OfHost = z.partialRecord(z.enum(WAY_REASONS), z.partialRecord(z.enum(LANGUAGES), OwnWords));
/** All own words for a host. */
export type HostWords = z.infer<typeof OfHost>;

const keyOf = (hostId: string): string => `advice.${hostId}`;

/** What cannot be understood counts as no own words and is logged: then the program's are shown. */
export async function readHostWords(logger: Pick<Logger, 'warn'>, db: ReadDb, hostId: string): Promise<HostWords> {
  return await readSetting(db, { key: keyOf(hostId), schema: OfHost, standard: {} }, logger);
}

interface Changed {
  readonly hostId: string;
  readonly code: WayReason;
  /** null = given back. */
  readonly words: Readonly<Partial<Record<Language, OwnWords | null>>>;
}

/** Keeps own words beside those there are. */
export async function writeHostWords(tx: WriteDb, before: HostWords, { hostId, code, words }: Changed): Promise<void> {
  const kept = Object.entries({ ...before[code], ...words }).filter(([, own]) => own !== null && own !== undefined);
  await writeSetting(tx, keyOf(hostId), { ...before, [code]: Object.fromEntries(kept) });
}

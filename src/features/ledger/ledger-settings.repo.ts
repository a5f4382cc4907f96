import { z } from 'zod';
import { Sha256 } from '../../contract/common.ts';
import { Problem } from '../../contract/ledger.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { settingTexts, writeSetting } from '../../db/setting.repo.ts';

const LedgerKey = z.object({ publicPem: z.string(), fingerprint: Sha256, madeAt: z.number() });
export type LedgerKey = z.infer<typeof LedgerKey>;

const LastCheck = z.object({ at: z.number(), rows: z.number(), headHash: z.string(), problems: z.array(Problem) });
export type LastCheck = z.infer<typeof LastCheck>;

/** What is remembered of the ledger beside its rows. */
const Kept = z.object({
  'ledger.signing': z.boolean().default(false),
  'ledger.key': LedgerKey.nullable().default(null),
  'ledger.time_stamp_url': z.string().default(''),
  'ledger.last_check': LastCheck.nullable().default(null),
});
export type LedgerSettings = z.infer<typeof Kept>;

const KEYS = ['ledger.signing', 'ledger.key', 'ledger.time_stamp_url', 'ledger.last_check'] as const;

/** The settings of the ledger as they stand. */
export async function readLedgerSettings(db: ReadDb): Promise<LedgerSettings> {
  const texts = await settingTexts(db, KEYS);
  return Kept.parse(Object.fromEntries([...texts].map(([key, text]) => [key, JSON.parse(text)])));
}

/** Remembers what is given, keeps the rest. */
export async function writeLedgerSettings(tx: WriteDb, change: Partial<LedgerSettings>): Promise<void> {
  for (const key of KEYS) {
    if (change[key] !== undefined) await writeSetting(tx, key, change[key]);
  }
}

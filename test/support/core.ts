import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeBundleTools } from '../../src/adapters/bundle-tools.ts';
import { folderFileStore } from '../../src/adapters/file-store.ts';
import { createHolidays } from '../../src/adapters/holidays.ts';
import { nodeHasher, uuidSource } from '../../src/adapters/identity.ts';
import { nodeTextCodec } from '../../src/adapters/text-codec.ts';
import type { Topic } from '../../src/contract/system.ts';
import type { Core } from '../../src/features/core.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { openEmptyDatabase } from './empty-database.ts';
import { FakeClock } from './fake-clock.ts';
import { plainJudge } from './plain-judge.ts';
import { plainLists } from './plain-lists.ts';

/** A port the test did not give: any use of it fails by name. */
function refuse(port: string): () => never {
  return () => {
    throw new Error(`The test gave no "${port}" port`);
  };
}

const ABSENT = {
  spreadsheets: { read: refuse('spreadsheets'), readRows: refuse('spreadsheets'), write: refuse('spreadsheets'), writeRows: refuse('spreadsheets') },
  pdf: { render: refuse('pdf'), close: async () => {} },
  mail: { write: refuse('mail'), read: refuse('mail') },
  smtp: { open: refuse('smtp') },
  imap: { open: refuse('imap') },
  drafts: { write: refuse('drafts') },
  secrets: { state: refuse('secrets'), get: refuse('secrets'), set: refuse('secrets'), clear: refuse('secrets') },
  texts: { t: refuse('texts'), has: refuse('texts') },
  signer: { makeKeys: refuse('signer'), sign: refuse('signer') },
  timeStamper: { stamp: refuse('timeStamper') },
  bundles: { tools: nodeBundleTools, verifiers: refuse('bundles') },
  holidays: createHolidays(),
  http: { send: refuse('http'), certificate: refuse('http') },
  dns: { open: refuse('dns') },
  logs: { scan: refuse('logs'), follow: refuse('logs') },
  judge: plainJudge,
  lists: plainLists,
} satisfies Partial<Ports>;

/** An outbox for what queues nothing. */
export const NOTHING_QUEUED = { withdraw: async () => 0 };

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly cause?: unknown;
}

export interface TestCore {
  readonly core: Core;
  readonly clock: FakeClock;
  readonly folder: string;
  readonly log: readonly LoggedLine[];
  /** Topics announced so far. */
  readonly announced: readonly Topic[];
  close(): Promise<void>;
}

/** A core on a real database in a folder of its own. Ports beyond the basic ones are given by the test that needs them. */
export function openTestCore(given: Partial<Ports> = {}, clock: FakeClock = new FakeClock()): TestCore {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-test-'));
  const ids = uuidSource(clock);
  const log: LoggedLine[] = [];
  const logger: Logger = {
    info: (event) => log.push({ level: 'info', event }),
    warn: (event) => log.push({ level: 'warn', event }),
    error: (event, cause) => log.push({ level: 'error', event, cause }),
  };
  const store = openEmptyDatabase(join(folder, 'sendward.db'));
  const announced: Topic[] = [];
  const core: Core = {
    clock,
    ids,
    logger,
    hasher: nodeHasher,
    codec: nodeTextCodec,
    files: folderFileStore(join(folder, 'files'), ids),
    ...ABSENT,
    ...given,
    db: store.database,
    changed: (...topics) => announced.push(...topics),
  };
  return {
    core,
    clock,
    folder,
    log,
    announced,
    close: async () => {
      await store.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { join } from 'node:path';
import { nodeBundleTools } from '../../src/adapters/bundle-tools.ts';
import { folderFileStore } from '../../src/adapters/file-store.ts';
import { createHolidays } from '../../src/adapters/holidays.ts';
import { nodeHasher, uuidSource } from '../../src/adapters/identity.ts';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { smtpConnector } from '../../src/adapters/smtp.ts';
import { openSqlite } from '../../src/adapters/sqlite.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { nodeTextCodec } from '../../src/adapters/text-codec.ts';
import { migrate } from '../../src/db/migrate.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import type { Schema } from '../../src/db/schema.ts';
import type { Core } from '../../src/features/core.ts';
import { memorySecrets } from './sending.ts';

async function refuse(): Promise<never> {
  throw new Error('Not needed for sending');
}

function refuseNow(): never {
  throw new Error('Not needed for sending');
}

/** A core on the machine's own clock that can do nothing but send, set to the SMTP server on `port` with no pace to speak of. */
export async function openSendingCore(folder: string, port: number): Promise<Core> {
  const store = openSqlite<Schema>(join(folder, 'sendward.db'));
  migrate(store.target, migrations);
  const ids = uuidSource(systemClock);
  const core: Core = {
    clock: systemClock,
    ids,
    hasher: nodeHasher,
    logger: { info: () => {}, warn: () => {}, error: (event, cause) => process.stderr.write(`${event} ${String(cause)}\n`) },
    files: folderFileStore(join(folder, 'files'), ids),
    codec: nodeTextCodec,
    spreadsheets: { read: refuse, readRows: refuseNow, write: refuse, writeRows: refuseNow },
    pdf: { render: refuse, close: async () => {} },
    mail: nodemailerFormat,
    smtp: smtpConnector(),
    imap: { open: refuse },
    drafts: { write: refuse },
    secrets: memorySecrets(),
    texts: { t: (_language, key) => key, has: () => true },
    signer: { makeKeys: refuse, sign: refuse },
    timeStamper: { stamp: refuse },
    holidays: createHolidays(),
    http: { send: refuse, certificate: refuse },
    dns: { open: refuseNow },
    lists: { check: refuse, save: refuse },
    logs: { scan: refuse, follow: refuse },
    judge: { judge: refuse, close: () => Promise.resolve() },
    bundles: { tools: nodeBundleTools, verifiers: refuse },
    db: store.database,
    changed: () => {},
  };
  const settings = { smtp: { host: '127.0.0.1', port, security: 'none', user: '' }, ownPace: { count: 10_000, seconds: 1 } };
  const rows = Object.entries(settings).map(([key, value]) => ({ key, value: JSON.stringify(value) }));
  await core.db.write((tx) =>
    tx
      .insertInto('setting')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  return core;
}

/**
 * A process to be killed: `node sender.ts FOLDER PORT MESSAGES`. Opens the data folder, queues the messages unless they are there already,
 * says so on its standard output, sends until nothing waits, and ends.
 */
import { join } from 'node:path';
import { folderFileStore } from '../../src/adapters/file-store.ts';
import { nodeHasher, uuidSource } from '../../src/adapters/identity.ts';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { smtpConnector } from '../../src/adapters/smtp.ts';
import { openSqlite } from '../../src/adapters/sqlite.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { nodeTextCodec } from '../../src/adapters/text-codec.ts';
import { fflateZip } from '../../src/adapters/zip.ts';
import { migrate } from '../../src/db/migrate.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import type { Schema } from '../../src/db/schema.ts';
import type { Core } from '../../src/features/core.ts';
import { createOutbox } from '../../src/features/outbox/index.ts';
import { memorySecrets, outgoing } from '../support/sending.ts';

const [folder = '', port = '0', messages = '0'] = process.argv.slice(2);

async function refuse(): Promise<never> {
  throw new Error('Not needed for sending');
}

function openCore(): Core {
  const store = openSqlite<Schema>(join(folder, 'sendward.db'));
  migrate(store.target, migrations);
  const ids = uuidSource(systemClock);
  return {
    clock: systemClock,
    ids,
    hasher: nodeHasher,
    logger: { info: () => {}, warn: () => {}, error: (event, cause) => process.stderr.write(`${event} ${String(cause)}\n`) },
    files: folderFileStore(join(folder, 'files'), ids),
    codec: nodeTextCodec,
    spreadsheets: { read: refuse, write: refuse },
    pdf: { render: refuse, close: async () => {} },
    mail: nodemailerFormat,
    smtp: smtpConnector(),
    drafts: { write: refuse },
    secrets: memorySecrets(),
    zip: fflateZip,
    texts: { t: (_language, key) => key, has: () => true },
    db: store.database,
    changed: () => {},
  };
}

const core = openCore();
const outbox = createOutbox(core, async () => {});
const settings = { smtp: { host: '127.0.0.1', port: Number(port), security: 'none', user: '' }, ownPace: { count: 10_000, seconds: 1 } };
await core.db.write(async (tx) => {
  const { count } = await tx
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count > 0) return;
  await tx
    .insertInto('setting')
    .values(Object.entries(settings).map(([key, value]) => ({ key, value: JSON.stringify(value) })))
    .execute();
  for (let made = 0; made < Number(messages); made++) await outbox.enqueue(tx, outgoing(core));
});
process.stdout.write('ready\n');
for await (const _step of outbox.handlers.flush({}, { signal: undefined }));
await outbox.stop();
await core.db.close();

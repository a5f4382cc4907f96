/**
 * A process to be killed: `node sender.ts FOLDER PORT MESSAGES`. Opens the data folder, queues the messages unless they are there already,
 * says so on its standard output, sends until nothing waits, and ends.
 */
import { createOutbox } from '../../src/features/outbox/index.ts';
import { outgoing } from '../support/sending.ts';
import { openSendingCore } from '../support/sending-core.ts';

const [folder = '', port = '0', messages = '0'] = process.argv.slice(2);
const core = await openSendingCore(folder, Number(port));
const outbox = createOutbox(core, async () => {});
await core.db.write(async (tx) => {
  const { count } = await tx
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count > 0) return;
  for (let made = 0; made < Number(messages); made++) await outbox.enqueue(tx, outgoing(core));
});
process.stdout.write('ready\n');
for await (const _step of outbox.handlers.flush({}, { signal: undefined }));
await outbox.stop();
await core.db.close();

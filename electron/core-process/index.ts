import { randomUUID } from 'node:crypto';
import { RPCHandler } from '@orpc/server/message-port';
import { type Booted, bootCore } from '../../src/boot/boot.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { tellAlerts } from './alerts.ts';
import { CoreOptions, type FromCore, ToCore } from './messages.ts';
import { sealedSecrets } from './sealed-secrets.ts';
import { createSecretChannel } from './secret-channel.ts';

const { parentPort } = process;
const post = (message: FromCore): void => parentPort.postMessage(message);
const secrets = createSecretChannel(post);
const options = CoreOptions.parse(JSON.parse(process.argv.at(-1) ?? ''));

/** Tells main which language and colours the user chose, now and whenever they change. */
async function tellAppearance({ app }: Booted): Promise<void> {
  const tell = async (): Promise<void> => {
    const { language, theme } = await app.client.settings.get({});
    post({ kind: 'appearance', language, theme: theme === 'light' || theme === 'dark' ? theme : 'system' });
  };
  await tell();
  for await (const { topics } of await app.client.system.changes({})) if (topics.includes('settings')) await tell();
}

async function start(): Promise<Booted> {
  const booted = await bootCore({
    dataFolder: options.dataFolder,
    shell: 'electron',
    runtime: `Electron ${process.versions.electron}`,
    secrets: (db) => sealedSecrets(db, secrets),
  });
  await booted.app.start();
  return booted;
}

const starting = start();
// For those who only wait: a start that failed is told once, below, and holds nothing open.
const started = starting.catch(() => undefined);
// Handled before the core is up: a page's line waits in its port, and a drain must end a start that hangs.
parentPort.on('message', async ({ data, ports }) => {
  const message = ToCore.parse(data);
  if (message.kind === 'secret') secrets.answered(message.id, message.answer);
  else if (message.kind === 'page') await servePage(ports);
  else await drain();
});

async function servePage(ports: readonly Electron.MessagePortMain[]): Promise<void> {
  const booted = await started;
  if (booted === undefined) return;
  const handler = new RPCHandler(booted.app.router);
  for (const port of ports) {
    handler.upgrade(port);
    port.start();
  }
}

async function drain(): Promise<void> {
  const booted = await started;
  await booted?.close();
  process.exit(0);
}

function serve(booted: Booted): void {
  // A rejection nobody awaited leaves an unknown state; the next start finds every step durable. Electron itself would only warn.
  process.on('unhandledRejection', (cause) => {
    booted.logger.error('core_process_failed', cause);
    process.exit(1);
  });
  tellAppearance(booted).catch((cause: unknown) => booted.logger.error('appearance_not_told', cause));
  tellAlerts(booted, post).catch((cause: unknown) => booted.logger.error('alerts_not_told', cause));
}

try {
  serve(await starting);
} catch (error) {
  const { code, params } = error instanceof AppError ? error : { code: 'internal', params: { correlationId: randomUUID() } };
  post({ kind: 'failed', code, params, cause: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

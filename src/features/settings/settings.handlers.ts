import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Settings } from '../../contract/settings.ts';
import type { ReadDb } from '../../db/db.ts';
import type { SmtpAccount } from '../../ports/mailer.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Core } from '../core.ts';
import { readStored, writeStored } from './settings.repo.ts';
import { authorOf, changedSettings, type StoredSettings } from './settings.rules.ts';

/** Name of the password in the secret store, and of the systemd credential. */
const SMTP_SECRET = 'smtp';

/** What the settings need of whoever sends. */
export interface Sending {
  /** Tries again at once what stood because of the old settings. */
  settingsChanged(): void;
  /** Sends one test message through the queue, before everything that waits. Resolves with the server's reply; throws the `smtp_…` errors. */
  sendTest(to: string): Promise<string>;
}

/** Everything the user chose, without the password. A broken value falls back to its default and is logged. */
export function readSettings(core: Pick<Core, 'logger'>, db: ReadDb): Promise<StoredSettings> {
  return readStored(core.logger, db);
}

/** Under whose name a feature keeps what is done now, whatever it is: `authorOf`. */
export async function readAuthor(core: Pick<Core, 'logger'>, db: ReadDb): Promise<string> {
  return authorOf(await readSettings(core, db));
}

/** The server to hand messages to. Throws `smtp_not_set`, `secret_store_unavailable`. */
export async function readSmtpAccount(core: Core, db: ReadDb): Promise<SmtpAccount> {
  const { smtp } = await readSettings(core, db);
  if (smtp.host === '') throw fail('smtp_not_set', {});
  const password = smtp.user === '' ? '' : ((await core.secrets.get(SMTP_SECRET)) ?? '');
  return { ...smtp, password };
}

/** A store that cannot be asked now is reported as empty: storing again tells the user why. */
async function passwordState(core: Core): Promise<Settings['smtpPassword']> {
  try {
    return await core.secrets.state(SMTP_SECRET);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    core.logger.error('secret_store_unavailable', error);
    return 'not_set';
  }
}

/** The functions of `contract.settings`. */
export function settingsHandlers(core: Core, sending: Sending): Handlers<Contract['settings']> {
  const answer = async (): Promise<Settings> => ({ ...(await readSettings(core, core.db.read)), smtpPassword: await passwordState(core) });
  return {
    get: answer,
    update: async (change) => {
      const changed = await core.db.write(async (tx) => {
        const before = await readSettings(core, tx);
        return writeStored(tx, before, changedSettings(before, change));
      });
      if (changed.includes('transport')) core.changed('settings', 'outbox', 'clients', 'notices', 'evidence');
      else if (changed.length > 0) core.changed('settings', 'outbox');
      if (changed.length > 0) sending.settingsChanged();
      return answer();
    },
    setSmtpPassword: async ({ password }) => {
      if (password === null) await core.secrets.clear(SMTP_SECRET);
      else await core.secrets.set(SMTP_SECRET, password);
      core.changed('settings');
      sending.settingsChanged();
      return answer();
    },
    testSmtp: async ({ to }) => {
      const account = await readSmtpAccount(core, core.db.read);
      if (to !== undefined && (await readSettings(core, core.db.read)).sender.fromAddress === '') throw fail('sender_not_set', {});
      const client = core.smtp.open(account);
      try {
        const { reply, tls } = await client.verify();
        return to === undefined ? { reply, tls, sent: false } : { reply: await sending.sendTest(to), tls, sent: true };
      } finally {
        await client.close();
      }
    },
  };
}

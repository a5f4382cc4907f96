import type { ReplyMailbox } from '../../contract/acknowledgements.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import { AppError } from '../../shared/app-error.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { IMAP_SECRET, readAccount } from './fetch.ts';
import { readMailbox, readState, writeMailbox, writeState } from './mailbox.repo.ts';
import { changedMailbox, isOtherAccount } from './mailbox.rules.ts';
import type { ReplyMailboxWorker } from './reply-mailbox.worker.ts';

type MailboxHandlers = Pick<Handlers<Contract['acknowledgements']>, 'mailbox' | 'setMailbox' | 'setMailboxPassword' | 'testMailbox' | 'fetch'>;

/** A store that cannot be asked now is reported as empty: storing again tells the user why. */
async function passwordState(core: Core): Promise<ReplyMailbox['password']> {
  try {
    return await core.secrets.state(IMAP_SECRET);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    core.logger.error('secret_store_unavailable', error);
    return 'not_set';
  }
}

/** The functions about the mailbox in which replies arrive. */
export function mailboxHandlers(core: Core, worker: ReplyMailboxWorker): MailboxHandlers {
  const answer = async (): Promise<ReplyMailbox> => {
    const { lastReadAt, lastError } = await readState(core.db.read);
    return {
      ...(await readMailbox(core.db.read)),
      password: await passwordState(core),
      lastReadAt: lastReadAt === null ? null : toIso(lastReadAt),
      lastError: lastError === null ? null : { ...lastError, at: toIso(lastError.at) },
    };
  };
  const changed = async (): Promise<ReplyMailbox> => {
    core.changed('settings', 'replies');
    await worker.settingsChanged();
    return await answer();
  };
  return {
    mailbox: answer,
    setMailbox: async (change) => {
      await core.db.write(async (tx) => {
        const before = await readMailbox(tx);
        const after = changedMailbox(before, change);
        await writeMailbox(tx, after);
        if (isOtherAccount(before, after)) await forgetError(tx);
      });
      return await changed();
    },
    setMailboxPassword: async ({ password }) => {
      if (password === null) await core.secrets.clear(IMAP_SECRET);
      else await core.secrets.set(IMAP_SECRET, password);
      await core.db.write((tx) => forgetError(tx));
      return await changed();
    },
    testMailbox: (_, { signal }) => tryMailbox(core, signal),
    fetch: (_, { signal }) => worker.fetch(signal),
  };
}

/** Connects, logs in, lists the folders and opens the one that is set. Reads no mail. */
async function tryMailbox(core: Core, signal: AbortSignal | undefined): ReturnType<MailboxHandlers['testMailbox']> {
  const { account, settings } = await readAccount(core);
  const session = await core.imap.open(account, signal);
  try {
    const folders = await session.folders();
    const { messages } = await session.open(settings.folder, null);
    return { greeting: session.greeting, tls: session.tls, folders, messages };
  } finally {
    await session.close();
  }
}

/** What was wrong with the old settings says nothing about the new ones. */
async function forgetError(tx: WriteDb): Promise<void> {
  const { lastReadAt } = await readState(tx);
  await writeState(tx, { lastReadAt, lastError: null });
}

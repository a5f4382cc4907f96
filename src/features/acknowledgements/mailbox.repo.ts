import { z } from 'zod';
import { ImapSettings } from '../../contract/acknowledgements.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { readSetting, writeSetting } from '../../db/setting.repo.ts';
import type { ImapAccount, ImapPosition } from '../../ports/imap.ts';

const SETTINGS_KEY = 'replyMailbox';
const STATE_KEY = 'replyMailboxState';

/** What holds until the user chooses. */
export const NO_MAILBOX: ImapSettings = { host: '', port: 993, security: 'tls', user: '', folder: 'INBOX', everyMinutes: null };

/** What the last looks came to. Epoch milliseconds. */
const MailboxState = z.object({
  lastReadAt: z.number().nullable(),
  lastError: z.object({ code: z.string(), at: z.number(), detail: z.string() }).nullable(),
});
export type MailboxState = z.infer<typeof MailboxState>;

const NEVER: MailboxState = { lastReadAt: null, lastError: null };

/** The reply mailbox as it was chosen; what cannot be understood counts as not chosen. */
export async function readMailbox(db: ReadDb): Promise<ImapSettings> {
  return await readSetting(db, { key: SETTINGS_KEY, schema: ImapSettings, standard: NO_MAILBOX });
}

export async function writeMailbox(tx: WriteDb, settings: ImapSettings): Promise<void> {
  await writeSetting(tx, SETTINGS_KEY, settings);
}

export async function readState(db: ReadDb): Promise<MailboxState> {
  return await readSetting(db, { key: STATE_KEY, schema: MailboxState, standard: NEVER });
}

export async function writeState(tx: WriteDb, state: MailboxState): Promise<void> {
  await writeSetting(tx, STATE_KEY, state);
}

/** Under which name the place in a folder is remembered: another user or server is another mailbox. */
function accountKey({ host, port, user }: Pick<ImapAccount, 'host' | 'port' | 'user'>): string {
  return `${user.toLowerCase()}@${host.toLowerCase()}:${port}`;
}

/** How far a folder was read; null = never. */
export async function readPosition(db: ReadDb, { account, folder }: { readonly account: ImapAccount; readonly folder: string }): Promise<ImapPosition | null> {
  const row = await db
    .selectFrom('imap_position')
    .select(['validity', 'uid'])
    .where('account', '=', accountKey(account))
    .where('folder', '=', folder)
    .executeTakeFirst();
  return row ?? null;
}

export interface Place {
  readonly account: ImapAccount;
  readonly folder: string;
  readonly position: ImapPosition;
  readonly at: number;
}

export async function writePosition(tx: WriteDb, { account, folder, position, at }: Place): Promise<void> {
  const { validity, uid } = position;
  await tx
    .insertInto('imap_position')
    .values({ account: accountKey(account), folder, validity, uid, read_at: at })
    .onConflict((conflict) => conflict.columns(['account', 'folder']).doUpdateSet({ validity, uid, read_at: at }))
    .execute();
}

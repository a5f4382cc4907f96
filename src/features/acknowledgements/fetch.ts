import type { ImapSettings } from '../../contract/acknowledgements.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ImapAccount, ImapMessage, ImapPosition, ImapSession } from '../../ports/imap.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Core } from '../core.ts';
import type { MailCore } from './incoming.ts';
import { readMailbox, readPosition, readState, writePosition, writeState } from './mailbox.repo.ts';
import { announce, isTold } from './read-files.ts';
import { proveSilence } from './silence.ts';
import { openMail, takeIn } from './take-in.ts';
import { Tally } from './tally.ts';

/** Name of the password in the secret store, and of the systemd credential. */
export const IMAP_SECRET = 'imap';

/** Of a larger mail only this much is read: what its writer wrote himself stands before what he attached. */
const FETCH_LIMIT_BYTES = 25 * 1024 * 1024;
const BOOKMARK_EVERY = 25;

/** The server to ask. Throws `imap_not_set`, `secret_store_unavailable`. */
export async function readAccount(core: Core): Promise<{ readonly account: ImapAccount; readonly settings: ImapSettings }> {
  const settings = await readMailbox(core.db.read);
  if (settings.host === '' || settings.user === '') throw fail('imap_not_set', {});
  const { host, port, security, user } = settings;
  return { account: { host, port, security, user, password: (await core.secrets.get(IMAP_SECRET)) ?? '' }, settings };
}

type Fetch = Handlers<Contract['acknowledgements']>['fetch'];

/**
 * Reads what is new in the reply folder, each mail in a transaction of its own; a look that breaks goes on later where it stopped. How it ended is kept to be shown. Throws the `imap_…` errors and `cancelled`.
 */
export async function* fetchReplies(core: MailCore, signal: AbortSignal | undefined): ReturnType<Fetch> {
  try {
    yield* look(core, signal);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled' && error.code !== 'imap_not_set') await noteFailure(core, error);
    throw error;
  }
}

async function* look(core: MailCore, signal: AbortSignal | undefined): ReturnType<Fetch> {
  const { account, settings } = await readAccount(core);
  yield { kind: 'progress', phase: 'reading', done: 0, total: 0 };
  const begunAt = core.clock.now();
  const session = await core.imap.open(account, signal);
  const tally = new Tally();
  const bookmark = new Bookmark(core, { account, folder: settings.folder });
  try {
    const { fresh } = await session.open(settings.folder, await readPosition(core.db.read, { account, folder: settings.folder }));
    let done = 0;
    for await (const message of freshMessages(session, signal)) {
      await takeMessage(core, message, tally);
      await bookmark.move(message.position);
      done += 1;
      if (isTold(done, fresh)) yield { kind: 'progress', phase: 'reading', done, total: fresh };
      await core.clock.yield();
    }
  } finally {
    await bookmark.keep();
    await session.close();
  }
  await noteSuccess(core, settings, begunAt);
  yield { kind: 'done', result: tally.result() };
}

/** The place in a folder, written down every so often: after a crash a few mails are read again, and known. */
class Bookmark {
  readonly #core: Core;
  readonly #where: { readonly account: ImapAccount; readonly folder: string };
  #position: ImapPosition | null = null;
  #moves = 0;

  constructor(core: Core, where: { readonly account: ImapAccount; readonly folder: string }) {
    this.#core = core;
    this.#where = where;
  }

  async move(position: ImapPosition): Promise<void> {
    this.#position = position;
    this.#moves += 1;
    if (this.#moves % BOOKMARK_EVERY === 0) await this.keep();
  }

  async keep(): Promise<void> {
    const position = this.#position;
    if (position === null) return;
    await this.#core.db.write((tx) => writePosition(tx, { ...this.#where, position, at: this.#core.clock.now() }));
    this.#position = null;
  }
}

async function* freshMessages(session: ImapSession, signal: AbortSignal | undefined): AsyncGenerator<ImapMessage, void, void> {
  for await (const message of session.messages(FETCH_LIMIT_BYTES, signal)) {
    if (signal?.aborted === true) throw fail('cancelled', {});
    yield message;
  }
}

async function takeMessage(core: MailCore, { source, position }: ImapMessage, tally: Tally): Promise<void> {
  const mail = await openMail(core, source);
  if (mail === null) return tally.addUnreadable(`UID ${position.uid}`);
  const taken = await takeIn(core, { mail, bytes: source, source: 'imap' });
  tally.add(taken);
  announce(core, taken);
}

/** A folder read to its end also proves what did not come back. */
async function noteSuccess(core: Core, settings: ImapSettings, begunAt: number): Promise<void> {
  await core.db.write((tx) => writeState(tx, { lastReadAt: begunAt, lastError: null }));
  const proved = await proveSilence(core, settings, begunAt);
  core.changed(...(proved > 0 ? (['replies', 'evidence', 'clients', 'ledger'] as const) : (['replies'] as const)));
}

async function noteFailure(core: Core, error: AppError): Promise<void> {
  const detail = error.params.reply ?? error.params.reason ?? error.params.folder ?? '';
  await core.db.write(async (tx) => {
    const { lastReadAt } = await readState(tx);
    await writeState(tx, { lastReadAt, lastError: { code: error.code, at: core.clock.now(), detail: String(detail) } });
  });
  core.changed('replies');
}

import { ImapFlow, type ImapFlowError } from 'imapflow';
import type { ImapAccount, ImapConnector, ImapMessage, ImapPosition, ImapSession } from '../ports/imap.ts';
import { AppError } from '../shared/app-error.ts';
import { isLoopback } from '../shared/loopback.ts';
import { singleLine } from '../shared/text.ts';

/** Patience in milliseconds, and a certificate authority to trust beside the system's. */
export interface ImapOptions {
  readonly connectMs: number;
  /** Silence of the server while it is asked for something. */
  readonly silenceMs: number;
  readonly ca?: string;
}

const PATIENCE: ImapOptions = { connectMs: 20_000, silenceMs: 120_000 };

/** Messages asked for at once: a connection that breaks loses no more than these. */
const BATCH = 20;
const PORTION_BYTES = 16 * 1024 * 1024;
const REPLY_LIMIT = 500;

/** IMAP by imapflow. */
export function imapConnector(options: Partial<ImapOptions> = {}): ImapConnector {
  return { open: (account, signal) => open(account, { ...PATIENCE, ...options }, signal) };
}

export const imapflowConnector: ImapConnector = imapConnector();

function clientOf(account: ImapAccount, options: ImapOptions): ImapFlow {
  return new ImapFlow({
    host: account.host,
    port: account.port,
    secure: account.security === 'tls',
    // Without it the library goes on in clear when a server stops offering the upgrade.
    doSTARTTLS: account.security === 'starttls',
    auth: { user: account.user, pass: account.password },
    connectionTimeout: options.connectMs,
    greetingTimeout: options.connectMs,
    socketTimeout: options.silenceMs,
    disableAutoIdle: true,
    logger: false,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(options.ca === undefined ? {} : { ca: options.ca }) },
  });
}

async function open(account: ImapAccount, options: ImapOptions, signal: AbortSignal | undefined): Promise<ImapSession> {
  refuseAborted(signal);
  if (account.security === 'none' && !isLoopback(account.host)) throw new AppError('imap_tls_failed', { reason: 'encryption is required' });
  const client = clientOf(account, options);
  // A connection that breaks between two commands says so here; the next command fails with the same.
  client.on('error', () => {});
  const session = new Session(client, account);
  const abandon = (): void => client.close();
  signal?.addEventListener('abort', abandon);
  try {
    await client.connect();
  } catch (error) {
    client.close();
    refuseAborted(signal);
    throw asAppError(error, account);
  } finally {
    signal?.removeEventListener('abort', abandon);
  }
  return session;
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AppError('cancelled');
}

class Session implements ImapSession {
  readonly #client: ImapFlow;
  readonly #account: ImapAccount;
  #validity = '';
  #uids: readonly number[] = [];

  constructor(client: ImapFlow, account: ImapAccount) {
    this.#client = client;
    this.#account = account;
  }

  get greeting(): string {
    return singleLine(this.#client.greeting ?? '').slice(0, REPLY_LIMIT);
  }

  get tls(): string | null {
    const { tls } = this.#client;
    return typeof tls === 'object' ? tls.version : null;
  }

  async folders(): Promise<string[]> {
    return await this.#asked(async () => (await this.#client.list()).filter(({ flags }) => !flags.has('\\Noselect')).map(({ path }) => path));
  }

  async open(folder: string, after: ImapPosition | null): Promise<{ readonly messages: number; readonly fresh: number }> {
    return await this.#asked(async () => {
      const mailbox = await this.#client.mailboxOpen(folder, { readOnly: true });
      this.#validity = String(mailbox.uidValidity);
      const from = after?.validity === this.#validity ? after.uid + 1 : 1;
      const found = mailbox.exists === 0 ? [] : await this.#client.search({ uid: `${from}:*` }, { uid: true });
      // "n:*" names the last message even when it is older than n (RFC 9051, 9).
      this.#uids = (Array.isArray(found) ? found : []).filter((uid) => uid >= from).sort((a, b) => a - b);
      return { messages: mailbox.exists, fresh: this.#uids.length };
    }, folder);
  }

  async *messages(maxBytes: number, signal: AbortSignal | undefined): AsyncGenerator<ImapMessage, void, void> {
    const abandon = (): void => this.#client.close();
    signal?.addEventListener('abort', abandon);
    try {
      for (let start = 0; start < this.#uids.length; start += BATCH) {
        refuseAborted(signal);
        for (const uids of await this.#portions(this.#uids.slice(start, start + BATCH), maxBytes)) yield* await this.#fetch(uids, maxBytes);
      }
    } catch (error) {
      refuseAborted(signal);
      throw error;
    } finally {
      signal?.removeEventListener('abort', abandon);
    }
  }

  /** Large messages one by one: what was asked for together is in memory together. */
  async #portions(uids: readonly number[], maxBytes: number): Promise<readonly (readonly number[])[]> {
    const sizes = await this.#asked(() => this.#client.fetchAll(uids.join(','), { uid: true, size: true }, { uid: true }));
    const total = sizes.reduce((sum, { size }) => sum + Math.min(size ?? maxBytes, maxBytes), 0);
    return total <= PORTION_BYTES ? [uids] : uids.map((uid) => [uid]);
  }

  async #fetch(uids: readonly number[], maxBytes: number): Promise<ImapMessage[]> {
    const found = await this.#asked(() => this.#client.fetchAll(uids.join(','), { uid: true, source: { maxLength: maxBytes } }, { uid: true }));
    return found.sort((a, b) => a.uid - b.uid).map(({ uid, source }) => ({ position: { validity: this.#validity, uid }, source: source ?? new Uint8Array() }));
  }

  async close(): Promise<void> {
    // Logging out is a courtesy: a server that is gone needs none.
    await this.#client.logout().catch(() => {});
    this.#client.close();
  }

  async #asked<T>(ask: () => Promise<T>, folder = ''): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw asAppError(error, this.#account, folder);
    }
  }
}

const TIMEOUTS = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT', 'ETIMEDOUT']);
/** Refusals of a login that are about the server's day, not about the password (RFC 5530). */
const PASSING = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'CONTACTADMIN']);

function asAppError(error: unknown, account: ImapAccount, folder = ''): AppError {
  if (error instanceof AppError) return error;
  const fault: ImapFlowError = error instanceof Error ? error : new Error(String(error));
  const where = { host: account.host, port: account.port };
  const code = fault.code ?? '';
  if (fault.authenticationFailed === true && !PASSING.has(fault.serverResponseCode ?? '')) {
    return new AppError('imap_auth_failed', { reply: redacted(fault.responseText ?? fault.message, account) }, error);
  }
  if (isTlsFault(fault)) return new AppError('imap_tls_failed', { reason: redacted(code === '' ? fault.message : code, account) }, error);
  if (fault.mailboxMissing === true || (folder !== '' && fault.responseStatus === 'NO')) return new AppError('imap_folder_missing', { folder }, error);
  return TIMEOUTS.has(code) ? new AppError('imap_timeout', where, error) : new AppError('imap_unreachable', where, error);
}

function isTlsFault(fault: ImapFlowError): boolean {
  // Verification results of OpenSSL and Node's own check of the name are names, unlike the E… codes of sockets.
  return fault.tlsFailed === true || /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|HOSTNAME_MISMATCH|STARTTLS|^ERR_SSL|^ERR_TLS|^EPROTO$/.test(fault.code ?? '');
}

/** A server may quote what it was given; replies are kept and shown. */
function redacted(reply: string, { password }: ImapAccount): string {
  const line = singleLine(reply).slice(0, REPLY_LIMIT);
  return password.length < 4 ? line : line.replaceAll(password, '***');
}

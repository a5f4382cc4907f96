import { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { domainToASCII } from 'node:url';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { HandOver, SmtpAccount, SmtpClient, SmtpConnector } from '../ports/mailer.ts';
import { AppError } from '../shared/app-error.ts';
import { isLoopback } from '../shared/loopback.ts';
import { afterData, asAppError, beforeData, connectionFault, oneLine, type SmtpFault, timeoutFault } from './smtp-faults.ts';

/** Patience in milliseconds, and a certificate authority to trust beside the system's. */
export interface SmtpOptions {
  readonly connectMs: number;
  /** For everything before the content. */
  readonly commandMs: number;
  /** Silence after the content: RFC 5321, 4.5.3.2.6 asks for ten minutes, since giving up early makes duplicates. */
  readonly dataMs: number;
  /** An unused connection is closed after this. */
  readonly idleMs: number;
  readonly ca?: string;
}

const PATIENCE: SmtpOptions = { connectMs: 20_000, commandMs: 90_000, dataMs: 600_000, idleMs: 30_000 };

/** SMTP by nodemailer's connection: one message at a time, so that each answer is known for what it is. */
export function smtpConnector(options: Partial<SmtpOptions> = {}): SmtpConnector {
  return { open: (account) => new NodemailerClient(account, { ...PATIENCE, ...options }) };
}

export const nodemailerSmtp: SmtpConnector = smtpConnector();

type Settle<T> = (error: SmtpFault | null | undefined, result: T) => void;

/** One logged-in connection. Any fault, whenever it comes, ends the step that waits and the connection with it. */
class Session {
  readonly #connection: SMTPConnection;
  #reject: ((fault: SmtpFault) => void) | undefined;
  alive = true;

  constructor(account: SmtpAccount, options: SmtpOptions) {
    this.#connection = new SMTPConnection({
      host: account.host,
      port: account.port,
      secure: account.security === 'tls',
      requireTLS: account.security === 'starttls',
      ignoreTLS: account.security === 'none',
      connectionTimeout: options.connectMs,
      greetingTimeout: options.connectMs,
      dnsTimeout: options.connectMs,
      socketTimeout: options.dataMs,
      socketCloseTimeout: 1000,
      logger: false,
      tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(options.ca === undefined ? {} : { ca: options.ca }) },
    });
    this.#connection.on('error', (fault: SmtpFault) => this.#end(fault));
    this.#connection.on('end', () => {
      this.alive = false;
    });
  }

  #end(fault: SmtpFault): void {
    this.alive = false;
    this.#connection.close();
    this.#reject?.(fault);
  }

  /** Runs one step; `ms` without its end closes the connection. The step may take the limit away once it knows better. */
  async step<T>(ms: number, begin: (settle: Settle<T>, unlimited: () => void) => void): Promise<T> {
    const limit = setTimeout(() => this.#end(timeoutFault()), ms);
    const unlimited = (): void => clearTimeout(limit);
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#reject = reject;
        begin((error, result) => (error === null || error === undefined ? resolve(result) : reject(error)), unlimited);
      });
    } finally {
      unlimited();
      this.#reject = undefined;
    }
  }

  async login(account: SmtpAccount, ms: number): Promise<void> {
    await this.step<void>(ms, (settle) => this.#connection.connect((error) => settle(error, undefined)));
    if (account.user === '') return;
    await this.step<boolean | undefined>(ms, (settle) => this.#connection.login({ user: account.user, pass: account.password }, settle));
  }

  /** `begun` is called when the server asked for the content and it starts to leave. Resolves with the final reply. */
  async send(message: { readonly from: string; readonly to: string; readonly eml: Uint8Array }, ms: number, begun: () => void): Promise<string> {
    return await this.step<string>(ms, (settle, unlimited) => {
      const content = new Readable({
        read() {
          unlimited();
          begun();
          this.push(message.eml);
          this.push(null);
        },
      });
      const envelope = { from: asciiDomain(message.from), to: [asciiDomain(message.to)], size: message.eml.length };
      this.#connection.send(envelope, content, (error, info) => (error === null ? settle(null, info.response) : settle(error, '')));
    });
  }

  async reset(ms: number): Promise<void> {
    await this.step<boolean | undefined>(ms, (settle) => this.#connection.reset(settle));
  }

  /** Protocol of the encryption, null without. */
  get encryption(): string | null {
    const socket = this.#connection._socket;
    return socket instanceof TLSSocket ? socket.getProtocol() : null;
  }

  get lastReply(): string {
    const reply = this.#connection.lastServerResponse;
    return reply === false ? '' : reply;
  }

  /** A step that still waits ends as a fault: the library itself would never answer it. */
  close(): void {
    if (this.alive && this.#reject === undefined) this.#connection.quit();
    this.alive = false;
    this.#connection.close();
    this.#reject?.(Object.assign(new Error('Closed before the answer'), { code: 'ECONNECTION' }));
  }
}

/** An address whose domain any server understands. The local part is the recipient's own business. */
function asciiDomain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  return domain === '' ? address : `${address.slice(0, at)}@${domain}`;
}

class NodemailerClient implements SmtpClient {
  readonly #account: SmtpAccount;
  readonly #options: SmtpOptions;
  #session: Session | undefined;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(account: SmtpAccount, options: SmtpOptions) {
    this.#account = account;
    this.#options = options;
  }

  async send(message: { readonly from: string; readonly to: string; readonly eml: Uint8Array }): Promise<HandOver> {
    clearTimeout(this.#idle);
    const reused = this.#session?.alive === true;
    let answer = await this.#attempt(message);
    // A server may close an idle connection at any moment: that is no reason to call it unreachable.
    if (reused && !this.#closed && answer.outcome === 'not_sent' && !answer.permanent) answer = await this.#attempt(message);
    this.#idle = setTimeout(() => this.#drop(), this.#options.idleMs).unref();
    return this.#withoutSecret(answer);
  }

  async #attempt(message: { readonly from: string; readonly to: string; readonly eml: Uint8Array }): Promise<HandOver> {
    let session: Session;
    try {
      session = await this.#open();
    } catch (error) {
      this.#drop();
      return connectionFault(faultOf(error));
    }
    let begun = false;
    try {
      const reply = await session.send(message, this.#options.commandMs, () => {
        begun = true;
      });
      return { outcome: 'accepted', reply: oneLine(reply) };
    } catch (error) {
      const fault = faultOf(error);
      const answer = begun ? afterData(fault) : beforeData(fault, fault.code === 'EMESSAGE' && fault.command === 'MAIL FROM');
      await this.#recover(answer);
      return answer;
    }
  }

  /** Keeps the connection after a plain refusal; after anything else a new one is the only safe start. */
  async #recover(answer: HandOver): Promise<void> {
    if (answer.outcome !== 'refused' || answer.code === 421) return this.#drop();
    await this.#session?.reset(this.#options.connectMs).catch(() => this.#drop());
  }

  async #open(): Promise<Session> {
    if (this.#session?.alive === true) return this.#session;
    if (this.#account.security === 'none' && !isLoopback(this.#account.host)) {
      throw Object.assign(new Error('Refusing an unencrypted connection'), { code: 'ETLS', response: 'encryption is required' });
    }
    this.#session = new Session(this.#account, this.#options);
    await this.#session.login(this.#account, this.#options.commandMs);
    return this.#session;
  }

  async verify(): Promise<{ readonly reply: string; readonly tls: string | null }> {
    try {
      const session = await this.#open();
      return { reply: this.#redact(oneLine(session.lastReply)), tls: session.encryption };
    } catch (error) {
      const known = asAppError(faultOf(error), this.#account);
      throw new AppError(known.code, Object.fromEntries(Object.entries(known.params).map(([key, value]) => [key, this.#redact(value)])));
    } finally {
      this.#drop();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    this.#drop();
  }

  #drop(): void {
    this.#session?.close();
    this.#session = undefined;
  }

  #withoutSecret(answer: HandOver): HandOver {
    return { ...answer, reply: this.#redact(answer.reply) };
  }

  /** A server may quote what it was given; replies are kept and shown. */
  #redact<T extends string | number>(value: T): T | string {
    const { user, password } = this.#account;
    if (typeof value !== 'string' || password.length < 4) return value;
    // As it is, as AUTH LOGIN carries it, and as AUTH PLAIN does (RFC 4616).
    const forms = [password, base64(password), base64(`\0${user}\0${password}`)];
    return forms.reduce((text, form) => text.replaceAll(form, '***'), String(value));
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function faultOf(error: unknown): SmtpFault {
  return error instanceof Error ? error : new Error(String(error));
}

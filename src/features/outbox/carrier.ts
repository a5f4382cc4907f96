import { Transport } from '../../contract/outbox.ts';
import type { HandOver, SmtpClient } from '../../ports/mailer.ts';
import { AppError } from '../../shared/app-error.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { toIso } from '../../shared/dates.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { readSmtpAccount } from '../settings/index.ts';
import type { Claimed } from './attempts.repo.ts';
import { bareAddress } from './mailbox.rules.ts';
import type { OutboxRecord } from './outbox.repo.ts';

/** What came of a message, whichever way it went. */
export type Carried =
  | Extract<HandOver, { readonly outcome: 'accepted' | 'refused' | 'uncertain' }>
  | { readonly outcome: 'not_sent'; readonly errorCode: string; readonly reply: string; readonly permanent: boolean };

/** What stands for a server's answer where there is no server. Machine strings: they are kept as evidence in every language. */
export const PRACTICE_REPLY = '250 practice mailbox: kept on this computer, not delivered';
export const DRAFT_REPLY = 'draft written to a file, to be sent by hand';

interface Connection {
  readonly client: SmtpClient;
  /** Of the settings it was made with. */
  readonly age: number;
}

/** Hands messages over, by SMTP, into the practice mailbox or as drafts. One connection for each message that is on its way; the last one used first. */
export class Carrier {
  readonly #core: Core;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  #age = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Never throws: an unexpected failure is uncertain. */
  async carry({ message, eml }: Claimed): Promise<Carried> {
    const transport = Transport.parse(message.transport);
    let begun = false;
    try {
      if (transport === 'practice') return { outcome: 'accepted', reply: PRACTICE_REPLY };
      if (transport === 'draft') {
        await this.#core.drafts.write(draftName(message), eml);
        return { outcome: 'accepted', reply: DRAFT_REPLY };
      }
      if (transport !== 'smtp') return assertNever(transport);
      const connection = await this.#connection();
      begun = true;
      const carried = await connection.client.send({ from: message.return_path, to: bareAddress(message.recipient), eml });
      await this.#release(connection);
      return carried;
    } catch (error) {
      // An adapter that throws broke its promise; whether the server has the message is then unknown.
      if (begun || !(error instanceof AppError)) {
        this.#core.logger.error('outbox_hand_over_failed', error);
        return { outcome: 'uncertain', reply: '' };
      }
      return { outcome: 'not_sent', errorCode: error.code, reply: '', permanent: error.code !== 'disk_full' };
    }
  }

  async #connection(): Promise<Connection> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const age = this.#age;
    const account = await readSmtpAccount(this.#core, this.#core.db.read);
    const connection = { client: this.#core.smtp.open(account), age };
    this.#all.add(connection);
    return connection;
  }

  async #release(connection: Connection): Promise<void> {
    if (connection.age === this.#age) this.#idle.push(connection);
    else await this.#discard(connection);
  }

  async #discard(connection: Connection): Promise<void> {
    this.#all.delete(connection);
    await connection.client.close();
  }

  /** Takes the settings anew for the next message. Those on their way end on the connections they began on: cut off, their fate would be unknown. */
  async renew(): Promise<void> {
    this.#age += 1;
    await Promise.all(this.#idle.splice(0).map((connection) => this.#discard(connection)));
  }

  /** Forgets the server, whatever it is doing. */
  async close(): Promise<void> {
    this.#age += 1;
    this.#idle.length = 0;
    await Promise.all([...this.#all].map((connection) => this.#discard(connection)));
  }
}

function draftName(message: OutboxRecord): string {
  return `${safeFileName(`${toIso(message.created_at).slice(0, 10)} ${message.client_name}`)} ${message.id.slice(-8)}.eml`;
}

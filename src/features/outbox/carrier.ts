import type { Transport } from '../../contract/outbox.ts';
import type { SmtpAccount, SmtpClient } from '../../ports/mailer.ts';
import { AppError } from '../../shared/app-error.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { toIso } from '../../shared/dates.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { readSmtpAccount } from '../settings/index.ts';
import { bareAddress } from './mailbox.rules.ts';

/** What came of a message, whichever way it went. */
export type Carried =
  | { readonly outcome: 'accepted'; readonly reply: string }
  | { readonly outcome: 'refused'; readonly reply: string; readonly code: number }
  | { readonly outcome: 'not_sent'; readonly errorCode: string; readonly reply: string; readonly permanent: boolean }
  | { readonly outcome: 'uncertain'; readonly reply: string };

export interface Cargo {
  readonly id: string;
  readonly transport: Transport;
  readonly clientName: string;
  readonly returnPath: string;
  readonly recipient: string;
  readonly createdAt: number;
  readonly eml: Uint8Array;
}

/** What stands for a server's answer where there is no server. Machine strings: they are kept as evidence in every language. */
export const PRACTICE_REPLY = '250 practice mailbox: kept on this computer, not delivered';
export const DRAFT_REPLY = 'draft written to a file, to be sent by hand';

/** Hands one message over, by SMTP, into the practice mailbox or as a draft. Never throws: an unexpected failure is uncertain. */
export class Carrier {
  readonly #core: Core;
  #open: { readonly account: SmtpAccount; readonly client: SmtpClient } | undefined;
  #carrying = false;
  #outdated = false;

  constructor(core: Core) {
    this.#core = core;
  }

  async carry(cargo: Cargo): Promise<Carried> {
    this.#carrying = true;
    const carried = await this.#handOver(cargo);
    this.#carrying = false;
    if (this.#outdated) await this.close();
    return carried;
  }

  async #handOver(cargo: Cargo): Promise<Carried> {
    let begun = false;
    try {
      if (cargo.transport === 'practice') return { outcome: 'accepted', reply: PRACTICE_REPLY };
      if (cargo.transport === 'draft') {
        await this.#core.drafts.write(draftName(cargo), cargo.eml);
        return { outcome: 'accepted', reply: DRAFT_REPLY };
      }
      if (cargo.transport === 'smtp') {
        const client = await this.#client();
        begun = true;
        return await client.send({ from: cargo.returnPath, to: bareAddress(cargo.recipient), eml: cargo.eml });
      }
      return assertNever(cargo.transport);
    } catch (error) {
      // An adapter that throws broke its promise; whether the server has the message is then unknown.
      if (begun || !(error instanceof AppError)) {
        this.#core.logger.error('outbox_hand_over_failed', error);
        return { outcome: 'uncertain', reply: '' };
      }
      return { outcome: 'not_sent', errorCode: error.code, reply: '', permanent: error.code !== 'disk_full' };
    }
  }

  async #client(): Promise<SmtpClient> {
    if (this.#open !== undefined) return this.#open.client;
    const account = await readSmtpAccount(this.#core, this.#core.db.read);
    this.#open = { account, client: this.#core.smtp.open(account) };
    return this.#open.client;
  }

  /** Takes the settings anew for the next message. The one in flight ends on the connection it began on: cut off, its fate would be unknown. */
  async renew(): Promise<void> {
    if (this.#carrying) this.#outdated = true;
    else await this.close();
  }

  /** Forgets the server, whatever it is doing. */
  async close(): Promise<void> {
    this.#outdated = false;
    const open = this.#open;
    this.#open = undefined;
    await open?.client.close();
  }
}

function draftName(cargo: Cargo): string {
  return `${safeFileName(`${toIso(cargo.createdAt).slice(0, 10)} ${cargo.clientName}`)} ${cargo.id.slice(-8)}.eml`;
}

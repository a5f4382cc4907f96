import type { Connector, PanelAccount, PanelUsage } from '../connectors/connector.ts';
import type { BounceClass, BounceTarget } from '../contract/bounces.ts';
import type { WriteDb } from '../db/db.ts';
import type { ParsedMail } from '../ports/mailer.ts';
import type { Definition } from '../shared/panels.ts';

/** A message the outbox is to carry. Everything a shell or a server may ask about it later is in here. */
export interface OutgoingMessage {
  readonly kind: 'notice' | 'reminder' | 'letter' | 'test';
  readonly noticeId: string | null;
  readonly clientId: string;
  readonly clientName: string;
  readonly hostId: string;
  /** Whose limits count it; null = only its host's. */
  readonly packId: string | null;
  readonly transport: 'practice' | 'smtp' | 'draft';
  readonly language: string;
  readonly sender: string;
  /** Where reports are returned to. */
  readonly returnPath: string;
  readonly recipient: string;
  readonly subject: string;
  readonly messageId: string;
  readonly eml: Uint8Array;
  readonly dueAt: number;
}

/** What failed, and with which code. */
export interface Failure {
  readonly class: BounceClass;
  readonly target: BounceTarget;
  readonly code: string;
}

/** A message whose fate was just settled. */
export interface SettledMessage {
  readonly kind: OutgoingMessage['kind'];
  readonly outboxId: string;
  readonly noticeId: string | null;
  readonly clientId: string;
  readonly transport: 'practice' | 'smtp' | 'draft';
  readonly recipient: string;
  readonly state: 'sent' | 'failed' | 'uncertain' | 'cancelled';
  readonly at: number;
  readonly reply: string;
  /** Of one that was refused for good: what failed. */
  readonly failure: Failure | null;
}

/** Runs in the very transaction that settles the message, so that fact and consequence are one. */
export type OnSettled = (tx: WriteDb, message: SettledMessage) => Promise<void>;

/** A page of what a panel or a report shows of the accounts of a pack. */
export interface AccountsRead {
  readonly packId: string;
  readonly accounts: readonly PanelAccount[];
  /** When it was read, and when the list had last been read to its end (null = never): a change happened between the two. */
  readonly at: number;
  readonly after: number | null;
  readonly origin: 'panel' | 'report' | 'hand';
}

/** What a page changed. */
export interface AccountsTaken {
  readonly seen: number;
  readonly added: number;
  readonly changed: number;
  readonly flips: number;
}

/** Figures of one window of a pack. `complete`: the window was over when it was read, and this page is the last of it. */
export interface UsageRead {
  readonly packId: string;
  readonly grain: 'hour' | 'day';
  /** Epoch milliseconds. */
  readonly start: number;
  readonly definition: Definition;
  readonly origin: 'panel' | 'report';
  readonly rows: readonly PanelUsage[];
  /** When it was asked for. */
  readonly at: number;
}

/** Announces that a window was read to its end, so that silence may count as zero. */
export type UsageReadEnd = Omit<UsageRead, 'rows'> & { readonly complete: boolean; readonly silentIsZero: boolean };

/** A counter that runs through the day, read for some accounts. `start` = midnight of the panel's zone. */
export type CounterRead = Omit<UsageRead, 'grain'>;

/** A window to read from a panel, oldest first. */
export interface WindowToRead {
  readonly grain: 'hour' | 'day';
  readonly start: number;
  readonly end: number;
  /** YYYY-MM-DD of the panel's zone, for days. */
  readonly day: string;
  readonly complete: boolean;
}

/** A panel ready to be asked. */
export interface OpenPanel {
  readonly connector: Connector;
  /** IANA zone of its days. */
  readonly zone: string;
}

/**
 * The way to a panel for features that want something of their own from it; `createApp` hands it over, so that they need not know who keeps connections.
 * Runs `work` while nobody else asks for this pack, and notes a refused login. Throws `pack_not_found`, `connection_not_found`, `panel_secret_missing`,
 * `secret_store_unavailable`, and what `work` throws; `panel_auth_refused` at once where the login was refused before and nobody tried again since.
 */
export type AskPanel = <T>(
  packId: string,
  signal: AbortSignal | undefined,
  work: (panel: OpenPanel) => AsyncGenerator<T, void, void>,
) => AsyncGenerator<T, void, void>;

/** Keeps back in the outbox, or takes out of it, what may not leave any more. Asked before messages are chosen, when nobody was for a while. */
export type BeforeSending = () => Promise<void>;

/** A mail of a person that answers no notice. */
export interface OtherMail {
  readonly mail: ParsedMail;
  readonly bytes: Uint8Array;
}

/** Offers a mail to whoever else waits for one. True when it was kept, or had been before. */
export type OnOtherMail = (other: OtherMail) => Promise<boolean>;

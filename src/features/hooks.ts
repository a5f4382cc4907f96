import type { BounceClass, BounceTarget } from '../contract/bounces.ts';
import type { WriteDb } from '../db/db.ts';

/** A message the outbox is to carry. Everything a shell or a server may ask about it later is in here. */
export interface OutgoingMessage {
  readonly kind: 'notice' | 'reminder' | 'test';
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

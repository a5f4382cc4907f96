import { OutboxRow, type OutboxState, Transport } from '../../contract/outbox.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Failure, OnSettled } from '../hooks.ts';
import type { Carried } from './carrier.ts';
import { firstPutOffAt, keepForPractice, type OutboxRecord, type StateChange, setState } from './outbox.repo.ts';
import { givesUp, retryDelayMs } from './retry.rules.ts';

interface Attempt {
  /** As it was before the attempt. */
  readonly message: OutboxRecord;
  readonly carried: Carried;
  readonly now: number;
}

/** Writes what came of an attempt, with everything that follows from it, in one transaction. Returns the new state. */
export async function settle(tx: WriteDb, attempt: Attempt, onSettled: OnSettled): Promise<OutboxState> {
  const { message, now } = attempt;
  const change = await changeAfter(tx, attempt);
  await setState(tx, message.id, change);
  if (change.state === 'sent' && message.transport === 'practice') await keepForPractice(tx, message.id, now);
  await announce(tx, { message, change }, onSettled);
  return change.state;
}

async function changeAfter(tx: WriteDb, { message, carried, now }: Attempt): Promise<StateChange> {
  const base = { at: now, reply: carried.reply };
  if (carried.outcome === 'accepted') return { ...base, state: 'sent', errorCode: '', sentAt: now };
  if (carried.outcome === 'uncertain') return { ...base, state: 'uncertain', errorCode: '' };
  if (carried.outcome === 'not_sent') {
    // The message was never tried, so this attempt does not count. A test is for now or never.
    const state = message.kind === 'test' ? 'failed' : 'queued';
    return { ...base, state, errorCode: carried.errorCode, attempts: message.attempts };
  }
  const attempts = message.attempts + 1;
  const putOff = carried.code < 500 && message.kind !== 'test';
  const tired = putOff && givesUp({ attempts, firstPutOffAt: (await firstPutOffAt(tx, message.id)) ?? now, now });
  if (!putOff || tired) return { ...base, state: 'failed', errorCode: 'smtp_refused' };
  return { ...base, state: 'deferred', errorCode: 'smtp_refused', dueAt: now + retryDelayMs(attempts) };
}

/** Tells the feature that caused the message, once its fate is settled. */
export async function announce(
  tx: WriteDb,
  { message, change }: { readonly message: OutboxRecord; readonly change: StateChange },
  onSettled: OnSettled,
): Promise<void> {
  const { state } = change;
  if (state !== 'sent' && state !== 'failed' && state !== 'uncertain' && state !== 'cancelled') return;
  await onSettled(tx, {
    kind: OutboxRow.shape.kind.parse(message.kind),
    outboxId: message.id,
    noticeId: message.notice_id,
    clientId: message.client_id,
    transport: Transport.parse(message.transport),
    recipient: message.recipient,
    state,
    at: change.at,
    reply: change.reply,
    failure: change.failure ?? null,
  });
}

/** What came back with a message, and when that was noticed. */
export interface Returned {
  readonly reply: string;
  readonly at: number;
  readonly failure: Failure;
}

/**
 * Marks a message that came back: its server took it, and somebody on the way returned it. Returns false when no message that left has
 * this Message-ID, or when it came back before.
 */
export async function markBounced(tx: WriteDb, messageId: string, { reply, at, failure }: Returned): Promise<boolean> {
  const message = await tx.selectFrom('outbox').select('id').where('message_id', '=', messageId).where('state', 'in', ['sent', 'uncertain']).executeTakeFirst();
  if (message === undefined) return false;
  await setState(tx, message.id, { state: 'bounced', at, reply, errorCode: '', failure });
  return true;
}

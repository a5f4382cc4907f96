import { OutboxRow, type OutboxState, Transport } from '../../contract/outbox.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Failure, OnSettled } from '../hooks.ts';
import { type Moment, putBack } from './attempts.repo.ts';
import type { Carried } from './carrier.ts';
import { learnPatience, learnWait } from './destinations.ts';
import { firstPutOffAt, keepForPractice, type OutboxRecord, type StateChange, setState } from './outbox.repo.ts';
import { givesUp } from './retry.rules.ts';
import type { Refusal } from './verdict.rules.ts';

/** What an attempt means for its message. `held`: nothing was said about it, so it waits on and the attempt does not count. */
export type Verdict =
  | { readonly kind: 'put_back' }
  | { readonly kind: 'accepted'; readonly reply: string }
  | { readonly kind: 'uncertain'; readonly reply: string }
  | { readonly kind: 'held'; readonly reply: string; readonly errorCode: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly failure: Failure };

/** An attempt that is over. */
export interface Attempt {
  /** As it was before the attempt. */
  readonly message: OutboxRecord;
  readonly verdict: Verdict;
  /** What was answered; null when it was never begun. */
  readonly carried: Carried | null;
  readonly ended: Moment;
}

/** Writes what came of an attempt, with everything that follows from it, in one transaction. Returns the new state. */
export async function settle(tx: WriteDb, attempt: Attempt, onSettled: OnSettled): Promise<OutboxState> {
  const { message, verdict, ended } = attempt;
  if (verdict.kind === 'put_back') {
    await putBack(tx, message);
    return 'queued';
  }
  const change = { ...(await changeAfter(tx, { message, verdict, ended })), at: ended.wall, pacedAt: Math.ceil(ended.paced) };
  await setState(tx, message.id, change);
  if (change.state === 'sent' && message.transport === 'practice') await keepForPractice(tx, message.id, ended.wall);
  if (change.state === 'sent' && message.attempts > 0) await learnPatience(tx, message, ended.wall);
  await announce(tx, { message, change }, onSettled);
  return change.state;
}

type Told = Exclude<Verdict, { readonly kind: 'put_back' }>;

async function changeAfter(
  tx: WriteDb,
  { message, verdict, ended }: { message: OutboxRecord; verdict: Told; ended: Moment },
): Promise<Omit<StateChange, 'at'>> {
  const now = ended.wall;
  if (verdict.kind === 'accepted') return { reply: verdict.reply, state: 'sent', errorCode: '', sentAt: now };
  if (verdict.kind === 'uncertain') return { reply: verdict.reply, state: 'uncertain', errorCode: '' };
  if (verdict.kind === 'held') {
    // A test is for now or never.
    const state = message.kind === 'test' ? 'failed' : 'queued';
    return { reply: verdict.reply, state, errorCode: verdict.errorCode, attempts: message.attempts };
  }
  const { refusal, failure } = verdict;
  const attempts = message.attempts + 1;
  const putOff = refusal.code < 500 && message.kind !== 'test';
  const tired = putOff && givesUp({ attempts, firstPutOffAt: (await firstPutOffAt(tx, message.id)) ?? now, now });
  if (!putOff || tired) return { reply: refusal.reply, state: 'failed', errorCode: 'smtp_refused', failure };
  const dueAt = now + (await learnWait(tx, { message, refusal, attempts, now }));
  return { reply: refusal.reply, state: 'deferred', errorCode: 'smtp_refused', dueAt };
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
 * Marks a message that came back: its server took it, and somebody on the way returned it. `onReturned` hears of it as of one that failed. Returns false when no message
 * that left has this Message-ID, or when it came back before.
 */
export async function markBounced(
  tx: WriteDb,
  messageId: string,
  { onReturned, ...returned }: Returned & { readonly onReturned: OnSettled },
): Promise<boolean> {
  const { reply, at, failure } = returned;
  const message = await tx.selectFrom('outbox').selectAll().where('message_id', '=', messageId).where('state', 'in', ['sent', 'uncertain']).executeTakeFirst();
  if (message === undefined) return false;
  await setState(tx, message.id, { state: 'bounced', at, reply, errorCode: '', failure });
  await announce(tx, { message, change: { state: 'failed', at, reply, errorCode: '', failure } }, onReturned);
  return true;
}

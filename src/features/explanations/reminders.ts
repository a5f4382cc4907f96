import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { findLetter, withdrawLetter } from '../letters/index.ts';
import type { Withdrawal } from '../outbox/index.ts';
import { isHeld, workdaysOf } from '../reminders/index.ts';
import type { ExplanationDesk } from './desk.ts';
import { lettersWaiting, noteWithdrawn, roundLetters, updateRound } from './rounds.repo.ts';
import { todayOf, viewOf } from './view.ts';

/** Which letters of a round are taken out of the queue, and why. */
export interface TakingOut {
  readonly explanationId: string;
  readonly because: Withdrawal;
  /** Also the request, where it has not left. */
  readonly request?: boolean;
}

/** Takes out what did not leave yet, in the transaction of what makes it pointless. What is on its way, or left, stays. */
export async function takeOut({ core, outbox }: ExplanationDesk, tx: WriteDb, { explanationId, because, request = false }: TakingOut): Promise<void> {
  for (const { letterId, purpose, withdrawn } of await roundLetters(tx, explanationId)) {
    if (withdrawn || (purpose === 'request' && !request)) continue;
    if (await takeOutLetter({ core, outbox }, tx, { letterId, because })) await noteWithdrawn(tx, letterId);
  }
}

/** Ends a round with everything of it that did not leave, in the transaction of somebody else. */
export async function withdrawRound(desk: ExplanationDesk, tx: WriteDb, id: string): Promise<void> {
  await updateRound(tx, id, { withdrawnAt: desk.core.clock.now() });
  await takeOut(desk, tx, { explanationId: id, because: 'round_over', request: true });
}

async function takeOutLetter(
  { core, outbox }: ExplanationDesk,
  tx: WriteDb,
  { letterId, because }: { readonly letterId: string; readonly because: TakingOut['because'] },
): Promise<boolean> {
  const { outboxId } = await findLetter(tx, letterId);
  if (outboxId === null) return false;
  const message = await tx.selectFrom('outbox').where('id', '=', outboxId).select('state').executeTakeFirst();
  // One that a server is being given now can no longer be held.
  if (message?.state !== 'queued' && message?.state !== 'deferred') return false;
  await withdrawLetter(core, tx, { id: letterId, because, withdraw: outbox.withdraw });
  return true;
}

/**
 * Asked before anything leaves. Takes out a request whose last day is over, and a reminder whose case is closed, whose round is over or whose request never arrived, whose
 * client is left in peace, or whose day has passed while sending stood still.
 */
export async function keepBackLetters(desk: ExplanationDesk): Promise<void> {
  const { core } = desk;
  const reminders = await lettersWaiting(core.db.read);
  const kept: { readonly letterId: string; readonly because: Withdrawal }[] = [];
  for (const reminder of reminders) {
    const because = await pointlessBy(core, reminder);
    if (because !== null) kept.push({ letterId: reminder.letterId, because });
  }
  if (kept.length === 0) return;
  await core.db.write(async (tx) => {
    for (const each of kept) if (await takeOutLetter(desk, tx, each)) await noteWithdrawn(tx, each.letterId);
  });
  core.changed('incidents', 'outbox');
}

type Waiting = Awaited<ReturnType<typeof lettersWaiting>>[number];

async function pointlessBy(core: Core, waiting: Waiting): Promise<Withdrawal | null> {
  const { closedAt, purpose, deadlineOn } = waiting;
  if (closedAt !== null) return 'withdrawn';
  if (purpose === 'request') return deadlineOn < todayOf(core) ? 'day_over' : null;
  return (await isNotToRemind(core, waiting)) ? 'withdrawn' : null;
}

async function isNotToRemind(core: Core, { explanationId, clientId, hostId, onDay, dueAt }: Waiting): Promise<boolean> {
  const db = core.db.read;
  if ((await viewOf(core, db, explanationId)).state !== 'asked') return true;
  const request = (await roundLetters(db, explanationId)).find(({ purpose }) => purpose === 'request');
  const asked = request === undefined ? 'withdrawn' : (await findLetter(db, request.letterId)).state;
  if (asked === 'withdrawn' || asked === 'failed') return true;
  const now = core.clock.now();
  if (dueAt > now) return false;
  // It says that the questions were sent.
  if (asked === 'queued') return true;
  const today = (await workdaysOf(core, db, clientId)).dayOf(now);
  return today !== onDay || (await isHeld(core, db, { clientId, hostId, on: today }));
}

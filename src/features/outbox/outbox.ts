import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { StopReason } from '../../contract/reminder-runs.ts';
import type { WriteDb } from '../../db/db.ts';
import type { SmtpAccount } from '../../ports/mailer.ts';
import { assertNever } from '../../shared/assert-never.ts';
import type { Core } from '../core.ts';
import type { BeforeSending, OnSettled, OutgoingMessage } from '../hooks.ts';
import { readSmtpAccount } from '../settings/index.ts';
import type { Carried } from './carrier.ts';
import { outboxHandlers } from './outbox.handlers.ts';
import { findMessage, insertMessage, setState } from './outbox.repo.ts';
import { OutboxWorker } from './outbox.worker.ts';
import { announce } from './settle.ts';
import { composeTest } from './test-message.ts';

/** Why a letter is not to leave any more: taken back by hand, answered before, or the last day it names is over. */
export type Withdrawal = 'withdrawn' | 'answered' | 'round_over' | 'day_over';

export interface Outbox {
  readonly handlers: Handlers<Contract['outbox']>;
  /** Writes a message into the queue, in the transaction of the fact that caused it. Returns its id. */
  readonly enqueue: (tx: WriteDb, message: OutgoingMessage) => Promise<string>;
  /** Takes waiting messages out, in the transaction of what makes them pointless; `because` is kept with them. Returns how many still waited. */
  readonly withdraw: (tx: WriteDb, ids: readonly string[], because: StopReason | Withdrawal) => Promise<number>;
  /** Sends one test message at once, through the queue like every other. Resolves with the server's reply; throws the `smtp_…` errors. */
  readonly sendTest: (to: string) => Promise<string>;
  /** Takes the settings as they are now; what stood because of the old ones is tried again. */
  readonly settingsChanged: () => void;
  /** Takes messages found in `sending` for uncertain, then begins to send what is due. */
  start(): Promise<void>;
  /** Waits at most five seconds for the message in flight. */
  stop(): Promise<void>;
}

/** The one door through which mail leaves. `onSettled` runs in the transaction that settles a message. */
export function createOutbox(core: Core, onSettled: OnSettled, beforeSending: BeforeSending = async () => {}): Outbox {
  const worker = new OutboxWorker(core, onSettled, beforeSending);
  const wakeAfterCommit = afterCommit(core, () => {
    core.changed('outbox');
    worker.wake();
  });
  const enqueue = async (tx: WriteDb, message: OutgoingMessage): Promise<string> => {
    const id = core.ids.next();
    await insertMessage(tx, id, { ...message, now: core.clock.now() });
    wakeAfterCommit();
    return id;
  };
  return {
    handlers: outboxHandlers(core, worker, onSettled),
    enqueue,
    withdraw: (tx, ids, because) => withdraw(tx, { ids, because, at: core.clock.now() }, onSettled),
    sendTest: async (to) => {
      const message = await composeTest(core, to);
      const id = await core.db.write(async (tx) => {
        const fresh = core.ids.next();
        await insertMessage(tx, fresh, { ...message, now: core.clock.now() });
        return fresh;
      });
      const carried = await worker.sendNow(id);
      if (carried.outcome === 'accepted') return carried.reply;
      throw testError(carried, await readSmtpAccount(core, core.db.read));
    },
    settingsChanged: () => {
      worker.forgetTrouble().catch((error: unknown) => core.logger.error('outbox_stood_still', error));
    },
    start: () => worker.start(),
    stop: () => worker.stop(),
  };
}

async function withdraw(
  tx: WriteDb,
  { ids, because, at }: { readonly ids: readonly string[]; readonly because: StopReason | Withdrawal; readonly at: number },
  onSettled: OnSettled,
): Promise<number> {
  const change = { state: 'cancelled', at, reply: '', errorCode: because } as const;
  let count = 0;
  for (const id of ids) {
    const message = await findMessage(tx, id);
    if (message === undefined || (message.state !== 'queued' && message.state !== 'deferred')) continue;
    await setState(tx, id, change);
    await announce(tx, { message, change }, onSettled);
    count++;
  }
  return count;
}

/** Calls `then` once after the transaction that is open now: transactions take turns, so an empty one comes to its turn when this one ended. */
function afterCommit(core: Core, then: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    core.db
      .write(async () => {
        asked = false;
      })
      .then(then)
      .catch((error: unknown) => core.logger.error('outbox_not_woken', error));
  };
}

function testError(carried: Exclude<Carried, { outcome: 'accepted' }>, account: SmtpAccount) {
  const where = { host: account.host, port: account.port };
  if (carried.outcome === 'refused') return fail('smtp_refused', { reply: carried.reply });
  if (carried.outcome === 'uncertain') return fail('smtp_timeout', where);
  if (carried.outcome !== 'not_sent') return assertNever(carried);
  if (carried.errorCode === 'smtp_auth_failed') return fail('smtp_auth_failed', { reply: carried.reply });
  if (carried.errorCode === 'smtp_tls_failed') return fail('smtp_tls_failed', { reason: carried.reply });
  if (carried.errorCode === 'smtp_timeout') return fail('smtp_timeout', where);
  return fail('smtp_unreachable', where);
}

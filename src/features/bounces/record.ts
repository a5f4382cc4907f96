import type { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import { singleLine } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import type { SettledMessage } from '../hooks.ts';
import { known, parseRules } from '../hosts/index.ts';
import { arrivedBefore, countClientsAt, type FailedMessage, findMessage, fullSince, insertBounce, isReported, type NewBounce } from './bounces.repo.ts';
import { addressKey, domainOf, findInForce, insertSuppression, lastLiftedAt, prolongSuppression, reasonOf } from './suppression.repo.ts';
import { blockAfter, type Failed, prolonged } from './suppression.rules.ts';

/** A report of a message may take so long, and only then its silence says that it arrived. */
const SILENCE_MS = 72 * HOUR_MS;
const DIAGNOSTIC_LENGTH = 1000;

/** What was reported about a message of ours. */
export interface Report {
  readonly outboxId: string;
  readonly kind: 'bounce' | 'complaint';
  readonly origin: 'smtp' | 'mail';
  /** The mail that said so, when it is kept. */
  readonly replyId: string | null;
  /** Whom it names; empty = the recipient of the message. */
  readonly address: string;
  readonly class: BounceClass;
  readonly target: BounceTarget;
  readonly code: string;
  readonly diagnostic: string;
  readonly happenedAt: number;
  /** Whether the address the message was sent to is what failed: nothing else is ever suppressed. */
  readonly concernsRecipient: boolean;
}

/** Writes down a message that was refused for good while it was handed over, in the transaction that settles it, with what follows for its address. */
export async function recordRefusal(core: Core, tx: WriteDb, settled: SettledMessage): Promise<void> {
  const { failure } = settled;
  if (settled.state !== 'failed' || failure === null) return;
  // Not sent because of an earlier failure: that is no new one.
  if (failure.target === 'suppressed' && (await findMessage(tx, settled.outboxId))?.error_code === 'suppressed') return;
  await recordReport(core, tx, {
    outboxId: settled.outboxId,
    kind: 'bounce',
    origin: 'smtp',
    replyId: null,
    address: settled.recipient,
    ...failure,
    diagnostic: settled.reply,
    happenedAt: settled.at,
    concernsRecipient: true,
  });
}

/** Writes down what was reported of a message, and what its address does not get any more. False when that was reported before. */
export async function recordReport(core: Core, tx: WriteDb, report: Report): Promise<boolean> {
  const message = await findMessage(tx, report.outboxId);
  if (message === undefined) return false;
  const address = report.address === '' ? message.recipient : report.address;
  const bounce: NewBounce = {
    id: core.ids.next(),
    kind: report.kind,
    origin: report.origin,
    message,
    replyId: report.replyId,
    address: singleLine(address),
    addressKey: addressKey(address),
    class: report.class,
    target: report.target,
    code: report.code,
    diagnostic: singleLine(report.diagnostic).slice(0, DIAGNOSTIC_LENGTH),
    happenedAt: report.happenedAt,
    recordedAt: core.clock.now(),
  };
  // A message that is repeated by hand may be refused once more; a mail says the same thing only once.
  if (report.origin === 'mail' && (await isReported(tx, bounce))) return false;
  const failed = report.concernsRecipient ? await circumstances(tx, bounce) : null;
  await insertBounce(tx, bounce);
  if (failed !== null) await block(core, tx, { bounce, failed });
  return true;
}

/** What has to be known to say what a failure means for its address. */
async function circumstances(db: ReadDb, bounce: NewBounce): Promise<Failed> {
  const { kind, target, message, happenedAt: at } = bounce;
  const key = addressKey(message.recipient);
  const host = await db.selectFrom('host').select('rules').where('id', '=', message.host_id).executeTakeFirst();
  return {
    kind,
    class: bounce.class,
    target,
    at,
    hostDays: host === undefined ? null : known(parseRules(host.rules).recipientBlockDays),
    domainClients: target === 'domain' ? await countClientsAt(db, domainOf(key)) : 0,
    fullAt: target === 'mailbox' ? [...(await fullSince(db, key, await arrivedAt(db, message, at))), at] : [],
    liftedAt: await lastLiftedAt(db, key),
  };
}

/** When the last message before `at` must have arrived at the same address; 0 = never. */
async function arrivedAt(db: ReadDb, message: FailedMessage, at: number): Promise<number> {
  const key = addressKey(message.recipient);
  const sent = await arrivedBefore(db, message.client_id, { before: at - SILENCE_MS, except: message.id });
  return sent.find(({ recipient }) => addressKey(recipient) === key)?.sent_at ?? 0;
}

async function block(core: Core, tx: WriteDb, { bounce, failed }: { readonly bounce: NewBounce; readonly failed: Failed }): Promise<void> {
  const wanted = blockAfter(failed);
  const now = core.clock.now();
  // A report that was read so late that its time has passed blocks nothing any more.
  if (wanted === null || (wanted.until !== null && wanted.until <= now)) return;
  const address = addressKey(bounce.message.recipient);
  const key = wanted.scope === 'domain' ? domainOf(address) : address;
  const before = await findInForce(tx, key, now);
  if (before === undefined) {
    await insertSuppression(tx, {
      id: core.ids.next(),
      scope: wanted.scope,
      value: wanted.scope === 'domain' ? key : bounce.message.recipient,
      key,
      reason: wanted.reason,
      since: now,
      until: wanted.until,
      author: '',
      note: '',
      bounceId: bounce.id,
    });
    return;
  }
  const longer = prolonged({ reason: reasonOf(before.reason), until: before.until_at }, wanted);
  if (longer !== null) await prolongSuppression(tx, before.id, { until: longer.until, because: { reason: longer.reason, bounceId: bounce.id } });
}

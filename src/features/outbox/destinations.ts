import type { WriteDb } from '../../db/db.ts';
import { findDestination, greylistedElsewhere, saveDestination } from './destinations.repo.ts';
import { eventsOf, type OutboxRecord } from './outbox.repo.ts';
import { closesDestination, putOffIn, requestOf, waitFor } from './patience.rules.ts';
import type { Refusal } from './verdict.rules.ts';

interface PutOffMessage {
  readonly message: OutboxRecord;
  readonly refusal: Refusal;
  /** This one included. */
  readonly attempts: number;
  readonly now: number;
}

/** How long a message that was put off waits, in milliseconds; what its destination asked for concerns the others for it too, where it does. */
export async function learnWait(tx: WriteDb, { message, refusal, attempts, now }: PutOffMessage): Promise<number> {
  const domain = message.destination;
  const request = requestOf(refusal);
  const known = await findDestination(tx, domain);
  const patienceMs = known?.patienceMs ?? 0;
  const wait = waitFor(refusal, { attempts, patienceMs });
  if (request === 'later') return wait;
  const othersGreylisted = request === 'greylisted' && patienceMs === 0 ? await greylistedElsewhere(tx, message) : 0;
  if (closesDestination(request, { patienceMs, othersGreylisted })) {
    await saveDestination(tx, { domain, patienceMs, until: now + wait, reply: refusal.reply }, now);
  }
  return wait;
}

/** A message that was greylisted got through: that is how long its destination makes others wait, and it is open to them. */
export async function learnPatience(tx: WriteDb, message: OutboxRecord, now: number): Promise<void> {
  const known = await findDestination(tx, message.destination);
  const events = await eventsOf(tx, message.id);
  const since = events.findLastIndex(({ state, error_code }) => state === 'queued' && error_code === '');
  const first = events.slice(since + 1).find(({ state, reply }) => state === 'deferred' && requestOf(putOffIn(reply)) === 'greylisted');
  if (first === undefined && (known === undefined || known.until <= now)) return;
  const patienceMs = first === undefined || first.at > now ? (known?.patienceMs ?? 0) : now - first.at;
  await saveDestination(tx, { domain: message.destination, until: 0, patienceMs, reply: known?.reply ?? '' }, now);
}

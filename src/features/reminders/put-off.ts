import type { ReadDb, WriteDb } from '../../db/db.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import { makeSchedule, pairKey, type ScheduledPlan } from './schedule.ts';

/** Clients planned at once. */
const SLICE = 500;
/** Under a hold a message is put off so far at a time: less than the longest deferral of the outbox, and soon free when the hold is ended by hand. */
const STEP_MS = 2 * HOUR_MS;

interface Waiting {
  readonly id: string;
  readonly client_id: string;
  readonly host_id: string;
  readonly state: string;
  readonly due_at: number;
}

/**
 * Puts off reminders in the outbox that could leave now and may not: a hold came over them, or sending stood still until the working day was over. `limit`
 * looks at those first that leave first. Returns how many were put off; must run often enough that nothing leaves in between.
 */
export async function putOff(core: Core, tx: WriteDb, limit?: number): Promise<number> {
  const now = core.clock.now();
  const waiting = await soonToLeave(tx, now, limit);
  let count = 0;
  for (let start = 0; start < waiting.length; start += SLICE) {
    const slice = waiting.slice(start, start + SLICE);
    const { plans } = await makeSchedule(core, tx, { now, clientIds: [...new Set(slice.map(({ client_id }) => client_id))] });
    const queued = new Map(plans.filter(({ state }) => state === 'queued').map((plan) => [pairKey(plan), plan]));
    for (const message of slice) {
      const plan = queued.get(`${message.client_id} ${message.host_id}`);
      const until = plan === undefined ? null : putOffUntil(message, plan, now);
      if (until === null || until <= message.due_at) continue;
      await tx.updateTable('outbox').set({ due_at: until }).where('id', '=', message.id).execute();
      count++;
    }
  }
  return count;
}

/** Half a step before their time they are looked at again. */
async function soonToLeave(db: ReadDb, now: number, limit: number | undefined): Promise<Waiting[]> {
  return await db
    .selectFrom('outbox')
    .where('state', 'in', ['queued', 'deferred'])
    .where('kind', '=', 'reminder')
    .where('due_at', '<', now + STEP_MS / 2)
    .orderBy('due_at')
    .orderBy('id')
    .$if(limit !== undefined, (messages) => messages.limit(limit ?? 0))
    .select(['id', 'client_id', 'host_id', 'state', 'due_at'])
    .execute();
}

/** One that a server put off leaves at any hour: its delivery has begun. */
function putOffUntil({ state }: Waiting, { sendAt, heldUntil }: ScheduledPlan, now: number): number | null {
  if (sendAt === null) return now + STEP_MS;
  if (heldUntil !== null) return Math.min(sendAt, now + STEP_MS);
  return state === 'queued' ? sendAt : null;
}

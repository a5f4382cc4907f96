import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { ClientId } from '../../contract/ids.ts';
import type { RunResult } from '../../contract/reminder-runs.ts';
import type { PlanState } from '../../contract/reminders.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { type Enqueue, openDesk } from '../notices/index.ts';
import { isSenderComplete } from '../settings/index.ts';
import { stoppedIn } from './calendar.ts';
import type { Plan } from './plan.types.ts';
import type { Planner } from './planner.ts';
import { type Blocked, queueChunk } from './queue-chunk.ts';
import { pairKey, type Schedule } from './schedule.ts';

/** Letters rendered side by side and written in one transaction. */
const CHUNK = 16;

export interface RunOrder {
  readonly core: Core;
  readonly enqueue: Enqueue;
  readonly planner: Planner;
  readonly schedule: Schedule;
  /** Who asked for it; empty = the app by itself. */
  readonly author: string;
  /** What is to be queued. */
  readonly queue: readonly Plan[];
  readonly signal: AbortSignal | undefined;
}

type Result = z.input<typeof RunResult>;
type Step =
  | { readonly kind: 'progress'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: Result };

/**
 * Composes and queues what may leave, oldest duty first, in transactions of whole reminders: whoever stops it finds every period either served or still
 * due. What cannot be composed is named and left out. Throws `sender_not_set`.
 */
export async function* runReminders(order: RunOrder): AsyncGenerator<Step, void, void> {
  const { core, enqueue, schedule, author, signal } = order;
  const desk = await openDesk(core);
  if (!isSenderComplete(desk.sender)) throw fail('sender_not_set', {});
  const press = { core, desk, enqueue, schedule, author };
  const waiting = [...order.queue];
  const total = waiting.length;
  const blocked: Blocked[] = [];
  const again = new Set<string>();
  let queued = 0;
  while (waiting.length > 0) {
    yield { kind: 'progress', phase: 'composing', done: Math.min(total, Math.max(0, total - waiting.length)), total };
    signal?.throwIfAborted();
    const { written, changed, blocked: some } = await queueChunk(press, waiting.splice(0, CHUNK));
    queued += written;
    blocked.push(...some);
    for (const { plan } of some) order.planner.noteBroken(plan);
    // Composed anew, once, as they are now.
    waiting.push(...changed.filter((plan) => !again.has(pairKey(plan))));
    for (const plan of changed) again.add(pairKey(plan));
    if (written > 0) core.changed('reminders', 'notices', 'outbox', 'clients');
    await core.clock.yield();
  }
  yield { kind: 'done', result: { at: toIso(schedule.now), queued, blocked: await named(core, blocked), ...leftAlone(schedule) } };
}

async function named({ db }: Core, blocked: readonly Blocked[]): Promise<Result['blocked']> {
  const ids = [...new Set(blocked.map(({ plan }) => plan.clientId))];
  const clients = ids.length === 0 ? [] : await db.read.selectFrom('client').where('id', 'in', ids).select(['id', 'name']).execute();
  const names = new Map(clients.map(({ id, name }) => [id, name]));
  return blocked.map(({ plan, missing }) => ({ clientId: ClientId.parse(plan.clientId), clientName: names.get(plan.clientId) ?? '', missing: [...missing] }));
}

/** What is due and stays where it is, by reason. */
function leftAlone(schedule: Schedule): Pick<Result, 'asks' | 'paused' | 'excepted' | 'stopped'> {
  const due = (wanted: PlanState): number => schedule.plans.filter(({ state, dueOn }) => state === wanted && (dueOn ?? '') <= schedule.today).length;
  return {
    asks: schedule.plans.filter(({ state }) => state === 'asks').length,
    paused: due('paused'),
    excepted: due('excepted'),
    stopped: stoppedIn(schedule),
  };
}

import type { History } from './history.ts';
import { type Counting, lanes } from './lanes.rules.ts';
import { countedFor, earliest, type Limits, type PaceReason } from './pacing.rules.ts';

export interface Paced extends Counting {
  readonly id: string;
  /** The lower one leaves first. */
  readonly priority: number;
  /** Not before this instant. */
  readonly dueAt: number;
}

export interface Place {
  readonly id: string;
  readonly at: number;
  readonly reason: PaceReason | null;
}

/** When each of `waiting` is expected to leave if all goes well, in the order they leave. */
export function forecast(now: number, waiting: readonly Paced[], pace: { readonly limits: Limits; readonly history: History }): Place[] {
  const history = pace.history.copy();
  const queues = byLane(waiting);
  const expected: Place[] = [];
  let at = now;
  while (queues.length > 0) {
    const heads = queues.flatMap((queue) => (queue[0] === undefined ? [] : [{ queue, ...start(at, queue[0], { ...pace, history }) }]));
    const next = heads.reduce((first, head) => (comesBefore(head, first) ? head : first));
    at = next.at;
    expected.push({ id: next.message.id, at, reason: next.reason });
    history.note(next.message, at);
    next.queue.shift();
    if (next.queue.length === 0) queues.splice(queues.indexOf(next.queue), 1);
  }
  return expected;
}

interface Start {
  readonly message: Paced;
  readonly at: number;
  readonly reason: PaceReason | null;
}

function comesBefore(one: Start, other: Start): boolean {
  if (one.at !== other.at) return one.at < other.at;
  if (one.message.priority !== other.message.priority) return one.message.priority < other.message.priority;
  return one.message.dueAt < other.message.dueAt;
}

/** What shares every limit and the priority leaves in the order it is due. */
function byLane(waiting: readonly Paced[]): Paced[][] {
  const queues = new Map<string, Paced[]>();
  for (const message of waiting) {
    const lane = `${message.priority} ${lanes(message).pack}`;
    const queue = queues.get(lane);
    if (queue === undefined) queues.set(lane, [message]);
    else queue.push(message);
  }
  for (const queue of queues.values()) queue.sort((a, b) => a.dueAt - b.dueAt);
  return [...queues.values()];
}

function start(now: number, message: Paced, { limits, history }: { readonly limits: Limits; readonly history: History }): Start {
  const from = Math.max(now, message.dueAt);
  const first = earliest(countedFor(message, limits, history));
  // What is on its way ends any moment.
  if (first === null || first.at <= from || !Number.isFinite(first.at)) return { message, at: from, reason: null };
  return { message, at: first.at, reason: first.reason };
}

import type { OwnRules } from '../../contract/rule-pack.ts';
import { type SendingRules, sendingLimits } from '../hosts/index.ts';

export type PaceReason = 'pace' | 'limit_hour' | 'limit_day';

/** At most `count` in any `windowMs`, and `spacingMs` between two. */
export interface Limit {
  readonly owner: 'host' | 'own';
  readonly reason: PaceReason;
  readonly count: number;
  readonly windowMs: number;
  readonly spacingMs: number;
}

/** A limit with the instants it counts, ascending. */
export interface Counted {
  readonly limit: Limit;
  readonly times: readonly number[];
}

/** `null`: nothing holds the message back. */
export type Hold = { readonly until: number; readonly reason: PaceReason } | null;

const HOUR_S = 3600;
/** No limit looks further back. */
export const LONGEST_WINDOW_MS = 24 * HOUR_S * 1000;

/** A rate is spread evenly, so that a batch never looks like a burst. */
export function rateLimit(owner: Limit['owner'], rate: { readonly count: number; readonly seconds: number }): Limit {
  const windowMs = rate.seconds * 1000;
  return { owner, reason: 'pace', count: rate.count, windowMs, spacingMs: Math.floor(windowMs / rate.count) };
}

/** The limits that the rules of a host, and the reseller's own for it, set to our sending there. */
export function hostLimits(rules: SendingRules, ownRules: OwnRules): Limit[] {
  return sendingLimits(rules, ownRules).map(({ owner, even, ...rate }) => {
    const whose = owner === 'host' ? 'host' : 'own';
    if (even) return rateLimit(whose, rate);
    return { owner: whose, reason: rate.seconds <= HOUR_S ? 'limit_hour' : 'limit_day', count: rate.count, windowMs: rate.seconds * 1000, spacingMs: 0 };
  });
}

/** Whether one more may leave at `now`, or what holds it longest. */
export function hold(now: number, counted: readonly Counted[]): Hold {
  let longest: Hold = null;
  for (const { limit, times } of counted) {
    const last = times.at(-1);
    const oldest = times.length >= limit.count ? times[times.length - limit.count] : undefined;
    const until = Math.max(last === undefined ? 0 : last + limit.spacingMs, oldest === undefined ? 0 : oldest + limit.windowMs);
    if (until > now && (longest === null || until > longest.until)) longest = { until, reason: limit.reason };
  }
  return longest;
}

/** Of several limits the one that lets the fewest through, by rate. */
export function strictest(limits: readonly Limit[]): Limit | undefined {
  return limits.reduce<Limit | undefined>(
    (best, limit) => (best === undefined || limit.count * best.windowMs < best.count * limit.windowMs ? limit : best),
    undefined,
  );
}

/** When messages left, by lane; the instants of one lane ascend. Keeps a day, and never more than any limit can ask for. */
export class History {
  readonly #times = new Map<string, number[]>();

  of(lane: string): readonly number[] {
    return this.#times.get(lane) ?? [];
  }

  note(lane: string, at: number): void {
    const times = this.#times.get(lane) ?? [];
    this.#times.set(lane, times);
    times.push(Math.max(at, times.at(-1) ?? at));
    if (times.length > 2 * KEPT_PER_LANE) times.splice(0, times.length - KEPT_PER_LANE);
  }

  copy(): History {
    const copied = new History();
    for (const [lane, times] of this.#times) copied.#times.set(lane, [...times]);
    return copied;
  }
}

const KEPT_PER_LANE = 100_000;

/** Who counts a message: its transport as a whole (own pace), and its host within it. Practice never uses up what real mail may do. */
export function lanes(message: { readonly transport: string; readonly hostId: string }): { readonly own: string; readonly host: string } {
  return { own: message.transport, host: `${message.transport} ${message.hostId}` };
}

export interface Paced {
  readonly id: string;
  readonly transport: string;
  readonly hostId: string;
  /** Not before this instant. */
  readonly dueAt: number;
}

export interface Limits {
  readonly own: Limit;
  readonly host: (hostId: string) => readonly Limit[];
}

/** What counts for one message, with the instants counted so far. A draft leaves nothing and is held by nothing. */
export function countedFor(message: Pick<Paced, 'transport' | 'hostId'>, limits: Limits, history: History): Counted[] {
  if (message.transport === 'draft') return [];
  const lane = lanes(message);
  return [{ limit: limits.own, times: history.of(lane.own) }, ...limits.host(message.hostId).map((limit) => ({ limit, times: history.of(lane.host) }))];
}

/** When each of `waiting` (ordered as they are taken) is expected to leave if all goes well, in the order they leave. */
export function forecast(
  now: number,
  waiting: readonly Paced[],
  pace: { readonly limits: Limits; readonly history: History },
): { readonly id: string; readonly at: number; readonly reason: PaceReason | null }[] {
  const history = pace.history.copy();
  const queues = byLane(waiting);
  const expected: { id: string; at: number; reason: PaceReason | null }[] = [];
  let at = now;
  while (queues.length > 0) {
    const heads = queues.flatMap((queue) =>
      queue[0] === undefined ? [] : [{ queue, message: queue[0], ...earliest(at, queue[0], countedFor(queue[0], pace.limits, history)) }],
    );
    const next = heads.reduce((first, head) => (head.start < first.start ? head : first));
    at = next.start;
    expected.push({ id: next.message.id, at, reason: next.reason });
    history.note(lanes(next.message).own, at);
    history.note(lanes(next.message).host, at);
    next.queue.shift();
    if (next.queue.length === 0) queues.splice(queues.indexOf(next.queue), 1);
  }
  return expected;
}

function byLane(waiting: readonly Paced[]): Paced[][] {
  const queues = new Map<string, Paced[]>();
  for (const message of waiting) {
    const lane = lanes(message).host;
    const queue = queues.get(lane);
    if (queue === undefined) queues.set(lane, [message]);
    else queue.push(message);
  }
  return [...queues.values()];
}

function earliest(now: number, message: Paced, counted: readonly Counted[]): { readonly start: number; readonly reason: PaceReason | null } {
  const from = Math.max(now, message.dueAt);
  const held = hold(from, counted);
  return held === null ? { start: from, reason: null } : { start: held.until, reason: held.reason };
}

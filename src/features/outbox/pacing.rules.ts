import type { OwnRules } from '../../contract/rule-pack.ts';
import { HOUR_S } from '../../shared/durations.ts';
import { type SendingRules, sendingLimits } from '../hosts/index.ts';
import type { History, LaneHistory } from './history.ts';
import { type Counting, lanes } from './lanes.rules.ts';

export type PaceReason = 'pace' | 'limit_hour' | 'limit_day';

/** At most `count` in any `windowMs`, and as a rule `spacingMs` between two. */
export interface Limit {
  readonly owner: 'host' | 'own';
  readonly reason: PaceReason;
  readonly count: number;
  readonly windowMs: number;
  readonly spacingMs: number;
  /** Counted for each pack of the host by itself. */
  readonly perPack?: true;
}

/** A limit with what it counts. */
export interface Counted {
  readonly limit: Limit;
  readonly lane: string;
  readonly history: LaneHistory;
}

/** What holds a message back, where, and until when; `until` is infinite while too many are on their way. `null`: nothing does. */
export type Hold = { readonly until: number; readonly reason: PaceReason; readonly lane: string } | null;

/** A rate is spread evenly, so that a batch never looks like a burst; below a millisecond, which no timer can keep, only its window counts. */
export function rateLimit(owner: Limit['owner'], rate: { readonly count: number; readonly seconds: number }): Limit {
  const windowMs = rate.seconds * 1000;
  const spacingMs = windowMs / rate.count;
  return { owner, reason: 'pace', count: rate.count, windowMs, spacingMs: spacingMs < 1 ? 0 : spacingMs };
}

/** The limits that the rules of a host, and the reseller's own for it, set to our sending there. */
export function hostLimits(rules: SendingRules, ownRules: OwnRules): Limit[] {
  return sendingLimits(rules, ownRules).map(({ owner, even, perPack, ...rate }) => {
    const whose = owner === 'host' ? 'host' : 'own';
    const scope = perPack === undefined ? {} : { perPack };
    if (even) return { ...rateLimit(whose, rate), ...scope };
    const reason = rate.seconds <= HOUR_S ? 'limit_hour' : 'limit_day';
    return { owner: whose, reason, count: rate.count, windowMs: rate.seconds * 1000, spacingMs: 0, ...scope };
  });
}

/** The first instant at which one more may leave, by all limits, and which of them says so. */
export function earliest(counted: readonly Counted[]): { readonly at: number; readonly reason: PaceReason; readonly lane: string } | null {
  let last: { at: number; reason: PaceReason; lane: string } | null = null;
  for (const { limit, lane, history } of counted) {
    const at = Math.max(history.slot + limit.spacingMs, roomAt(limit, history));
    if (last === null || at > last.at) last = { at, reason: limit.reason, lane };
  }
  return last;
}

/** When the window has room. One that is on its way counts as leaving just now, for as long as it is: nobody knows when its server counts it. */
function roomAt({ count, windowMs }: Limit, { times, open }: LaneHistory): number {
  const index = times.length + open - count;
  if (index < 0) return Number.NEGATIVE_INFINITY;
  const freed = times[index];
  return freed === undefined ? Number.POSITIVE_INFINITY : freed + windowMs;
}

/** Whether one more may leave at `now`, or what holds it longest. */
export function hold(now: number, counted: readonly Counted[]): Hold {
  const first = earliest(counted);
  return first === null || first.at <= now ? null : { until: first.at, reason: first.reason, lane: first.lane };
}

/** Of several limits the one that lets the fewest through, by rate. */
export function strictest(limits: readonly Limit[]): Limit | undefined {
  return limits.reduce<Limit | undefined>(
    (best, limit) => (best === undefined || limit.count * best.windowMs < best.count * limit.windowMs ? limit : best),
    undefined,
  );
}

export interface Limits {
  readonly own: Limit;
  readonly host: (hostId: string) => readonly Limit[];
}

/** What counts for one message, with what was counted so far. A draft leaves nothing and is held by nothing. */
export function countedFor(message: Counting, limits: Limits, history: History): Counted[] {
  if (message.transport === 'draft') return [];
  const lane = lanes(message);
  return [
    { limit: limits.own, lane: lane.own, history: history.of(lane.own) },
    ...limits.host(message.hostId).map((limit) => {
      const name = limit.perPack === true ? lane.pack : lane.host;
      return { limit, lane: name, history: history.of(name) };
    }),
  ];
}

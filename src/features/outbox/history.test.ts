import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from './history.ts';
import { type Counting, lanes } from './lanes.rules.ts';
import { countedFor, earliest, type Limit, type Limits, rateLimit } from './pacing.rules.ts';

const rate = fc.record({ count: fc.integer({ min: 1, max: 8 }), seconds: fc.integer({ min: 1, max: 300 }) });
const windowed = fc.record({ count: fc.integer({ min: 1, max: 20 }), windowMs: fc.constantFrom(60_000, 3_600_000, 86_400_000, 7 * 86_400_000) });
const world = fc.record({
  own: rate,
  hosts: fc.record({ a: fc.array(windowed, { maxLength: 2 }), b: fc.array(windowed, { maxLength: 1 }) }),
  pack: fc.option(windowed),
});
const step = fc.record({
  host: fc.constantFrom('a', 'b'),
  pack: fc.constantFrom('p', 'q', null),
  pauseMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 4_000_000 }) }),
  lateMs: fc.integer({ min: 0, max: 1500 }),
  tookMs: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 90_000 })),
  seen: fc.double({ min: 0, max: 1, noNaN: true }),
  restarts: fc.boolean(),
});

interface Left {
  readonly message: Counting;
  readonly begun: number;
  readonly ended: number;
  /** When its server counted it: nobody knows but the server. */
  readonly seen: number;
}

function limitsOf({ own, hosts, pack }: typeof world extends fc.Arbitrary<infer W> ? W : never): Limits {
  const each = (windows: readonly { count: number; windowMs: number }[]): Limit[] =>
    windows.map((one) => ({ owner: 'host', reason: 'limit_hour', spacingMs: 0, ...one }));
  const perPack = pack === null ? [] : each([pack]).map((limit) => ({ ...limit, perPack: true as const }));
  return { own: rateLimit('own', own), host: (id) => [...each(id === 'a' ? hosts.a : hosts.b), ...perPack] };
}

/** The most of `times` in any window of that length. */
function most(times: readonly number[], windowMs: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  let first = 0;
  let found = 0;
  for (const [index, time] of sorted.entries()) {
    while (time - (sorted[first] ?? 0) >= windowMs) first += 1;
    found = Math.max(found, index - first + 1);
  }
  return found;
}

/** Sends as the outbox does: as soon as the limits let it, a little late, several at once, forgetting everything but what is written at each restart. */
function send(limits: Limits, steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): Left[] {
  const left: Left[] = [];
  let history = new History();
  let now = 1_000_000;
  const flying: Left[] = [];
  const end = (until: number): void => {
    for (const each of [...flying].sort((a, b) => a.ended - b.ended)) {
      if (each.ended > until) continue;
      history.end(each.message, each.ended);
      flying.splice(flying.indexOf(each), 1);
    }
  };
  for (const { host, pack, pauseMs, lateMs, tookMs, seen, restarts } of steps) {
    const message = { transport: 'smtp', hostId: host, packId: pack };
    now += pauseMs;
    end(now);
    if (restarts) {
      // A process ends what is on its way, or its successor takes it for ended just now.
      now = Math.max(now, ...flying.map(({ ended }) => ended));
      end(now);
      history = new History();
      history.recall(left.map((each) => ({ ...each.message, at: Math.ceil(each.ended) })).sort((a, b) => a.at - b.at));
    }
    let first = earliest(countedFor(message, limits, history));
    while (first !== null && first.at > now) {
      const nextEnd = Math.min(...flying.map(({ ended }) => ended));
      now = Math.min(first.at, nextEnd);
      end(now);
      first = earliest(countedFor(message, limits, history));
    }
    const slot = Math.max(first?.at ?? now, now - 1000);
    now += lateMs;
    history.begin(message, Math.min(slot, now));
    const gone = { message, begun: now, ended: now + tookMs, seen: now + tookMs * seen };
    left.push(gone);
    flying.push(gone);
  }
  return left;
}

describe('whatever leaves, however long it takes, late or at once, and however often the process ends', () => {
  it('no window of any limit ever holds more than its count, whenever the server counts', () => {
    fc.assert(
      fc.property(world, fc.array(step, { maxLength: 60 }), (given, steps) => {
        const limits = limitsOf(given);
        const left = send(limits, steps);
        const seenBy = (choose: (message: Counting) => boolean) => left.filter(({ message }) => choose(message)).map(({ seen }) => seen);
        expect(
          most(
            seenBy(() => true),
            limits.own.windowMs,
          ),
        ).toBeLessThanOrEqual(limits.own.count);
        for (const hostId of ['a', 'b']) {
          for (const limit of limits.host(hostId)) {
            const packs = limit.perPack === true ? ['p', 'q', null] : [undefined];
            for (const packId of packs) {
              const times = seenBy((message) => message.hostId === hostId && (packId === undefined || message.packId === packId));
              expect(most(times, limit.windowMs)).toBeLessThanOrEqual(limit.count);
            }
          }
        }
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  it('late timers do not add up: the schedule stays what the windows allow', () => {
    const limits: Limits = { own: rateLimit('own', { count: 10, seconds: 10 }), host: () => [] };
    const one = { host: 'a', pack: null, pauseMs: 0, tookMs: 2, seen: 0.5, restarts: false } as const;
    const left = send(
      limits,
      Array.from({ length: 400 }, (_, index) => ({ ...one, lateMs: (index * 7) % 30 })),
    );
    const span = (left.at(-1)?.begun ?? 0) - (left[0]?.begun ?? 0);
    expect(span / 399 / 1000).toBeGreaterThanOrEqual(0.99);
    expect(span / 399 / 1000).toBeLessThanOrEqual(1.01);
  });

  it('counts by transport, host and pack', () => {
    expect(lanes({ transport: 'smtp', hostId: 'h', packId: null })).toEqual({ own: 'smtp', host: 'smtp h', pack: 'smtp h -' });
  });
});

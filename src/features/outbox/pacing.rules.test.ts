import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_OWN_RULES, PRESETS } from '../hosts/index.ts';
import { forecast } from './forecast.rules.ts';
import { History } from './history.ts';
import { type Counted, countedFor, hold, hostLimits, type Limit, type Limits, rateLimit, strictest } from './pacing.rules.ts';

const ten = rateLimit('host', { count: 10, seconds: 60 });
const counted = (limit: Limit, times: readonly number[], open = 0): Counted => ({
  ...{ limit, lane: 'l' },
  history: { times, open, slot: times.at(-1) ?? Number.NEGATIVE_INFINITY },
});

describe('pace', () => {
  it('spreads ten a minute to one each six seconds', () => {
    expect(ten.spacingMs).toBe(6000);
    expect(hold(0, [counted(ten, [])])).toBeNull();
    expect(hold(5999, [counted(ten, [0])])).toEqual({ until: 6000, reason: 'pace', lane: 'l' });
    expect(hold(6000, [counted(ten, [0])])).toBeNull();
  });

  it('holds by the limit that ends last', () => {
    const hour: Limit = { owner: 'host', reason: 'limit_hour', count: 2, windowMs: 3_600_000, spacingMs: 0 };
    expect(hold(7000, [counted(ten, [0, 6000]), counted(hour, [0, 6000])])).toEqual({ until: 3_600_000, reason: 'limit_hour', lane: 'l' });
  });

  it('counts what is on its way for as long as it is', () => {
    const two: Limit = { owner: 'host', reason: 'limit_hour', count: 2, windowMs: 60_000, spacingMs: 0 };
    expect(hold(900_000, [counted(two, [0], 1)])).toBeNull();
    expect(hold(900_000, [counted(two, [], 2)])).toMatchObject({ until: Number.POSITIVE_INFINITY });
    expect(hold(59_000, [counted(two, [0], 1)])).toMatchObject({ until: 60_000 });
  });

  it('names the strictest by rate', () => {
    expect(strictest([ten, rateLimit('own', { count: 1, seconds: 5 }), rateLimit('own', { count: 30, seconds: 300 })])).toEqual(
      rateLimit('own', { count: 30, seconds: 300 }),
    );
    expect(strictest([])).toBeUndefined();
  });

  it('is that of the host or of one’s own for it, whichever is stricter, with the hours and days that hold', () => {
    const perHour = { count: 50, seconds: 3600, contractual: true, counts: 'messages', scope: 'mailbox' } as const;
    const own = { ...NO_OWN_RULES, pacing: { count: 5, seconds: 60, contractual: true }, limits: [{ ...perHour, count: 200, seconds: 86_400 }] };
    const rules = { ...PRESETS['shared-fr-conditions'], limits: { state: 'known' as const, value: [perHour], source: 'test', readOn: null } };
    expect(hostLimits(rules, own).map(({ owner, reason, count }) => `${owner} ${reason} ${count}`)).toEqual([
      'own pace 5',
      'host limit_hour 50',
      'own limit_day 200',
    ]);
    expect(hostLimits(PRESETS.neutral, NO_OWN_RULES)).toEqual([]);
  });

  it('lets practice and drafts use up nothing of what real mail may do', () => {
    const history = new History();
    const practice = { transport: 'practice', hostId: 'h', packId: null };
    history.note(practice, 0);
    const limits: Limits = { own: ten, host: () => [ten] };
    expect(hold(1, countedFor({ transport: 'smtp', hostId: 'h', packId: null }, limits, history))).toBeNull();
    expect(hold(1, countedFor(practice, limits, history))).not.toBeNull();
    expect(countedFor({ transport: 'draft', hostId: 'h', packId: null }, limits, history)).toEqual([]);
  });
});

const limit = fc.record({ count: fc.integer({ min: 1, max: 12 }), seconds: fc.integer({ min: 1, max: 600 }) });
const windows = fc.array(fc.record({ count: fc.integer({ min: 1, max: 30 }), windowMs: fc.constantFrom(60_000, 3_600_000, 86_400_000) }), { maxLength: 2 });

/** The most instants that fall into any window of that length. */
function most(times: readonly number[], windowMs: number): number {
  return Math.max(0, ...times.map((start) => times.filter((time) => time >= start && time < start + windowMs).length));
}

describe('whatever the limits and however often it is asked', () => {
  it('no window ever holds more than its count, and two are never closer than the spacing', () => {
    fc.assert(
      fc.property(limit, windows, fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 120 }), (own, hostWindows, gaps) => {
        const limits: Limit[] = [
          rateLimit('own', own),
          ...hostWindows.map((each) => ({ owner: 'host' as const, reason: 'limit_hour' as const, spacingMs: 0, ...each })),
        ];
        const times: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          if (
            hold(
              now,
              limits.map((each) => counted(each, times)),
            ) === null
          )
            times.push(now);
        }
        for (const each of limits) {
          expect(most(times, each.windowMs)).toBeLessThanOrEqual(each.count);
          expect(times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= each.spacingMs)).toBe(true);
        }
      }),
    );
  });

  it('waiting until the named instant is always enough', () => {
    fc.assert(
      fc.property(limit, windows, fc.integer({ min: 1, max: 60 }), (own, hostWindows, count) => {
        const limits: Limit[] = [
          rateLimit('own', own),
          ...hostWindows.map((each) => ({ owner: 'host' as const, reason: 'limit_day' as const, spacingMs: 0, ...each })),
        ];
        const times: number[] = [];
        let now = 0;
        for (let sent = 0; sent < count; sent++) {
          const all = limits.map((each) => counted(each, times));
          now = hold(now, all)?.until ?? now;
          expect(hold(now, all)).toBeNull();
          times.push(now);
        }
      }),
    );
  });

  it('the forecast obeys the same limits and names every message once', () => {
    const message = fc.record({
      transport: fc.constantFrom('smtp', 'practice'),
      hostId: fc.constantFrom('a', 'b'),
      packId: fc.constantFrom('p', 'q', null),
      priority: fc.integer({ min: 0, max: 1 }),
      dueAt: fc.integer({ min: 0, max: 100_000 }),
    });
    fc.assert(
      fc.property(limit, limit, fc.array(message, { maxLength: 60 }), (own, host, messages) => {
        const limits: Limits = { own: rateLimit('own', own), host: (id) => (id === 'a' ? [rateLimit('host', host)] : []) };
        const waiting = messages.map((each, index) => ({ ...each, id: String(index) })).sort((a, b) => a.dueAt - b.dueAt);
        const expected = forecast(0, waiting, { limits, history: new History() });
        expect(expected.map(({ id }) => id).sort()).toEqual(waiting.map(({ id }) => id).sort());
        for (const transport of ['smtp', 'practice']) {
          const times = expected
            .filter(({ id }) => messages[Number(id)] !== undefined && waiting.find((each) => each.id === id)?.transport === transport)
            .map(({ at }) => at);
          expect(most(times, limits.own.windowMs)).toBeLessThanOrEqual(own.count);
        }
        for (const { id, at } of expected) expect(at).toBeGreaterThanOrEqual(waiting.find((each) => each.id === id)?.dueAt ?? 0);
      }),
    );
  });
});

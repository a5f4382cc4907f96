import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limit, OwnRules, Rate } from '../../contract/rule-pack.ts';
import { effectiveLimits, perSecond, type TightenedRules } from './limits.rules.ts';
import { looserThanHost } from './own.rules.ts';
import { sendingLimits } from './sending-limits.rules.ts';

const count = fc.integer({ min: 1, max: 2000 });
const rate: fc.Arbitrary<Rate> = fc.record({ count, seconds: fc.integer({ min: 1, max: 100_000 }), contractual: fc.boolean() });
const limit: fc.Arbitrary<Limit> = fc.record({
  count,
  seconds: fc.constantFrom(60, 3600, 43_200, 86_400, 604_800),
  contractual: fc.boolean(),
  counts: fc.constantFrom('messages', 'recipients', 'failures'),
  scope: fc.constantFrom('mailbox', 'domain', 'account', 'script', 'pack', 'ip'),
});
const way = fc.constantFrom('possible', 'simple', 'without_login');
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

function dated<T>(value: fc.Arbitrary<T>) {
  return fc.oneof(
    fc.constant({ state: 'unknown' as const }),
    value.map((known) => ({ state: 'known' as const, value: known, source: 'test', readOn: null })),
  );
}

const hostRules: fc.Arbitrary<TightenedRules> = fc.record({
  smallMailingMax: dated(count),
  maxRecipientsPerMessage: dated(count),
  maxFailurePercent: dated(fc.integer({ min: 0, max: 100 })),
  pacing: dated(rate),
  limits: dated(fc.array(limit, { maxLength: 6 })),
  unsubscribe: dated(way),
});
const ownRules: fc.Arbitrary<OwnRules> = fc.record({
  smallMailingMax: optional(count),
  maxRecipientsPerMessage: optional(count),
  limits: fc.array(limit, { maxLength: 6 }),
  pacing: optional(rate),
  maxFailurePercent: optional(fc.integer({ min: 0, max: 100 })),
  unsubscribe: optional(way),
  maxSilenceMonths: optional(count),
});
const UNKNOWN = { state: 'unknown' } as const;
const NONE: TightenedRules = {
  smallMailingMax: UNKNOWN,
  maxRecipientsPerMessage: UNKNOWN,
  maxFailurePercent: UNKNOWN,
  pacing: UNKNOWN,
  limits: UNKNOWN,
  unsubscribe: UNKNOWN,
};
const NO_OWN: OwnRules = {
  smallMailingMax: null,
  maxRecipientsPerMessage: null,
  limits: [],
  pacing: null,
  maxFailurePercent: null,
  unsubscribe: null,
  maxSilenceMonths: null,
};
const perHour = (many: number): Limit => ({ count: many, seconds: 3600, contractual: true, counts: 'messages', scope: 'mailbox' });
const known = <T>(value: T) => ({ state: 'known' as const, value, source: 'test', readOn: null });

describe('the limits in force', () => {
  it('are never looser than the host’s, and the host’s own where both are alike', () => {
    fc.assert(
      fc.property(hostRules, ownRules, (rules, own) => {
        const inForce = effectiveLimits(rules, own);
        for (const field of ['smallMailingMax', 'maxRecipientsPerMessage', 'maxFailurePercent'] as const) {
          if (rules[field].state === 'unknown') continue;
          expect(inForce[field]?.value).toBeLessThanOrEqual(rules[field].value);
          if (inForce[field]?.value === rules[field].value) expect(inForce[field]?.owner).toBe('host');
        }
        if (rules.pacing.state === 'known' && inForce.pacing !== null)
          expect(perSecond(inForce.pacing.value)).toBeLessThanOrEqual(perSecond(rules.pacing.value));
        const sameThing = (a: Limit, b: Limit) => a.counts === b.counts && a.scope === b.scope && a.seconds === b.seconds;
        for (const each of [...(rules.limits.state === 'known' ? rules.limits.value : []), ...own.limits]) {
          expect(inForce.limits.find(({ value }) => sameThing(value, each))?.value.count).toBeLessThanOrEqual(each.count);
        }
      }),
    );
  });

  it('are the reseller’s where the host is silent or more generous', () => {
    const own = { ...NO_OWN, maxRecipientsPerMessage: 5, limits: [perHour(20)] };
    expect(effectiveLimits(NONE, own).maxRecipientsPerMessage).toEqual({ value: 5, owner: 'reseller' });
    const inForce = effectiveLimits({ ...NONE, maxRecipientsPerMessage: known(10), limits: known([perHour(50)]) }, own);
    expect([inForce.maxRecipientsPerMessage?.owner, inForce.limits]).toEqual(['reseller', [{ value: perHour(20), owner: 'reseller' }]]);
  });
});

describe('an own rule', () => {
  it('that is no looser leaves the number in force at its own value or below', () => {
    fc.assert(
      fc.property(hostRules, ownRules, (rules, own) => {
        fc.pre(looserThanHost(rules, own) === null);
        const { maxRecipientsPerMessage, pacing, limits } = effectiveLimits(rules, own);
        if (own.maxRecipientsPerMessage !== null) expect(maxRecipientsPerMessage?.value).toBe(own.maxRecipientsPerMessage);
        if (own.pacing !== null && pacing !== null) expect(perSecond(pacing.value)).toBeCloseTo(perSecond(own.pacing));
        for (const mine of own.limits) expect(limits.some(({ value }) => value.count <= mine.count && value.seconds === mine.seconds)).toBe(true);
      }),
    );
  });

  it('is looser when its number could never be reached under the host’s, whatever the window', () => {
    const rules = { ...NONE, limits: known([perHour(30)]) };
    const own = (many: number, seconds: number) => ({ ...NO_OWN, limits: [{ ...perHour(many), seconds }] });
    expect(looserThanHost(rules, own(31, 3600))).toEqual({ field: 'limits', host: perHour(30) });
    expect(looserThanHost(rules, own(30, 3600))).toBeNull();
    expect(looserThanHost(rules, own(721, 86_400))).not.toBeNull();
    expect(looserThanHost(rules, own(720, 86_400))).toBeNull();
    expect(looserThanHost(rules, own(31, 60))).not.toBeNull();
    expect(looserThanHost(rules, { ...NO_OWN, limits: [{ ...perHour(900), scope: 'pack' }] })).toBeNull();
  });

  it('is compared by its rate or degree, and with nothing where the host is silent', () => {
    const rules = {
      ...NONE,
      pacing: known({ count: 10, seconds: 60, contractual: false }),
      unsubscribe: known('simple' as const),
      maxFailurePercent: known(5),
    };
    expect(looserThanHost(rules, { ...NO_OWN, pacing: { count: 1, seconds: 5, contractual: true } })?.field).toBe('pacing');
    expect(looserThanHost(rules, { ...NO_OWN, pacing: { count: 1, seconds: 6, contractual: true } })).toBeNull();
    expect(looserThanHost(rules, { ...NO_OWN, unsubscribe: 'possible' })?.field).toBe('unsubscribe');
    expect(looserThanHost(rules, { ...NO_OWN, unsubscribe: 'without_login', maxFailurePercent: 5 })).toBeNull();
    expect(looserThanHost(NONE, { ...NO_OWN, smallMailingMax: 1_000_000 })).toBeNull();
  });
});

describe('what bounds our own sending', () => {
  it('is the tightest limit of every window, of a pack’s by itself; scripts and failures are not ours', () => {
    const limits = [
      perHour(50),
      { ...perHour(45), scope: 'domain' as const },
      { ...perHour(40), scope: 'pack' as const },
      { ...perHour(1), scope: 'script' as const },
      { ...perHour(2), counts: 'failures' as const },
    ];
    const rules = { pacing: UNKNOWN, limits: known(limits) };
    expect(sendingLimits(rules, NO_OWN)).toEqual([
      { owner: 'host', count: 45, seconds: 3600, even: false },
      { owner: 'host', perPack: true, count: 40, seconds: 3600, even: false },
    ]);
    expect(sendingLimits(rules, { ...NO_OWN, limits: [{ ...perHour(30), counts: 'recipients' }] })).toEqual([
      { owner: 'reseller', count: 30, seconds: 3600, even: false },
      { owner: 'host', perPack: true, count: 40, seconds: 3600, even: false },
    ]);
    expect(sendingLimits({ pacing: UNKNOWN, limits: UNKNOWN }, NO_OWN)).toEqual([]);
  });

  it('spreads a window longer than a day over its days', () => {
    const weekly = { ...perHour(700), seconds: 604_800 };
    expect(sendingLimits({ pacing: UNKNOWN, limits: known([weekly]) }, NO_OWN)).toEqual([{ owner: 'host', count: 100, seconds: 86_400, even: false }]);
    const few = { ...weekly, count: 3 };
    expect(sendingLimits({ pacing: UNKNOWN, limits: known([few]) }, NO_OWN)).toEqual([{ owner: 'host', count: 3, seconds: 604_800, even: true }]);
  });
});

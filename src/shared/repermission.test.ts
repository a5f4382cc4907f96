import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countsAfter,
  gapsOf,
  type HostMailing,
  type PlannedMailing,
  recipientsOf,
  SENT_FROM,
  type SortedList,
  silentOf,
  totalOf,
  warningsOf,
} from './repermission.ts';

const HOST: HostMailing = {
  bulkPolicy: 'allowed',
  smallMailingMax: null,
  limits: [{ count: 10, seconds: 60, even: true }],
  bulkRules: ['000-10'],
  paceRules: ['001-19'],
};
/** One short message to a recent part of group B, through a platform, that a lawyer allowed. */
const SOUND: PlannedMailing = {
  before: { a: 500, b: 300, c: 900, d: 40 },
  writesTo: ['b'],
  asked: 200,
  from: 'platform',
  offerInside: false,
  rounds: 1,
  rate: { count: 10, seconds: 60 },
  lawCountry: 'FR',
  lawSays: 'yes',
  answersUntil: '2026-12-20',
};

const codes = (plan: Partial<PlannedMailing>, host: Partial<HostMailing> = {}) =>
  warningsOf({ ...SOUND, ...plan }, { ...HOST, ...host }).map(({ code }) => code);

describe('a plan', () => {
  test('that writes to nobody, or asks soundly, has nothing wrong with it', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ writesTo: [], asked: 0, offerInside: true, rounds: 5, answersUntil: null, lawSays: 'no' })).toEqual([]);
  });

  test.each<[string, Partial<PlannedMailing>, Partial<HostMailing>]>([
    ['mails_c', { writesTo: ['b', 'c'] }, {}],
    ['mails_d', { writesTo: ['b', 'd'] }, {}],
    ['offer_inside', { offerInside: true }, {}],
    ['several_rounds', { rounds: 2 }, {}],
    ['no_deadline', { answersUntil: null }, {}],
    ['law_forbids', { lawSays: 'no' }, {}],
    ['law_consent_only', { lawSays: 'unknown', lawCountry: 'RU' }, {}],
    ['forbidden_here', { from: 'hosting' }, { bulkPolicy: 'forbidden' }],
    ['forbidden_here', { from: 'hosting' }, { bulkPolicy: 'whitelist_only' }],
    ['too_many_here', { from: 'hosting' }, { bulkPolicy: 'tolerated_small', smallMailingMax: 199 }],
    ['too_fast', { from: 'hosting', rate: { count: 11, seconds: 60 } }, {}],
    ['too_fast', { from: 'hosting', rate: { count: 10, seconds: 60 } }, { limits: [{ count: 500, seconds: 3600, even: false }] }],
  ])('is spam itself: %s', (code, plan, host) => {
    expect(warningsOf({ ...SOUND, ...plan }, { ...HOST, ...host })).toMatchObject([{ code, severity: 'stop' }]);
  });

  test.each<[string, Partial<PlannedMailing>, Partial<HostMailing>]>([
    ['mails_a', { writesTo: ['a', 'b'] }, {}],
    ['whole_b', { asked: 300 }, {}],
    ['from_unknown', { from: 'unknown' }, {}],
    ['alignment', { from: 'provider' }, {}],
    ['ask_host', { from: 'hosting' }, { bulkPolicy: 'unknown' }],
    ['no_pace', { rate: null }, {}],
    ['law_unchecked', { lawSays: 'unknown' }, {}],
  ])('has something to be settled first: %s', (code, plan, host) => {
    expect(warningsOf({ ...SOUND, ...plan }, { ...HOST, ...host })).toMatchObject([{ code, severity: 'care' }]);
  });

  test('is measured against the host only where it leaves from there', () => {
    for (const from of SENT_FROM.filter((place) => place !== 'hosting')) {
      const found = codes({ from, rate: { count: 10_000, seconds: 1 } }, { bulkPolicy: 'forbidden', smallMailingMax: 1 });
      for (const code of ['forbidden_here', 'too_many_here', 'too_fast']) expect(found).not.toContain(code);
    }
  });

  test('names a rule for everything that makes it spam, the worst first', () => {
    const all = warningsOf(
      { ...SOUND, writesTo: ['a', 'b', 'c', 'd'], offerInside: true, rounds: 3, answersUntil: null, from: 'hosting', lawSays: 'no' },
      { ...HOST, bulkPolicy: 'forbidden' },
    );
    expect(all.length).toBeGreaterThan(6);
    for (const { rules } of all) expect(rules).not.toEqual([]);
    const severities = all.map(({ severity }) => severity);
    expect(severities).toEqual(severities.toSorted((a, b) => (a === b ? 0 : a === 'stop' ? -1 : 1)));
  });

  test('counts only the part of B that is asked', () => {
    expect(recipientsOf(SOUND)).toBe(200);
    expect(recipientsOf({ ...SOUND, writesTo: ['a', 'c'] })).toBe(1400);
  });
});

const count = fc.nat(100_000);
/** A sorted list, and answers of those who were asked. */
const outcomes = fc
  .record({
    a: count,
    b: count,
    c: count,
    d: count,
    asked: fc.double({ min: 0, max: 1, noNaN: true }),
    yes: fc.double({ min: 0, max: 1, noNaN: true }),
    no: fc.double({ min: 0, max: 1, noNaN: true }),
    keepsRest: fc.boolean(),
  })
  .map(({ a, b, c, d, keepsRest, ...parts }) => {
    const asked = Math.floor(b * parts.asked);
    const yes = Math.floor(asked * parts.yes);
    const list: SortedList = { before: { a, b, c, d }, asked, keepsRest };
    return { list, outcome: { yes, no: Math.floor((asked - yes) * parts.no) } };
  });

describe('the figures afterwards', () => {
  test('lose nobody, and nobody appears', () => {
    fc.assert(fc.property(outcomes, ({ list, outcome }) => totalOf(countsAfter(list, outcome)) === totalOf(list.before)));
  });

  test('move from B to A only who said yes, and nobody out of C or D', () => {
    fc.assert(
      fc.property(outcomes, ({ list, outcome }) => {
        const after = countsAfter(list, outcome);
        expect(after.a - list.before.a).toBe(outcome.yes);
        expect(after.c).toBeGreaterThanOrEqual(list.before.c + silentOf(list.asked, outcome));
        expect(after.d).toBe(list.before.d + outcome.no);
        expect(after.b).toBe(list.keepsRest ? list.before.b - list.asked : 0);
        for (const figure of Object.values(after)) expect(figure).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('add up exactly where every yes and every removal has a proof', () => {
    fc.assert(
      fc.property(outcomes, fc.nat(1), fc.nat(1), ({ list, outcome }, consentFiles, removalFiles) => {
        const counts = countsAfter(list, outcome);
        const gaps = gapsOf(list, outcome, { counts, consentFiles, removalFiles }).map(({ code }) => code);
        const removed = counts.c + counts.d > list.before.c + list.before.d;
        const missing = [...(consentFiles === 0 && outcome.yes > 0 ? ['proof_missing'] : []), ...(removalFiles === 0 && removed ? ['removal_missing'] : [])];
        expect(gaps).toEqual(missing);
      }),
    );
  });

  test('do not add up as soon as one person is somewhere else', () => {
    fc.assert(
      fc.property(outcomes, fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(-1, 1), ({ list, outcome }, segment, by) => {
        const due = countsAfter(list, outcome);
        const counts = { ...due, [segment]: due[segment] + by };
        expect(gapsOf(list, outcome, { counts, consentFiles: 1, removalFiles: 1 })).not.toEqual([]);
      }),
    );
  });

  test('say what is wrong with them', () => {
    const list: SortedList = { before: { a: 500, b: 300, c: 900, d: 40 }, asked: 200, keepsRest: true };
    const outcome = { yes: 80, no: 20 };
    const told = { consentFiles: 1, removalFiles: 1 };
    expect(countsAfter(list, outcome)).toEqual({ a: 580, b: 100, c: 1000, d: 60 });
    expect(gapsOf(list, outcome, { ...told, counts: { a: 700, b: 100, c: 880, d: 60 } })).toEqual([
      { code: 'a_without_yes', count: 120 },
      { code: 'suppressed_again', count: 120 },
    ]);
    expect(gapsOf(list, outcome, { ...told, counts: { a: 580, b: 200, c: 900, d: 60 } })).toEqual([
      { code: 'silent_kept', count: 100 },
      { code: 'suppressed_again', count: 100 },
    ]);
    expect(gapsOf(list, outcome, { ...told, counts: { a: 580, b: 100, c: 0, d: 0 } })).toEqual([
      { code: 'lost', count: 1060 },
      { code: 'suppressed_again', count: 1060 },
    ]);
  });
});

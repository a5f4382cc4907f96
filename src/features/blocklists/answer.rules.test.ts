import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DnsAnswer } from '../../ports/dns.ts';
import { judgeTest, readAnswer } from './answer.rules.ts';
import { QUERIED } from './catalogue/queried.ts';
import { UNQUERIED } from './catalogue/unqueried.ts';

const found = (...values: string[]): DnsAnswer<string> => ({ kind: 'found', values, ttl: 60 });
const NONE: DnsAnswer<string> = { kind: 'none' };

function list(id: string) {
  const one = QUERIED.find((each) => each.id === id);
  if (one === undefined) throw new Error(`No list ${id}`);
  return one;
}

describe('an answer, read by the table of its list', () => {
  it.each([
    ['spamhaus-zen', '127.0.0.2', 'listed', 'spam_source'],
    ['spamhaus-zen', '127.0.0.3', 'listed', 'automated'],
    ['spamhaus-zen', '127.0.0.4', 'listed', 'exploited'],
    ['spamhaus-zen', '127.0.0.9', 'listed', 'hijacked'],
    ['spamhaus-zen', '127.0.0.10', 'listed', 'policy'],
    ['spamhaus-zen', '127.0.0.11', 'listed', 'policy'],
    ['spamhaus-dbl', '127.0.1.4', 'listed', 'phishing'],
    ['spamhaus-dbl', '127.0.1.105', 'listed', 'abused'],
    ['validity', '127.0.0.1', 'listed', 'listed'],
    ['mailspike', '127.0.0.11', 'listed', 'low_reputation'],
    ['mailspike', '127.0.0.14', 'not_listed', 'neutral'],
    ['mailspike', '127.0.0.18', 'not_listed', 'good'],
    ['dnswl', '127.0.5.2', 'not_listed', 'good'],
    ['surbl', '127.0.0.8', 'listed', 'phishing'],
  ])('%s says %s: %s, %s', (id, value, state, meaning) => {
    expect(readAnswer(list(id), found(value))).toMatchObject({ state, why: null, codes: [{ value, meaning }] });
  });

  it.each([
    ['spamhaus-zen', '127.255.255.252', 'bad_zone'],
    ['spamhaus-zen', '127.255.255.254', 'public_resolver'],
    ['spamhaus-zen', '127.255.255.255', 'too_many'],
    ['spamhaus-zen', '127.255.255.250', 'refused'],
    ['spamhaus-zen', '127.0.0.5', 'unknown_code'],
    ['spamhaus-dbl', '127.0.1.255', 'wrong_subject'],
    ['validity', '127.255.255.255', 'unregistered'],
    ['uribl', '127.0.0.1', 'refused'],
    ['surbl', '127.0.0.1', 'refused'],
    ['dnswl', '127.0.0.255', 'refused'],
    ['spamcop', '127.0.0.1', 'unknown_code'],
    ['spamcop', '198.51.100.1', 'rewritten'],
  ])('%s says %s: could not be checked, %s', (id, value, why) => {
    expect(readAnswer(list(id), found(value))).toEqual({ state: 'refused', why, codes: [] });
  });

  it('has several codes at once, in several records or in the bits of one', () => {
    expect(readAnswer(list('spamhaus-zen'), found('127.0.0.4', '127.0.0.10')).codes.map(({ part }) => part)).toEqual(['XBL', 'PBL']);
    expect(readAnswer(list('surbl'), found('127.0.0.80')).codes.map(({ part }) => part)).toEqual(['MW', 'ABUSE']);
  });

  it('never says "not listed" but where the name does not exist or every code is known to be none', () => {
    const anyAnswer = fc.oneof(
      fc.constantFrom<DnsAnswer<string>>(
        { kind: 'refused' },
        { kind: 'failed', reason: 'timeout' },
        { kind: 'failed', reason: 'servfail' },
        { kind: 'failed', reason: 'network' },
      ),
      fc.array(fc.ipV4(), { maxLength: 4 }).map((values) => found(...values)),
      fc
        .array(fc.integer({ min: 0, max: 65_535 }), { minLength: 1, maxLength: 3 })
        .map((codes) => found(...codes.map((code) => `127.0.${code >> 8}.${code & 255}`))),
    );
    fc.assert(
      fc.property(fc.constantFrom(...QUERIED), anyAnswer, (one, answer) => {
        const reading = readAnswer(one, answer);
        expect(reading.why === null).toBe(reading.state === 'listed' || reading.state === 'not_listed');
        if (reading.state === 'not_listed') expect(reading.codes.every(({ meaning }) => meaning === 'good' || meaning === 'neutral')).toBe(true);
        if (reading.state === 'not_listed') expect(reading.codes.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the test points of a list', () => {
  const zen = list('spamhaus-zen');
  it.each([
    ['are as they should be', found('127.0.0.2'), NONE, null],
    ['are both listed', found('127.0.0.2'), found('127.0.0.2'), 'lists_all'],
    ['are both unknown', NONE, NONE, 'lists_nothing'],
    ['are both led to advertising', found('203.0.113.80'), found('203.0.113.80'), 'rewritten'],
    ['are refused', found('127.255.255.254'), found('127.255.255.254'), 'public_resolver'],
    ['time out', { kind: 'failed', reason: 'timeout' }, NONE, 'timeout'],
  ] as const)('that %s', (_, listed, clean, why) => {
    expect(judgeTest(zen, { listed, clean })).toBe(why);
  });
});

describe('the catalogue', () => {
  const all = [...QUERIED, ...UNQUERIED];

  it('names each list once and says when it was checked', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { checkedOn } of all) expect(checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('never asks lists that are closed or have no public zone', () => {
    for (const { zone, keyZone, standard } of UNQUERIED) expect([zone, keyZone, standard]).toEqual(['', '', false]);
    expect(UNQUERIED.find(({ id }) => id === 'sorbs')?.retiredOn).toBe('2024-06-05');
  });

  it('links only to pages that come encrypted', () => {
    for (const { removal, codes } of all) {
      for (const { link } of [removal, ...codes.flatMap(({ removal: own }) => own ?? [])]) if (link !== '') expect(link).toMatch(/^https:\/\//);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WAY_CHOICES, WAY_QUESTIONS } from '../../../shared/lists.ts';
import { PRESETS } from '../../hosts/index.ts';
import { type Answered, adviseWays } from './advice.rules.ts';
import { adviseOpen } from './open.rules.ts';

const verdicts = (answered: Answered, rules = PRESETS.neutral) =>
  Object.fromEntries(adviseOpen(answered, rules).ways.map(({ way, verdict }) => [way, verdict]));
const changedBy = (answered: Answered, rules = PRESETS.neutral) =>
  Object.fromEntries(adviseOpen(answered, rules).missing.map(({ question, ways }) => [question, ways]));

describe('advice on a mailing of which little is known', () => {
  it('advises nothing while nothing is answered, and names every question with what it decides', () => {
    const { ways, missing } = adviseOpen({}, PRESETS.neutral);
    expect(ways.map(({ verdict, reasons }) => [verdict, reasons.length])).toEqual(Array.from({ length: 5 }, () => ['open', 0]));
    expect(missing.map(({ question }) => question)).toEqual([...WAY_QUESTIONS]);
    expect(changedBy({}).bought).toEqual(['none', 'platform', 'own', 'kvm', 'provider']);
    // Of no host is known that it admits a server to a white list: the kind of server decides nothing yet.
    expect(changedBy({}).server).toEqual([]);
    expect(changedBy({}, PRESETS['vps-ru-whitelist']).server).toEqual(['kvm']);
    expect(changedBy({}).sender).toEqual(['provider']);
  });

  it('says what holds whatever else is answered', () => {
    expect(verdicts({ bought: true })).toEqual({ none: 'advised', platform: 'no', own: 'no', kvm: 'no', provider: 'no' });
    expect(adviseOpen({ bought: true }, PRESETS.neutral).missing.every(({ ways }) => ways.length === 0)).toBe(true);
    const agreed: Answered = { kind: 'letter', consent: 'all', bought: false };
    expect(verdicts(agreed)).toEqual({ none: 'no', platform: 'advised', own: 'ask', kvm: 'ask', provider: 'open' });
    expect(changedBy({ ...agreed, sender: 'provider' })).toEqual({ addresses: ['provider'], server: [] });
  });

  it('a number of addresses decides where the host has a figure', () => {
    const rules = { ...PRESETS['shared-strict'], smallMailingMax: { state: 'known', value: 100, source: 'terms', readOn: null } } as const;
    const agreed: Answered = { kind: 'letter', consent: 'all', bought: false, sender: 'own' };
    expect(verdicts(agreed, rules).own).toBe('open');
    expect(changedBy(agreed, rules).addresses).toEqual(['own']);
  });

  it('with every answer it is the advice itself, and one more answer never takes back what was said', () => {
    const wanted = fc.record({
      addresses: fc.integer({ min: 1, max: 10_000 }),
      kind: fc.constantFrom(...WAY_CHOICES.kind),
      consent: fc.constantFrom(...WAY_CHOICES.consent),
      bought: fc.boolean(),
      server: fc.constantFrom(...WAY_CHOICES.server),
      sender: fc.constantFrom(...WAY_CHOICES.sender),
    });
    const rules = fc.constantFrom(...Object.values(PRESETS));
    fc.assert(
      fc.property(wanted, rules, fc.subarray([...WAY_QUESTIONS]), (all, pack, left) => {
        const full = adviseOpen(all, pack);
        expect(full.missing).toEqual([]);
        expect(full.ways).toEqual(adviseWays(all, pack));
        const part = adviseOpen({ ...all, ...Object.fromEntries(left.map((question) => [question, undefined])) }, pack);
        for (const [index, { verdict }] of part.ways.entries()) if (verdict !== 'open') expect(full.ways[index]?.verdict).toBe(verdict);
      }),
      { numRuns: 200 },
    );
  });
});

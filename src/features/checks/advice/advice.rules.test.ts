import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../hosts/index.ts';
import { adviseWays, type Wanted, type WayAdvice } from './advice.rules.ts';

const LETTER: Wanted = { addresses: 500, kind: 'letter', consent: 'all', bought: false, server: 'shared', sender: 'own' };
const verdicts = (ways: readonly WayAdvice[]) => Object.fromEntries(ways.map(({ way, verdict }) => [way, verdict]));
const reasons = (ways: readonly WayAdvice[], way: string) => ways.find((each) => each.way === way)?.reasons ?? [];

describe('advice on a mailing', () => {
  it('nothing at all before there is consent, whatever the host allows and however few', () => {
    for (const wanted of [
      { ...LETTER, consent: 'none' },
      { ...LETTER, bought: true },
      { ...LETTER, kind: 'prospecting', addresses: 1 },
    ] as const) {
      expect(verdicts(adviseWays(wanted, PRESETS['vps-ru-whitelist']))).toEqual({ none: 'advised', platform: 'no', own: 'no', kvm: 'no', provider: 'no' });
    }
    expect(verdicts(adviseWays({ ...LETTER, consent: 'some' }, PRESETS.neutral)).none).toBe('possible');
  });

  it('follows the rules of each host, with their numbers', () => {
    const french = adviseWays(LETTER, PRESETS['shared-fr-conditions']);
    expect(verdicts(french)).toMatchObject({ own: 'no', platform: 'advised', kvm: 'ask' });
    expect(reasons(french, 'own')).toMatchObject([{ code: 'notIntended', rules: [{ ids: ['001-13', '001-14'], readOn: '2026-11-21' }] }]);
    const strict = adviseWays(LETTER, PRESETS['shared-strict']);
    expect(reasons(strict, 'own')[0]).toMatchObject({ code: 'toleratedUnknown', rules: [{ ids: ['000-01', '000-10'], readOn: '2026-11-21' }] });
    expect(verdicts(strict).own).toBe('ask');
    expect(verdicts(adviseWays(LETTER, PRESETS.neutral)).own).toBe('ask');
  });

  it('a white list is for the servers the host admits', () => {
    const rules = PRESETS['vps-ru-whitelist'];
    expect(verdicts(adviseWays({ ...LETTER, server: 'kvm' }, rules)).kvm).toBe('possible');
    expect(verdicts(adviseWays({ ...LETTER, server: 'shared' }, rules)).kvm).toBe('no');
    expect(verdicts(adviseWays({ ...LETTER, server: 'unknown' }, rules)).kvm).toBe('ask');
    expect(reasons(adviseWays(LETTER, rules), 'own')[0]).toMatchObject({ code: 'whitelistOnly' });
  });

  it('the server of an access provider confirms its own domain only', () => {
    const provider = (more: Partial<Wanted>) => verdicts(adviseWays({ ...LETTER, ...more }, PRESETS.neutral)).provider;
    expect(provider({})).toBe('no');
    expect(provider({ sender: 'provider', addresses: 20 })).toBe('possible');
    expect(provider({ sender: 'provider' })).toBe('no');
  });

  it('a small mailing is measured by the figure of the host', () => {
    const rules = { ...PRESETS['shared-strict'], smallMailingMax: { state: 'known', value: 100, source: 'terms', readOn: null } } as const;
    expect(verdicts(adviseWays({ ...LETTER, addresses: 101 }, rules)).own).toBe('no');
    expect(verdicts(adviseWays({ ...LETTER, addresses: 100 }, rules)).own).toBe('possible');
  });

  it('quotes what a host only states, with the day of the document it stands in, and where else a value was read', () => {
    const french = PRESETS['shared-fr-conditions'];
    expect(reasons(adviseWays({ ...LETTER, sender: 'provider', addresses: 20 }, french), 'provider')[0]?.rules).toEqual([
      { ids: ['001-11'], source: '', readOn: '2026-11-21' },
    ]);
    expect(reasons(adviseWays(LETTER, PRESETS['shared-strict']), 'platform')[0]?.rules).toEqual([{ ids: ['000-28'], source: '', readOn: '2026-11-21' }]);
    const bulkPolicy = { state: 'known', value: 'forbidden', source: 'Terms, clause 4', readOn: null } as const;
    expect(reasons(adviseWays(LETTER, { ...PRESETS.neutral, bulkPolicy }), 'own')[0]?.rules).toEqual([{ ids: [], source: 'Terms, clause 4', readOn: null }]);
  });

  it('names no platform the host does not name', () => {
    expect(reasons(adviseWays(LETTER, PRESETS.neutral), 'platform').map(({ code }) => code)).toEqual(['forMany', 'platformsUnknown']);
    const rules = { ...PRESETS.neutral, platforms: { state: 'known' as const, value: ['One2Way'], source: '001-21', readOn: null } };
    expect(reasons(adviseWays(LETTER, rules), 'platform')[1]).toMatchObject({
      code: 'platforms',
      facts: { names: 'One2Way' },
      rules: [{ ids: ['001-21'], source: '', readOn: null }],
    });
  });
});

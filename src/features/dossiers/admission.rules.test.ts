import { describe, expect, it } from 'vitest';
import { ServerKind } from '../../contract/rule-pack.ts';
import { PRESETS } from '../hosts/index.ts';
import { admissionOf } from './admission.rules.ts';

const KEDR = PRESETS['vps-ru-whitelist'];
const ruleOf = (possible: boolean, servers: ('kvm' | 'dedicated')[]) => ({
  whitelist: { state: 'known' as const, value: { possible, servers, evidence: [] }, source: 'https://host.example/rules', readOn: '2026-11-01' },
});

describe('whether a host puts a server on its white list', () => {
  it('004: servers with KVM virtualisation, and no other', () => {
    const verdicts = Object.fromEntries(ServerKind.options.map((server) => [server, admissionOf(KEDR, server).verdict]));
    expect(verdicts).toEqual({ shared: 'refused', platform: 'refused', vps: 'refused', kvm: 'admitted', dedicated: 'refused' });
    expect(admissionOf(KEDR, 'shared')).toMatchObject({ because: 'other_server', servers: ['kvm'], rules: ['004-03'] });
  });

  it('says that it does not know where the host has not said', () => {
    expect(admissionOf(PRESETS.neutral, 'kvm')).toMatchObject({ verdict: 'unknown', because: 'rule_unknown' });
    expect(admissionOf(ruleOf(true, []), 'kvm')).toMatchObject({ verdict: 'unknown', because: 'servers_unknown' });
  });

  it('names the page a rule was read from where it is no rule of the source documents', () => {
    expect(admissionOf(ruleOf(false, []), 'kvm')).toMatchObject({
      ...{ verdict: 'refused', because: 'no_white_list', rules: [] },
      ...{ source: 'https://host.example/rules', readOn: '2026-11-01' },
    });
    expect(admissionOf(ruleOf(true, ['dedicated']), 'dedicated').verdict).toBe('admitted');
  });
});

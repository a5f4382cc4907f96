import { describe, expect, it } from 'vitest';
import { PackId } from '../../../src/contract/ids.ts';
import { formOf, inputOf, missingIn, mustBeLookedAt, pairsOf, pinOf, serverOf } from './access.rules.ts';

const packId = PackId.parse('0b8f2f0e-2f5c-4a1e-9a53-0d6c5a3f6d11');
const sha256 = 'ab12'.repeat(16);
const shown = {
  subject: 'CN=srv',
  issuer: 'CN=srv',
  names: ['srv'],
  sha256,
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  problem: null,
} as const;

describe('the access to a panel', () => {
  it('needs a secret unless one is kept', () => {
    const form = { ...formOf(undefined), address: 'srv.example', login: 'me' };
    expect(missingIn(form, false)).toEqual({ address: false, login: false, secret: true });
    expect(missingIn(form, true).secret).toBe(false);
  });

  it('leaves an empty secret out, so that the stored one stays', () => {
    const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const form = { address: ' srv.example ', login: 'me', secret: ' ', zone: '' };
    expect(inputOf(form, { packId, kind: 'whm', pin: null })).toEqual({ packId, kind: 'whm', pin: null, address: 'srv.example', login: 'me', zone: here });
  });

  it('hands a secret on as it was typed, since a password may end in a space', () => {
    const form = { ...formOf(undefined), address: 'srv.example', login: 'me', secret: 'two words ' };
    expect(inputOf(form, { packId, kind: 'ispmanager', pin: null }).secret).toBe('two words ');
  });
});

describe('serverOf', () => {
  it('names the server of an address with or without scheme, port and path', () => {
    const pasted = ['https://Srv.example:2087/cpsess1/x?y#z', 'srv.example', ' srv.example:2087 ', 'srv.example/ispmgr'];
    expect(new Set(pasted.map(serverOf))).toEqual(new Set(['srv.example']));
  });
});

describe('the certificate of a server', () => {
  it('is asked about when nobody vouches for it and it is another one than before', () => {
    expect(mustBeLookedAt(shown, null)).toBe(false);
    expect(mustBeLookedAt({ ...shown, problem: 'self_signed' }, null)).toBe(true);
    expect(mustBeLookedAt({ ...shown, problem: 'self_signed' }, sha256)).toBe(false);
    expect(mustBeLookedAt({ ...shown, problem: 'self_signed' }, 'cd'.repeat(32))).toBe(true);
  });

  it('is pinned only where no authority vouches for it', () => {
    expect(pinOf(shown)).toBeNull();
    expect(pinOf({ ...shown, problem: 'other_name' })).toBe(sha256);
  });

  it('is written in pairs', () => {
    expect(pairsOf('ab12cd')).toBe('AB:12:CD');
  });
});

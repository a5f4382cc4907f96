import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitsIn } from './accounts.ts';
import { isSecretKey } from './packets.ts';
import { stateOf } from './status.ts';

describe('the status of Plesk, a sum of bits', () => {
  it.each([
    [0, false, 'unknown'],
    [1, true, 'unknown'],
    [2, true, 'unknown'],
    // Under backup or being restored.
    [4, false, 'unknown'],
    [12, false, 'unknown'],
    // Mail goes on.
    [8, false, 'unknown'],
    [16, true, 'host'],
    [32, true, 'reseller'],
    [64, true, 'client'],
    [256, true, 'reseller'],
    [272, true, 'host'],
    [24, true, 'host'],
    [34, true, 'unknown'],
    [36, true, 'reseller'],
    [68, true, 'client'],
    [96, true, 'reseller'],
    [260, true, 'reseller'],
  ] as const)('reads %i', (status, suspended, lifter) => {
    expect(stateOf(status)).toMatchObject({ suspended, lifter });
  });

  it('is active with nothing but the web service off, and the host’s wherever the host had a hand in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1023 }), (status) => {
        const { suspended, lifter } = stateOf(status);
        expect(suspended).toBe((status & (1 | 2 | 16 | 32 | 64 | 256)) !== 0);
        if ((status & 16) !== 0) expect(lifter).toBe('host');
        if (!suspended) expect(lifter).toBe('unknown');
      }),
    );
  });
});

describe('limits of Plesk, by the hour', () => {
  const of = (whole: unknown, domain: unknown = 'default', mailbox: unknown = 'default'): ReturnType<typeof limitsIn> =>
    limitsIn({
      'outgoing-messages-subscription-limit': whole,
      'outgoing-messages-domain-limit': domain,
      'outgoing-messages-mbox-limit': mailbox,
    });

  it('reads numbers of all three, each of its scope', () => {
    expect(of('300', '100', '50')).toEqual({
      limits: [
        { count: 300, seconds: 3600, scope: 'account', source: 'set' },
        { count: 100, seconds: 3600, scope: 'domain', source: 'set' },
        { count: 50, seconds: 3600, scope: 'mailbox', source: 'set' },
      ],
      unlimited: false,
    });
  });

  it.each([
    ['-1', true],
    ['unlimited', true],
    ['Unlimited', true],
    // The server's, which is not told.
    ['default', null],
    ['', null],
    ['par défaut', null],
    [undefined, null],
    ['-2', null],
    ['1e3', null],
  ])('takes %j of the whole for no limit of its own: %j', (word, unlimited) => {
    expect(of(word)).toEqual({ limits: [], unlimited });
  });
});

describe('the secret of Plesk', () => {
  it.each([
    ['24f8c5e5-fcb5-bdfc-aac0-7bff0e800334', true],
    ['6575fae36288be6d1bad40b99808e37f', true],
    [' 24F8C5E5-FCB5-BDFC-AAC0-7BFF0E800334\n', true],
    ['24f8c5e5-fcb5-bdfc-aac0-7bff0e80033', false],
    ['a password', false],
    ['6575fae36288be6d1bad40b99808e37g', false],
  ])('%j is a key: %j', (secret, key) => {
    expect(isSecretKey(secret)).toBe(key);
  });
});

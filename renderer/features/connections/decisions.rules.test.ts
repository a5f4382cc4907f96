import { describe, expect, it } from 'vitest';
import { Difference } from '../../../src/contract/connections.ts';
import { choicesOf, effectOf, isAddress } from './decisions.rules.ts';

const seenAt = '2026-11-20T10:00:00.000Z';

function difference(id: number, part: Partial<Pick<Difference, 'kind' | 'lacks'>>): Difference {
  const packId = '0b8f2f0e-2f5c-4a1e-9a53-0d6c5a3f6d11';
  return Difference.parse({
    hosted: {
      id,
      packId,
      packName: 'A',
      hostId: packId,
      hostName: 'H',
      kind: 'whm',
      login: `user${id}`,
      domain: `user${id}.example`,
      otherDomains: [],
      emails: [],
      plan: '',
      own: false,
      accountId: null,
      clientId: null,
      clientName: '',
      firstSeenAt: seenAt,
      lastSeenAt: seenAt,
      notSeenSince: null,
    },
    kind: 'new',
    mark: 'm',
    changes: [],
    match: null,
    lacks: null,
    ...part,
  });
}

describe('decisions about differences', () => {
  it('counts what would be taken over, what still lacks an address, and what would be closed', () => {
    const list = [difference(1, {}), difference(2, { lacks: 'email' }), difference(3, { lacks: 'email' }), difference(4, { kind: 'missing' })];
    const { complete, lacking, closing } = effectOf(list, new Map([[2, 'a@b.example']]));
    expect(complete.map(({ hosted }) => hosted.id)).toEqual([1, 2, 4]);
    expect({ lacking, closing }).toEqual({ lacking: 1, closing: 1 });
  });

  it('sends an address only where one lacked and only to take over', () => {
    const list = [difference(1, {}), difference(2, { lacks: 'email' })];
    const emails = new Map([
      [1, 'x@y.example'],
      [2, ' a@b.example '],
    ]);
    expect(choicesOf(list, 'take', emails)).toEqual([
      { hostedId: 1, mark: 'm', choice: 'take' },
      { hostedId: 2, mark: 'm', choice: 'take', email: 'a@b.example' },
    ]);
    expect(choicesOf(list, 'ignore', emails)[1]).toEqual({ hostedId: 2, mark: 'm', choice: 'ignore' });
  });

  it('takes as an address what a message can go to', () => {
    expect(['a@b.example', 'a.b@c-d.example', 'я@пример.рф'].every(isAddress)).toBe(true);
    expect(['', 'a', 'a@b', 'a@b.', 'a b@c.example', '@b.example'].some(isAddress)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { BounceRow, Suppression } from '../../../src/contract/bounces.ts';
import { blocksAddress, isReachable, problemsOf } from './problems.rules.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

function returned(address: string, at: string): BounceRow {
  const ids = { id: at, clientId: 'c', outboxId: 'o', replyId: null };
  const what = { kind: 'bounce', origin: 'mail', class: 'temporary', target: 'mailbox', code: '4.2.2', diagnostic: '' } as const;
  return { ...ids, ...what, at, recordedAt: at, clientName: 'A', subject: '', address, suppressed: false };
}

function block(scope: Suppression['scope'], value: string): Suppression {
  const kept = { since: '2026-11-01T00:00:00Z', until: null, author: '', note: '', bounceId: null, clients: [], lifted: null };
  return { id: value, scope, value, reason: 'permanent', ...kept };
}

describe('problemsOf', () => {
  it('tells of each present address the last failure, whatever the case of its letters', () => {
    const [problem] = problemsOf({
      addresses: ['Info@shop.example'],
      returned: [returned('info@shop.example', '2026-11-20T00:00:00Z'), returned('info@shop.example', '2026-11-02T00:00:00Z')],
      blocks: [],
      now: NOW,
    });
    expect(problem?.last?.at).toBe('2026-11-20T00:00:00Z');
  });

  it('forgets an address that was corrected and a failure of long ago, not a block', () => {
    const long = returned('a@shop.example', '2026-05-01T00:00:00Z');
    const gone = returned('old@shop.example', '2026-11-20T00:00:00Z');
    expect(problemsOf({ addresses: ['a@shop.example'], returned: [gone, long], blocks: [], now: NOW })).toEqual([]);
    const kept = problemsOf({ addresses: ['a@shop.example'], returned: [gone, long], blocks: [block('address', 'a@shop.example')], now: NOW });
    expect(kept).toMatchObject([{ address: 'a@shop.example', last: { at: long.at }, block: { scope: 'address' } }]);
  });
});

describe('blocksAddress', () => {
  it('takes a domain whole, but not the domains below it or ending alike', () => {
    const domain = block('domain', 'shop.example');
    expect(['a@shop.example', 'a@mail.shop.example', 'a@myshop.example'].map((address) => blocksAddress(domain, address))).toEqual([true, false, false]);
  });
});

describe('isReachable', () => {
  it('needs one address that is not blocked', () => {
    const blocks = [block('address', 'a@shop.example')];
    expect([isReachable(['a@shop.example'], blocks), isReachable(['a@shop.example', 'b@shop.example'], blocks), isReachable([], blocks)]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

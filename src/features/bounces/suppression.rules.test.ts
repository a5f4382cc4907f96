import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BounceTarget } from '../../contract/bounces.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { BLOCK_DAYS, blockAfter, type Failed, type InForce, prolonged, SHARED_DOMAIN_CLIENTS } from './suppression.rules.ts';

const NOW = Date.UTC(2026, 10, 21);

const failed = (more: Partial<Failed>): Failed => ({
  kind: 'bounce',
  class: 'permanent',
  target: 'address',
  at: NOW,
  hostDays: null,
  domainClients: 1,
  fullAt: [],
  liftedAt: null,
  ...more,
});
const full = (...days: readonly number[]): Partial<Failed> => ({ class: 'temporary', target: 'mailbox', fullAt: days.map((day) => NOW - day * DAY_MS) });

const anyFailed = fc.record({
  kind: fc.constantFrom('bounce' as const, 'complaint' as const),
  class: fc.constantFrom('temporary' as const, 'permanent' as const, 'blocked' as const),
  target: fc.constantFrom(...BounceTarget.options),
  at: fc.integer({ min: 0, max: 4e12 }),
  hostDays: fc.option(fc.integer({ min: 0, max: 1000 })),
  domainClients: fc.integer({ min: 0, max: 50 }),
  fullAt: fc.array(fc.integer({ min: 0, max: 4e12 }), { maxLength: 6 }),
  liftedAt: fc.option(fc.integer({ min: 0, max: 4e12 })),
});
const anyInForce: fc.Arbitrary<InForce> = fc.record({
  reason: fc.constantFrom('permanent' as const, 'complaint' as const, 'by_hand' as const),
  until: fc.option(fc.integer({ min: 0, max: 4e12 })),
});

describe('what a failure blocks', () => {
  it('is an address that does not exist, for 90 days', () => {
    expect(blockAfter(failed({}))).toEqual({ scope: 'address', reason: 'permanent', until: NOW + BLOCK_DAYS * DAY_MS });
  });

  it('lasts longer where the host says so, and never shorter', () => {
    expect(blockAfter(failed({ hostDays: 120 }))?.until).toBe(NOW + 120 * DAY_MS);
    expect(blockAfter(failed({ hostDays: 30 }))?.until).toBe(NOW + BLOCK_DAYS * DAY_MS);
  });

  it('is a whole domain only while few clients depend on it', () => {
    expect(blockAfter(failed({ target: 'domain' }))?.scope).toBe('domain');
    expect(blockAfter(failed({ target: 'domain', domainClients: SHARED_DOMAIN_CLIENTS }))?.scope).toBe('address');
  });

  it('is whoever complained, for good, even if he was freed before', () => {
    expect(blockAfter(failed({ kind: 'complaint', class: 'blocked', target: 'unknown', liftedAt: NOW }))).toEqual({
      scope: 'address',
      reason: 'complaint',
      until: null,
    });
  });

  it('is a mailbox that stays full for more than 30 days, told at least three times', () => {
    expect(blockAfter(failed(full(31, 0)))).toBeNull();
    expect(blockAfter(failed(full(30, 10, 0)))).toBeNull();
    expect(blockAfter(failed(full(3, 2, 1, 0)))).toBeNull();
    expect(blockAfter(failed(full(31, 10, 0)))).toEqual({ scope: 'address', reason: 'permanent', until: NOW + BLOCK_DAYS * DAY_MS });
  });

  it('does not come back by what happened before it was lifted', () => {
    expect(blockAfter(failed({ liftedAt: NOW }))).toBeNull();
    expect(blockAfter(failed({ liftedAt: NOW - 1 }))).not.toBeNull();
  });

  it('is never anything else', () => {
    fc.assert(
      fc.property(anyFailed, (each) => {
        const block = blockAfter(each);
        if (block === null) return;
        const about = each.class === 'permanent' && (each.target === 'address' || each.target === 'domain');
        expect(each.kind === 'complaint' || each.target === 'mailbox' || about).toBe(true);
        expect(block.scope === 'domain' && each.target !== 'domain').toBe(false);
        expect(block.until === null).toBe(each.kind === 'complaint');
        if (block.until !== null) expect(block.until - each.at).toBeGreaterThanOrEqual(BLOCK_DAYS * DAY_MS);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a block that stands already', () => {
  const anyBlock = anyFailed.map(blockAfter).filter((block) => block !== null);
  const later = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : Math.max(one, other));

  it('is only ever made longer, and a complaint stays one', () => {
    fc.assert(
      fc.property(anyInForce, anyBlock, (before, block) => {
        const after = prolonged(before, block) ?? before;
        expect(after.until).toBe(later(before.until, block.until));
        expect(after.reason === 'complaint').toBe(before.reason === 'complaint' || block.reason === 'complaint');
      }),
      { numRuns: 5000 },
    );
  });

  it('is the same whatever the order and however often the failures are told', () => {
    fc.assert(
      fc.property(anyInForce, fc.array(anyBlock, { maxLength: 6 }), (before, blocks) => {
        const outcome = (all: typeof blocks): InForce => all.reduce<InForce>((stand, block) => prolonged(stand, block) ?? stand, before);
        expect(outcome([...blocks].reverse())).toEqual(outcome([...blocks, ...blocks]));
      }),
      { numRuns: 5000 },
    );
  });
});

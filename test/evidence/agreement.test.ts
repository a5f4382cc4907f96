import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUNGS } from '../../src/contract/evidence.ts';
import { dateIn } from '../../src/shared/calendar.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { openWorld, type World } from './world.ts';

const NOW = Date.UTC(2026, 10, 21, 9);
const ZONES = ['Europe/Paris', 'America/New_York', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'] as const;
const HAND = ['noted', 'ticked_at_order', 'signed', 'replied', 'practised', 'prepared'] as const;

const versions = fc.array(fc.record({ daysAgo: fc.integer({ min: 1, max: 300 }), material: fc.boolean(), other: fc.boolean() }), { maxLength: 4 });
const proof = fc.record({
  version: fc.nat({ max: 3 }),
  daysAgo: fc.integer({ min: 0, max: 320 }),
  rung: fc.constantFrom(...HAND),
  revoked: fc.boolean(),
});
const message = fc.record({
  version: fc.nat({ max: 3 }),
  daysAgo: fc.integer({ min: 0, max: 320 }),
  state: fc.constantFrom('sent', 'sent', 'bounced', 'queued', 'failed', 'uncertain'),
});
const clients = fc.array(
  fc.record({
    orderedDaysAgo: fc.option(fc.integer({ min: 0, max: 400 })),
    recordedDaysAgo: fc.integer({ min: 0, max: 200 }),
    active: fc.boolean(),
    proofs: fc.array(proof, { maxLength: 3 }),
    messages: fc.uniqueArray(message, { maxLength: 2, selector: ({ version }) => version }),
  }),
  { maxLength: 8 },
);

type Versions = typeof versions extends fc.Arbitrary<infer T> ? T : never;
type Clients = typeof clients extends fc.Arbitrary<infer T> ? T : never;

async function fill(world: World, given: { readonly versions: Versions; readonly clients: Clients; readonly zone: string }): Promise<void> {
  const ids: string[] = [];
  const oldestFirst = [...given.versions].sort((a, b) => b.daysAgo - a.daysAgo);
  for (const [index, { daysAgo, material, other }] of oldestFirst.entries()) {
    const publishedAt = NOW - daysAgo * DAY_MS;
    ids.push(
      await world.publish(dateIn(publishedAt, given.zone), {
        publishedAt,
        material: material || index === 0,
        kind: other && index > 0 ? 'reminder' : 'notice',
      }),
    );
  }
  for (const [index, each] of given.clients.entries()) {
    const orderedOn = each.orderedDaysAgo === null ? null : dateIn(NOW - each.orderedDaysAgo * DAY_MS, given.zone);
    const client = await world.client(`C${index}`, [
      { orderedOn, createdAt: NOW - each.recordedDaysAgo * DAY_MS, status: each.active ? 'active' : 'suspended' },
    ]);
    for (const { version, daysAgo, rung, revoked } of each.proofs) {
      const id = ids[version];
      if (id === undefined) continue;
      const evidenceId = await world.prove(client, id, { rung, happenedAt: NOW - daysAgo * DAY_MS });
      if (revoked) await world.handlers.revoke({ id: evidenceId, reason: 'x' }, world.call);
    }
    for (const { version, daysAgo, state } of each.messages) {
      const id = ids[version];
      if (id !== undefined) await world.send(client, id, { state, at: NOW - daysAgo * DAY_MS });
    }
  }
}

describe('what the figures say of the same proofs', () => {
  it('agrees: coverage, ladder, gaps and the day that is today', async () => {
    await fc.assert(
      fc.asyncProperty(versions, clients, fc.constantFrom(...ZONES), async (someVersions, someClients, zone) => {
        const world = await openWorld({ zone, now: NOW });
        try {
          await fill(world, { versions: someVersions, clients: someClients, zone });
          const today = dateIn(NOW, zone);
          const [coverage, day, gaps, ladder, delay] = [
            await world.handlers.coverage({}, world.call),
            await world.toldOn(today),
            await world.gaps(),
            await world.handlers.ladder({}, world.call),
            await world.handlers.delay({}, world.call),
          ];
          const active = someClients.filter((each) => each.active).length;
          const isActive = new Set(someClients.flatMap((each, index) => (each.active ? [`C${index}`] : [])));
          const toldToday = day.rows.filter((row) => row.state === 'told' && isActive.has(row.clientName)).map((row) => row.clientName);
          // Counts add up to accounts.
          expect(day.total).toBe(someClients.length);
          expect(Object.values(day.counts).reduce((sum, count) => sum + count, 0)).toBe(day.total);
          expect(ladder.rungs.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(active);
          expect(coverage.activeAccounts).toBe(active);
          expect(delay.measured + delay.toldBefore + delay.neverTold).toBe(active);
          expect(delay.buckets.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(delay.measured);
          // Told today is told; who is not is a gap; nobody is both and nobody neither.
          expect(toldToday).toHaveLength(coverage.told);
          expect([...toldToday, ...gaps.rows.map((row) => row.clientName)].sort()).toEqual([...isActive].sort());
          const counting = ladder.rungs.filter(({ rung }) => rung !== null && RUNGS.indexOf(rung) >= RUNGS.indexOf('noted'));
          expect(counting.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(coverage.told);
          // Longest gap first.
          const since = gaps.rows.map((row) => row.since);
          expect(since).toEqual([...since].sort());
        } finally {
          await world.close();
        }
      }),
      { numRuns: 40 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { account, CALL, World } from './world.ts';

/** Of a hundred small shops, how much one sends on a day. */
const usual = (ago: number): number => 4 + ((ago * 7) % 5);

async function quietWorld(): Promise<World> {
  const world = await World.open([account('shop'), account('club')]);
  await world.hours(28, 9, (ago) => ({ shop: usual(ago), club: 2 }));
  return world;
}

describe('a spike', () => {
  it('is told of the hour it is in, with what is usual', async () => {
    const world = await quietWorld();
    await world.read('hour', world.hour(0, 9), { shop: 1240, club: 3 });
    expect(await world.judge()).toBe(1);
    const [alert] = await world.alerts();
    expect(alert).toMatchObject({ kind: 'spike', level: 'act', domain: 'shop.example', closedAt: null, seen: null });
    expect(alert?.facts).toMatchObject({
      form: 'hour',
      sent: 1240,
      usual: 6,
      windows: 28,
      from: '2026-11-21T08:00:00.000Z',
      to: '2026-11-21T09:00:00.000Z',
      partial: 0,
    });
  });

  it('is told once an episode, again when it doubles, and is over a day after its last sign', async () => {
    const world = await quietWorld();
    await world.read('hour', world.hour(0, 9), { shop: 400 });
    expect(await world.judge()).toBe(1);
    const [first] = await world.alerts();
    await world.handlers.see({ ids: [] }, CALL);
    for (const [after, sent] of [
      [1, 500],
      [2, 700],
    ] as const) {
      await world.clock.advance(HOUR_MS);
      await world.read('hour', world.hour(0, 9 + after), { shop: sent });
      expect(await world.judge()).toBe(0);
      expect((await world.handlers.summary({}, CALL)).unseen).toBe(0);
    }
    await world.clock.advance(HOUR_MS);
    // Its hours have no past of their own; its hour of the next day has.
    await world.clock.advance(20 * HOUR_MS);
    await world.read('hour', world.hour(0, 9), { shop: 900 });
    await world.clock.advance(HOUR_MS);
    expect(await world.judge()).toBe(0);
    const [grown] = await world.alerts();
    expect(grown).toMatchObject({ id: first?.id, seen: null, facts: { sent: 900 } });
    await world.clock.advance(2 * HOUR_MS);
    await world.read('hour', world.hour(0, 11), { shop: 5 });
    await world.judge();
    expect(await world.alerts()).toHaveLength(1);
    await world.clock.advance(DAY_MS);
    await world.read('hour', world.hour(0, 12), { shop: 5 });
    await world.judge();
    expect(await world.alerts()).toEqual([]);
    expect(await world.alerts('closed')).toMatchObject([{ id: first?.id }]);
  });

  it('is none while the usual is learned, and none that the client told of beforehand, up to what he told', async () => {
    const world = await World.open([account('new'), account('shop')]);
    await world.days(13, (ago) => ({ new: 5, shop: usual(ago) }));
    await world.read('hour', world.hour(0, 9), { new: 500 });
    expect(await world.judge()).toBe(0);
    const again = await quietWorld();
    const shop = await again.id('shop');
    const span = { from: new Date(again.hour(0, 8)).toISOString(), to: new Date(again.hour(0, 18)).toISOString() };
    await again.handlers.announce({ hostedId: shop, ...span, messages: 1300, note: 'Summer letter' }, CALL);
    await again.read('hour', again.hour(0, 9), { shop: 1240 });
    expect(await again.judge()).toBe(0);
    await again.clock.advance(HOUR_MS);
    await again.read('hour', again.hour(0, 9), { shop: 1400 });
    expect(await again.judge()).toBe(1);
  });

  it('is the same whether hours are given or only days, and is not told of both', async () => {
    const world = await World.open([account('shop')]);
    await world.days(28, (ago) => ({ shop: 60 + usual(ago) }));
    await world.judge();
    await world.read('day', world.day(0), { shop: 3000 });
    expect(await world.judge()).toBe(1);
    expect(await world.alerts()).toMatchObject([{ kind: 'spike', facts: { form: 'day', sent: 3000, partial: 1 } }]);
    const hourly = await quietWorld();
    await hourly.days(28, () => ({ shop: 60 }));
    await hourly.judge();
    await hourly.read('hour', hourly.hour(0, 9), { shop: 3000 });
    await hourly.read('day', hourly.day(0), { shop: 3000 });
    expect(await hourly.judge()).toBe(1);
  });

  it('teaches the baseline nothing, but for what has gone on for two weeks', async () => {
    const world = await World.open([account('shop')]);
    await world.days(40, (ago) => ({ shop: 60 + usual(ago) }));
    await world.judge();
    const told: number[] = [];
    for (let day = 0; day < 30; day++) {
      await world.clock.advance(DAY_MS);
      await world.read('day', world.day(1), { shop: 2000 });
      await world.judge();
      const flagged = await world.opened.core.db.read.selectFrom('flagged_window').select('start_s').execute();
      told.push(flagged.length);
    }
    expect(told[6]).toBe(7);
    // After two weeks it is what is usual, and nothing is flagged any more.
    expect(told.at(-1)).toBe(told.at(-3));
    expect(await world.alerts()).toEqual([]);
    expect(await world.alerts('closed')).toHaveLength(1);
  });

  it('is not told again when its window is read again after the episode', async () => {
    const world = await quietWorld();
    const start = world.hour(0, 9);
    await world.read('hour', start, { shop: 1240 });
    expect(await world.judge()).toBe(1);
    await world.write((tx) => tx.updateTable('alert').set({ closed_at: world.clock.now() }).execute());
    await world.clock.advance(HOUR_MS);
    await world.read('hour', start, { shop: 1241 });
    expect(await world.judge()).toBe(0);
  });

  it('leaves weekly letters alone once four weeks of them are known', async () => {
    const world = await World.open([account('letter')]);
    // Each Saturday, as today.
    await world.hours(28, 9, (ago) => ({ letter: ago % 7 === 0 ? 900 : 1 }));
    await world.read('hour', world.hour(0, 9), { letter: 980 });
    expect(await world.judge()).toBe(0);
  });

  it('does not count what came of a stopped account as usual', async () => {
    const world = await World.open([account('shop')]);
    await world.days(40, (ago) => ({ shop: ago > 20 ? 400 + usual(ago) : 0 }));
    const at = world.day(21);
    await world.write((tx) =>
      tx
        .insertInto('flip')
        .values({
          pack_id: world.packId,
          hosted_id: 1,
          after_at: at,
          at: at + HOUR_MS,
          from_state: 'active',
          to_state: 'suspended',
          host_since: null,
          reason: '',
          reason_class: 'payment',
          lifter: 'reseller',
          origin: 'panel',
          author: '',
        })
        .execute(),
    );
    await world.judge();
    await world.read('day', world.day(0), { shop: 420 });
    expect(await world.judge()).toBe(0);
  });
});

describe('a slow rise', () => {
  it('is found though none of its days is a spike', async () => {
    const world = await World.open([account('shop')]);
    const rise = [0, 0, 95, 105, 115, 125, 130];
    await world.days(40, (ago) => ({ shop: ago <= 7 ? 40 + (rise[7 - ago] ?? 0) : 36 + usual(ago) * 2 }));
    await world.judge();
    const alerts = await world.alerts();
    expect(alerts).toMatchObject([{ kind: 'spike', facts: { form: 'rise' } }]);
    expect(Number(alerts[0]?.facts['days'])).toBeGreaterThanOrEqual(3);
  });
});

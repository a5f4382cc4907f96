import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { account, CALL, World } from './world.ts';

const limit = (count: number, seconds = 3600) => ({ count, seconds, scope: 'account', source: 'set' }) as const;
const shop = () => World.open([account('shop', { limits: [limit(500)] })]);
const facts = async (world: World, show: 'now' | 'all' = 'all') =>
  (await world.alerts(show)).map((alert) => [alert.kind, alert.facts['sent'], alert.facts['from']]);

describe('a window that was over before it was judged', () => {
  it('is judged all the same, whatever was sent in the one after it', async () => {
    const world = await shop();
    await world.read('hour', world.hour(0, 9), { shop: 1240 });
    await world.read('hour', world.hour(0, 10), { shop: 5 });
    await world.judge();
    expect(await world.alerts()).toMatchObject([{ kind: 'near_limit', level: 'act', facts: { sent: 1240, from: '2026-11-21T08:00:00.000Z' } }]);
  });

  it('is told of once, and over a day later though its figures stay', async () => {
    const world = await shop();
    await world.judge();
    for (let hour = 0; hour < 30; hour++) {
      await world.clock.advance(HOUR_MS + 1);
      const now = Math.floor(world.clock.now() / HOUR_MS) * HOUR_MS;
      await world.read('hour', now - HOUR_MS, { shop: hour === 2 ? 900 : 3 });
      await world.read('hour', now, { shop: 1 });
      expect([hour, await world.judge()]).toEqual([hour, hour === 2 ? 1 : 0]);
    }
    expect(await facts(world, 'now')).toEqual([]);
    expect(await facts(world)).toEqual([['near_limit', 900, '2026-11-21T11:00:00.000Z']]);
  });

  it('is judged after hours in which nothing could be read', async () => {
    const world = await shop();
    for (let hour = 0; hour < 4; hour++) {
      await world.clock.advance(HOUR_MS);
      await world.judge();
    }
    await world.read('hour', world.hour(0, 11), { shop: 800 });
    await world.read('hour', world.hour(0, 14), { shop: 2 });
    await world.judge();
    expect(await facts(world, 'now')).toEqual([['near_limit', 800, '2026-11-21T10:00:00.000Z']]);
  });

  it('is judged of the pack as a whole, of whom nothing came after it too', async () => {
    const world = await World.open([account('a'), account('b')]);
    await world.handlers.setThreshold({ packId: world.packId, hostedId: null, perHour: 1000, perDay: null, untilOn: null, reason: '' }, CALL);
    await world.read('hour', world.hour(0, 9), { a: 600, b: 450 });
    await world.read('hour', world.hour(0, 10), { a: 1 });
    await world.judge();
    expect(await facts(world)).toEqual([['near_limit', 1050, '2026-11-21T08:00:00.000Z']]);
  });

  it('is not told of again when days are read again', async () => {
    const world = await World.open([account('shop', { limits: [limit(1000, 86_400)] })]);
    const first = world.day(0);
    await world.read('day', first, { shop: 900 });
    await world.judge();
    for (let day = 1; day < 7; day++) {
      await world.clock.advance(DAY_MS);
      for (let back = 0; back <= day; back++) await world.read('day', world.day(back), { shop: back === day ? 905 : 3 });
      expect([day, await world.judge()]).toEqual([day, 0]);
    }
    expect(await facts(world, 'now')).toEqual([]);
    expect(await facts(world)).toEqual([['near_limit', 900, new Date(first).toISOString()]]);
  });
});

it('leaves a window at peace that was judged before', async () => {
  const world = await World.open([account('shop', { limits: [limit(500)] })]);
  await world.read('hour', world.hour(0, 9), { shop: 180 });
  await world.judge();
  await world.clock.advance(1000);
  await world.read('hour', world.hour(0, 10), { shop: 8 });
  await world.judge();
  expect(await facts(world)).toEqual([]);
});

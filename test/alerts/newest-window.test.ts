import { expect, it } from 'vitest';
import { account, World } from './world.ts';

it('holds the newest window against a limit, not the figures of the one before it', async () => {
  const world = await World.open([account('shop', { limits: [{ count: 500, seconds: 3600, scope: 'account', source: 'set' }] })]);
  await world.read('hour', world.hour(0, 9), { shop: 450 });
  await world.read('hour', world.hour(0, 10), { shop: 8 });
  await world.judge();
  expect(await world.alerts()).toEqual([]);
});

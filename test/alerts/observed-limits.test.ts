import { expect, it } from 'vitest';
import { endOfList } from '../../src/features/statuses/index.ts';
import { usageHandlers } from '../../src/features/usage/index.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { NO_PANEL } from '../usage/support.ts';
import { account, CALL, World } from './world.ts';

const observed = { count: 150, seconds: 3600, scope: 'account', source: 'observed' } as const;
const set = (count: number) => ({ limits: [{ count, seconds: 3600, scope: 'account', source: 'set' } as const] });

/** Limits that the screens show of the account, by whose they are. */
async function limitsOf(world: World) {
  const hostedId = await world.id('shop');
  const now = world.clock.now();
  const asked = { hostedId, from: new Date(now - DAY_MS).toISOString(), to: new Date(now).toISOString(), grain: 'hour' } as const;
  const { curve } = await usageHandlers(world.opened.core, NO_PANEL).account(asked, CALL);
  return curve.limits.map(({ count, from }) => `${from} ${count}`).sort();
}

/** What the alert about the last hour says of limits, where 140 were sent. */
async function judged(world: World) {
  await world.read('hour', world.hour(0, 9), { shop: 140 });
  await world.judge();
  return (await world.alerts()).filter(({ kind }) => kind === 'near_limit').map(({ facts }) => [facts['own'], facts['host']]);
}

it('count until the panel shows another limit, and do not come back when their days are read again', async () => {
  const world = await World.open([account('shop', set(1000))]);
  await world.read('day', world.day(1), { shop: { sent: 400, limit: observed } });
  expect(await limitsOf(world)).toEqual(['observed 150', 'panel 1000']);
  await world.clock.advance(HOUR_MS);
  await world.list([account('shop', set(500))]);
  expect(await limitsOf(world)).toEqual(['panel 500']);
  await world.read('day', world.day(1), { shop: { sent: 400, limit: observed } });
  expect(await limitsOf(world)).toEqual(['panel 500']);
  expect(await judged(world)).toEqual([]);
  // What is named after that is newer.
  await world.clock.advance(2 * HOUR_MS);
  await world.read('hour', world.hour(0, 11), { shop: { sent: 150, limit: observed } });
  expect(await limitsOf(world)).toEqual(['observed 150', 'panel 500']);
});

it('count for 30 days', async () => {
  const world = await World.open([account('shop', set(1000))]);
  await world.read('hour', world.hour(0, 9), { shop: { sent: 140, limit: observed } });
  await world.judge();
  expect((await world.alerts()).map(({ facts }) => facts['host'])).toEqual([150]);
  await world.clock.advance(31 * DAY_MS);
  const begunAt = world.clock.now();
  await world.list([account('shop', set(1000))]);
  await world.write((tx) => endOfList(world.opened.core, tx, { packId: world.packId, begunAt, at: begunAt }));
  expect(await limitsOf(world)).toEqual(['panel 1000']);
  await world.write((tx) => tx.deleteFrom('alert').execute());
  expect(await judged(world)).toEqual([]);
});

it('give way to a threshold that the reseller sets after them, and come back when they are named again', async () => {
  const world = await World.open([account('shop', set(1000))]);
  await world.read('day', world.day(1), { shop: { sent: 400, limit: observed } });
  const hostedId = await world.id('shop');
  await world.handlers.setThreshold({ packId: world.packId, hostedId, perHour: 400, perDay: null, untilOn: null, reason: '' }, CALL);
  expect(await limitsOf(world)).toEqual(['own 400', 'panel 1000']);
  expect(await judged(world)).toEqual([]);
  await world.clock.advance(2 * HOUR_MS);
  await world.read('hour', world.hour(0, 11), { shop: { sent: 150, limit: observed } });
  await world.judge();
  expect((await world.alerts()).map(({ facts }) => [facts['own'], facts['host']])).toEqual([[150, 150]]);
});

it('are of the newest window, in whatever order windows are read', async () => {
  const world = await World.open([account('shop')]);
  for (const [ago, count] of [
    [1, 300],
    [3, 100],
    [2, 200],
  ] as const)
    await world.read('day', world.day(ago), { shop: { sent: 400, limit: { ...observed, count } } });
  expect(await limitsOf(world)).toEqual(['observed 300']);
});

import { describe, expect, it } from 'vitest';
import { usualRange } from '../../src/features/alerts/index.ts';
import { usageHandlers } from '../../src/features/usage/index.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { NO_PANEL } from '../usage/support.ts';
import { account, CALL, World } from './world.ts';

const limit = (count: number, seconds = 3600) => ({ limits: [{ count, seconds, scope: 'account', source: 'set' } as const] });

describe('figures that count differently', () => {
  it('are not added up to what a pack sent', async () => {
    const world = await World.open([account('a'), account('b'), account('c')]);
    await world.handlers.setThreshold({ packId: world.packId, hostedId: null, perHour: null, perDay: 1000, untilOn: null, reason: '' }, CALL);
    await world.read('day', world.day(0), { a: 600 }, { definition: 'deliveries' });
    await world.clock.advance(1000);
    await world.read('day', world.day(0), { b: 500, c: 50 });
    await world.judge();
    expect(await world.alerts()).toMatchObject([
      { kind: 'near_limit', hostedId: null, level: 'warn', facts: { sent: 550, own: 1000, definition: 'messages_events', apart: 1 } },
    ]);
  });

  it('are bytes at some panels, from which nothing is ever learned', async () => {
    const world = await World.open([account('shop')]);
    for (let ago = 3; ago >= 1; ago--) await world.read('day', world.day(ago), { shop: { bytes: 5_000_000 } }, { definition: 'smtp_bytes' });
    const now = world.clock.now();
    const span = { from: new Date(now - 3 * DAY_MS).toISOString(), to: new Date(now).toISOString(), grain: 'day' } as const;
    const { curve } = await usageHandlers(world.opened.core, NO_PANEL).account({ hostedId: await world.id('shop'), ...span }, CALL);
    expect(curve).toMatchObject({ usual: null, learning: 0, provenance: [{ definition: 'smtp_bytes' }] });
  });

  it('are no usual range together, of a pack or of an account', async () => {
    const world = await World.open([account('a'), account('b')]);
    for (let ago = 20; ago >= 1; ago--) {
      await world.read('day', world.day(ago), { b: 5000 }, { definition: 'deliveries' });
      await world.clock.advance(1000);
      await world.read('day', world.day(ago), { a: 40 });
    }
    const of = { packId: world.packId, grain: 'day', at: world.clock.now() } as const;
    expect((await usualRange(world.opened.core.db.read, { ...of, hostedId: null })).usual).toMatchObject({ low: 40, high: 40 });
    expect((await usualRange(world.opened.core.db.read, { ...of, hostedId: await world.id('a') })).usual).toMatchObject({ low: 40, high: 40 });
  });

  it('are no share of failures together', async () => {
    const world = await World.open([account('shop')]);
    await world.read('hour', world.hour(0, 7), { shop: { sent: 100, delivered: 60, failed: null } });
    await world.clock.advance(1000);
    await world.read('hour', world.hour(0, 8), { shop: { sent: null, delivered: null, failed: 40 } }, { definition: 'report' });
    await world.judge();
    expect(await world.alerts()).toEqual([]);
  });
});

it('speaks up at every level that was chosen, once each', async () => {
  const world = await World.open([account('shop', limit(1000))]);
  await world.handlers.setSettings({ levels: [50, 60, 70, 90] }, CALL);
  const told: number[] = [];
  for (const sent of [410, 450, 490, 485, 570, 590, 730]) {
    await world.clock.advance(60_000);
    await world.read('hour', world.hour(0, 9), { shop: sent });
    await world.judge();
    const [alert] = await world.alerts();
    if (alert?.changedAt === new Date(world.clock.now()).toISOString()) told.push(sent);
  }
  expect(told).toEqual([410, 490, 570, 730]);
  expect(await world.alerts('all')).toHaveLength(1);
});

it('looks at a window that was asked for before somebody judged and came after', async () => {
  const world = await World.open([account('shop')]);
  await world.hours(28, 9, () => ({ shop: 6 }));
  const asked = world.clock.now();
  await world.clock.advance(180_000);
  await world.judge();
  await world.clock.advance(1000);
  await world.read('hour', world.hour(0, 9), { shop: 1240 }, { at: asked });
  expect(await world.judge()).toBe(1);
});

it('looks at what is read after the clock was set back', async () => {
  const world = await World.open([account('shop')]);
  await world.hours(28, 9, () => ({ shop: 6 }));
  await world.clock.advance(5 * HOUR_MS);
  await world.judge();
  world.clock.jump(-4 * HOUR_MS);
  await world.read('hour', world.hour(0, 9), { shop: 1240 });
  await world.clock.advance(1000);
  expect(await world.judge()).toBe(1);
});

it('tells the last day of a threshold as the pack counts its days', async () => {
  const world = await World.open([account('shop')]);
  const row = { kind: 'whm', address: 'https://panel.example', login: 'r', accounts_minutes: 15, usage_minutes: 15, paused: 0, made_at: 0, changed_at: 0 };
  await world.write((tx) =>
    tx
      .insertInto('connection')
      .values({ ...row, pack_id: world.packId, state: 'ok', zone: 'Pacific/Kiritimati' })
      .execute(),
  );
  // 12:00 on the 21st in Paris, 01:00 on the 22nd there.
  await world.clock.advance(2 * HOUR_MS);
  const set = (untilOn: string) => world.handlers.setThreshold({ packId: world.packId, hostedId: null, perHour: 100, perDay: null, untilOn, reason: '' }, CALL);
  await expect(set('2026-11-21')).rejects.toMatchObject({ code: 'date_in_past' });
  expect(await set('2026-11-22')).toMatchObject([{ active: true }]);
  await world.clock.advance(DAY_MS - HOUR_MS);
  expect(await world.handlers.thresholds({}, CALL)).toMatchObject([{ active: false }]);
});

import { expect, it } from 'vitest';
import { account, World } from './world.ts';

it('tells days as the panel counts them', async () => {
  const limits = [{ count: 1000, seconds: 86_400, scope: 'account', source: 'set' } as const];
  const world = await World.open([account('near', { limits }), account('failing'), account('busy')]);
  await world.days(20, () => ({ busy: 20 }));
  await world.read('day', world.day(0), { near: 900, failing: { sent: 100, delivered: 60, failed: 40 }, busy: 900 });
  await world.judge();
  const told = (await world.alerts()).filter(({ facts }) => facts['form'] === 'day');
  expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['near_limit', 'spike', 'failures']));
  // Midnight of 21 November in Paris.
  for (const { facts } of told) expect(facts).toMatchObject({ day: '2026-11-21', from: '2026-11-20T23:00:00.000Z' });
});

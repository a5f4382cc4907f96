import { expect, it } from 'vitest';
import { endOfList } from '../../src/features/statuses/index.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { account, CALL, World } from './world.ts';

it('ends what was said of a stopped account once its panel no longer shows it', async () => {
  const world = await World.open([account('stays'), account('gone')]);
  await world.clock.advance(HOUR_MS);
  await world.list([account('stays'), account('gone', { suspended: true, reason: 'Sending spam', lifter: 'host' })]);
  await world.judge();
  expect(await world.alerts()).toMatchObject([{ kind: 'state', domain: 'gone.example', level: 'act' }]);
  for (let list = 0; list < 2; list++) {
    await world.clock.advance(HOUR_MS);
    const begunAt = world.clock.now();
    await world.list([account('stays')]);
    await world.write((tx) => endOfList(world.opened.core, tx, { packId: world.packId, begunAt, at: begunAt }));
  }
  await world.judge();
  expect(await world.alerts()).toEqual([]);
  expect(await world.alerts('closed')).toMatchObject([{ kind: 'state', domain: 'gone.example' }]);
});

it('makes a heavy alert news though many lighter ones came later', async () => {
  const many = Array.from({ length: 210 }, (_, index) => `light${index}`);
  const limits = [{ count: 1000, seconds: 86_400, scope: 'account', source: 'set' } as const];
  const world = await World.open(['heavy', ...many].map((login) => account(login, { limits })));
  await world.read('day', world.day(0), { heavy: 900 });
  await world.judge();
  await world.clock.advance(1000);
  await world.read('day', world.day(0), Object.fromEntries(many.map((login) => [login, 410])));
  await world.judge();
  expect(await world.alerts()).toHaveLength(211);
  const { fresh } = await world.handlers.news({}, CALL);
  expect(fresh.map(({ domain, level }) => [domain, level])).toEqual([['heavy.example', 'act']]);
  expect(await world.handlers.news({}, CALL)).toMatchObject({ fresh: [] });
});

it('ends a spike of one day though that day is read again for days, and tells of the next', async () => {
  const world = await World.open([account('shop')]);
  await world.days(20, (ago) => ({ shop: ago === 1 ? 900 : 20 }));
  await world.judge();
  expect(await world.alerts()).toMatchObject([{ kind: 'spike', facts: { sent: 900 } }]);
  const open: number[] = [];
  for (let later = 2; later <= 4; later++) {
    await world.clock.advance(DAY_MS);
    for (let ago = later; ago >= 1; ago--) await world.read('day', world.day(ago), { shop: ago === later ? 900 : 20 });
    await world.judge();
    open.push((await world.alerts()).length);
  }
  expect(open).toEqual([1, 0, 0]);
  await world.clock.advance(DAY_MS);
  await world.read('day', world.day(1), { shop: 600 });
  expect(await world.judge()).toBe(1);
});

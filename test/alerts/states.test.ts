import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { account, CALL, World } from './world.ts';

const flip = { hosted_id: null, host_since: null, reason: '', reason_class: 'mail', lifter: 'host', origin: 'panel', author: '' };

async function suspendPack(world: World): Promise<void> {
  const at = world.clock.now();
  const suspended = { after_at: at - HOUR_MS, at, from_state: 'active', to_state: 'pack_suspended', because: 'accounts_flipped' };
  await world.write((tx) =>
    tx
      .insertInto('flip')
      .values({ ...flip, ...suspended, pack_id: world.packId })
      .execute(),
  );
}

it('counts of a stopped pack who is stopped, and nobody who is not known, held, gone or the reseller himself', async () => {
  const world = await World.open(['a', 'b', 'c'].map((login) => account(login)));
  const stopped = { suspended: true, reason: 'spam' };
  await world.list([
    ...['a', 'b', 'c'].map((login) => account(login, stopped)),
    account('works'),
    account('held', { outgoingMail: 'held' }),
    account('own', { ...stopped, own: true }),
    account('unsaid', { suspended: null, locked: null, outgoingMail: null }),
    account('gone', stopped),
  ]);
  await world.write((tx) => tx.updateTable('hosted_account').set({ missing_since: 1 }).where('login', '=', 'gone').execute());
  await suspendPack(world);
  await world.judge();
  expect((await world.alerts()).find(({ kind }) => kind === 'pack_suspended')?.facts).toMatchObject({ accounts: 3, total: 5 });
});

it('freezes what was last read, though that is days ago', async () => {
  const world = await World.open([account('a'), account('b')]);
  await world.read('hour', world.hour(0, 8), { a: 900 });
  await world.read('hour', world.hour(1, 8), { a: 5 });
  await world.days(9, () => ({ a: 10 }));
  await world.clock.advance(5 * DAY_MS);
  await suspendPack(world);
  await world.judge();
  const [alert] = await world.alerts();
  if (alert === undefined) throw new Error('No alert');
  const { frozen } = await world.handlers.get({ id: alert.id }, CALL);
  expect(frozen?.accounts.find(({ login }) => login === 'a')).toMatchObject({ h24: { sent: 900 }, d7: { sent: 70 } });
});

it('freezes the state accounts had before they stopped with their pack', async () => {
  const world = await World.open([account('a'), account('b', { outgoingMail: 'held' }), account('c')]);
  await world.clock.advance(2 * HOUR_MS);
  await world.list([account('a', { suspended: true }), account('b', { suspended: true }), account('c')]);
  await suspendPack(world);
  await world.judge();
  const stopped = (await world.alerts()).find(({ kind }) => kind === 'pack_suspended');
  if (stopped === undefined) throw new Error('No alert');
  const { frozen } = await world.handlers.get({ id: stopped.id }, CALL);
  expect(frozen?.accounts.map(({ login, state }) => [login, state]).sort()).toEqual([
    ['a', 'active'],
    ['b', 'mail_held'],
    ['c', 'active'],
  ]);
});

it('takes what a client switched off himself for no bad sign', async () => {
  const world = await World.open([account('a'), account('b'), account('c')]);
  await world.clock.advance(HOUR_MS);
  const off = { suspended: true, lifter: 'client' } as const;
  await world.list([account('a', off), account('b', off), account('c')]);
  await world.judge();
  expect((await world.alerts()).map(({ kind, level }) => [kind, level])).toEqual([
    ['state', 'info'],
    ['state', 'info'],
  ]);
});

it('shows what is told of one account in one place, accounts by the heaviest of theirs', async () => {
  const daily = { limits: [{ count: 1000, seconds: 86_400, scope: 'account', source: 'set' } as const] };
  const world = await World.open([account('a', daily), account('b', daily), account('c', daily)]);
  await world.read('day', world.day(0), { a: 450, b: 900, c: 500 });
  await world.judge();
  await world.clock.advance(HOUR_MS);
  await world.list([account('a', daily), account('b', { ...daily, outgoingMail: 'held' }), account('c', { ...daily, suspended: true, reason: 'spam' })]);
  await world.judge();
  const shown = (await world.alerts()).filter(({ hostedId }) => hostedId !== null).map(({ login, kind, level }) => `${login} ${kind} ${level}`);
  expect(shown).toEqual(['b near_limit act', 'b state warn', 'c state act', 'c near_limit warn', 'a near_limit warn']);
});

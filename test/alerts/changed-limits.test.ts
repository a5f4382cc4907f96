import { expect, it } from 'vitest';
import { HOUR_MS } from '../../src/shared/durations.ts';
import { account, World } from './world.ts';

const limit = (count: number) => ({ limits: [{ count, seconds: 3600, scope: 'account', source: 'set' } as const] });
const logins = (letter: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${letter}${index}`);

it('tells limits of one window that many accounts had changed in several ways once, and judges on', async () => {
  const [high, low] = [logins('high', 5), logins('low', 4)];
  const world = await World.open([...high.map((login) => account(login, limit(1000))), ...low.map((login) => account(login, limit(500)))]);
  await world.judge();
  await world.clock.advance(HOUR_MS);
  await world.list([...high.map((login) => account(login, limit(500))), ...low.map((login) => account(login, limit(250)))]);
  expect(await world.judge()).toBe(1);
  expect(await world.alerts()).toMatchObject([
    { kind: 'limit_changed', level: 'warn', hostedId: null, facts: { seconds: 3600, before: 1000, after: 500, accounts: 5, others: 4 } },
  ]);
  await world.clock.advance(HOUR_MS);
  expect(await world.judge()).toBe(0);
});

it('holds no sum of domains against the limit of one, where only the figures tell domains apart', async () => {
  const world = await World.open([account('multi', { limits: [{ count: 500, seconds: 3600, scope: 'domain', source: 'set' }] })]);
  for (const domain of ['a.example', 'b.example', 'c.example']) await world.read('hour', world.hour(0, 9), { multi: { domain, sent: 190 } });
  await world.read('hour', world.hour(0, 9), { multi: { domain: '', sent: 570 } });
  await world.judge();
  expect((await world.alerts()).map(({ level, facts }) => [level, facts['sent']])).toEqual([]);
  // The own threshold, above the limit of one domain, is one of all of them together.
  const of = { packId: world.packId, hostedId: await world.id('multi'), perHour: 1200, perDay: null, untilOn: null, reason: '' };
  expect(await world.handlers.setThreshold(of, { signal: undefined })).toMatchObject([{ perHour: 1200 }]);
});

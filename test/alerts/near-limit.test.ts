import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { account, CALL, World } from './world.ts';

const limit = (count: number, seconds = 3600) => ({ count, seconds, scope: 'account', source: 'set' }) as const;

describe('a limit', () => {
  it('is told of at the levels of the own threshold, below that of the host, once each', async () => {
    const world = await World.open([account('shop', { limits: [limit(500)] })]);
    const levels: [number, string | undefined][] = [];
    for (const sent of [150, 210, 260, 330, 405]) {
      await world.clock.advance(60_000);
      await world.read('hour', world.hour(0, 10), { shop: sent });
      await world.judge();
      levels.push([sent, (await world.alerts())[0]?.level]);
    }
    // Own threshold: four fifths of 500.
    expect(levels).toEqual([
      [150, undefined],
      [210, 'info'],
      [260, 'info'],
      [330, 'warn'],
      [405, 'act'],
    ]);
    const [alert] = await world.alerts();
    expect(alert).toMatchObject({
      kind: 'near_limit',
      facts: { form: 'hour', counts: 'messages', sent: 405, own: 400, host: 500, percent: 101, limitFrom: 'panel' },
    });
    expect(await world.alerts('all')).toHaveLength(1);
  });

  it('says when it will be reached at this rate', async () => {
    const world = await World.open([account('shop', { limits: [limit(500)] })]);
    // Ten o'clock in Paris plus twenty minutes: 250 in 20 minutes are 500 in 40.
    await world.clock.advance(20 * 60_000);
    await world.read('hour', world.hour(0, 10), { shop: 250 });
    await world.judge();
    expect(await world.alerts()).toMatchObject([{ level: 'warn', facts: { reachedAt: '2026-11-21T09:40:00.000Z' } }]);
  });

  it('may be set by hand for a while, never above the host, and holds until its last day', async () => {
    const world = await World.open([account('shop', { limits: [limit(500)] })]);
    const hostedId = await world.id('shop');
    const set = (perHour: number | null, untilOn: string | null = null) =>
      world.handlers.setThreshold({ packId: world.packId, hostedId, perHour, perDay: null, untilOn, reason: 'Court letters' }, CALL);
    await expect(set(501)).rejects.toMatchObject({ code: 'threshold_above_host', params: { limit: 500 } });
    await expect(set(100, '2026-11-20')).rejects.toMatchObject({ code: 'date_in_past' });
    expect(await set(100, '2026-11-21')).toMatchObject([{ name: 'shop.example', perHour: 100, reason: 'Court letters', active: true }]);
    await world.read('hour', world.hour(0, 9), { shop: 120 });
    await world.judge();
    expect(await world.alerts()).toMatchObject([{ level: 'act', facts: { own: 100, host: 500, percent: 120 } }]);
    await world.clock.advance(2 * DAY_MS);
    await world.read('hour', world.hour(0, 9), { shop: 120 });
    await world.judge();
    await world.clock.advance(DAY_MS);
    await world.read('hour', world.hour(0, 9), { shop: 120 });
    await world.judge();
    expect(await world.alerts()).toEqual([]);
    expect(await world.handlers.thresholds({}, CALL)).toMatchObject([{ active: false }]);
    expect(await set(null)).toEqual([]);
  });

  it('of one domain is held against the busiest domain of an account with several', async () => {
    const limits = [{ ...limit(200), scope: 'domain' as const }];
    const world = await World.open([account('multi', { otherDomains: ['shop.example', 'blog.example'], limits })]);
    const of = (domain: string, sent: number) => ({ multi: { domain, sent } });
    const start = world.hour(0, 9);
    const rows = [of('multi.example', 60), of('shop.example', 150), of('blog.example', 90)];
    for (const counts of rows) await world.read('hour', start, counts);
    await world.judge();
    const [alert, ...others] = await world.alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'near_limit', level: 'warn', facts: { sent: 150, own: 160, host: 200, ofDomain: 'shop.example' } });
  });

  it('of the pack counts all of its accounts together', async () => {
    const world = await World.open([account('a'), account('b')]);
    await world.handlers.setThreshold({ packId: world.packId, hostedId: null, perHour: null, perDay: 1000, untilOn: null, reason: '' }, CALL);
    await world.read('day', world.day(0), { a: 600, b: 450 });
    await world.judge();
    expect(await world.alerts()).toMatchObject([
      { kind: 'near_limit', hostedId: null, level: 'act', facts: { form: 'day', sent: 1050, own: 1000, host: null } },
    ]);
  });

  it('that changed silently at the host is told of, many of the same kind together', async () => {
    const before = ['a', 'b', 'c', 'd', 'e'].map((login) => account(login, { limits: [limit(1000)] }));
    const world = await World.open(before);
    await world.judge();
    await world.clock.advance(HOUR_MS);
    await world.list([account('a', { limits: [limit(200)] }), ...before.slice(1)]);
    expect(await world.judge()).toBe(1);
    expect(await world.alerts()).toMatchObject([
      { kind: 'limit_changed', level: 'warn', domain: 'a.example', facts: { seconds: 3600, before: 1000, after: 200 } },
    ]);
    await world.clock.advance(HOUR_MS);
    await world.list(before.map(({ login }) => account(login, { limits: [limit(100)] })));
    await world.judge();
    expect(await world.alerts()).toMatchObject([{ hostedId: null, facts: { before: 1000, after: 100, accounts: 4 } }, { hostedId: await world.id('a') }]);
  });
});

import { describe, expect, it } from 'vitest';
import { ClientId } from '../../src/contract/ids.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { account, CALL, World } from './world.ts';

const limit = (count: number, seconds = 3600) => ({ count, seconds, scope: 'account', source: 'set' }) as const;

describe('the history of a client', () => {
  it('holds the alerts about his accounts', async () => {
    const world = await World.open([account('shop', { limits: [limit(500)] })]);
    const clients = clientsHandlers(world.opened.core);
    const contacts = [{ email: 'a@shop.example', role: 'owner' as const }];
    const accounts = [
      { packId: world.packId, login: 'shop', mainDomain: 'shop.example', otherDomains: [], plan: '', orderedOn: null, status: 'active' as const },
    ];
    const client = await clients.create({ number: '', company: 'Shop', language: 'en', note: '', timeZone: '', contacts, accounts }, CALL);
    const accountId = client.accountList[0]?.id ?? '';
    await world.write((tx) => tx.updateTable('hosted_account').set({ account_id: accountId }).execute());
    await world.read('hour', world.hour(0, 9), { shop: 480 });
    await world.judge();
    expect(await world.alerts()).toMatchObject([{ clientId: client.id }]);
    const { timeline } = await clients.get({ id: ClientId.parse(client.id) }, CALL);
    expect(timeline.find(({ event }) => event === 'alert')).toMatchObject({
      params: { kind: 'near_limit', level: 'act', name: 'shop.example', sent: 480, own: 400 },
    });
  });
});

describe('failures', () => {
  it('are told of when surely more than the share fail, never for a few', async () => {
    const world = await World.open([account('few'), account('list'), account('big'), account('unread')]);
    await world.read('hour', world.hour(0, 9), {
      few: { sent: 5, delivered: 0, failed: 5 },
      list: { sent: 100, delivered: 70, failed: 30 },
      big: { sent: 5000, delivered: 4985, failed: 15 },
      unread: { sent: 300, delivered: null, failed: null },
    });
    await world.judge();
    const alerts = await world.alerts();
    expect(alerts).toMatchObject([{ kind: 'failures', level: 'act', domain: 'list.example', facts: { form: 'h24', failed: 30, decided: 100, percent: 30 } }]);
  });
});

describe('a state', () => {
  it('is told of when it is news, heavier for mail than for a bill', async () => {
    const world = await World.open([account('a'), account('b'), account('c'), account('old', { suspended: true, reason: 'Overdue on payment' })]);
    await world.clock.advance(HOUR_MS);
    await world.list([
      account('a', { suspended: true, reason: 'Sending spam', lifter: 'host' }),
      account('b', { outgoingMail: 'held' }),
      account('c', { suspended: true, reason: 'Overdue on payment', lifter: 'reseller' }),
      account('old', { suspended: true, reason: 'Overdue on payment' }),
    ]);
    await world.judge();
    const states = (await world.alerts()).filter(({ kind }) => kind === 'state');
    expect(states.map(({ domain, level }) => [domain, level])).toEqual([
      ['a.example', 'act'],
      ['b.example', 'warn'],
      ['c.example', 'info'],
    ]);
    expect(states[0]?.facts).toMatchObject({
      state: 'suspended',
      reason: 'Sending spam',
      after: '2026-11-21T09:00:00.000Z',
      since: '2026-11-21T10:00:00.000Z',
    });
    // Two accounts with bad signs put the whole pack at risk.
    expect((await world.alerts()).find(({ kind }) => kind === 'several_bad')).toMatchObject({ level: 'warn', facts: { accounts: 2 } });
    await world.clock.advance(HOUR_MS);
    await world.list(['a', 'b', 'c', 'old'].map((login) => account(login)));
    await world.judge();
    expect(await world.alerts()).toEqual([]);
  });

  it('of a whole pack takes in those of its accounts and freezes what was last known', async () => {
    const logins = ['a', 'b', 'c', 'd', 'e'];
    const world = await World.open(logins.map((login) => account(login)));
    await world.read('hour', world.hour(0, 9), { a: 900, b: 3 });
    await world.judge();
    await world.clock.advance(HOUR_MS);
    const before = world.clock.now() - HOUR_MS;
    await world.list(logins.map((login) => account(login, { suspended: true, reason: 'spam' })));
    const flip = { pack_id: world.packId, hosted_id: null, host_since: null, reason: '', reason_class: 'mail', lifter: 'host', origin: 'panel', author: '' };
    const suspended = { ...flip, after_at: before, at: world.clock.now(), from_state: 'active', to_state: 'pack_suspended', because: 'accounts_flipped' };
    await world.write((tx) => tx.insertInto('flip').values(suspended).execute());
    expect(await world.judge()).toBe(1);
    const [alert] = await world.alerts();
    expect(alert).toMatchObject({
      kind: 'pack_suspended',
      level: 'act',
      hostedId: null,
      facts: { accounts: 5, total: 5, because: 'accounts_flipped' },
      frozen: null,
    });
    if (alert === undefined) throw new Error('No alert');
    const whole = await world.handlers.get({ id: alert.id }, CALL);
    expect(whole.frozen?.accounts).toHaveLength(5);
    expect(whole.frozen?.accounts[0]).toMatchObject({ login: 'a', h24: { sent: 900, delivered: null } });
    expect(whole.frozen?.accounts[4]).toMatchObject({ h24: { sent: null } });
    await world.clock.advance(HOUR_MS);
    const lifted = { ...flip, after_at: suspended.at, at: world.clock.now(), from_state: 'pack_suspended', to_state: 'active', because: '' };
    await world.write((tx) => tx.insertInto('flip').values(lifted).execute());
    await world.list([account('a', { suspended: true, reason: 'spam' }), ...logins.slice(1).map((login) => account(login))]);
    await world.judge();
    expect(await world.alerts()).toMatchObject([{ kind: 'state', domain: 'a.example' }]);
  });
});

describe('a connection', () => {
  it('is told of when it has been lost for long, or its login is refused', async () => {
    const world = await World.open([account('a')]);
    const row = { kind: 'whm', address: 'https://panel.example', login: 'r', accounts_minutes: 15, usage_minutes: 15, paused: 0, made_at: 0, changed_at: 0 };
    const since = world.clock.now();
    const state = { state: 'failing', trouble_code: 'panel_timeout', trouble_params: '{}', trouble_since: since };
    await world.write((tx) =>
      tx
        .insertInto('connection')
        .values({ ...row, ...state, pack_id: world.packId })
        .execute(),
    );
    await world.clock.advance(5 * HOUR_MS);
    expect(await world.judge()).toBe(0);
    await world.clock.advance(HOUR_MS);
    expect(await world.judge()).toBe(1);
    expect(await world.alerts()).toMatchObject([
      { kind: 'connection_lost', facts: { form: 'failing', code: 'panel_timeout', since: new Date(since).toISOString() } },
    ]);
    await world.write((tx) => tx.updateTable('connection').set({ state: 'ok', trouble_code: null, trouble_since: null }).execute());
    await world.judge();
    expect(await world.alerts()).toEqual([]);
    await world.write((tx) =>
      tx.updateTable('connection').set({ state: 'refused', trouble_code: 'panel_auth_refused', trouble_since: world.clock.now() }).execute(),
    );
    expect(await world.judge()).toBe(1);
  });
});

describe('a warning of a panel', () => {
  it('is told of once, of the account it was found to name', async () => {
    const world = await World.open([account('alice'), account('bob')]);
    const warn = (id: string, of: string | null, sent: number | null, subject: string) =>
      world.write(async (tx) => {
        const row = { pack_id: world.packId, warning_id: id, at: world.clock.now() - HOUR_MS, subject, text: '' };
        await tx
          .insertInto('panel_warning')
          .values({ ...row, hosted_id: of === null ? null : await world.id(of), sent })
          .execute();
      });
    await warn('1', 'alice', 1000, 'Warning: 1000 emails have just been sent by alice');
    expect(await world.judge()).toBe(1);
    expect(await world.judge()).toBe(0);
    expect(await world.alerts()).toMatchObject([{ kind: 'warned', domain: 'alice.example', facts: { count: 1000 } }]);
    await warn('2', null, null, 'bob, web and mail: Wartung heute Nacht');
    await warn('3', 'bob', null, 'x'.repeat(3000));
    // Bob, nobody by name, and that there are two with bad signs now.
    expect(await world.judge()).toBe(3);
    const subjects = (await world.alerts()).map(({ facts }) => String(facts['subject']));
    expect(subjects.every((subject) => subject.length <= 200)).toBe(true);
    expect((await world.alerts()).find(({ hostedId, kind }) => kind === 'warned' && hostedId === null)).toMatchObject({ facts: { count: null } });
  });
});

describe('an episode', () => {
  it('that was put off stays out of sight until it gets heavier or its time has come', async () => {
    const world = await World.open([account('shop', { limits: [limit(500)] })]);
    await world.read('hour', world.hour(0, 9), { shop: 330 });
    await world.judge();
    const [alert] = await world.alerts();
    if (alert === undefined) throw new Error('No alert');
    const until = new Date(world.clock.now() + 5 * HOUR_MS).toISOString();
    await expect(world.handlers.snooze({ id: alert.id, until: new Date(world.clock.now()).toISOString() }, CALL)).rejects.toMatchObject({
      code: 'date_in_past',
    });
    await world.handlers.snooze({ id: alert.id, until }, CALL);
    expect(await world.alerts()).toEqual([]);
    expect(await world.handlers.summary({}, CALL)).toMatchObject({ open: 0, unseen: 0, worst: null, newest: [] });
    expect(await world.alerts('snoozed')).toHaveLength(1);
    await world.clock.advance(60_000);
    await world.read('hour', world.hour(0, 9), { shop: 340 });
    await world.judge();
    expect(await world.alerts()).toEqual([]);
    await world.clock.advance(60_000);
    await world.read('hour', world.hour(0, 9), { shop: 480 });
    await world.judge();
    expect(await world.alerts()).toMatchObject([{ id: alert.id, level: 'act', snoozedUntil: null }]);
    await world.handlers.snooze({ id: alert.id, until }, CALL);
    await world.clock.advance(5 * HOUR_MS);
    expect(await world.alerts()).toHaveLength(1);
  });

  it('ends by no poll that failed', async () => {
    const world = await World.open([account('shop', { limits: [limit(500)] })]);
    await world.read('hour', world.hour(0, 9), { shop: 480 });
    await world.judge();
    for (let day = 0; day < 4; day++) {
      await world.clock.advance(DAY_MS);
      await world.judge();
    }
    expect(await world.alerts()).toHaveLength(1);
  });

  it('is news once, from the chosen level on, and again when it is heavier', async () => {
    const world = await World.open([account('shop', { limits: [limit(500)] })]);
    await world.read('hour', world.hour(0, 9), { shop: 220 });
    await world.judge();
    expect(await world.handlers.news({}, CALL)).toMatchObject({ unseen: 1, fresh: [] });
    for (const [sent, told] of [
      [340, 1],
      [340, 0],
      [480, 1],
    ] as const) {
      await world.clock.advance(60_000);
      await world.read('hour', world.hour(0, 9), { shop: sent });
      await world.judge();
      const { fresh } = await world.handlers.news({}, CALL);
      expect([sent, fresh.length]).toEqual([sent, told]);
      expect((await world.handlers.news({}, CALL)).fresh).toEqual([]);
    }
    await world.handlers.setSettings({ notifyFrom: null }, CALL);
    expect(await world.handlers.settings({}, CALL)).toMatchObject({ notifyFrom: null, warnBelow: 1e-4 });
  });
});

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientId, type PackId } from '../../src/contract/ids.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { takeAccounts } from '../../src/features/statuses/index.ts';
import { MINUTE_MS } from '../../src/shared/durations.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';
import { ACCOUNTS, CALL, CLIENT, insertClient, shownBy } from './support.ts';

let test: TestCore;
let packId: PackId;

beforeEach(async () => {
  test = openTestCore();
  packId = await makePack(test);
});
afterEach(() => test.close());

const list: ReturnType<typeof shownBy>['list'] = (given) => shownBy(test).list(given);
const history: ReturnType<typeof shownBy>['history'] = (given) => shownBy(test).history(given);
const setClock = (at: number): void => test.clock.sleep(at - test.clock.now());

describe('a list of accounts', () => {
  it('brings them in with what the panel shows', async () => {
    const taken = await readList(test, packId, [panelAccount('anna', { otherDomains: ['Shop.Anna.example'], own: false }), panelAccount('boris')]);
    expect(taken).toMatchObject({ seen: 2, added: 2, changed: 0, flips: 0, missing: 0 });
    const { rows, total } = await list();
    expect(total).toBe(2);
    expect(rows[0]).toMatchObject({
      account: { login: 'anna', domain: 'anna.example', otherDomains: ['shop.anna.example'], notSeenSince: null },
      now: { state: 'active', origin: 'panel' },
      flips: 0,
    });
  });

  it('read twice changes nothing', async () => {
    const accounts = [panelAccount('anna'), panelAccount('boris', { suspended: true, reason: 'spam', suspendedAt: 1000 })];
    await readList(test, packId, accounts);
    const before = await history();
    setClock(test.clock.now() + 10 * MINUTE_MS);
    expect(await readList(test, packId, accounts)).toMatchObject({ added: 0, changed: 0, flips: 0 });
    expect(await history()).toEqual(before);
  });

  it('says when a state changed as exactly as it can be known', async () => {
    await readList(test, packId, [panelAccount('anna')]);
    const seen = test.clock.now();
    setClock(seen + 15 * MINUTE_MS);
    const at = test.clock.now();
    const suspendedAt = seen + 4 * MINUTE_MS;
    expect(await readList(test, packId, [panelAccount('anna', { suspended: true, locked: true, reason: 'Рассылка спама', suspendedAt })])).toMatchObject({
      flips: 1,
    });
    const iso = (ms: number) => new Date(ms).toISOString();
    expect((await list()).rows[0]?.now).toMatchObject({
      state: 'locked',
      after: iso(seen),
      since: iso(at),
      hostSince: iso(suspendedAt),
      reason: 'Рассылка спама',
      reasonClass: 'mail',
      lifter: 'host',
    });
    expect((await history()).rows).toMatchObject([{ from: 'active', to: 'locked', after: iso(seen), at: iso(at), login: 'anna' }]);
  });

  it('keeps what was known where the panel says nothing any more', async () => {
    await readList(test, packId, [panelAccount('anna', { suspended: true, reason: 'spam' })]);
    const said = test.clock.now();
    setClock(said + 15 * MINUTE_MS);
    expect(await readList(test, packId, [panelAccount('anna', { suspended: null, locked: null, outgoingMail: null })])).toMatchObject({ flips: 0 });
    expect((await list()).rows[0]?.now).toMatchObject({ state: 'suspended', reason: 'spam', seenAt: new Date(said).toISOString() });
  });

  it('tells an account that was made anew from the earlier one', async () => {
    await readList(test, packId, [panelAccount('anna', { suspended: true })]);
    setClock(test.clock.now() + 15 * MINUTE_MS);
    expect(await readList(test, packId, [panelAccount('anna', { birth: 'anna 2' })])).toMatchObject({ added: 1, flips: 0 });
    const { rows } = await list();
    expect(rows).toMatchObject([{ now: { state: 'active' }, flips: 0 }]);
    const all = await test.core.db.read.selectFrom('hosted_account').select(['ended_at', 'state']).orderBy('id').execute();
    expect(all).toMatchObject([{ state: 'suspended' }, { state: 'active', ended_at: null }]);
  });

  it('compares births of one kind only: a server that is renewed tells another', async () => {
    await readList(test, packId, [panelAccount('anna', { birth: 'uid:1005' })]);
    setClock(test.clock.now() + 15 * MINUTE_MS);
    expect(await readList(test, packId, [panelAccount('anna', { birth: 'start:1213866345' })])).toMatchObject({ added: 0 });
    setClock(test.clock.now() + 15 * MINUTE_MS);
    expect(await readList(test, packId, [panelAccount('anna', { birth: 'start:1300000000' })])).toMatchObject({ added: 1 });
  });

  it('knows an account by what no other has when it takes the login of one that is gone, and two that change places', async () => {
    const of = (login: string, guid: string) => panelAccount(login, { birth: `guid:${guid}`, domain: `${guid}.example` });
    const kept = () => test.core.db.read.selectFrom('hosted_account').select(['id', 'login', 'domain', 'ended_at', 'missing_since']).orderBy('id').execute();
    await readList(test, packId, [of('cust', 'one'), of('cust/two', 'two'), of('other', 'three')]);
    const [, second] = await kept();
    for (let times = 0; times < 3; times++) {
      setClock(test.clock.now() + 15 * MINUTE_MS);
      expect(await readList(test, packId, [of('cust', 'two'), of('other', 'three')])).toMatchObject({ added: 0, missing: 0 });
    }
    expect((await kept()).filter(({ ended_at }) => ended_at === null)).toMatchObject([
      { id: second?.id, login: 'cust', domain: 'two.example' },
      { login: 'other', domain: 'three.example' },
    ]);
    setClock(test.clock.now() + 15 * MINUTE_MS);
    expect(await readList(test, packId, [of('cust', 'three'), of('other', 'two')])).toMatchObject({ added: 0, missing: 0 });
    expect((await kept()).filter(({ ended_at }) => ended_at === null)).toMatchObject([
      { id: second?.id, login: 'other', domain: 'two.example' },
      { login: 'cust', domain: 'three.example' },
    ]);
  });

  it('keeps what was known of an account where it could not be read', async () => {
    const limit = { count: 1000, seconds: 86_400, scope: 'account', source: 'set' } as const;
    await readList(test, packId, [panelAccount('anna', { otherDomains: ['shop.example'], limits: [limit], unlimited: false, createdAt: 5 })]);
    const kept = () => test.core.db.read.selectFrom('hosted_account').selectAll().executeTakeFirstOrThrow();
    const { last_seen_at: _, state_seen_at: __, ...before } = await kept();
    setClock(test.clock.now() + 15 * MINUTE_MS);
    const unread = { otherDomains: null, emails: null, limits: null, unlimited: null, domain: '', plan: '', owner: '', createdAt: null };
    expect(await readList(test, packId, [panelAccount('anna', unread)])).toMatchObject({ changed: 0 });
    expect(await kept()).toMatchObject(before);
    expect(await readList(test, packId, [panelAccount('anna', { otherDomains: [], emails: [], limits: [], unlimited: true })])).toMatchObject({ changed: 1 });
    expect(await kept()).toMatchObject({ other_domains: '[]', emails: '[]', limits: '[]', unlimited: 1 });
  });

  it('is of now, whatever the clock said when the one before was read', async () => {
    const now = test.clock.now();
    setClock(now + 400 * 24 * 60 * MINUTE_MS);
    await readList(test, packId, [panelAccount('anna'), panelAccount('boris')]);
    for (let times = 1; times <= 3; times++) {
      setClock(now + times * 15 * MINUTE_MS);
      await readList(test, packId, [panelAccount('anna')]);
    }
    const seen = await test.core.db.read.selectFrom('hosted_account').select(['last_seen_at', 'state_seen_at']).where('login', '=', 'anna').execute();
    expect(seen).toEqual([{ last_seen_at: test.clock.now(), state_seen_at: test.clock.now() }]);
  });

  it('joins accounts with those kept here that are the same', async () => {
    await insertClient(test, packId, [
      { id: ACCOUNTS[0], login: 'ANNA', domain: 'anna.example' },
      { id: ACCOUNTS[1], login: '', domain: 'boris.example' },
    ]);
    await readList(test, packId, [panelAccount('anna'), panelAccount('boris'), panelAccount('carla')]);
    const rows = await test.core.db.read.selectFrom('hosted_account').select(['login', 'account_id']).orderBy('login').execute();
    expect(rows).toEqual([
      { login: 'anna', account_id: ACCOUNTS[0] },
      { login: 'boris', account_id: ACCOUNTS[1] },
      { login: 'carla', account_id: null },
    ]);
  });

  it('takes whatever bytes a panel sends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 5000 }), async (name, text) => {
        const hostile = panelAccount('x', {
          login: `h${name}`,
          domain: text,
          reason: text,
          plan: text,
          emails: [text, text],
          otherDomains: [text],
          suspended: true,
        });
        await readList(test, packId, [hostile, hostile]);
        const { rows } = await list({ limit: 500 });
        for (const { account, now } of rows) {
          expect(account.login.length).toBeLessThanOrEqual(510);
          expect(now.reason).not.toMatch(/\p{Cc}/u);
          expect([...now.reason].length).toBeLessThanOrEqual(2000);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('an account that a list lacks', () => {
  it('is missing after two complete lists, since the first, and comes back', async () => {
    await readList(test, packId, [panelAccount('anna'), panelAccount('boris')]);
    setClock(test.clock.now() + 15 * MINUTE_MS);
    const first = test.clock.now();
    expect(await readList(test, packId, [panelAccount('anna')])).toMatchObject({ missing: 0 });
    expect((await list({ notSeen: true })).total).toBe(0);
    setClock(first + 15 * MINUTE_MS);
    expect(await readList(test, packId, [panelAccount('anna')])).toMatchObject({ missing: 1 });
    expect((await list({ notSeen: true })).rows).toMatchObject([
      { account: { login: 'boris', notSeenSince: new Date(first).toISOString() }, now: { state: 'active' } },
    ]);
    setClock(first + 30 * MINUTE_MS);
    expect(await readList(test, packId, [panelAccount('anna'), panelAccount('boris')])).toMatchObject({ missing: 0, flips: 0 });
  });

  it('is not missing because a list was empty', async () => {
    await readList(test, packId, [panelAccount('anna')]);
    for (let times = 0; times < 3; times++) {
      setClock(test.clock.now() + 15 * MINUTE_MS);
      expect(await readList(test, packId, [])).toMatchObject({ missing: 0 });
    }
  });
});

describe('a list that broke off', () => {
  it('changes the state of nobody it did not come to, and misses nobody', async () => {
    await readList(test, packId, [panelAccount('anna'), panelAccount('boris', { suspended: true, reason: 'spam' })]);
    const before = (await list({ search: 'boris' })).rows;
    for (let times = 0; times < 3; times++) {
      setClock(test.clock.now() + 15 * MINUTE_MS);
      const read = { packId, accounts: [panelAccount('anna')], at: test.clock.now(), after: null, origin: 'panel' } as const;
      await test.core.db.write((tx) => takeAccounts(test.core, tx, read));
    }
    expect((await list({ search: 'boris' })).rows).toEqual(before);
    expect((await list({ notSeen: true })).total).toBe(0);
    expect((await history()).total).toBe(1);
  });
});

describe('a report', () => {
  const report = (at: number, given: Parameters<typeof panelAccount>[1]) =>
    test.core.db.write((tx) => takeAccounts(test.core, tx, { packId, accounts: [panelAccount('anna', given)], at, after: null, origin: 'report' }));

  it('of something older than what is known says nothing of now', async () => {
    await readList(test, packId, [panelAccount('anna')]);
    expect(await report(test.clock.now() - 24 * 60 * MINUTE_MS, { suspended: true, reason: 'spam' })).toMatchObject({ flips: 0 });
    expect((await list()).rows[0]).toMatchObject({ now: { state: 'active' }, account: { lastSeenAt: new Date(test.clock.now()).toISOString() } });
  });

  it('of the past brings back nobody who is missing', async () => {
    await readList(test, packId, [panelAccount('anna'), panelAccount('boris')]);
    const then = test.clock.now();
    for (let times = 1; times <= 2; times++) {
      setClock(then + times * 15 * MINUTE_MS);
      await readList(test, packId, [panelAccount('anna')]);
    }
    const old = { packId, accounts: [panelAccount('boris', { suspended: true })], at: then - MINUTE_MS, after: null, origin: 'report' } as const;
    await test.core.db.write((tx) => takeAccounts(test.core, tx, old));
    expect((await list({ notSeen: true })).total).toBe(1);
  });

  it('of something newer is believed, and says where it is from', async () => {
    await readList(test, packId, [panelAccount('anna')]);
    expect(await report(test.clock.now() + MINUTE_MS, { suspended: true, reason: 'spam' })).toMatchObject({ flips: 1 });
    expect((await list()).rows[0]).toMatchObject({ now: { state: 'suspended', origin: 'report' } });
  });
});

describe('the history of a client', () => {
  it('tells what became of his accounts at their host, in the words of the host', async () => {
    await insertClient(test, packId, [{ id: ACCOUNTS[0], login: 'anna', domain: 'anna.example' }]);
    await readList(test, packId, [panelAccount('anna')]);
    setClock(test.clock.now() + 15 * MINUTE_MS);
    await readList(test, packId, [panelAccount('anna', { suspended: true, reason: 'Рассылка спама' })]);
    const { timeline } = await clientsHandlers(test.core).get({ id: ClientId.parse(CLIENT) }, CALL);
    expect(timeline.filter(({ event }) => event === 'host_state')).toMatchObject([
      { at: new Date(test.clock.now()).toISOString(), params: { domain: 'anna.example', state: 'suspended', reason: 'Рассылка спама' } },
    ]);
  });
});

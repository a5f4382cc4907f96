import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientId, type PackId } from '../../src/contract/ids.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { judgePack, statusesHandlers, takeAccounts } from '../../src/features/statuses/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';

const CALL = { signal: undefined };
const MINUTE = 60_000;
const CLIENT = '019aa000-0000-7000-8000-000000000001';
const ACCOUNTS = ['019aa000-0000-7000-8000-000000000011', '019aa000-0000-7000-8000-000000000012'] as const;
let test: TestCore;
let packId: PackId;

beforeEach(async () => {
  test = openTestCore();
  packId = await makePack(test);
});
afterEach(() => test.close());

const setClock = (at: number): void => test.clock.sleep(at - test.clock.now());
const LIST = { offset: 0, limit: 100, search: '', states: [], reasonClasses: [] };
const list = (given: object = {}) => statusesHandlers(test.core).list({ ...LIST, ...given }, CALL);
const history = (given: object = {}) => statusesHandlers(test.core).history({ offset: 0, limit: 100, ...given }, CALL);
const logins = (count: number): string[] => Array.from({ length: count }, (_, index) => `user${String(index).padStart(3, '0')}`);
const judge = (given: object = {}) =>
  test.core.db.write((tx) => judgePack(test.core, tx, { packId, at: test.clock.now(), loginRefused: false, resellerSuspended: null, ...given }));

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
    setClock(test.clock.now() + 10 * MINUTE);
    expect(await readList(test, packId, accounts)).toMatchObject({ added: 0, changed: 0, flips: 0 });
    expect(await history()).toEqual(before);
  });

  it('says when a state changed as exactly as it can be known', async () => {
    await readList(test, packId, [panelAccount('anna')]);
    const seen = test.clock.now();
    setClock(seen + 15 * MINUTE);
    const at = test.clock.now();
    const suspendedAt = seen + 4 * MINUTE;
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
    setClock(said + 15 * MINUTE);
    expect(await readList(test, packId, [panelAccount('anna', { suspended: null, locked: null, outgoingMail: null })])).toMatchObject({ flips: 0 });
    expect((await list()).rows[0]?.now).toMatchObject({ state: 'suspended', reason: 'spam', seenAt: new Date(said).toISOString() });
  });

  it('tells an account that was made anew from the earlier one', async () => {
    await readList(test, packId, [panelAccount('anna', { suspended: true })]);
    setClock(test.clock.now() + 15 * MINUTE);
    expect(await readList(test, packId, [panelAccount('anna', { birth: 'anna 2' })])).toMatchObject({ added: 1, flips: 0 });
    const { rows } = await list();
    expect(rows).toMatchObject([{ now: { state: 'active' }, flips: 0 }]);
    const all = await test.core.db.read.selectFrom('hosted_account').select(['ended_at', 'state']).orderBy('id').execute();
    expect(all).toMatchObject([{ state: 'suspended' }, { state: 'active', ended_at: null }]);
  });

  it('joins accounts with those kept here that are the same', async () => {
    await insertClient(CLIENT, [
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
    setClock(test.clock.now() + 15 * MINUTE);
    const first = test.clock.now();
    expect(await readList(test, packId, [panelAccount('anna')])).toMatchObject({ missing: 0 });
    expect((await list({ notSeen: true })).total).toBe(0);
    setClock(first + 15 * MINUTE);
    expect(await readList(test, packId, [panelAccount('anna')])).toMatchObject({ missing: 1 });
    expect((await list({ notSeen: true })).rows).toMatchObject([
      { account: { login: 'boris', notSeenSince: new Date(first).toISOString() }, now: { state: 'active' } },
    ]);
    setClock(first + 30 * MINUTE);
    expect(await readList(test, packId, [panelAccount('anna'), panelAccount('boris')])).toMatchObject({ missing: 0, flips: 0 });
  });

  it('is not missing because a list was empty', async () => {
    await readList(test, packId, [panelAccount('anna')]);
    for (let times = 0; times < 3; times++) {
      setClock(test.clock.now() + 15 * MINUTE);
      expect(await readList(test, packId, [])).toMatchObject({ missing: 0 });
    }
  });
});

describe('a list that broke off', () => {
  it('changes the state of nobody it did not come to, and misses nobody', async () => {
    await readList(test, packId, [panelAccount('anna'), panelAccount('boris', { suspended: true, reason: 'spam' })]);
    const before = (await list({ search: 'boris' })).rows;
    for (let times = 0; times < 3; times++) {
      setClock(test.clock.now() + 15 * MINUTE);
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
    expect(await report(test.clock.now() - 24 * 60 * MINUTE, { suspended: true, reason: 'spam' })).toMatchObject({ flips: 0 });
    expect((await list()).rows[0]).toMatchObject({ now: { state: 'active' }, account: { lastSeenAt: new Date(test.clock.now()).toISOString() } });
  });

  it('of something newer is believed, and says where it is from', async () => {
    await readList(test, packId, [panelAccount('anna')]);
    expect(await report(test.clock.now() + MINUTE, { suspended: true, reason: 'spam' })).toMatchObject({ flips: 1 });
    expect((await list()).rows[0]).toMatchObject({ now: { state: 'suspended', origin: 'report' } });
  });
});

describe('the history of a client', () => {
  it('tells what became of his accounts at their host, in the words of the host', async () => {
    await insertClient(CLIENT, [{ id: ACCOUNTS[0], login: 'anna', domain: 'anna.example' }]);
    await readList(test, packId, [panelAccount('anna')]);
    setClock(test.clock.now() + 15 * MINUTE);
    await readList(test, packId, [panelAccount('anna', { suspended: true, reason: 'Рассылка спама' })]);
    const { timeline } = await clientsHandlers(test.core).get({ id: ClientId.parse(CLIENT) }, CALL);
    expect(timeline.filter(({ event }) => event === 'host_state')).toMatchObject([
      { at: new Date(test.clock.now()).toISOString(), params: { domain: 'anna.example', state: 'suspended', reason: 'Рассылка спама' } },
    ]);
  });
});

describe('a pack', () => {
  it('counts as suspended when most of its accounts stop between two lists, and runs again when they do', async () => {
    await readList(
      test,
      packId,
      logins(12).map((login) => panelAccount(login)),
    );
    expect(await judge()).toEqual({ flipped: false });
    const seen = test.clock.now();
    setClock(seen + 15 * MINUTE);
    await readList(
      test,
      packId,
      logins(12).map((login, index) => panelAccount(login, { suspended: index < 7, reason: 'reseller suspended' })),
    );
    expect(await judge()).toEqual({ flipped: true });
    expect(await judge()).toEqual({ flipped: false });
    expect((await list()).packs).toMatchObject([
      { state: 'pack_suspended', because: 'accounts_flipped', after: new Date(seen).toISOString(), accounts: 12, counts: { active: 5, suspended: 7 } },
    ]);
    expect((await history()).rows.filter(({ hostedId }) => hostedId === null)).toMatchObject([{ from: 'active', to: 'pack_suspended' }]);
    setClock(test.clock.now() + 15 * MINUTE);
    await readList(
      test,
      packId,
      logins(12).map((login) => panelAccount(login)),
    );
    expect(await judge()).toEqual({ flipped: true });
    expect((await list()).packs).toMatchObject([{ state: 'active', because: null }]);
  });

  it('is not suspended for accounts that stopped one by one over days', async () => {
    for (let stopped = 0; stopped <= 9; stopped++) {
      await readList(
        test,
        packId,
        logins(12).map((login, index) => panelAccount(login, { suspended: index < stopped })),
      );
      expect(await judge()).toEqual({ flipped: false });
      setClock(test.clock.now() + 24 * 60 * MINUTE);
    }
  });

  it('counts as suspended when a login that worked is refused, and no account changes with it', async () => {
    expect(await judge({ loginRefused: true })).toEqual({ flipped: false });
    await readList(
      test,
      packId,
      logins(3).map((login) => panelAccount(login)),
    );
    setClock(test.clock.now() + 15 * MINUTE);
    expect(await judge({ loginRefused: true })).toEqual({ flipped: true });
    expect(await judge({ loginRefused: true })).toEqual({ flipped: false });
    const { packs, counts } = await list();
    expect(packs).toMatchObject([{ state: 'pack_suspended', because: 'login_refused' }]);
    expect(counts).toEqual({ active: 3 });
    setClock(test.clock.now() + 15 * MINUTE);
    await readList(
      test,
      packId,
      logins(3).map((login) => panelAccount(login)),
    );
    expect(await judge()).toEqual({ flipped: true });
  });
});

describe('a state that a person entered', () => {
  const enter = (input: object) => statusesHandlers(test.core).setByHand({ state: 'suspended', reason: '', sinceOn: null, ...input }, CALL);

  beforeEach(async () => {
    await readList(test, packId, [panelAccount('anna', { outgoingMail: null })]);
  });

  it('stands with author, day and words until the panel says otherwise', async () => {
    const [row] = (await list()).rows;
    await enter({ hostedId: row?.account.id, state: 'mail_held', reason: 'The host said so by phone', sinceOn: '2026-11-20' });
    expect((await list()).rows[0]?.now).toMatchObject({ state: 'mail_held', origin: 'hand', reason: 'The host said so by phone' });
    expect((await history()).rows[0]).toMatchObject({ from: 'active', to: 'mail_held', origin: 'hand', hostSince: '2026-11-19T23:00:00.000Z' });
    setClock(test.clock.now() + 15 * MINUTE);
    await readList(test, packId, [panelAccount('anna', { outgoingMail: null })]);
    expect((await list()).rows[0]?.now.state).toBe('mail_held');
    setClock(test.clock.now() + 15 * MINUTE);
    await readList(test, packId, [panelAccount('anna', { suspended: true, reason: 'spam' })]);
    expect((await list()).rows[0]?.now).toMatchObject({ state: 'suspended', origin: 'panel' });
  });

  it('may be of a whole pack', async () => {
    await enter({ packId, state: 'pack_suspended', reason: 'Письмо хостера' });
    expect((await list()).packs).toMatchObject([{ state: 'pack_suspended', because: 'by_hand' }]);
    expect((await history({ packId })).rows[0]).toMatchObject({ hostedId: null, reason: 'Письмо хостера', lifter: 'host' });
    const alarms = await test.core.db.read.selectFrom('alert').select(['kind', 'closed_at']).execute();
    expect(alarms).toEqual([{ kind: 'pack_suspended', closed_at: null }]);
  });

  it('is refused for a day to come and for what does not exist', async () => {
    await expect(enter({ packId, sinceOn: '2026-11-22' })).rejects.toMatchObject({ code: 'date_in_future' });
    await expect(enter({ packId: 'd2a0f5a8-6a53-4b38-9d8e-3a1b3f3f3f3f' })).rejects.toMatchObject({ code: 'pack_not_found' });
    await expect(enter({ hostedId: 999 })).rejects.toMatchObject({ code: 'hosted_not_found' });
  });
});

describe('the list of states', () => {
  beforeEach(async () => {
    await insertClient(CLIENT, [{ id: ACCOUNTS[0], login: 'dora', domain: 'dora.example' }]);
    await readList(test, packId, [
      panelAccount('anna'),
      panelAccount('boris', { suspended: true, reason: 'unpaid' }),
      panelAccount('carla', { outgoingMail: 'held' }),
      panelAccount('dora', { suspended: true, locked: true, reason: 'spam' }),
    ]);
  });

  it('shows the heaviest first, in windows that fit together', async () => {
    const all = (await list()).rows.map(({ account }) => account.login);
    expect(all).toEqual(['dora', 'boris', 'carla', 'anna']);
    const pieces = await Promise.all([0, 1, 2, 3].map(async (offset) => (await list({ offset, limit: 1 })).rows[0]?.account.login));
    expect(pieces).toEqual(all);
  });

  it('is narrowed by state, reason, words and pack, with counts of all states', async () => {
    expect(await list({ states: ['suspended'] })).toMatchObject({
      total: 1,
      rows: [{ account: { login: 'boris' } }],
      counts: { active: 1, suspended: 1, mail_held: 1, locked: 1 },
    });
    expect((await list({ reasonClasses: ['mail'] })).rows.map(({ account }) => account.login)).toEqual(['dora']);
    expect((await list({ search: 'lefèvre' })).rows.map(({ account }) => account.clientName)).toEqual(['Lefèvre']);
    expect((await list({ search: 'EXAMPLE boris' })).total).toBe(1);
    expect((await list({ packId: await makePack(test, 'Other') })).total).toBe(0);
  });

  it('is walked by indexes, however many there are', async () => {
    const plan = async (query: string) => {
      const { rows } = await sql<{ readonly detail: string }>`EXPLAIN QUERY PLAN ${sql.raw(query)}`.execute(test.core.db.read);
      return rows.map(({ detail }) => detail).join('; ');
    };
    const window = await plan("SELECT id FROM hosted_account WHERE ended_at IS NULL AND state = 'active' ORDER BY sort_key, id LIMIT 50");
    expect(window).toContain('hosted_account_by_state');
    expect(window).not.toContain('TEMP B-TREE');
    expect(await plan('SELECT state, count(*) FROM hosted_account WHERE ended_at IS NULL GROUP BY state')).not.toContain('TEMP B-TREE');
  });
});

async function insertClient(id: string, accounts: readonly { readonly id: string; readonly login: string; readonly domain: string }[]): Promise<void> {
  await test.core.db.write(async (tx) => {
    const names = {
      name: 'Lefèvre',
      company: '',
      language: 'fr',
      note: '',
      email: '',
      email_key: '',
      main_domain: '',
      sort_key: 'lefevre',
      search_key: 'lefevre',
    };
    await tx
      .insertInto('client')
      .values({ id, number: '1', ...names, batch_id: null, created_at: 1, changed_at: 1 })
      .execute();
    for (const each of accounts) {
      const kept = {
        client_id: id,
        pack_id: packId,
        login: each.login,
        main_domain: each.domain,
        domain_key: each.domain,
        other_domains: '[]',
        plan: '',
        ordered_on: null,
      };
      await tx
        .insertInto('account')
        .values({ id: each.id, ...kept, status: 'active', created_at: 1 })
        .execute();
    }
  });
}

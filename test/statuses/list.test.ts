import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostedId, type PackId } from '../../src/contract/ids.ts';
import { statusesHandlers } from '../../src/features/statuses/index.ts';
import { MINUTE_MS } from '../../src/shared/durations.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';
import { ACCOUNTS, CALL, insertClient, shownBy } from './support.ts';

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
    setClock(test.clock.now() + 15 * MINUTE_MS);
    await readList(test, packId, [panelAccount('anna', { outgoingMail: null })]);
    expect((await list()).rows[0]?.now.state).toBe('mail_held');
    setClock(test.clock.now() + 15 * MINUTE_MS);
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

describe('one account', () => {
  it('is found by its number, however many names hold its own', async () => {
    const logins = Array.from({ length: 130 }, (_, index) => `web1${index}`);
    await readList(
      test,
      packId,
      ['web1', ...logins].map((login) => panelAccount(login)),
    );
    const { get } = statusesHandlers(test.core);
    const { id } = await test.core.db.read.selectFrom('hosted_account').where('login', '=', 'web1').select('id').executeTakeFirstOrThrow();
    expect(await get({ hostedId: HostedId.parse(id) }, CALL)).toMatchObject({ account: { login: 'web1' }, now: { state: 'active' }, flips: 0 });
    await expect(get({ hostedId: HostedId.parse(99_999) }, CALL)).rejects.toMatchObject({ code: 'hosted_not_found' });
  });
});

describe('the list of states', () => {
  beforeEach(async () => {
    await insertClient(test, packId, [{ id: ACCOUNTS[0], login: 'dora', domain: 'dora.example' }]);
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

import { beforeEach, describe, expect, it } from 'vitest';
import { ClientId, HostedId, PackId } from '../../src/contract/ids.ts';
import { shown } from './fake-panel.ts';
import { type Bench, bench, CALL, last } from './support.ts';

let at: Bench;
let packId: PackId;
beforeEach(async () => {
  at = bench();
  packId = await at.addPack();
  await at.connect(packId);
});

const pull = () => last(at.of.pull({ packId }, CALL));
const ALL = { kinds: [], decided: false, offset: 0, limit: 100 };
const differences = async () => (await at.of.differences({ ...ALL, packId }, CALL)).rows;

/** Takes over, or passes over, what the list shows. */
async function decide(choice: 'take' | 'ignore', extra: { readonly email?: string; readonly clientId?: null } = {}) {
  const rows = await differences();
  return await at.of.decide({ choices: rows.map(({ hosted, mark }) => ({ hostedId: HostedId.parse(hosted.id), mark, choice, ...extra })) }, CALL);
}

interface Recorded {
  readonly login?: string;
  readonly domain?: string;
  readonly email?: string;
  readonly plan?: string;
}

/** A client recorded beforehand, as an import would have. */
async function record({ login = '', domain = 'anna.example', email = 'owner@anna.example', plan = '' }: Recorded) {
  const account = { packId, login, mainDomain: domain, otherDomains: [], plan, orderedOn: null, status: 'active' as const };
  const contacts = [{ role: 'owner' as const, email, firstName: '', lastName: '', phone: '', language: null }];
  return await at.clients.create({ number: '', company: 'Recorded', language: 'fr', note: '', timeZone: '', contacts, accounts: [account] }, CALL);
}

const accounts = () =>
  at.opened.core.db.read
    .selectFrom('account')
    .select(['login', 'main_domain', 'plan', 'status', 'other_domains'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
const clients = () => at.opened.core.db.read.selectFrom('client').select(['name', 'email', 'language']).orderBy('name').execute();

describe('an account that is new at the host', () => {
  it('becomes a client with an account once somebody says so, whom a notice is due to', async () => {
    at.panel.accounts = [[shown('anna', { otherDomains: ['anna2.example'] })]];
    await pull();
    const [found] = await differences();
    expect(found).toMatchObject({ kind: 'new', changes: [], match: null, lacks: null, hosted: { login: 'anna', emails: ['owner@anna.example'] } });
    expect(await clients()).toEqual([]);
    expect(await decide('take')).toEqual({ taken: 1, created: 1, ignored: 0, stale: 0, lacking: 0 });
    expect(await clients()).toEqual([{ name: 'owner@anna.example', email: 'owner@anna.example', language: 'fr' }]);
    expect(await accounts()).toEqual([{ login: 'anna', main_domain: 'anna.example', plan: 'Starter', status: 'active', other_domains: '["anna2.example"]' }]);
    expect(await differences()).toEqual([]);
    const { rows } = await at.clients.list({ offset: 0, limit: 10, sort: 'name', descending: false, filter: { search: '', told: [], languages: [] } }, CALL);
    expect(rows).toMatchObject([{ told: 'no_policy', activeAccounts: 1 }]);
    const card = await at.clients.get({ id: ClientId.parse(rows[0]?.id) }, CALL);
    expect(card.timeline.map(({ event }) => event)).toContain('created');
    expect(at.opened.announced).toEqual(expect.arrayContaining(['clients', 'notices', 'evidence']));
  });

  it('is the one of a client who is known by his login or domain, without a question', async () => {
    await record({ login: 'anna', plan: 'Starter' });
    at.panel.accounts = [[shown('anna')]];
    await pull();
    expect(await differences()).toEqual([]);
    expect((await at.of.get({ packId }, CALL)).undecided).toBe(0);
  });

  it('is given to the client who is known by his address, and to one with a domain hosted elsewhere', async () => {
    const elsewhere = await at.addPack('Elsewhere');
    await record({ domain: 'other.example', login: 'other' });
    await at.opened.core.db.write(async (tx) => {
      await tx.updateTable('account').set({ pack_id: elsewhere }).execute();
    });
    at.panel.accounts = [[shown('anna'), shown('zoe', { domain: 'other.example', emails: [] })]];
    await pull();
    expect((await differences()).map(({ match }) => match)).toMatchObject([
      { name: 'Recorded', by: 'email', accountId: null },
      { name: 'Recorded', by: 'domain', accountId: null },
    ]);
    expect(await decide('take')).toMatchObject({ taken: 2, created: 0 });
    expect(await clients()).toHaveLength(1);
    expect(await accounts()).toHaveLength(3);
  });

  it('waits where there is no address, and takes the one that is given', async () => {
    at.panel.accounts = [[shown('anna', { emails: ['nobody at all'] })]];
    await pull();
    expect(await differences()).toMatchObject([{ lacks: 'email' }]);
    expect(await decide('take')).toMatchObject({ taken: 0, lacking: 1 });
    expect(await decide('take', { email: 'not an address' })).toMatchObject({ taken: 0, lacking: 1 });
    expect(await clients()).toEqual([]);
    expect(await decide('take', { email: 'Anna@anna.example' })).toMatchObject({ taken: 1, created: 1 });
  });

  it('of one person with several accounts makes one client', async () => {
    at.panel.accounts = [[shown('anna'), shown('anna2', { emails: ['OWNER@anna.example'] })]];
    await pull();
    expect(await decide('take')).toEqual({ taken: 2, created: 1, ignored: 0, stale: 0, lacking: 0 });
    expect(await clients()).toHaveLength(1);
    expect(await accounts()).toHaveLength(2);
  });

  it('goes to a new client where that is asked for, unless the address is another client’s', async () => {
    await record({ domain: 'else.example', login: 'else' });
    at.panel.accounts = [[shown('anna')]];
    await pull();
    expect(await decide('take', { clientId: null })).toMatchObject({ taken: 0, lacking: 1 });
    expect(await decide('take', { clientId: null, email: 'second@anna.example' })).toMatchObject({ taken: 1, created: 1 });
    expect(await clients()).toHaveLength(2);
  });

  it('is never the account of the reseller himself', async () => {
    at.panel.accounts = [[shown('seller', { own: true })]];
    await pull();
    expect(await differences()).toEqual([]);
  });
});

describe('an account that changed at the host', () => {
  it('is done with once it was taken, though the host shows names that are kept otherwise here', async () => {
    const long = `${'owner'.repeat(14)}/site`;
    at.panel.accounts = [
      [
        shown(long, {
          domain: 'anna.example',
          emails: ['owner@anna.example'],
          otherDomains: ['www.anna2.example', '*.anna.example', '_dmarc.anna.example'],
          plan: 'Plan '.repeat(40),
        }),
      ],
    ];
    await pull();
    expect(await decide('take')).toMatchObject({ taken: 1, created: 1 });
    expect(await differences()).toEqual([]);
    // What comes later is a difference again, and is done with again.
    at.panel.accounts = [
      [
        shown(long, {
          domain: 'anna.example',
          emails: ['owner@anna.example'],
          otherDomains: ['www.anna3.example', '*.anna.example'],
          plan: 'Plan '.repeat(40),
        }),
      ],
    ];
    await pull();
    expect(await differences()).toMatchObject([{ kind: 'changed' }]);
    expect(await decide('take')).toMatchObject({ taken: 1, created: 0 });
    expect([await differences(), (await at.of.get({ packId }, CALL)).undecided]).toEqual([[], 0]);
    expect((await accounts())[0]?.other_domains).toBe('["anna3.example"]');
  });

  it('is mended here once somebody says so, and what the host does not show stays', async () => {
    await record({ login: 'anna', plan: 'Old' });
    at.panel.accounts = [[shown('anna', { domain: 'neu.example', otherDomains: [] })]];
    await pull();
    expect(await differences()).toMatchObject([
      {
        kind: 'changed',
        changes: [
          { field: 'domain', before: 'anna.example', after: 'neu.example' },
          { field: 'plan', before: 'Old', after: 'Starter' },
        ],
      },
    ]);
    expect((await accounts())[0]).toMatchObject({ main_domain: 'anna.example', plan: 'Old' });
    expect(await decide('take')).toMatchObject({ taken: 1, created: 0 });
    expect(await accounts()).toMatchObject([{ login: 'anna', main_domain: 'neu.example', plan: 'Starter' }]);
    expect(await differences()).toEqual([]);
  });

  it('does not differ by spelling, or by what the panel leaves out', async () => {
    await record({ login: 'Anna', domain: 'пример.рф', plan: 'Starter' });
    at.panel.accounts = [[shown('anna', { domain: 'xn--e1afmkfd.xn--p1ai', plan: '' })]];
    await pull();
    expect(await differences()).toEqual([]);
  });

  it('stays out of the list once it was passed over, until it changes again', async () => {
    await record({ login: 'anna', plan: 'Old' });
    at.panel.accounts = [[shown('anna')]];
    await pull();
    expect(await decide('ignore')).toMatchObject({ ignored: 1 });
    await pull();
    expect(await differences()).toEqual([]);
    expect((await at.of.differences({ ...ALL, packId, decided: true }, CALL)).rows).toMatchObject([{ kind: 'changed' }]);
    at.panel.accounts = [[shown('anna', { plan: 'Business' })]];
    await pull();
    expect(await differences()).toMatchObject([{ changes: [{ field: 'plan', after: 'Business' }] }]);
  });

  it('is left alone when it says something else than what was looked at, and another reading of the same is not that', async () => {
    at.panel.accounts = [[shown('anna')]];
    await pull();
    const [looked] = await differences();
    const choice = { hostedId: HostedId.parse(looked?.hosted.id), mark: looked?.mark ?? '', choice: 'take' as const };
    at.panel.accounts = [[shown('anna', { domain: 'neu.example' })]];
    await at.clock.advance(60_000);
    await pull();
    expect(await at.of.decide({ choices: [choice] }, CALL)).toMatchObject({ taken: 0, stale: 1 });
    at.panel.accounts = [[shown('anna')]];
    await at.clock.advance(60_000);
    await pull();
    expect(await at.of.decide({ choices: [choice] }, CALL)).toMatchObject({ taken: 1, stale: 0 });
    expect(await at.of.decide({ choices: [choice] }, CALL)).toMatchObject({ taken: 0, stale: 1 });
  });
});

describe('an account that is gone from the host', () => {
  it('is closed only when somebody says so', async () => {
    await record({ login: 'anna', plan: 'Starter' });
    at.panel.accounts = [[shown('anna'), shown('boris')]];
    await pull();
    at.panel.accounts = [[shown('boris')]];
    for (let times = 0; times < 2; times++) {
      await at.clock.advance(16 * 60_000);
      await pull();
    }
    const missing = (await differences()).filter(({ kind }) => kind === 'missing');
    expect(missing).toMatchObject([{ hosted: { login: 'anna' } }]);
    expect(missing[0]?.hosted.notSeenSince).not.toBeNull();
    expect((await accounts())[0]).toMatchObject({ status: 'active' });
    const choices = missing.map(({ hosted, mark }) => ({ hostedId: HostedId.parse(hosted.id), mark, choice: 'take' as const }));
    expect(await at.of.decide({ choices }, CALL)).toMatchObject({ taken: 1 });
    expect((await accounts())[0]).toMatchObject({ login: 'anna', status: 'closed' });
    expect((await differences()).map(({ kind }) => kind)).toEqual(['new']);
  });
});

describe('a login that is another account now', () => {
  it('closes the account that was, and goes to whom the new one belongs', async () => {
    await record({ login: 'anna', plan: 'Starter' });
    at.panel.accounts = [[shown('anna')]];
    await pull();
    at.panel.accounts = [[shown('anna', { birth: 'uid:another', domain: 'zoe.example', emails: ['zoe@zoe.example'] })]];
    await at.clock.advance(60_000);
    await pull();
    expect(await differences()).toMatchObject([{ kind: 'recreated', match: null, lacks: null }]);
    expect(await decide('take')).toMatchObject({ taken: 1, created: 1 });
    expect(await accounts()).toMatchObject([
      { main_domain: 'anna.example', status: 'closed' },
      { main_domain: 'zoe.example', status: 'active' },
    ]);
    expect(await differences()).toEqual([]);
  });
});

describe('a decision', () => {
  it('is carried out whole or not at all', async () => {
    at.panel.accounts = [[shown('anna')]];
    await pull();
    const [found] = await differences();
    const choices = [
      { hostedId: HostedId.parse(found?.hosted.id), mark: found?.mark ?? '', choice: 'take' as const },
      { hostedId: HostedId.parse(999), mark: 'x', choice: 'take' as const },
    ];
    await expect(at.of.decide({ choices }, CALL)).rejects.toMatchObject({ code: 'hosted_not_found' });
    expect(await clients()).toEqual([]);
  });

  it('about a thousand accounts is made in one go, and the list counts them by kind', async () => {
    at.panel.accounts = [Array.from({ length: 1200 }, (_, index) => shown(`user${index}`))];
    await pull();
    const first = await at.of.differences({ ...ALL, limit: 2 }, CALL);
    expect([first.total, first.counts, first.rows.map(({ hosted }) => hosted.login)]).toEqual([1200, { new: 1200 }, ['user0', 'user1']]);
    const rows = [];
    for (let offset = 0; offset < 1200; offset += 500) rows.push(...(await at.of.differences({ ...ALL, offset, limit: 500 }, CALL)).rows);
    const choices = rows.map(({ hosted, mark }) => ({ hostedId: HostedId.parse(hosted.id), mark, choice: 'take' as const }));
    expect(await at.of.decide({ choices }, CALL)).toMatchObject({ taken: 1200, created: 1200 });
    expect((await at.of.differences(ALL, CALL)).total).toBe(0);
  });

  it('is refused for a pack that is not there', async () => {
    const nowhere = PackId.parse('0190a0a0-0000-7000-8000-000000000000');
    await expect(at.of.differences({ ...ALL, packId: nowhere }, CALL)).rejects.toMatchObject({ code: 'pack_not_found' });
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { withoutAddresses } from '../../src/connectors/answers.ts';
import { suspensionIn } from '../../src/connectors/ispmanager/history.ts';
import { ispmanager } from '../../src/connectors/ispmanager/index.ts';
import { all, type Stage, stage } from './stage.ts';
import { fixture } from './stand-ins/canned.ts';
import { type IspmanagerTricks, ispmanagerDialect } from './stand-ins/ispmanager.ts';
import { crowdedWorld, smallWorld } from './stand-ins/world.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const { standIn } of stages.splice(0)) await standIn.close();
});

async function tricky(tricks: IspmanagerTricks = {}, world = smallWorld()): Promise<Stage> {
  const now = await stage({ kind: ispmanager, dialect: () => ispmanagerDialect(tricks) }, world);
  stages.push(now);
  return now;
}

/** A panel that answers with this to `user`, and shows nothing beside it. */
async function recorded(user: string, others: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const nothing = '{"doc":{"error":{"$type":"access","msg":{"$":"no"}}}}';
  const replies = { 'user.edit': nothing, 'user.history': nothing, webdomain: nothing, ...others, user };
  return await tricky({ instead: Object.fromEntries(Object.entries(replies).map(([func, body]) => [func, { body }])) });
}

const answered = (name: string): string => fixture(`ispmanager/${name}`);
const shown = async ({ connector }: Stage) =>
  (await all(connector.accounts(undefined))).map(({ login, owner, suspended, emails }) => ({ login, owner, suspended, emails }));
const alice = { login: 'alice', owner: 'resel1', suspended: false };
const bob = { login: 'bob', owner: 'resel1', suspended: true };

describe('answers of ISPmanager', () => {
  it('reads wrapped values, and an address only where the name is one', async () => {
    expect(await shown(await recorded(answered('user.SYNTHETIC.json')))).toEqual([
      { ...alice, emails: ['alice@alice.example'] },
      { ...bob, emails: [] },
    ]);
  });

  it('reads the same as XML, and one row that stands alone', async () => {
    expect(await shown(await recorded(answered('user.SYNTHETIC.xml')))).toEqual([
      { ...alice, emails: [] },
      { ...bob, emails: [] },
    ]);
    expect(await shown(await recorded(answered('user-single.SYNTHETIC.json')))).toEqual([{ ...alice, emails: [] }]);
  });

  it('reads marks of older versions: there is on, and not there is off', async () => {
    const old = answered('services.v4.xml').replace('<doc>', '<doc func="user">');
    expect((await shown(await recorded(old))).map(({ login, suspended }) => [login, suspended])).toEqual([
      ['HTTP', false],
      ['SMTP', false],
      ['MySQL', true],
    ]);
  });

  it('takes no missing column for everybody being suspended', async () => {
    const { connector } = await recorded(answered('services.v4.xml').replaceAll('<active/>', ''));
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable', params: { call: 'user' } });
    const half = await recorded('{"doc":{"elem":[{"name":{"$":"a"},"active":{}},{"name":{"$":"b"},"active":{"$":"off"}},{"name":{"$":"c"}}]}}');
    await expect(all(half.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
  });

  it('finds the domains of a user in another list, the oldest first, in the letters of names on the wire', async () => {
    const list = '{"doc":{"elem":{"name":{"$":"user0"},"active":{"$":"on"},"owner":{"$":"resel1*admins"}}}}';
    const sites = JSON.stringify({
      doc: {
        $func: 'webdomain',
        elem: [
          { id: { $: '9' }, name: { $: 'Кафе.example' }, owner: { $: 'user0' } },
          { id: { $: '1' }, name: { $: 'testsite.example' }, owner: { $: 'user0' } },
          { id: { $: '2' }, name: { $: 'other.example' }, owner: { $: 'user1' } },
        ],
      },
    });
    const now = await recorded(list, { webdomain: sites });
    expect(await all(now.connector.accounts(undefined))).toMatchObject([
      { login: 'user0', domain: 'testsite.example', otherDomains: ['xn--80akn5b.example'], owner: 'resel1' },
    ]);
    const published = await recorded(list, { webdomain: answered('webdomain.trimmed.json').replace('"$": "5"', '"$": "1"') });
    expect(await all(published.connector.accounts(undefined))).toMatchObject([{ login: 'user0', domain: 'testsite.example', otherDomains: [] }]);
  });

  it('lists accounts where nothing beside the list may be read', async () => {
    const now = await recorded(answered('user.SYNTHETIC.json'));
    expect(await all(now.connector.accounts(undefined))).toMatchObject([
      { login: 'alice', domain: '', otherDomains: null, plan: 'start', limits: null, unlimited: null, createdAt: null },
      { login: 'bob', suspended: true, suspendedAt: null, lifter: 'unknown', reason: '', locked: null, outgoingMail: null },
    ]);
    // What is denied once is not asked for each account.
    expect(now.standIn.calls().filter((call) => call === 'POST user.edit')).toHaveLength(1);
  });

  it('keeps a limit from each mailbox, and calls none what is not known to be none', async () => {
    const limited = async (rate: string) => {
      const form = JSON.stringify({ doc: { elid: { $: 'alice' }, ...(rate === '-' ? {} : { limit_mailrate: { $: rate } }) } });
      const { connector } = await recorded(answered('user-single.SYNTHETIC.json'), { 'user.edit': form });
      const [account] = await all(connector.accounts(undefined));
      const given = (await connector.probe(undefined)).capabilities.find(({ need }) => need === 'limits')?.given;
      return [account?.limits?.[0]?.count ?? null, account?.unlimited ?? null, given];
    };
    expect(await limited('200')).toEqual([200, false, 'given']);
    expect(await limited('unlimited')).toEqual([null, true, 'given']);
    expect(await limited('0')).toEqual([null, null, 'given']);
    expect(await limited('')).toEqual([null, null, 'given']);
    expect(await limited('-')).toEqual([null, null, 'not_given']);
  });

  it('takes the empty form of a user who is gone for nothing, not for a limit', async () => {
    const form = '{"doc":{"$func":"user.edit","elid":{"$":""},"name":{"$":""},"limit_mailrate":{"$":"100"},"tparams":{"func":{"$":"user.edit"}}}}';
    const { connector } = await recorded(answered('user-single.SYNTHETIC.json'), { 'user.edit': form });
    expect(await all(connector.accounts(undefined))).toMatchObject([{ login: 'alice', limits: null, unlimited: null }]);
  });
});

describe('lists of ISPmanager', () => {
  it('are read page by page to the number the panel counts', async () => {
    const now = await tricky({ page: 7 }, crowdedWorld(30));
    expect(await all(now.connector.accounts(undefined))).toHaveLength(30);
    const asked = now.standIn.requests().filter(({ form }) => form.get('func') === 'user');
    expect(asked.map(({ form }) => [form.get('p_num'), form.get('p_cnt')])).toEqual([[null, null], ...[2, 3, 4, 5].map((page) => [String(page), '7'])]);
  });

  it('are never taken for complete where the panel counts more than it shows', async () => {
    const now = await tricky({ page: 7, ignoresPage: true }, crowdedWorld(30));
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
  });

  it('without anybody are told from an answer without a list', async () => {
    expect(await shown(await recorded('{"doc":{"$func":"user","p_elems":{"$":"0"}}}'))).toEqual([]);
    const { connector } = await recorded(answered('user.suspend-ok.json'));
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable', params: { call: 'user' } });
  });
});

describe('sessions of ISPmanager', () => {
  it('are one for all calls, in the body and never in the address', async () => {
    const now = await tricky();
    await now.connector.probe(undefined);
    await all(now.connector.accounts(undefined));
    expect(now.standIn.calls().filter((call) => call === 'POST auth')).toHaveLength(1);
    for (const { path, query } of now.standIn.requests()) expect([path, query.size]).toEqual(['/ispmgr', 0]);
  });

  it('are opened once more where one ended before its time, and not again after a refusal', async () => {
    const now = await tricky({ sessionCalls: 3 });
    expect(await all(now.connector.accounts(undefined))).toHaveLength(now.world.accounts.length);
    expect(now.standIn.calls().filter((call) => call === 'POST auth').length).toBeGreaterThan(1);
    now.standIn.change(smallWorld({ secret: 'another' }));
    const before = now.standIn.calls().filter((call) => call === 'POST auth').length;
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(now.standIn.calls().filter((call) => call === 'POST auth')).toHaveLength(before + 1);
  });

  it('open in either form, and with any secret', async () => {
    const now = await tricky({ instead: { auth: { body: answered('auth.xml') } } });
    await expect(now.connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(now.standIn.requests().at(-1)?.form.get('auth')).toBe('0000000000000000');
    const odd = await tricky({}, smallWorld({ secret: 'a:b&c=d %ж' }));
    expect(await all(odd.connector.accounts(undefined))).toHaveLength(6);
  });
});

describe('errors of ISPmanager', () => {
  it('come with HTTP 200, and are not repeated with the address of who asked', async () => {
    const refusal =
      '{"doc":{"error":{"$type":"value","$object":"elid","msg":{"$":"Bad value, remote_addr: [198.51.100.7] 2001:db8::7"},"param":[{"$":"198.51.100.7"}]}}}';
    const { connector } = await recorded(refusal);
    const error = await all(connector.accounts(undefined)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'panel_refused', params: { call: 'user' } });
    expect(JSON.stringify(error)).not.toMatch(/198\.51|2001:db8/);
  });

  it('are told by what kind they are, in either form', async () => {
    const denied = await recorded('<doc><error type="access" object="user" lang="en"><msg>No</msg></error></doc>');
    await expect(all(denied.connector.accounts(undefined))).rejects.toMatchObject({
      code: 'panel_privilege_missing',
      params: { call: 'user', privilege: 'user' },
    });
    const { capabilities } = await denied.connector.probe(undefined);
    expect(capabilities.find(({ need }) => need === 'accounts')).toEqual({ need: 'accounts', given: 'needs_privilege', privilege: 'user', call: 'user' });
    const login = await recorded(answered('error-auth.json'), { auth: answered('error-auth.json') });
    await expect(login.connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
  });

  it('leave times and versions in errors alone', () => {
    expect(withoutAddresses('at 14:03:22 by version 6.94.1 from 192.0.2.1')).toBe('at 14:03:22 by version 6.94.1 from …');
    expect(withoutAddresses('[2001:db8::7] and ::1')).toBe('[…] and …');
  });
});

describe('the history of an account', () => {
  const row = (changedate: string, action: string, user: string) => ({
    changedate: { $: changedate },
    action: { $: action },
    user: { $: user },
    ip: { $: '198.51.100.7' },
  });
  const zone = 'Europe/Moscow';

  it('tells who suspended it, and when by the clock of the panel', () => {
    const rows = [
      row('2024-03-03 12:15:00', 'create', 'resel1'),
      row('2026-11-01 10:30:00', 'suspend', 'root'),
      row('2026-10-01 09:00:00', 'user.resume', 'resel1'),
    ];
    expect(suspensionIn(rows, zone)).toEqual({ at: Date.UTC(2026, 10, 1, 7, 30), by: 'root' });
  });

  it('tells nothing where the last word is that it was lifted, or no time is one', () => {
    expect(suspensionIn([row('2026-11-01 10:30:00', 'suspend', 'root'), row('2026-11-02 10:30:00', 'resume', 'root')], zone)).toEqual({ at: null, by: '' });
    expect(suspensionIn([row('yesterday', 'suspend', 'root'), row('2026-02-31 10:30:00', 'suspend', 'root')], zone)).toEqual({ at: null, by: '' });
    expect(suspensionIn([], zone)).toEqual({ at: null, by: '' });
  });
});

describe('what ISPmanager gives', () => {
  it('counts no messages, and says so', async () => {
    const { connector } = await tricky();
    expect([connector.usage, connector.messages, connector.warnings]).toEqual([null, null, null]);
    const { capabilities } = await connector.probe(undefined);
    for (const need of ['sent', 'outcomes', 'recipients', 'bytes', 'messages', 'warnings', 'suspended_why'] as const)
      expect(capabilities.find((one) => one.need === need)?.given).toBe('not_given');
  });
});

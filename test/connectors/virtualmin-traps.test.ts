import { afterEach, describe, expect, it } from 'vitest';
import { virtualmin } from '../../src/connectors/virtualmin/index.ts';
import { all, type Stage, stage } from './stage.ts';
import { fixture } from './stand-ins/canned.ts';
import type { Reply } from './stand-ins/stand-in.ts';
import { recordedRefusal, type VirtualminTricks, virtualminDialect } from './stand-ins/virtualmin.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const { standIn } of stages.splice(0)) await standIn.close();
});

async function tricky(tricks: VirtualminTricks = {}): Promise<Stage> {
  const now = await stage({ kind: virtualmin, dialect: () => virtualminDialect(tricks) });
  stages.push(now);
  return now;
}

const recorded = async (reply: string | Reply): Promise<Stage> =>
  await tricky({ instead: { 'list-domains': typeof reply === 'string' ? { body: reply } : reply } });
const answered = (name: string): string => fixture(`virtualmin/${name}`);
const listOf = (...data: readonly object[]): string => JSON.stringify({ status: 'success', data });
const server = (name: string, values: object = {}) => ({ name, values: { id: [name], username: ['u'], ...values } });
const given = async ({ connector }: Stage, need: string) => (await connector.probe(undefined)).capabilities.find((one) => one.need === need);

describe('answers of Virtualmin', () => {
  it('reads what was recorded: stray lines are nobody, and nobody gets what they took', async () => {
    const { connector } = await recorded(answered('list-domains.recorded.json'));
    expect(await all(connector.accounts(undefined))).toEqual([
      {
        login: 'client-a',
        birth: '17952913194579',
        domain: 'client-a.example',
        otherDomains: [],
        emails: ['alice@client-a.example'],
        owner: '',
        plan: 'Default Plan',
        createdAt: 1_795_291_319_000,
        own: false,
        // A stray line took the rest of its keys, in which it may say that it is disabled.
        suspended: null,
        locked: null,
        outgoingMail: null,
        reason: '',
        suspendedAt: null,
        lifter: 'unknown',
        limits: null,
        unlimited: null,
      },
      expect.objectContaining({
        login: 'client-b',
        domain: 'client-b.example',
        suspended: true,
        reason: 'Unpaid invoice',
        suspendedAt: Date.UTC(2026, 10, 21, 17, 2),
      }),
    ]);
  });

  it('lets no password and no hash through', async () => {
    const { connector } = await recorded(answered('list-domains.recorded.json').replaceAll('$y$REDACTED', '$y$j9T$hash'));
    expect(JSON.stringify(await all(connector.accounts(undefined)))).not.toMatch(/\$y\$/);
  });

  it('keeps a suspension that is told whatever a stray line took, and what is whole as it is', async () => {
    const stray = { name: 'Warning : quota', values: { disabled: ['Manually (other)'] } };
    const { connector } = await recorded(
      listOf(server('a.example', { disabled: ['For exceeding bandwidth limit'] }), stray, server('b.example'), { ...stray, values: {} }),
    );
    expect((await all(connector.accounts(undefined))).map(({ domain, suspended, reason }) => [domain, suspended, reason])).toEqual([
      ['a.example', true, 'For exceeding bandwidth limit'],
      ['b.example', false, ''],
    ]);
  });

  it.each([
    ['Manually (Spam (again))', 'Spam (again)'],
    ['Manually', ''],
    ['For exceeding bandwidth limit', 'For exceeding bandwidth limit'],
    ['Manually (<b>x</b>)', 'x'],
  ])('reads the reason of "%s"', async (disabled, reason) => {
    const { connector } = await recorded(listOf(server('a.example', { disabled: [disabled], disabled_at: ['vor 3 Tagen'] })));
    expect(await all(connector.accounts(undefined))).toMatchObject([{ suspended: true, reason, suspendedAt: null }]);
  });

  it('puts sub-servers and aliases under the server they belong to', async () => {
    const below = { parent_domain: ['a.example'] };
    const { connector } = await recorded(listOf(server('sub.example', below), server('a.example'), server('alias.example', below)));
    expect(await all(connector.accounts(undefined))).toMatchObject([{ domain: 'a.example', otherDomains: ['sub.example', 'alias.example'] }]);
  });

  it('takes stray lines alone for an empty list', async () => {
    const { connector } = await recorded(listOf({ name: 'Failed to find mount point for /home', values: {} }));
    expect(await all(connector.accounts(undefined))).toEqual([]);
  });
});

describe('refusals of Virtualmin', () => {
  it('takes 401 and the login page of Webmin for a refused login, and asks no more', async () => {
    const page = '<!DOCTYPE html>\n<html><body><form action="/session_login.cgi"></form></body></html>';
    for (const reply of [recordedRefusal(), { body: page }, { status: 403, body: 'Access denied for 192.0.2.1' }]) {
      const now = await recorded(reply);
      await expect(now.connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
      await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
      expect(now.standIn.calls()).toHaveLength(1);
    }
  });

  it('reads failures that come with HTTP 200, by their first line', async () => {
    const unknown = await recorded(answered('error-unknown-domain.recorded.json'));
    await expect(all(unknown.connector.accounts(undefined))).rejects.toMatchObject({
      code: 'panel_refused',
      params: { call: 'list-domains', reason: 'Virtual server nope.example does not exist' },
    });
    const other = await recorded('{"status":"maybe"}');
    await expect(all(other.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
  });

  it('names the program a login may not call', async () => {
    const now = await tricky();
    now.standIn.behave({ lacks: ['list-domains'] });
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_privilege_missing', params: { privilege: 'list-domains' } });
    expect(await given(now, 'accounts')).toEqual({ need: 'accounts', given: 'needs_privilege', call: 'list-domains', privilege: 'list-domains' });
  });

  it('sends no login that would be cut in two', async () => {
    const { connector, standIn } = await stage({
      kind: { ...virtualmin, connect: (access) => virtualmin.connect({ ...access, login: 'a:b' }) },
      dialect: virtualminDialect,
    });
    await expect(connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(standIn.calls()).toEqual([]);
    await standIn.close();
  });
});

describe('what Virtualmin gives', () => {
  it('has a log in its professional edition, and none in the free one', async () => {
    const free = await tricky();
    for (const need of ['sent', 'outcomes', 'messages']) expect(await given(free, need)).toMatchObject({ given: 'not_given', call: 'search-maillogs' });
    const professional = await tricky({ professional: true });
    // It is there, and what it holds is not known.
    expect(await given(professional, 'sent')).toMatchObject({ given: 'unknown' });
    expect(professional.standIn.requests().at(-1)?.query.has('help')).toBe(true);
    expect([free.connector.usage, free.connector.messages, free.connector.warnings]).toEqual([null, null, null]);
  });
});

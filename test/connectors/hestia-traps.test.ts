import { afterEach, describe, expect, it } from 'vitest';
import { hestia } from '../../src/connectors/hestia/index.ts';
import { all, type Stage, stage } from './stage.ts';
import { fixture } from './stand-ins/canned.ts';
import { hestiaDialect, recordedFailure } from './stand-ins/hestia.ts';
import type { Reply } from './stand-ins/stand-in.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const { standIn } of stages.splice(0)) await standIn.close();
});

/** A panel with these answers; what is not among them may not be asked. */
async function recorded(replies: Readonly<Record<string, string | Reply>>): Promise<Stage> {
  const denied = recordedFailure('forbidden-http401-exit10');
  const instead = Object.entries({ 'v-list-web-domains': denied, 'v-list-mail-domains': denied, ...replies }).map(
    ([command, reply]) => [command, typeof reply === 'string' ? { body: reply } : reply] as const,
  );
  const now = await stage({ kind: hestia, dialect: () => hestiaDialect({ instead: Object.fromEntries(instead) }) });
  stages.push(now);
  return now;
}

const answered = (name: string): string => fixture(`hestia/${name}`);
const users = (reply: string | Reply): Promise<Stage> => recorded({ 'v-list-users': reply });
const named = (login: string, changes: object = {}): string => JSON.stringify({ [login]: { SUSPENDED: 'no', ...changes } });

describe('answers of HestiaCP', () => {
  it('reads the users that were recorded, and lets no key through', async () => {
    const { connector } = await users(answered('v-list-users.recorded.json'));
    const read = await all(connector.accounts(undefined));
    expect(read.map(({ login, suspended, emails }) => ({ login, suspended, emails }))).toEqual([
      { login: 'hadmin', suspended: false, emails: ['admin@panel.example'] },
      { login: 'clienta', suspended: false, emails: ['alice@client-a.example'] },
      { login: 'clientb', suspended: true, emails: ['bob@client-b.example'] },
    ]);
    expect(read[2]).toMatchObject({
      birth: '2026-11-21 20:02:47',
      createdAt: Date.UTC(2026, 10, 21, 17, 2, 47),
      plan: 'default',
      owner: '',
      reason: '',
      suspendedAt: null,
      lifter: 'unknown',
      unlimited: null,
    });
    expect(JSON.stringify(read)).not.toMatch(/REDACTED|Bob B/);
  });

  it('reads one user who is listed alone', async () => {
    const { connector } = await users(answered('v-list-user-suspended.recorded.json'));
    expect(await all(connector.accounts(undefined))).toMatchObject([{ login: 'clientb', suspended: true }]);
  });

  it('reads what each mailbox may send in an hour, the least where domains differ', async () => {
    const rates = answered('v-list-mail-domains.recorded.json');
    const two = JSON.stringify({ ...JSON.parse(rates), 'shop.example': { RATE_LIMIT: '60' }, 'none.example': { RATE_LIMIT: '' } });
    for (const [mail, count] of [
      [rates, 150],
      [two, 60],
    ] as const) {
      const { connector } = await recorded({ 'v-list-users': named('clienta'), 'v-list-mail-domains': mail });
      const [account] = await all(connector.accounts(undefined));
      // What may not be read is not none.
      expect(account?.otherDomains).toBeNull();
      expect(account).toMatchObject({ domain: 'client-a.example', limits: [{ count, seconds: 3600, scope: 'mailbox', source: 'set' }], unlimited: false });
    }
  });

  it('asks for domains only where the list counts some', async () => {
    const now = await users(answered('v-list-users.recorded.json'));
    await all(now.connector.accounts(undefined));
    expect(now.standIn.calls()).toEqual(['POST v-list-users']);
  });

  it('takes 204 for an empty list, and an empty answer for none', async () => {
    const none = await users({ status: 204, body: '' });
    expect(await all(none.connector.accounts(undefined))).toEqual([]);
    const nothing = await users({ status: 200, body: '' });
    await expect(all(nothing.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
  });

  it('is not misled by names: hostile ones are refused, Cyrillic ones are read', async () => {
    const { connector } = await users(named('клиент', { PACKAGE: '<b>x</b>', CONTACT: 'x' }));
    expect(await all(connector.accounts(undefined))).toMatchObject([{ login: 'клиент', plan: 'x', emails: [] }]);
    const hostile = await users(named('a\nb'));
    await expect(all(hostile.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
  });
});

describe('refusals of HestiaCP', () => {
  it.each([
    ['badkey-http401-exit9', 'panel_auth_refused'],
    ['forbidden-http401-exit10', 'panel_privilege_missing'],
    ['notexist-http400-exit3', 'panel_refused'],
    // HTTP says 401 of it, and it has nothing to do with the login.
    ['suspended-http401-exit5', 'panel_refused'],
  ])('goes by the exit code: %s is %s', async (name, code) => {
    const { connector } = await users(recordedFailure(name));
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code });
  });

  it('goes by it whatever HTTP says', async () => {
    const { connector } = await users({ status: 200, headers: { 'hestia-exit-code': '3' }, body: "Error: user x doesn't exist" });
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_refused', params: { reason: "user x doesn't exist" } });
    const odd = await users({ status: 200, body: 'Error: API has been disabled' });
    await expect(all(odd.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_refused', params: { reason: 'API has been disabled' } });
  });

  it('takes an address that is not let in for a refused login, and asks no more', async () => {
    for (const reply of [
      { status: 401, headers: { 'hestia-exit-code': '10' }, body: 'Error: IP is not allowed' },
      { status: 403, body: 'Forbidden' },
    ]) {
      const now = await users(reply);
      await expect(now.connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
      await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
      expect(now.standIn.calls()).toHaveLength(1);
    }
  });

  it('names the command a key may not run, and repeats no key', async () => {
    const now = await users(recordedFailure('forbidden-http401-exit10'));
    const { capabilities } = await now.connector.probe(undefined);
    expect(capabilities.find(({ need }) => need === 'accounts')).toEqual({
      need: 'accounts',
      given: 'needs_privilege',
      call: 'v-list-users',
      privilege: 'v-list-users',
    });
    const quoted = await users({ status: 400, headers: { 'hestia-exit-code': '2' }, body: 'Error: Invalid argument for key AAAAAAAAAAAAAAAAAAAA' });
    const error = await all(quoted.connector.accounts(undefined)).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).not.toContain('AAAA');
  });
});

describe('keys of HestiaCP', () => {
  it('go into the body, as the two parts of the secret or with the login as the first', async () => {
    const now = await users(named('clienta'));
    await all(now.connector.accounts(undefined));
    const [first] = now.standIn.requests();
    expect(first?.form.get('access_key')).toBe('S3CRET/token+of');
    expect(first?.form.get('secret_key')).toBe('the-reseller');
    expect(Object.fromEntries(first?.form ?? [])).toMatchObject({ cmd: 'v-list-users', arg1: 'json', returncode: 'no' });
    await all(now.connect({ secret: 'the-secret-key' }).accounts(undefined)).catch(() => []);
    const last = now.standIn.requests().find(({ form }) => form.get('secret_key') === 'the-secret-key');
    expect(last?.form.get('access_key')).toBe('reseller1');
  });

  it('never ask for what changes anything, and count no messages', async () => {
    const { connector } = await users(named('clienta'));
    expect([connector.usage, connector.messages, connector.warnings]).toEqual([null, null, null]);
    const { capabilities } = await connector.probe(undefined);
    for (const need of ['sent', 'outcomes', 'suspended_why', 'suspended_since'] as const)
      expect(capabilities.find((one) => one.need === need)?.given).toBe('not_given');
  });
});

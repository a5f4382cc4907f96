import { afterEach, describe, expect, it } from 'vitest';
import { ispconfig } from '../../src/connectors/ispconfig/index.ts';
import { all, type Stage, stage } from './stage.ts';
import { fixture } from './stand-ins/canned.ts';
import { type IspconfigTricks, ispconfigDialect } from './stand-ins/ispconfig.ts';
import { smallWorld } from './stand-ins/world.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const { standIn } of stages.splice(0)) await standIn.close();
});

async function tricky(tricks: IspconfigTricks = {}): Promise<Stage> {
  const now = await stage({ kind: ispconfig, dialect: () => ispconfigDialect(tricks) });
  stages.push(now);
  return now;
}

const answered = (name: string): string => fixture(`ispconfig/${name}.recorded.json`);
const recorded = async (body: string): Promise<Stage> => await tricky({ instead: { login: { body: answered('login-ok') }, client_get: { body } } });
const logins = ({ standIn }: Stage) => standIn.calls().filter((call) => call === 'POST login').length;

describe('answers of ISPConfig', () => {
  it('reads the clients that were recorded, and nothing of them that is secret', async () => {
    const { connector } = await recorded(answered('client_get-all').replaceAll('"id_rsa": ""', '"id_rsa": "-----BEGIN RSA PRIVATE KEY-----"'));
    const read = await all(connector.accounts(undefined));
    expect(read).toEqual([
      {
        login: 'alice',
        birth: '1',
        domain: '',
        otherDomains: null,
        emails: ['alice@client-alice.example'],
        owner: '',
        plan: '',
        createdAt: 1_795_291_326_000,
        own: false,
        suspended: false,
        locked: null,
        outgoingMail: null,
        reason: '',
        suspendedAt: null,
        lifter: 'unknown',
        limits: null,
        unlimited: null,
      },
      expect.objectContaining({ login: 'bob', suspended: true, reason: '', suspendedAt: null, unlimited: null }),
    ]);
    expect(JSON.stringify(read)).not.toMatch(/REDACTED|PRIVATE KEY|notes/);
  });

  it('says what is wrong in an answer without repeating it', async () => {
    const { connector } = await recorded(answered('client_get-all').replaceAll('"username"', '"user"'));
    const error = await all(connector.accounts(undefined)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'panel_unreadable', params: { call: 'client_get' } });
    const { cause, stack = '' } = error instanceof Error ? error : new Error();
    expect(`${JSON.stringify(error)} ${stack} ${String(cause)}`).not.toMatch(/REDACTED|alice/);
  });

  it('takes null for nobody, and false for no answer', async () => {
    const missing = await recorded(answered('client_get-missing'));
    expect(await all(missing.connector.accounts(undefined))).toEqual([]);
    const none = await recorded('{"code":"ok","message":"","response":false}');
    await expect(all(none.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
    const ids = await recorded('{"code":"ok","message":"","response":["1","2"]}');
    await expect(all(ids.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
  });

  it('names the reseller above a client, and takes the cancelled for suspended', async () => {
    const client = (id: string, changes: object) => ({ client_id: id, parent_client_id: '0', username: `u${id}`, locked: 'n', canceled: 'n', ...changes });
    const response = [client('1', {}), client('2', { parent_client_id: '1' }), client('3', { parent_client_id: '9', canceled: 'y' })];
    const { connector } = await recorded(JSON.stringify({ code: 'ok', response }));
    expect((await all(connector.accounts(undefined))).map(({ login, owner, suspended }) => [login, owner, suspended])).toEqual([
      ['u1', '', false],
      ['u2', 'u1', false],
      ['u3', '', true],
    ]);
  });
});

describe('faults of ISPConfig', () => {
  it('refuse a login with HTTP 200, and are asked no more', async () => {
    const now = await tricky({ instead: { login: { body: answered('error-login') } } });
    await expect(now.connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(now.standIn.calls()).toEqual(['POST login']);
  });

  it('are decided by their code', async () => {
    const other = await recorded('{"code":"invalid_data","message":"The JSON data is invalid","response":false}');
    await expect(all(other.connector.accounts(undefined))).rejects.toMatchObject({
      code: 'panel_refused',
      params: { call: 'client_get', reason: 'The JSON data is invalid' },
    });
    const denied = await recorded('{"code":"remote_fault","message":"You do not have the permissions to access this function.","response":false}');
    const { capabilities } = await denied.connector.probe(undefined);
    expect(capabilities.find(({ need }) => need === 'accounts')).toEqual({
      need: 'accounts',
      given: 'needs_privilege',
      call: 'client_get',
      privilege: 'client_get',
    });
    await expect(all(denied.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_privilege_missing' });
  });
});

describe('sessions of ISPConfig', () => {
  it('are one for all calls, and opened once more where one has ended', async () => {
    const now = await tricky();
    await now.connector.probe(undefined);
    await all(now.connector.accounts(undefined));
    expect(logins(now)).toBe(1);
    const short = await tricky({ sessionCalls: 1 });
    await all(short.connector.accounts(undefined));
    expect(await all(short.connector.accounts(undefined))).toHaveLength(short.world.accounts.length);
    expect(logins(short)).toBe(2);
    short.standIn.change(smallWorld({ secret: 'another' }));
    await expect(all(short.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    await expect(all(short.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(logins(short)).toBe(3);
  });

  it('that end at once are a refusal, not another try', async () => {
    const now = await recorded(answered('error-session'));
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(logins(now)).toBe(1);
  });
});

describe('what ISPConfig gives', () => {
  it('knows neither sends nor limits, and says so', async () => {
    const { connector } = await tricky();
    expect([connector.usage, connector.messages, connector.warnings]).toEqual([null, null, null]);
    const { capabilities } = await connector.probe(undefined);
    for (const need of ['sent', 'limits', 'bytes', 'suspended_why', 'locked'] as const)
      expect(capabilities.find((one) => one.need === need)?.given).toBe('not_given');
  });
});

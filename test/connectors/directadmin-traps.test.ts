import { describe, expect, it } from 'vitest';
import { directadmin } from '../../src/connectors/directadmin/index.ts';
import { HOUR_MS } from '../../src/shared/durations.ts';
import { ALL_USAGE, CONFIG, givenOf, LOG, LOGIN_PAGE, logOf, namesOf, recorded, TABLE, tricky, usageFor } from './directadmin-stage.ts';
import { all, messagesOf, usageOf, warningsOf } from './stage.ts';
import { crowdedWorld, smallWorld, TODAY } from './stand-ins/world.ts';

describe('logins of DirectAdmin', () => {
  it('logs in with the command where the server is older than the newer API', async () => {
    const now = await tricky();
    now.standIn.behave({ shape: 'old_server' });
    expect((await all(now.connector.accounts(undefined))).length).toBe(6);
    expect(now.standIn.calls().slice(0, 3)).toEqual(['GET /api/session', 'GET CMD_API_LOGIN_TEST', `GET ${TABLE}`]);
    const refusing = await tricky({ instead: { '/api/session': { status: 404, body: '' }, CMD_API_LOGIN_TEST: { body: 'error=1&text=Invalid%20login' } } });
    await expect(refusing.connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
  });

  it('knows the login page of the panel for a refusal, and asks no more', async () => {
    const now = await tricky({ instead: { '/api/session': { headers: { 'content-type': 'text/html' }, body: LOGIN_PAGE } } });
    await expect(now.connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(now.standIn.calls()).toHaveLength(1);
  });

  it('asks nothing more after a refused login in the middle', async () => {
    const now = await tricky({ instead: { [TABLE]: { status: 401, body: '{"type":"UNAUTHORIZED"}' } } });
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    const before = now.standIn.calls().length;
    await expect(usageOf(now.connector, now.world)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    await expect(messagesOf(now.connector)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(now.standIn.calls()).toHaveLength(before);
  });

  it('takes a disabled account for a refused login', async () => {
    const now = await tricky({ instead: { '/api/session': { status: 403, body: '{"type":"LOGIN_ACCOUNT_DISABLED"}' } } });
    await expect(now.connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused', params: { status: 403 } });
    expect(now.standIn.calls()).toHaveLength(1);
  });

  it('reads a page in place of a command as a privilege that lacks, once the login has worked', async () => {
    const now = await tricky({
      instead: { [TABLE]: { headers: { 'content-type': 'text/html' }, body: LOGIN_PAGE }, CMD_API_SHOW_USERS: { body: LOGIN_PAGE } },
    });
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_privilege_missing', params: { call: TABLE, privilege: TABLE } });
  });

  it('sends the secret in one header only, and as a client in the panel’s own way', async () => {
    const now = await tricky();
    await logOf(now.connector, 'alphausr');
    expect(namesOf(now)).toEqual(['reseller1', 'reseller1|alphausr']);
  });

  it('stops acting as clients after one refusal, and keeps the reseller’s own login', async () => {
    const now = await tricky({ noClients: true });
    await expect(messagesOf(now.connector)).rejects.toMatchObject({ code: 'panel_privilege_missing', params: { call: LOG } });
    expect(namesOf(now).filter((name) => name.includes('|'))).toHaveLength(1);
    expect(await all(now.connector.accounts(undefined))).toHaveLength(6);
    expect(await givenOf(now.connector, 'messages')).toMatchObject({ given: 'needs_privilege' });
  });
});

describe('what a server does not have or does not allow', () => {
  it('names what a restricted key may not call, without calling it', async () => {
    const now = await tricky({ allowed: ['CMD_API_LOGIN_TEST', TABLE] });
    expect(await givenOf(now.connector, 'accounts')).toMatchObject({ given: 'given' });
    expect(await givenOf(now.connector, 'limits')).toEqual({ need: 'limits', given: 'needs_privilege', call: CONFIG, privilege: CONFIG });
    expect(now.standIn.calls()).not.toContain(`GET ${CONFIG}`);
  });

  it.each([
    [402, '{"type":"LICENSE_OVERUSED"}', 'not_given'],
    [403, '{"type":"ACCESS_DENIED"}', 'needs_privilege'],
    [404, '{"type":"NOT_FOUND"}', 'not_given'],
    [400, '{"type":"BAD_REQUEST","message":"from"}', 'unknown'],
    [500, '<html>oops</html>', 'unknown'],
  ] as const)('takes HTTP %i %s of a log for %s, never for an empty one', async (status, body, given) => {
    const now = await tricky({ instead: { [LOG]: { status, body }, '/api/email-logs': { status, body } } });
    expect(await givenOf(now.connector, 'messages')).toMatchObject({ given });
    await expect(logOf(now.connector, 'alphausr')).rejects.toMatchObject({ params: { call: LOG } });
  });

  it('promises nothing of log and messages before it looked', () => {
    const connector = directadmin.connect({
      login: '',
      secret: '',
      zone: 'UTC',
      now: () => 0,
      base64: (text) => text,
      call: () => Promise.reject(new Error()),
    });
    const unknown = connector.capabilities().filter(({ given }) => given === 'unknown');
    expect(unknown.map(({ need }) => need)).toEqual(['messages', 'warnings']);
  });

  it('opens the log where older servers have it', async () => {
    const now = await tricky({
      instead: { [LOG]: { status: 404, body: '' }, '/api/email-logs': { body: '{"emails":null,"more":false}' } },
    });
    expect(await logOf(now.connector, 'alphausr')).toEqual([]);
    expect(namesOf(now).at(-1)).toBe('reseller1|alphausr');
  });

  it('reads the list of messages where older servers have it', async () => {
    const now = await tricky({ instead: { '/api/messages/list': { status: 404, body: '' }, '/api/messages': { body: '[]' } } });
    expect(await warningsOf(now.connector)).toEqual([]);
    expect(await givenOf(now.connector, 'warnings')).toMatchObject({ given: 'given' });
  });

  it('says of addresses and limits that they were not read where settings are denied, never that there are none', async () => {
    const now = await recorded({ [TABLE]: '{"0":{"username":"alice","domains":"a.example<br>b.example"},"info":{"rows":"1"}}' });
    now.standIn.behave({ lacks: [CONFIG, '/api/users/{username}/config'] });
    expect(await all(now.connector.accounts(undefined))).toMatchObject([{ login: 'alice', domain: '', emails: null, limits: null, unlimited: null }]);
  });

  it('hides no log behind one that does not open, and does not pass the whole off as complete', async () => {
    const { connector, world } = await tricky(
      { shut: ['alphausr'] },
      smallWorld({ messages: smallWorld().messages.map((one) => ({ ...one, login: 'zetausr' })) }),
    );
    const seen: string[] = [];
    const reading = async (): Promise<void> => {
      if (connector.messages === null) return;
      const query = { login: null, window: { from: TODAY - 24 * HOUR_MS, to: TODAY }, outcomes: [] };
      for await (const page of connector.messages(query, undefined)) seen.push(...page.map(({ id }) => id));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'panel_privilege_missing', params: { call: LOG } });
    expect(seen).toHaveLength(world.messages.length);
  });

  it('does not ask client after client where no log opens', async () => {
    const now = await tricky({ shut: smallWorld().accounts.map(({ login }) => login) });
    await expect(messagesOf(now.connector)).rejects.toMatchObject({ code: 'panel_privilege_missing', params: { call: LOG } });
    expect(now.standIn.calls().filter((call) => call === `GET ${LOG}`)).toHaveLength(3);
  });

  it('knows nothing of a user who is gone by now, and all of the others', async () => {
    const now = await tricky();
    expect(await usageFor(now.connector, ['alphausr', 'gone', 'zetausr'])).toMatchObject([{ login: 'alphausr' }, { login: 'zetausr' }]);
    now.standIn.behave({ shape: 'old_server' });
    expect(await usageFor(now.connect(), ['gone', 'alphausr'])).toMatchObject([{ login: 'alphausr' }]);
    await expect(usageFor(now.connect(), ['gone'])).rejects.toMatchObject({ code: 'panel_refused' });
  });

  it('says who the reseller is, and whether he is suspended himself', async () => {
    const now = await tricky({}, smallWorld({ resellerSuspended: true }));
    expect(await now.connector.probe(undefined)).toMatchObject({ resellerSuspended: true, version: '1.697' });
    now.standIn.behave({ shape: 'old_server' });
    expect(await now.connect().probe(undefined)).toMatchObject({ resellerSuspended: true });
  });
});

describe('long lists of DirectAdmin', () => {
  it('follows the pages of a server that gives fewer rows than asked for', async () => {
    const now = await tricky({ cap: 50 }, crowdedWorld(120));
    const logins = (await all(now.connector.accounts(undefined))).map(({ login }) => login);
    expect(new Set(logins).size).toBe(120);
    expect(now.standIn.calls().filter((call) => call === `GET ${TABLE}`)).toHaveLength(3);
  });

  it.each([
    ['sends the first page again and again', { cap: 50, ignoresPage: true }],
    ['says that there is one page of more rows than it holds', { cap: 50, hidesPages: true }],
  ])('calls the list of a server unreadable that %s', async (_, tricks) => {
    const now = await tricky(tricks, crowdedWorld(120));
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable', params: { call: TABLE } });
  });

  it('makes one call for everybody, however many times it is asked for some of them', async () => {
    const now = await tricky();
    now.standIn.behave({ shape: 'all_in_one' });
    const some = [['alphausr', 'betausr'], ['gammausr', 'deltausr'], ['zetausr']];
    for (const logins of some) expect((await usageFor(now.connector, logins)).map(({ login }) => login)).toEqual(logins);
    const calls = (): number => now.standIn.calls().filter((call) => call === `GET ${ALL_USAGE}`).length;
    expect(calls()).toBe(1);
    await usageFor(now.connector, ['alphausr']);
    expect(calls()).toBe(2);
  });

  it('reads a log in halves where it has more than it hands out, everything once', async () => {
    const [first] = smallWorld().messages;
    if (first === undefined) throw new Error('the world has messages');
    const many = Array.from({ length: 40 }, (_, index) => {
      const at = TODAY - 20 * HOUR_MS + index * 61_000;
      return { ...first, messageId: `m${index}`, at, sentAt: at };
    });
    const now = await tricky({ logCap: 7 }, smallWorld({ messages: many }));
    const ids = (await logOf(now.connector, 'alphausr')).map(({ messageId }) => messageId);
    expect(ids.sort()).toEqual(many.map(({ messageId }) => messageId).sort());
    const crowded = await tricky({ logCap: 7 }, smallWorld({ messages: many.map((one) => ({ ...one, at: TODAY - HOUR_MS })) }));
    await expect(logOf(crowded.connector, 'alphausr')).rejects.toMatchObject({ code: 'panel_unreadable', params: { call: LOG } });
  });

  it('leaves out of a log what came in', async () => {
    const mail = { id: 'x', datetime: new Date(TODAY - HOUR_MS).toISOString(), from: 'a@b.example', to: [{ address: 'c@d.example', state: 'delivered' }] };
    for (const direction of ['in', 'incoming']) {
      const now = await recorded({ [LOG]: JSON.stringify({ emails: [{ ...mail, direction }], more: false }) });
      expect(await logOf(now.connector, 'alphausr')).toEqual([]);
    }
  });
});

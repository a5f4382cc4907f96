import { describe, expect, it } from 'vitest';
import { ALL_USAGE, answered, CONFIG, givenOf, LOG, LOGIN_PAGE, logOf, recorded, TABLE, tricky, USAGE, usageFor } from './directadmin-stage.ts';
import { all, warningsOf } from './stage.ts';

describe('the recorded answers', () => {
  it('reads the table of users, whose numbers are texts', async () => {
    const now = await recorded({ [TABLE]: answered('USER_SHOW.json-yes.SYNTHETIC.json'), [CONFIG]: answered('SHOW_USER_CONFIG.urlencoded.txt') });
    expect(await all(now.connector.accounts(undefined))).toMatchObject([
      {
        login: 'alice',
        birth: '1655732246',
        plan: 'Basic',
        createdAt: 1_655_732_246_000,
        suspended: false,
        reason: '',
        otherDomains: ['alice.example', 'shop.example'],
      },
      { login: 'bob', birth: '1601992938', suspended: true, reason: 'billing', lifter: 'unknown', locked: null, outgoingMail: null, suspendedAt: null },
    ]);
  });

  it('reads settings in which every digit and dot is percent-encoded, and the limit of a day', async () => {
    const now = await recorded({
      [TABLE]: '{"0":{"username":"user1"},"info":{"rows":"1"}}',
      [CONFIG]: answered('SHOW_USER_CONFIG.urlencoded.txt'),
    });
    expect(await all(now.connector.accounts(undefined))).toEqual([
      {
        login: 'user1',
        birth: '',
        domain: 'user1-domain.example',
        otherDomains: [],
        emails: ['user1@user.example'],
        owner: 'admin',
        plan: '',
        createdAt: Date.UTC(2020, 9, 6, 11, 2, 18),
        own: false,
        suspended: false,
        locked: null,
        outgoingMail: null,
        reason: '',
        suspendedAt: null,
        lifter: 'unknown',
        limits: [{ count: 1000, seconds: 86_400, scope: 'account', source: 'set' }],
        unlimited: false,
      },
    ]);
  });

  it('reads settings of the newer API where the command may not be called, and knows no limit then', async () => {
    const now = await recorded({
      [TABLE]: '{"0":{"username":"bob"},"info":{"rows":"1"}}',
      [CONFIG]: LOGIN_PAGE,
      '/api/users/{username}/config': answered('api-users-config.SYNTHETIC.json'),
    });
    expect(await all(now.connector.accounts(undefined))).toMatchObject([
      {
        login: 'bob',
        domain: 'bob.example',
        emails: ['bob@bob.example'],
        owner: 'resel1',
        plan: 'Basic',
        suspended: true,
        reason: '',
        limits: null,
        unlimited: null,
      },
    ]);
  });

  it('reads names that come url-encoded, where there is no table', async () => {
    const now = await recorded({
      [TABLE]: LOGIN_PAGE,
      CMD_API_SHOW_USERS: answered('SHOW_USERS.urlencoded.SYNTHETIC.txt'),
      [CONFIG]: answered('SHOW_USER_CONFIG.urlencoded.txt'),
    });
    expect(await all(now.connector.accounts(undefined))).toMatchObject([
      { login: 'alice', suspended: false },
      { login: 'bob', suspended: false },
      { login: 'carol', suspended: false },
    ]);
    expect(await givenOf(now.connector, 'accounts')).toMatchObject({ given: 'given', call: 'CMD_API_SHOW_USERS' });
    expect(await givenOf(now.connector, 'suspended')).toMatchObject({ given: 'given', call: CONFIG });
    expect(await givenOf(now.connector, 'suspended_why')).toMatchObject({ given: 'needs_privilege', privilege: TABLE });
  });

  it('takes a list of one name for a list', async () => {
    const now = await recorded({ [TABLE]: LOGIN_PAGE, CMD_API_SHOW_USERS: 'list[]=alice', [CONFIG]: answered('SHOW_USER_CONFIG.urlencoded.txt') });
    expect((await all(now.connector.accounts(undefined))).map(({ login }) => login)).toEqual(['alice']);
  });

  it('reads everybody’s counters from one user a line, and asks each only where a line says nothing', async () => {
    const now = await recorded({ [ALL_USAGE]: answered('ALL_USER_USAGE.SYNTHETIC.txt') });
    expect(await usageFor(now.connector, ['alice', 'bob', 'carol', 'who'])).toMatchObject([
      { login: 'alice', sent: 143, limit: { count: 1000, seconds: 86_400 }, delivered: null, failed: null, recipients: null, bytes: null },
      { login: 'bob', sent: 0, limit: null },
      { login: 'carol', sent: 1000, limit: null },
    ]);
    const cut = await recorded({ [ALL_USAGE]: 'alphausr=default=x&email%5Fdeliveries%5Foutgoing=' });
    expect(await usageFor(cut.connector, ['alphausr'])).toMatchObject([{ login: 'alphausr', sent: 50 }]);
    expect(cut.standIn.calls()).toContain(`GET ${USAGE}`);
  });

  it('reads the newer counter, and the full page of a user with its limit', async () => {
    const newer = await recorded({ [USAGE]: answered('api-users-usage.SYNTHETIC.json') });
    expect(await usageFor(newer.connector, ['alice'])).toMatchObject([{ sent: 143, limit: null }]);
    const { connector, standIn } = await tricky({
      instead: { [USAGE]: { status: 404, body: '{"type":"NOT_FOUND"}' }, CMD_API_SHOW_USER_USAGE: { body: answered('SHOW_USER.json-yes.trimmed.json') } },
    });
    expect(await usageFor(connector, ['alice', 'bob'])).toMatchObject([
      { login: 'alice', sent: 0, limit: { count: 1000, seconds: 86_400, scope: 'account', source: 'set' } },
      { login: 'bob', sent: 0 },
    ]);
    // What the server does not have is asked for once.
    expect(standIn.calls().filter((call) => call === `GET ${USAGE}`)).toHaveLength(1);
  });

  it('reads the log, a message for two as two', async () => {
    const { connector } = await recorded({ [LOG]: answered('api-email-logs.SYNTHETIC.json') });
    const window = { from: Date.UTC(2026, 10, 20, 8), to: Date.UTC(2026, 10, 20, 9) };
    expect(await logOf(connector, 'alphausr', window)).toEqual([
      {
        id: '1sAbCd-000123-4f x@gmail.example delivered',
        messageId: '1sAbCd-000123-4f',
        at: Date.UTC(2026, 10, 20, 8, 15, 2),
        sentAt: Date.UTC(2026, 10, 20, 8, 15, 2),
        login: 'alphausr',
        domain: 'alice.example',
        sender: 'info@alice.example',
        recipient: 'x@gmail.example',
        outcome: 'delivered',
        remote: null,
        text: '',
        sizeBytes: 4210,
      },
      expect.objectContaining({ recipient: 'gone@client.example', outcome: 'failed', text: '550 5.1.1 user unknown' }),
      expect.objectContaining({ recipient: 'busy@client.example', outcome: 'deferred', text: '451 4.7.1 try later' }),
    ]);
  });

  it('knows both kinds of error that come with HTTP 200', async () => {
    const asJson = await recorded({ [TABLE]: answered('SELECT_USERS-error.json') });
    await expect(all(asJson.connector.accounts(undefined))).rejects.toMatchObject({
      code: 'panel_refused',
      params: { call: TABLE, reason: "Unable to read unknownuse's user files" },
    });
    const asForm = await recorded({ [TABLE]: answered('legacy-error.SYNTHETIC.txt') });
    await expect(all(asForm.connector.accounts(undefined))).rejects.toMatchObject({
      code: 'panel_refused',
      params: { call: TABLE, reason: 'Unable to show user: The user you specified is not under your control' },
    });
  });

  it('takes a success without a table for unreadable', async () => {
    const { connector } = await recorded({ [TABLE]: answered('SELECT_USERS-ok.json') });
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable', params: { call: TABLE } });
  });

  it('reads the warning of a mass mailing from the list, and never opens a message, which would mark it as read', async () => {
    const [first = '', ...rest] = answered('mass-mail-message.txt').split('\n');
    const message = { id: 7, subject: first.replace('Subject: ', ''), message: rest.join('\n'), timestamp: '2026-11-20T09:15:02Z', unread: true };
    const other = { ...message, id: 8, subject: 'A ticket was answered', message: 'See there.', timestamp: '2026-11-20T10:15:02Z' };
    const now = await recorded({ '/api/messages/list': JSON.stringify([message, other]) });
    expect(await warningsOf(now.connector)).toEqual([
      {
        id: '7',
        at: Date.UTC(2026, 10, 20, 9, 15, 2),
        subject: 'Warning: 1000 emails have just been sent by alice',
        text: expect.stringContaining('the highest sender was info@alice.example, at 950 emails'),
        ...{ login: 'alice', domain: 'alice.example', sent: 1000 },
      },
    ]);
    expect(now.standIn.requests().filter(({ path }) => /messages/.test(path) && path !== '/api/messages/list')).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsHandlers } from '../../src/features/settings/index.ts';
import { type Bench, openSending } from '../support/sending.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';

const call = { signal: undefined };
let bench: Bench;
let server: TestServer | undefined;
let handlers: ReturnType<typeof settingsHandlers>;

beforeEach(async () => {
  bench = await openSending();
  handlers = settingsHandlers(bench.core, bench.outbox);
});
afterEach(async () => {
  await bench.close();
  await server?.close();
  server = undefined;
});

describe('settings', () => {
  it('start with practising, ten a minute, no server and no password', async () => {
    expect(await handlers.get({}, call)).toEqual({
      language: null,
      theme: 'system',
      author: '',
      sender: { resellerName: '', fromName: '', fromAddress: '', supportAddress: '', bounceAddress: '' },
      transport: 'practice',
      smtp: { host: '', port: 465, security: 'tls', user: '' },
      smtpPassword: 'not_set',
      ownPace: { count: 10, seconds: 60 },
      onboarding: 'open',
    });
  });

  it('change what is given and keep the rest', async () => {
    await handlers.update({ sender: { fromName: 'Anna', fromAddress: 'anna@example.org' }, language: 'fr' }, call);
    await handlers.update({ sender: { resellerName: 'Anna SARL' }, smtp: { host: 'mail.example.org' } }, call);
    expect(await handlers.get({}, call)).toMatchObject({
      language: 'fr',
      sender: { fromName: 'Anna', fromAddress: 'anna@example.org', resellerName: 'Anna SARL' },
      smtp: { host: 'mail.example.org', port: 465, security: 'tls' },
    });
    expect(bench.announced).toContain('settings');
  });

  it('fall back to the default where a stored value is broken, once logged, and keep the others', async () => {
    await handlers.update({ author: 'Anna' }, call);
    await bench.core.db.write((tx) =>
      tx
        .insertInto('setting')
        .values([
          { key: 'ownPace', value: '{"count":0}' },
          { key: 'theme', value: '{oops' },
        ])
        .execute(),
    );
    await handlers.get({}, call);
    expect(await handlers.get({}, call)).toMatchObject({ author: 'Anna', ownPace: { count: 10, seconds: 60 }, theme: 'system' });
    expect(bench.log.filter(({ event }) => event === 'setting_unreadable')).toHaveLength(2);
  });

  it('refuse to send by a server that is not named, or from nobody', async () => {
    await expect(handlers.update({ transport: 'smtp' }, call)).rejects.toMatchObject({ code: 'smtp_not_set' });
    await expect(handlers.update({ transport: 'smtp', smtp: { host: 'mail.example.org' } }, call)).rejects.toMatchObject({ code: 'sender_not_set' });
    expect((await handlers.get({}, call)).smtp.host).toBe('');
    await handlers.update({ transport: 'smtp', smtp: { host: 'mail.example.org' }, sender: { fromAddress: 'a@example.org' } }, call);
    await expect(handlers.update({ smtp: { host: '' } }, call)).rejects.toMatchObject({ code: 'smtp_not_set' });
  });

  it('refuse a connection without encryption beyond this computer, and names that are none', async () => {
    await handlers.update({ smtp: { host: '127.0.0.1', security: 'none' } }, call);
    await handlers.update({ smtp: { host: '::1' } }, call);
    for (const host of ['mail.example.org', '10.0.0.1', '127.evil.com', 'localhost.example.org'])
      await expect(handlers.update({ smtp: { host, security: 'none' } }, call)).rejects.toMatchObject({
        code: 'invalid_input',
        params: { path: 'smtp.security' },
      });
    for (const host of ['https://mail.example.org', 'mail.example.org:465', 'a b'])
      await expect(handlers.update({ smtp: { host, security: 'tls' } }, call)).rejects.toMatchObject({ code: 'invalid_input', params: { path: 'smtp.host' } });
    await expect(handlers.update({ sender: { fromAddress: 'Anna <a@example.org>' } }, call)).rejects.toMatchObject({ params: { path: 'sender.fromAddress' } });
  });

  it('keep the password out of the database, of every answer and of the log', async () => {
    const password = 'tr0ub4dor&3-unique';
    expect((await handlers.setSmtpPassword({ password }, call)).smtpPassword).toBe('set');
    const rows = await bench.core.db.read.selectFrom('setting').selectAll().execute();
    expect(JSON.stringify([rows, await handlers.get({}, call), bench.log])).not.toContain(password);
    expect((await handlers.setSmtpPassword({ password: null }, call)).smtpPassword).toBe('not_set');
  });
});

describe('testing the server', () => {
  const to = 'me@example.net';
  const login = { user: 'reseller', password: 's3cret-of-the-test' };

  async function configure(choice: Parameters<typeof startSmtpServer>[0] = { login }): Promise<TestServer> {
    server = await startSmtpServer(choice);
    await handlers.update(
      { smtp: { host: '127.0.0.1', port: server.port, security: 'none', user: choice.login?.user ?? '' }, sender: { fromAddress: 'r@example.org' } },
      call,
    );
    await handlers.setSmtpPassword({ password: login.password }, call);
    return server;
  }

  it('connects, logs in and sends nothing without an address', async () => {
    const real = await configure();
    expect(await handlers.testSmtp({}, call)).toMatchObject({ sent: false, tls: null, reply: expect.stringMatching(/^2/) });
    expect(real.attempts).toHaveLength(0);
  });

  it.each(['en', 'fr', 'ru'] as const)('sends one message, through the outbox, in %s', async (language) => {
    const real = await configure();
    await handlers.update({ language }, call);
    expect(await handlers.testSmtp({ to }, call)).toMatchObject({ sent: true, reply: '250 2.0.0 queued as T1' });
    expect(real.received).toMatchObject([{ to, from: 'r@example.org' }]);
    const rows = await bench.core.db.read.selectFrom('outbox').select(['kind', 'state', 'recipient', 'language']).execute();
    expect(rows).toEqual([{ kind: 'test', state: 'sent', recipient: to, language }]);
  });

  it('goes before what waits and through a pause', async () => {
    const real = await configure();
    await bench.outbox.handlers.pause({}, call);
    await bench.outbox.start();
    await bench.enqueue();
    expect(await handlers.testSmtp({ to }, call)).toMatchObject({ sent: true });
    expect(real.received.map((message) => message.to)).toEqual([to]);
  });

  it('says what failed and leaves no test behind to be sent later', async () => {
    const real = await configure();
    real.behave(() => ({ at: 'rcpt', reply: '451 4.7.1 later' }));
    await expect(handlers.testSmtp({ to }, call)).rejects.toMatchObject({ code: 'smtp_refused', params: { reply: '451 4.7.1 later' } });
    expect(await bench.column('state')).toEqual(['failed']);
    await handlers.setSmtpPassword({ password: 'wrong-secret' }, call);
    await expect(handlers.testSmtp({ to }, call)).rejects.toMatchObject({ code: 'smtp_auth_failed' });
    await handlers.update({ sender: { fromAddress: '' } }, call);
    await expect(handlers.testSmtp({ to }, call)).rejects.toMatchObject({ code: 'sender_not_set' });
    await handlers.update({ smtp: { host: '' } }, call);
    await expect(handlers.testSmtp({ to }, call)).rejects.toMatchObject({ code: 'smtp_not_set' });
    expect(JSON.stringify(bench.log.map(({ cause, ...line }) => [line, String(cause)]))).not.toMatch(/s3cret|wrong-secret/);
  });
});

import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { smtpConnector } from '../../src/adapters/smtp.ts';
import type { SmtpAccount } from '../../src/ports/mailer.ts';
import { freePort, portOf } from '../support/ports.ts';
import { type ServerChoice, startSmtpServer, TEST_CA, type TestServer } from '../support/smtp-server.ts';

const message = {
  from: 'reseller@example.org',
  to: 'client@example.net',
  eml: Buffer.from('From: reseller@example.org\r\nTo: client@example.net\r\nMessage-ID: <1@example.org>\r\n\r\nHello\r\n.dot\r\n'),
};
const PASSWORD = 'correct-horse-battery';

let closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers) await close();
  closers = [];
});

async function serve(choice: ServerChoice = {}): Promise<TestServer> {
  const server = await startSmtpServer(choice);
  closers.push(() => server.close());
  return server;
}

/** A client of the server, with little patience. */
function clientOf(port: number, account: Partial<SmtpAccount> = {}, ca: string | undefined = TEST_CA) {
  const connector = smtpConnector({ connectMs: 400, commandMs: 400, dataMs: 400, idleMs: 10_000, ...(ca === undefined ? {} : { ca }) });
  const client = connector.open({ host: '127.0.0.1', port, security: 'none', user: '', password: '', ...account });
  closers.push(() => client.close());
  return client;
}

/** A server that speaks no SMTP: says `greeting`, then nothing but what `answer` gives to a line. */
async function rawServer(greeting: string, answer: (line: string) => string = () => ''): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    if (greeting !== '') socket.write(greeting);
    socket.on('data', (line) => socket.write(answer(line.toString().trim())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.close();
  });
  return portOf(server.address());
}

describe('handing a message to a server', () => {
  it('is accepted with the reply to the content, byte for byte', async () => {
    const server = await serve();
    expect(await clientOf(server.port).send(message)).toEqual({ outcome: 'accepted', reply: '250 2.0.0 queued as T1' });
    expect(server.received[0]?.eml).toBe(message.eml.toString());
    expect(server.received[0]).toMatchObject({ from: message.from, to: message.to });
  });

  it('keeps one connection for several messages and survives a server that closed it meanwhile', async () => {
    const server = await serve();
    const client = clientOf(server.port);
    await client.send(message);
    await client.send(message);
    expect(server.connections()).toBe(1);
    await server.close();
    const again = await startSmtpServer({ port: server.port });
    closers.push(() => again.close());
    expect(await client.send(message)).toMatchObject({ outcome: 'accepted' });
  });

  it('writes the domain of an address so that any server understands it', async () => {
    const server = await serve();
    expect(await clientOf(server.port).send({ ...message, to: 'client@пример.рф' })).toMatchObject({ outcome: 'accepted' });
    expect(server.received[0]).toMatchObject({ to: 'client@пример.рф', utf8: false });
  });

  it.each(['mail', 'rcpt', 'data'] as const)('tells a temporary from a permanent refusal at %s, and goes on with the same connection', async (at) => {
    const server = await serve();
    const client = clientOf(server.port);
    server.behave(() => ({ at, reply: '451 4.7.1 Greylisted, come back later' }));
    expect(await client.send(message)).toEqual({ outcome: 'refused', code: 451, enhanced: '4.7.1', stage: at, reply: '451 4.7.1 Greylisted, come back later' });
    server.behave(() => ({ at, reply: '550 5.1.1 No such user' }));
    expect(await client.send(message)).toEqual({ outcome: 'refused', code: 550, enhanced: '5.1.1', stage: at, reply: '550 5.1.1 No such user' });
    server.behave(undefined);
    expect(await client.send(message)).toMatchObject({ outcome: 'accepted' });
    expect(server.connections()).toBe(1);
    expect(server.received).toHaveLength(1);
  });

  it('tells a refusal of the content before it was sent from one of the recipient', async () => {
    const port = await rawServer('220 ready\r\n', (line) => (line === 'DATA' ? '550 Rejected\r\n' : '250 ok\r\n'));
    expect(await clientOf(port).send(message)).toMatchObject({ outcome: 'refused', code: 550, stage: 'data' });
  });

  it('calls a connection lost before the content "not sent"', async () => {
    const server = await serve();
    for (const at of ['connect', 'mail', 'rcpt'] as const) {
      server.behave(() => ({ at, drop: true }));
      expect(await clientOf(server.port).send(message)).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_unreachable', permanent: false });
    }
    expect(server.received).toHaveLength(0);
  });

  it.each([true, false])('calls a connection lost after the content "uncertain" whether the server kept it (%s) or not', async (keeps) => {
    const server = await serve();
    server.behave(() => ({ at: 'data', drop: true, keeps }));
    expect(await clientOf(server.port).send(message)).toMatchObject({ outcome: 'uncertain' });
    expect(server.received).toHaveLength(keeps ? 1 : 0);
  });

  it('ends at once when it is closed meanwhile, and does not begin again', async () => {
    const server = await serve();
    for (const [at, outcome] of [
      ['rcpt', 'not_sent'],
      ['data', 'uncertain'],
    ] as const) {
      server.behave(undefined);
      const client = clientOf(server.port);
      await client.send(message);
      const before = server.attempts.length;
      server.behave(() => ({ at, slowMs: 300 }));
      const sending = client.send(message);
      while (server.attempts.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 50));
      await client.close();
      expect(await sending).toMatchObject({ outcome });
      expect(server.attempts).toHaveLength(before + 1);
    }
  });

  it('calls silence after the content "uncertain", silence before it a timeout', async () => {
    const server = await serve();
    server.behave(() => ({ at: 'data', slowMs: 5000 }));
    expect(await clientOf(server.port).send(message)).toMatchObject({ outcome: 'uncertain' });
    for (const at of ['connect', 'mail', 'rcpt'] as const) {
      server.behave(() => ({ at, slowMs: 5000 }));
      expect(await clientOf(server.port).send(message)).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_timeout', permanent: false });
    }
  });

  it('takes a server that is closing down, or refuses connections, for unreachable and not for a verdict on the message', async () => {
    const server = await serve();
    server.behave(() => ({ at: 'mail', reply: '421 4.3.2 Service shutting down' }));
    expect(await clientOf(server.port).send(message)).toMatchObject({
      outcome: 'not_sent',
      errorCode: 'smtp_unreachable',
      reply: '421 4.3.2 Service shutting down',
    });
    server.behave(() => ({ at: 'connect', reply: '554 5.7.1 Your address is listed' }));
    expect(await clientOf(server.port).send(message)).toMatchObject({
      outcome: 'not_sent',
      errorCode: 'smtp_unreachable',
      reply: expect.stringContaining('listed'),
    });
  });

  it('names what is wrong with the way there', async () => {
    expect(await clientOf(await freePort()).send(message)).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_unreachable', reply: 'ECONNREFUSED' });
    expect(await clientOf(1, { host: 'no-such-host.invalid' }).send(message)).toMatchObject({
      outcome: 'not_sent',
      errorCode: expect.stringMatching(/smtp_(unreachable|tls_failed)/),
    });
    expect(await clientOf(await rawServer('')).send(message)).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_timeout' });
    expect(await clientOf(await rawServer('SSH-2.0-OpenSSH_9\r\n')).send(message)).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_unreachable' });
  });
});

describe('login', () => {
  const login = { user: 'reseller', password: PASSWORD };

  it('works with the right password and is a lasting failure with a wrong one', async () => {
    const server = await serve({ login, tls: 'starttls' });
    const account = { security: 'starttls' as const, ...login };
    expect(await clientOf(server.port, account).send(message)).toMatchObject({ outcome: 'accepted' });
    const wrong = await clientOf(server.port, { ...account, password: 'wrong-password' }).send(message);
    expect(wrong).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_auth_failed', permanent: true });
    expect(wrong.reply).toContain('535 5.7.8');
    expect(wrong.reply).not.toContain('wrong-password');
  });

  it('keeps the password out of the reply even when the server quotes what it was given', async () => {
    const port = await rawServer('220 test\r\n', (line) => (line.startsWith('EHLO') ? '250-test\r\n250 AUTH PLAIN\r\n' : `535 cannot use ${line}\r\n`));
    const { reply } = await clientOf(port, login).send(message);
    expect(reply).toMatch(/^535 cannot use /);
    expect(reply).not.toContain(Buffer.from(`\0${login.user}\0${PASSWORD}`).toString('base64'));
  });

  it('is a login failure too when the server wants one and none is configured', async () => {
    const server = await serve({ login });
    expect(await clientOf(server.port).send(message)).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_auth_failed', permanent: true });
  });
});

describe('encryption', () => {
  it.each(['starttls', 'implicit'] as const)('is verified (%s)', async (tls) => {
    const security = tls === 'implicit' ? 'tls' : 'starttls';
    const server = await serve({ tls });
    expect(await clientOf(server.port, { security }).send(message)).toMatchObject({ outcome: 'accepted' });
    expect(await clientOf(server.port, { security }).verify()).toMatchObject({ tls: expect.stringMatching(/^TLSv1\.[23]$/) });
    const stranger = smtpConnector().open({ host: '127.0.0.1', port: server.port, security, user: '', password: '' });
    expect(await stranger.send(message)).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_tls_failed', permanent: true });
    await expect(stranger.verify()).rejects.toMatchObject({ code: 'smtp_tls_failed', params: { reason: expect.stringMatching(/\w/) } });
  });

  it.each(['starttls', 'implicit'] as const)('refuses a self-signed certificate (%s)', async (tls) => {
    const server = await serve({ tls, certificate: 'expired_self_signed' });
    const answer = await clientOf(server.port, { security: tls === 'implicit' ? 'tls' : 'starttls' }).send(message);
    expect(answer).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_tls_failed', permanent: true });
    expect(server.received).toHaveLength(0);
  });

  it('is never given up because the server does not offer it, and no password leaves without it', async () => {
    const server = await serve({ login: { user: 'reseller', password: PASSWORD } });
    const account = { security: 'starttls' as const, user: 'reseller', password: PASSWORD };
    expect(await clientOf(server.port, account).send(message)).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_tls_failed' });
    const plain = clientOf(server.port, { security: 'tls' });
    expect(await plain.send(message)).toMatchObject({ outcome: 'not_sent', errorCode: 'smtp_tls_failed' });
    expect(await clientOf(25, { host: 'mail.example.org', security: 'none' }).send(message)).toMatchObject({
      outcome: 'not_sent',
      errorCode: 'smtp_tls_failed',
    });
  });
});

describe('testing a connection', () => {
  it('answers with declared errors', async () => {
    const server = await serve({ login: { user: 'reseller', password: PASSWORD } });
    await expect(clientOf(server.port, { user: 'reseller', password: 'other-secret' }).verify()).rejects.toMatchObject({
      code: 'smtp_auth_failed',
      params: { reply: expect.not.stringContaining('other-secret') },
    });
    const port = await freePort();
    await expect(clientOf(port).verify()).rejects.toMatchObject({ code: 'smtp_unreachable', params: { host: '127.0.0.1', port } });
    await expect(clientOf(await rawServer('')).verify()).rejects.toMatchObject({ code: 'smtp_timeout' });
    await expect(clientOf(await rawServer('554 5.7.1 Go away\r\n')).verify()).rejects.toMatchObject({
      code: 'smtp_refused',
      params: { reply: '554 5.7.1 Go away' },
    });
  });
});

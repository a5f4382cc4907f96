import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imapConnector } from '../../src/adapters/imap.ts';
import type { ImapAccount, ImapMessage, ImapSession } from '../../src/ports/imap.ts';
import { type Dovecot, startDovecot, startWire } from '../support/dovecot.ts';
import { freePort, portOf } from '../support/ports.ts';
import { TEST_CA } from '../support/smtp-server.ts';

let dovecot: Dovecot;
const connector = imapConnector({ connectMs: 1500, silenceMs: 1500, ca: TEST_CA });
const LIMIT = 1024 * 1024;

beforeAll(async () => {
  dovecot = await startDovecot();
  for (let number = 1; number <= 25; number++) await dovecot.deliver(`Subject: mail ${number}\r\n\r\nbody ${number}\r\n`);
});
afterAll(() => dovecot.close());

function account(change: Partial<ImapAccount> = {}): ImapAccount {
  return { host: '127.0.0.1', port: dovecot.port, security: 'none', user: dovecot.user, password: dovecot.password, ...change };
}

async function within<T>(given: ImapAccount, work: (session: ImapSession) => Promise<T>): Promise<T> {
  const session = await connector.open(given);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

async function all(session: ImapSession, maxBytes = LIMIT): Promise<ImapMessage[]> {
  const messages: ImapMessage[] = [];
  for await (const message of session.messages(maxBytes, undefined)) messages.push(message);
  return messages;
}

describe('a mail folder', () => {
  it.each(['tls', 'starttls', 'none'] as const)('is read with security %s', async (security) => {
    const port = security === 'tls' ? dovecot.tlsPort : dovecot.port;
    await within(account({ security, port }), async (session) => {
      expect(session.tls === null).toBe(security === 'none');
      expect(session.greeting).toContain('Dovecot');
      expect(await session.folders()).toContain('INBOX');
      expect(await session.open('INBOX', null)).toEqual({ messages: 25, fresh: 25 });
    });
  });

  it('gives its messages oldest first, and later only the new ones', async () => {
    await within(account(), async (session) => {
      await session.open('INBOX', null);
      const messages = await all(session);
      expect(messages.map(({ source }) => /mail (\d+)/.exec(Buffer.from(source).toString())?.[1])).toEqual(
        Array.from({ length: 25 }, (_, index) => String(index + 1)),
      );
      const tenth = messages[9]?.position ?? { validity: '', uid: 0 };
      expect(await session.open('INBOX', tenth)).toEqual({ messages: 25, fresh: 15 });
      const last = messages.at(-1)?.position ?? tenth;
      expect(await session.open('INBOX', last)).toEqual({ messages: 25, fresh: 0 });
      expect(await session.open('INBOX', { ...last, validity: 'other' })).toEqual({ messages: 25, fresh: 25 });
    });
  });

  it('is left as it was: no message is seen, no flag is set', async () => {
    await within(account(), async (session) => {
      await session.open('INBOX', null);
      await all(session);
    });
    expect(await dovecot.flags()).toEqual(Array.from({ length: 25 }, () => []));
  });

  it('gives of a large message only the beginning', async () => {
    await dovecot.createFolder('Large');
    await dovecot.deliver(`Subject: large\r\n\r\n${'x'.repeat(2 * LIMIT)}`, 'Large');
    await within(account(), async (session) => {
      await session.open('Large', null);
      const [message] = await all(session, 1000);
      expect(message?.source).toHaveLength(1000);
    });
  });

  it('that is empty has nothing', async () => {
    await dovecot.createFolder('Réponses');
    await within(account(), async (session) => {
      expect(await session.open('Réponses', null)).toEqual({ messages: 0, fresh: 0 });
      expect(await all(session)).toEqual([]);
    });
  });
});

describe('a connection that fails says why:', () => {
  const failure = (given: ImapAccount, using = connector) => expect(using.open(given)).rejects;

  it('a wrong password, which is not repeated', async () => {
    await failure(account({ password: 'falsches-passwort' })).toMatchObject({
      code: 'imap_auth_failed',
      params: { reply: expect.not.stringContaining('falsches-passwort') },
    });
  });

  it('a certificate nobody vouches for', async () => {
    const strangers = imapConnector({ connectMs: 1500 });
    await failure(account({ security: 'tls', port: dovecot.tlsPort }), strangers).toMatchObject({ code: 'imap_tls_failed' });
    await failure(account({ security: 'starttls' }), strangers).toMatchObject({ code: 'imap_tls_failed' });
  });

  it('a certificate for another name', async () => {
    const wire = await startWire(dovecot.tlsPort, '127.0.0.2');
    await failure(account({ security: 'tls', port: wire.port, host: '127.0.0.2' })).toMatchObject({ code: 'imap_tls_failed' });
    await wire.close();
  });

  it('TLS where there is none', async () => {
    await failure(account({ security: 'tls' })).toMatchObject({ code: 'imap_tls_failed' });
  });

  it('a server that does not offer the encryption asked for', async () => {
    const logins: string[] = [];
    const bare = createServer((socket) => {
      socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] bare\r\n');
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        const line = chunk.toString();
        if (/LOGIN|AUTHENTICATE/i.test(line)) logins.push(line);
        socket.write(/CAPABILITY/i.test(line) ? `* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${line.split(' ')[0]} OK\r\n` : `${line.split(' ')[0]} BAD unknown\r\n`);
      });
    });
    await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
    const port = portOf(bare.address());
    await failure(account({ security: 'starttls', port })).toMatchObject({ code: 'imap_tls_failed' });
    expect(logins).toEqual([]);
    bare.close();
  });

  it('no encryption beyond this computer', async () => {
    await failure(account({ host: 'imap.example.org' })).toMatchObject({ code: 'imap_tls_failed' });
  });

  it('nobody there', async () => {
    await failure(account({ port: await freePort() })).toMatchObject({ code: 'imap_unreachable' });
  });

  it('a server that says nothing', async () => {
    const mute = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const port = portOf(mute.address());
    await failure(account({ port })).toMatchObject({ code: 'imap_timeout' });
    mute.close();
  });

  it('a folder that does not exist', async () => {
    await expect(within(account(), (session) => session.open('Nowhere', null))).rejects.toMatchObject({
      code: 'imap_folder_missing',
      params: { folder: 'Nowhere' },
    });
  });

  it('a wire that is cut', async () => {
    const wire = await startWire(dovecot.port);
    const session = await connector.open(account({ port: wire.port }));
    await session.open('INBOX', null);
    wire.cutAfter(0);
    await expect(all(session)).rejects.toMatchObject({ code: expect.stringMatching(/imap_(unreachable|timeout)/) });
    await session.close();
    await wire.close();
  });

  it('a user who changes his mind', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(connector.open(account(), stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    await within(account(), async (session) => {
      await session.open('INBOX', null);
      const later = new AbortController();
      const read = async () => {
        for await (const { position } of session.messages(LIMIT, later.signal)) if (position.uid === 2) later.abort();
      };
      await expect(read()).rejects.toMatchObject({ code: 'cancelled' });
    });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutboxId } from '../../src/contract/ids.ts';
import { MINUTE_MS } from '../../src/shared/durations.ts';
import { freePort } from '../support/ports.ts';
import { type Bench, openSending, until } from '../support/sending.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';

let server: TestServer;
let bench: Bench;

beforeEach(async () => {
  server = await startSmtpServer();
  bench = await openSending({ smtpPort: server.port });
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const get = async (id: string) => bench.outbox.handlers.get({ id: OutboxId.parse(id) }, { signal: undefined });
const summary = () => bench.outbox.handlers.summary({}, { signal: undefined });

describe('a message', () => {
  it('is sent only with the reply of the server, and its consequence is told in the same step', async () => {
    await bench.outbox.start();
    const id = await bench.enqueue();
    await until(async () => (await bench.state(id)) === 'sent');
    const { events, ...row } = await get(id);
    expect(row).toMatchObject({ state: 'sent', serverReply: '250 2.0.0 queued as T1', attempts: 1 });
    expect(events.map((event) => event.state)).toEqual(['queued', 'sending', 'sent']);
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.messageId).toBe(row.messageId);
    expect(bench.settled).toMatchObject([{ outboxId: id, state: 'sent', reply: '250 2.0.0 queued as T1' }]);
  });

  it('put off by the server is tried again later, less and less often, with the same Message-ID', async () => {
    server.behave((attempt) => (attempt <= 2 ? { at: 'rcpt', reply: '451 4.7.1 Greylisted' } : undefined));
    await bench.outbox.start();
    const id = await bench.enqueue();
    await until(async () => (await bench.state(id)) === 'deferred');
    expect(await get(id)).toMatchObject({ serverReply: '451 4.7.1 Greylisted', errorCode: 'smtp_refused', waiting: { reason: 'greylisted' } });
    expect(bench.settled).toHaveLength(0);
    await bench.clock.advance(4 * MINUTE_MS);
    expect(server.attempts).toHaveLength(1);
    await bench.clock.advance(MINUTE_MS);
    await until(() => server.attempts.length === 2);
    await until(async () => (await bench.state(id)) === 'deferred');
    await bench.clock.advance(15 * MINUTE_MS);
    await until(async () => (await bench.state(id)) === 'sent');
    expect((await get(id)).attempts).toBe(3);
    expect(server.received).toHaveLength(1);
  });

  it('put off for five days fails', async () => {
    server.behave(() => ({ at: 'rcpt', reply: '452 4.2.2 Mailbox full' }));
    await bench.outbox.start();
    const id = await bench.enqueue();
    await until(async () => (await bench.state(id)) === 'deferred');
    for (const minutes of [5, 15, 30, 60, 120]) {
      const tried = server.attempts.length;
      await bench.clock.advance(minutes * MINUTE_MS);
      await until(async () => server.attempts.length > tried && (await bench.state(id)) === 'deferred');
    }
    // The days in between, without living through every minute of them.
    await bench.core.db.write((tx) =>
      tx
        .updateTable('outbox_event')
        .set((eb) => ({ at: eb('at', '-', 5 * 24 * 60 * MINUTE_MS) }))
        .execute(),
    );
    await bench.clock.advance(240 * MINUTE_MS);
    await until(async () => (await bench.state(id)) === 'failed');
    const { events } = await get(id);
    const last = events.at(-1);
    expect(last?.state).toBe('failed');
    expect(Date.parse(last?.at ?? '') - Date.parse(events[0]?.at ?? '')).toBeGreaterThanOrEqual(5 * 24 * 60 * MINUTE_MS);
    expect(bench.settled).toMatchObject([{ state: 'failed', reply: '452 4.2.2 Mailbox full' }]);
  });

  it.each(['rcpt', 'data'] as const)('refused for good at %s fails with the reason and holds no other up', async (at) => {
    server.behave((_attempt, to) => (to.startsWith('gone') ? { at, reply: '550 5.1.1 No such user' } : undefined));
    await bench.outbox.start();
    const bad = await bench.enqueue({ recipient: 'gone@example.net' });
    const good = await bench.enqueue();
    await until(async () => (await bench.state(bad)) === 'failed');
    await bench.clock.advance(7000);
    await until(async () => (await bench.state(good)) === 'sent');
    expect(await get(bad)).toMatchObject({ serverReply: '550 5.1.1 No such user', failure: { class: 'permanent', target: 'address' } });
    expect(bench.settled).toMatchObject([
      { state: 'failed', kind: 'notice', failure: { target: 'address', code: '5.1.1' } },
      { state: 'sent', failure: null },
    ]);
    expect((await summary()).trouble).toBeNull();
  });

  it.each([true, false])(
    'lost after its content (kept by the server: %s) is uncertain, is not sent again by itself, and others wait a while',
    async (keeps) => {
      server.behave((attempt) => (attempt === 1 ? { at: 'data', drop: true, keeps } : undefined));
      await bench.outbox.start();
      const [first, second] = [await bench.enqueue(), await bench.enqueue()];
      await until(async () => (await bench.state(first)) === 'uncertain');
      expect(bench.settled).toMatchObject([{ outboxId: first, state: 'uncertain' }]);
      await bench.clock.advance(7000);
      expect(await bench.state(second)).toBe('queued');
      await bench.clock.advance(30_000);
      await until(async () => (await bench.state(second)) === 'sent');
      await bench.clock.advance(24 * 60 * MINUTE_MS);
      expect(await bench.state(first)).toBe('uncertain');
      expect(server.received.filter((message) => message.messageId === server.received[0]?.messageId).length).toBe(1);
    },
  );

  it('uncertain or failed goes again when the user says so, with the same Message-ID', async () => {
    server.behave((attempt) => (attempt === 1 ? { at: 'data', drop: true, keeps: true } : undefined));
    await bench.outbox.start();
    const id = await bench.enqueue();
    await until(async () => (await bench.state(id)) === 'uncertain');
    await bench.outbox.handlers.retry({ id: OutboxId.parse(id) }, { signal: undefined });
    await bench.clock.advance(7000);
    await until(async () => (await bench.state(id)) === 'sent');
    expect(new Set(server.received.map((message) => message.messageId)).size).toBe(1);
    await expect(bench.outbox.handlers.retry({ id: OutboxId.parse(id) }, { signal: undefined })).rejects.toMatchObject({
      code: 'outbox_wrong_state',
      params: { state: 'sent' },
    });
  });
});

describe('a message that was not taken', () => {
  it('refused for good can be taken out, so that its notice may go to another address', async () => {
    server.behave(() => ({ at: 'rcpt', reply: '550 5.1.1 No such user' }));
    await bench.outbox.start();
    const id = await bench.enqueue();
    await until(async () => (await bench.state(id)) === 'failed');
    expect(await bench.outbox.handlers.cancel({ ids: [OutboxId.parse(id)] }, { signal: undefined })).toEqual({ cancelled: 1 });
    expect(bench.settled.map(({ state }) => state)).toEqual(['failed', 'cancelled']);
  });

  it('put off goes at once when the user says so', async () => {
    server.behave((attempt) => (attempt === 1 ? { at: 'rcpt', reply: '451 4.7.1 Greylisted' } : undefined));
    await bench.outbox.start();
    const id = await bench.enqueue();
    await until(async () => (await bench.state(id)) === 'deferred');
    await bench.outbox.handlers.retry({ id: OutboxId.parse(id) }, { signal: undefined });
    await bench.clock.advance(7000);
    await until(async () => (await bench.state(id)) === 'sent');
  });
});

describe('a server that cannot be reached', () => {
  it('leaves every message in the queue, uses up no attempt, is probed now and then and says so', async () => {
    await bench.close();
    const port = await freePort();
    bench = await openSending({ smtpPort: port });
    await bench.outbox.start();
    const ids = [await bench.enqueue(), await bench.enqueue(), await bench.enqueue()];
    await until(async () => (await summary()).trouble !== null);
    await until(async () => (await bench.state(ids[0] ?? '')) === 'queued');
    expect((await summary()).trouble).toMatchObject({ code: 'smtp_unreachable', retryAt: new Date(bench.clock.now() + 30_000).toISOString() });
    expect((await summary()).emptyAt).toBeNull();
    expect(await get(ids[1] ?? '')).toMatchObject({ state: 'queued', attempts: 0, waiting: { reason: 'smtp_down' } });
    for (let probe = 0; probe < 5; probe++) {
      await bench.clock.advance(900_000);
      await until(async () => (await bench.column('state')).every((state) => state === 'queued'));
    }
    expect(await bench.column('attempts')).toEqual([0, 0, 0]);
    const back = await startSmtpServer({ port });
    for (let turn = 0; turn < 4; turn++) {
      await bench.clock.advance(900_000);
      await until(async () => !(await bench.column('state')).includes('sending'));
    }
    await until(async () => (await bench.column('state')).every((state) => state === 'sent'));
    expect(back.received).toHaveLength(3);
    expect((await summary()).trouble).toBeNull();
    await back.close();
  });

  it.each([
    { at: 'connect', drop: true },
    { at: 'mail', drop: true },
    { at: 'rcpt', drop: true },
    { at: 'connect', slowMs: 60_000 },
    { at: 'mail', reply: '421 4.3.2 Shutting down' },
  ] as const)('loses nothing and sends nothing twice (%o)', async (step) => {
    server.behave((attempt) => (attempt <= 1 && server.connections() <= 1 ? step : undefined));
    await bench.outbox.start();
    const id = await bench.enqueue();
    await until(async () => (await summary()).trouble !== null && (await bench.state(id)) === 'queued');
    await bench.clock.advance(31_000);
    await until(async () => (await bench.state(id)) === 'sent');
    expect(server.received).toHaveLength(1);
  });
});

describe('a wrong password or an unverifiable certificate', () => {
  it('stops everything until the user changes something: no login is tried again by itself', async () => {
    await server.close();
    server = await startSmtpServer({ login: { user: 'reseller', password: 'right-password' } });
    await bench.close();
    bench = await openSending({ smtpPort: server.port });
    await bench.choose({ smtp: { host: '127.0.0.1', port: server.port, security: 'none', user: 'reseller' } });
    await bench.core.secrets.set('smtp', 'wrong-password');
    await bench.outbox.start();
    const id = await bench.enqueue();
    await until(async () => (await summary()).trouble !== null && (await bench.state(id)) === 'queued');
    expect((await summary()).trouble).toMatchObject({ code: 'smtp_auth_failed', retryAt: null, reply: expect.stringContaining('535') });
    const tried = server.connections();
    await bench.clock.advance(24 * 60 * MINUTE_MS);
    expect(server.connections()).toBe(tried);
    await bench.core.secrets.set('smtp', 'right-password');
    bench.outbox.settingsChanged();
    await until(async () => (await bench.state(id)) === 'sent');
    const everything = JSON.stringify([
      bench.log.map(({ cause, ...line }) => [line, String(cause)]),
      await bench.core.db.read.selectFrom('outbox_event').selectAll().execute(),
      await summary(),
    ]);
    expect(everything).not.toContain('wrong-password');
    expect(everything).not.toContain('right-password');
  });

  it('is told apart: TLS', async () => {
    await server.close();
    server = await startSmtpServer({ tls: 'implicit', certificate: 'expired_self_signed' });
    await bench.close();
    bench = await openSending({ smtpPort: server.port });
    await bench.choose({ smtp: { host: '127.0.0.1', port: server.port, security: 'tls', user: '' } });
    await bench.outbox.start();
    const id = await bench.enqueue();
    await until(async () => (await summary()).trouble !== null);
    expect((await summary()).trouble).toMatchObject({ code: 'smtp_tls_failed', retryAt: null });
    await until(async () => (await bench.state(id)) === 'queued');
    expect(server.received).toHaveLength(0);
  });
});

describe('a change of settings while a message is being handed over', () => {
  it('lets that message finish, and the next one takes the new server', async () => {
    server.behave(() => ({ at: 'data', slowMs: 200 }));
    await bench.outbox.start();
    const first = await bench.enqueue();
    await until(() => server.attempts.length === 1);
    const other = await startSmtpServer();
    await bench.choose({ smtp: { host: '127.0.0.1', port: other.port, security: 'none', user: '' } });
    bench.outbox.settingsChanged();
    await until(async () => (await bench.state(first)) === 'sent');
    const second = await bench.enqueue();
    await bench.clock.advance(7000);
    await until(async () => (await bench.state(second)) === 'sent');
    expect([server.received.length, other.received.length]).toEqual([1, 1]);
    await other.close();
  });
});

describe('starting after a crash', () => {
  it('takes what was being sent for uncertain, tells it, and sends the rest', async () => {
    const [crashed, waiting] = [await bench.enqueue(), await bench.enqueue()];
    await bench.core.db.write((tx) => tx.updateTable('outbox').set({ state: 'sending', attempts: 1 }).where('id', '=', crashed).execute());
    await bench.outbox.start();
    await until(async () => (await bench.state(waiting)) === 'sent');
    expect(await bench.state(crashed)).toBe('uncertain');
    expect(bench.settled).toMatchObject([
      { outboxId: crashed, state: 'uncertain' },
      { outboxId: waiting, state: 'sent' },
    ]);
    await bench.clock.advance(24 * 60 * MINUTE_MS);
    expect(await bench.state(crashed)).toBe('uncertain');
    expect(server.received).toHaveLength(1);
  });
});

it('finds a message by name, address or subject, whatever the accents', async () => {
  await bench.enqueue({ clientName: 'Hélène Öztürk 100%' });
  await bench.enqueue({ clientName: 'Пётр' });
  const query = { states: [], kinds: [], offset: 0, limit: 10 };
  const find = async (search: string) => (await bench.outbox.handlers.list({ ...query, search }, { signal: undefined })).total;
  expect([await find('helene ozturk'), await find('петр'), await find('%'), await find('_')]).toEqual([1, 1, 1, 0]);
});

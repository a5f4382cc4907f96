import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutboxId } from '../../src/contract/ids.ts';
import { type Bench, openSending, until } from '../support/sending.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';

const MESSAGES = 8;
let server: TestServer;
let bench: Bench;

beforeEach(async () => {
  server = await startSmtpServer();
  bench = await openSending({ smtpPort: server.port, patienceMs: 20_000 });
  await bench.choose({ ownPace: { count: 10_000, seconds: 1 } });
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const get = async (id: string) => bench.outbox.handlers.get({ id: OutboxId.parse(id) }, { signal: undefined });
const summary = () => bench.outbox.handlers.summary({}, { signal: undefined });
const whilePassing = (ms: number, condition: () => boolean | Promise<boolean>) =>
  until(async () => {
    await bench.clock.advance(ms);
    return await condition();
  });
const allSent = async () => (await bench.column('state')).every((state) => state === 'sent');

describe('what is refused for what the sender is', () => {
  it.each([
    { at: 'connect', reply: '554 5.7.1 Your address is listed' },
    { at: 'connect', reply: '421 4.7.0 Too many connections, try again later' },
    { at: 'mail', reply: '550 5.7.1 Sender blocked' },
    { at: 'mail', reply: '451 4.3.0 Try later' },
    { at: 'rcpt', reply: '550 5.7.1 Service unavailable; client host [192.0.2.1] blocked using dnsbl.example' },
    { at: 'data', reply: '550 5.7.1 Sender has exceeded the hourly message limit' },
  ] as const)('burns no message, is tried with one now and then, and ends by itself (%o)', async (step) => {
    server.behave(() => step);
    for (let made = 0; made < MESSAGES; made++) await bench.enqueue();
    await bench.outbox.start();
    await whilePassing(1, async () => (await summary()).trouble !== null);
    const { trouble } = await summary();
    expect(trouble?.reply).toContain(step.reply.slice(10, 20));
    expect(trouble?.retryAt).not.toBeNull();
    await until(async () => (await bench.column('state')).every((state) => state === 'queued'));
    const heard = server.connections();
    await bench.clock.advance(15_000);
    expect(server.connections()).toBe(heard);
    expect(await bench.column('attempts')).toEqual(Array.from({ length: MESSAGES }, () => 0));
    expect(bench.settled).toEqual([]);
    server.behave(undefined);
    await whilePassing(31_000, allSent);
    expect(server.received).toHaveLength(MESSAGES);
    expect((await summary()).trouble).toBeNull();
  });

  it('his own address: waits for other settings, not for time', async () => {
    server.behave(() => ({ at: 'mail', reply: '550 5.1.8 Sender domain does not exist' }));
    await bench.enqueue();
    await bench.outbox.start();
    await whilePassing(1, async () => (await summary()).trouble !== null);
    expect((await summary()).trouble).toMatchObject({ code: 'smtp_refused', retryAt: null });
    const heard = server.attempts.length;
    await bench.clock.advance(24 * 3_600_000);
    expect(server.attempts.length).toBe(heard);
    server.behave(undefined);
    bench.outbox.settingsChanged();
    await whilePassing(1, allSent);
  });

  it('fails the one message it must mean after all, when all others pass', async () => {
    server.behave((_attempt, to) =>
      to.startsWith('odd') ? { at: 'rcpt', reply: '550 5.7.1 Client host [192.0.2.1] blocked using dnsbl.example' } : undefined,
    );
    const odd = await bench.enqueue({ recipient: 'odd@example.net' });
    for (let made = 0; made < 3; made++) await bench.enqueue();
    await bench.outbox.start();
    await whilePassing(31_000, async () => (await bench.column('state')).every((state) => state === 'sent' || state === 'failed'));
    expect(await get(odd)).toMatchObject({ state: 'failed', failure: { target: 'sender-ip' } });
    expect(server.received).toHaveLength(3);
  });
});

describe('an address that is blocked', () => {
  it('is not written to: its message fails before anything is handed over', async () => {
    const id = await bench.enqueue({ recipient: 'Gone@Example.net' });
    const good = await bench.enqueue();
    await bench.core.db.write((tx) =>
      tx
        .insertInto('suppression')
        .values({
          ...{ id: bench.core.ids.next(), scope: 'address', value: 'gone@example.net', value_key: 'gone@example.net', reason: 'permanent', since_at: 0 },
          ...{ until_at: null, author: '', note: '', bounce_id: null, lifted_at: null },
        })
        .execute(),
    );
    await bench.outbox.start();
    await whilePassing(1, async () => (await bench.state(good)) === 'sent');
    expect(await get(id)).toMatchObject({ state: 'failed', errorCode: 'suppressed', attempts: 0 });
    expect(server.received).toHaveLength(1);
    expect(bench.settled).toMatchObject([{ outboxId: id, state: 'failed', failure: null }, { outboxId: good }]);
  });
});

describe('what tells', () => {
  it('leaves before what reminds, whatever was queued first', async () => {
    await bench.choose({ ownPace: { count: 1, seconds: 6 } });
    const reminders = [await bench.enqueue({ kind: 'reminder' }), await bench.enqueue({ kind: 'reminder' })];
    const notices = [await bench.enqueue(), await bench.enqueue()];
    const rows = (await bench.outbox.handlers.list({ states: [], kinds: [], search: '', offset: 0, limit: 10 }, { signal: undefined })).rows;
    const leaves = (id: string): string => rows.find((row) => row.id === id)?.waiting?.until ?? '';
    expect(notices.every((id) => leaves(id) < leaves(reminders[0] ?? ''))).toBe(true);
    await bench.outbox.start();
    await whilePassing(6000, allSent);
    const order = server.received.map(({ messageId }) => messageId);
    const messageIds = await Promise.all([...notices, ...reminders].map(async (id) => (await get(id)).messageId));
    expect(order).toEqual(messageIds);
    expect((await bench.outbox.handlers.list({ states: [], kinds: ['reminder'], search: '', offset: 0, limit: 10 }, { signal: undefined })).total).toBe(2);
  });
});

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openSending, until } from '../support/sending.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';

const MESSAGES = 60;
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

const summary = () => bench.outbox.handlers.summary({}, { signal: undefined });
/** A switch of the very connection that writes. */
const pragma = async (text: string): Promise<void> => {
  await bench.core.db.write((tx) => sql.raw(`PRAGMA ${text}`).execute(tx));
};

describe.each([
  ['disk_full', 'max_page_count = 1', 'max_page_count = 1000000'],
  ['data_folder_read_only', 'query_only = ON', 'query_only = OFF'],
])('in the middle of sending: %s', (code, breaks, heals) => {
  it('is said, loses nothing, sends nothing twice, and ends by itself when it is over', async () => {
    for (let made = 0; made < MESSAGES; made++) await bench.enqueue();
    server.behave(() => ({ at: 'data', slowMs: 3 }));
    await bench.outbox.start();
    await until(async () => {
      await bench.clock.advance(1);
      return server.received.length > 5;
    });
    await pragma(breaks);
    await until(async () => {
      await bench.clock.advance(1);
      return (await summary()).trouble !== null;
    });
    expect((await summary()).trouble).toMatchObject({ code, retryAt: expect.any(String) });
    // Nothing is sent while nothing can be written.
    await until(async () => {
      const before = server.received.length;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return server.received.length === before;
    });
    const held = server.received.length;
    await bench.clock.advance(120_000);
    expect(server.received.length).toBe(held);
    await pragma(heals);
    await bench.clock.advance(61_000);
    await until(async () => {
      await bench.clock.advance(2);
      return (await bench.column('state')).every((state) => state === 'sent');
    });
    expect((await summary()).trouble).toBeNull();
    expect(server.received).toHaveLength(MESSAGES);
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(MESSAGES);
    // What follows from a message is written once: a transaction that failed was rolled back with it.
    const sent = await bench.core.db.read.selectFrom('outbox_event').select('outbox_id').where('state', '=', 'sent').execute();
    expect(new Set(sent.map(({ outbox_id }) => outbox_id)).size).toBe(MESSAGES);
    expect(sent).toHaveLength(MESSAGES);
    expect(new Set(bench.settled.map(({ outboxId }) => outboxId)).size).toBe(MESSAGES);
  });

  it('ends a flush with its name', async () => {
    for (let made = 0; made < MESSAGES; made++) await bench.enqueue();
    const flushing = (async () => {
      for await (const _step of bench.outbox.handlers.flush({}, { signal: undefined }));
    })();
    const ended = expect(flushing).rejects.toMatchObject({ code });
    let broken = false;
    await until(async () => {
      if (!broken && server.received.length > 2) {
        broken = true;
        await pragma(breaks);
      }
      await bench.clock.advance(1);
      return await Promise.race([ended.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 5))]);
    });
    await pragma(heals);
  });
});

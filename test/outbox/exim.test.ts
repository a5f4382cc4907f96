import { afterEach, describe, expect, it } from 'vitest';
import { OutboxId } from '../../src/contract/ids.ts';
import { type Exim, type EximChoice, startExim } from '../support/exim.ts';
import { type Bench, openSending, until } from '../support/sending.ts';

let exim: Exim;
let bench: Bench;
afterEach(async () => {
  await bench.close();
  await exim.close();
});

async function open(choice: EximChoice = {}): Promise<void> {
  exim = await startExim(choice);
  bench = await openSending({ smtpPort: exim.port, patienceMs: 20_000 });
  await bench.choose({ ownPace: { count: 10_000, seconds: 1 } });
  await bench.outbox.start();
}

/** Waits, while the pace's own time passes too. */
const whilePassing = (condition: () => boolean | Promise<boolean>) =>
  until(async () => {
    await bench.clock.advance(1);
    return await condition();
  });
const get = async (id: string) => bench.outbox.handlers.get({ id: OutboxId.parse(id) }, { signal: undefined });
const summary = () => bench.outbox.handlers.summary({}, { signal: undefined });

describe('a real Exim', () => {
  it('takes a message with its return path, refuses a wrong recipient, and neither holds the other up', async () => {
    await open();
    const bad = await bench.enqueue({ recipient: 'refused@client.example' });
    const spam = await bench.enqueue({ recipient: 'spam@client.example' });
    const good = await bench.enqueue({ recipient: 'anna@client.example', returnPath: 'back+77@reseller.example' });
    await whilePassing(async () => (await bench.column('state')).every((state) => state === 'sent' || state === 'failed'));
    expect(await get(bad)).toMatchObject({ state: 'failed', serverReply: expect.stringMatching(/^550 5\.1\.1/), failure: { target: 'address' } });
    expect(await get(spam)).toMatchObject({ state: 'failed', failure: { class: 'blocked', target: 'content' } });
    expect((await get(good)).state).toBe('sent');
    await until(() => exim.delivered('anna@client.example').length === 1);
    expect(exim.delivered('anna@client.example')[0]?.returnPath).toBe('back+77@reseller.example');
    expect((await summary()).trouble).toBeNull();
  });

  it('that greylists puts off, says how long, keeps others back once it did so twice, and takes all of them later', async () => {
    await open({ greylistSeconds: 1 });
    const ids = [];
    for (const name of ['anna', 'boris', 'chloe', 'denis']) ids.push(await bench.enqueue({ recipient: `${name}@slow.example` }));
    const other = await bench.enqueue({ recipient: 'anna@other.example' });
    // One at a time until the first answer: nobody is burned while it is not known how the server answers.
    await whilePassing(async () => {
      const states = await bench.column('state');
      return states.filter((state) => state === 'deferred').length >= 3 && !states.includes('sending');
    });
    const { destinations } = await summary();
    expect(destinations).toMatchObject([{ domain: 'slow.example', reply: expect.stringContaining('Greylisted') }]);
    expect((await get(ids[0] ?? '')).waiting).toMatchObject({ reason: 'greylisted' });
    expect((await get(other)).state).toMatch(/deferred|queued/);
    for (let turn = 0; turn < 12 && (await bench.column('state')).some((state) => state !== 'sent'); turn++) {
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await bench.clock.advance(60_000);
    }
    expect(await bench.column('state')).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
    expect((await summary()).destinations).toEqual([]);
    // It knows now how long it takes there.
    const learned = await bench.core.db.read.selectFrom('destination').selectAll().where('domain', '=', 'slow.example').executeTakeFirstOrThrow();
    expect(learned).toMatchObject({ until: 0, patience_ms: expect.any(Number) });
    expect(learned.patience_ms).toBeGreaterThan(0);
  });

  it('that admits two connections gets no more, and everything once', async () => {
    await open({ connections: 2 });
    for (let made = 0; made < 30; made++) await bench.enqueue({ recipient: `client${made}@client.example` });
    await until(async () => {
      await bench.clock.advance(1000);
      return (await bench.column('state')).every((state) => state === 'sent');
    });
    await until(() => exim.delivered().length === 30);
    expect(new Set(exim.delivered().map(({ to }) => to)).size).toBe(30);
    expect(bench.log.filter(({ event }) => event === 'outbox_fewer_connections').length).toBeGreaterThan(0);
    expect(await bench.column('attempts')).toEqual(Array.from({ length: 30 }, () => 1));
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { imapConnector } from '../../src/adapters/imap.ts';
import type { ImapConnector } from '../../src/ports/imap.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/shared/durations.ts';
import { type Dovecot, startDovecot, startWire } from '../support/dovecot.ts';
import { until } from '../support/sending.ts';
import { answer, CALL, type Desk, openDesk, SENDER, type Told } from './desk.ts';

let dovecot: Dovecot;
let desk: Desk;
let folders = 0;
let folder: string;
/** What every look came to; counted where it begins. */
let looks: number;
/** Fails instead of connecting while it is set. */
let refusal: Error | null;

const real = imapConnector({ connectMs: 5000, silenceMs: 5000 });
const imap: ImapConnector = {
  open: async (account, signal) => {
    looks += 1;
    if (refusal !== null) throw refusal;
    return await real.open(account, signal);
  },
};

// The address notices are sent from: what cannot be delivered comes back here.
beforeAll(async () => {
  dovecot = await startDovecot(SENDER.fromAddress);
});
afterAll(() => dovecot.close());

beforeEach(async () => {
  looks = 0;
  refusal = null;
  folder = `Notices-${++folders}`;
  await dovecot.createFolder(folder);
  desk = await openDesk({ imap });
  await desk.publish();
});
afterEach(() => desk.close());

async function setUp(change: object = {}): Promise<void> {
  await desk.acks.setMailbox({ host: '127.0.0.1', port: dovecot.port, security: 'none', user: dovecot.user, folder, ...change }, CALL);
  await desk.acks.setMailboxPassword({ password: dovecot.password }, CALL);
}

const look = async () => (await desk.result(desk.acks.fetch({}, CALL))).result;
const yes = (told: Told): string => `J’ai lu et compris ${told.token}`;

describe('the settings of the reply mailbox', () => {
  it('keep the password to themselves', async () => {
    await setUp();
    const shown = await desk.acks.mailbox({}, CALL);
    expect(shown).toMatchObject({ user: dovecot.user, password: 'set', lastReadAt: null, lastError: null, everyMinutes: null });
    expect(JSON.stringify(shown)).not.toContain(dovecot.password);
    const rows = await desk.core.db.read.selectFrom('setting').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(dovecot.password);
    expect(await desk.acks.setMailboxPassword({ password: null }, CALL)).toMatchObject({ password: 'not_set' });
  });

  it.each([
    [{ host: 'imap.example.org', security: 'none' } as const, 'invalid_input', 'security'],
    [{ host: 'imap://example.org' }, 'invalid_input', 'host'],
    [{ host: 'example.org:993' }, 'invalid_input', 'host'],
  ])('refuse %o', async (change, code, path) => {
    await expect(desk.acks.setMailbox(change, CALL)).rejects.toMatchObject({ code, params: { path } });
  });

  it('are needed before anything is read', async () => {
    await expect(desk.acks.setMailbox({ everyMinutes: 5 }, CALL)).rejects.toMatchObject({ code: 'imap_not_set' });
    await expect(desk.acks.testMailbox({}, CALL)).rejects.toMatchObject({ code: 'imap_not_set' });
    await expect(look()).rejects.toMatchObject({ code: 'imap_not_set' });
  });

  it('can be tried', async () => {
    await setUp();
    await dovecot.deliver('Subject: one\r\n\r\n', folder);
    expect(await desk.acks.testMailbox({}, CALL)).toMatchObject({
      messages: 1,
      tls: null,
      greeting: expect.stringContaining('Dovecot'),
      folders: expect.arrayContaining(['INBOX', folder]),
    });
    await desk.acks.setMailbox({ folder: 'Nowhere' }, CALL);
    await expect(desk.acks.testMailbox({}, CALL)).rejects.toMatchObject({ code: 'imap_folder_missing' });
  });
});

describe('a look into the reply mailbox', () => {
  it('closes the round: sent by SMTP, answered, read by IMAP, acknowledged', async () => {
    await setUp();
    const told = await desk.tell('ru');
    const sent = desk.server.received.at(-1);
    expect(sent?.eml).toContain(told.messageId);
    await dovecot.deliver(answer(told, `Прочитала и поняла, ${told.token.toLowerCase()}\r\n\r\n> Здравствуйте`), folder);
    await desk.clock.advance(HOUR_MS);
    expect(await look()).toMatchObject({ mails: 1, verdicts: { acknowledged: 1 }, rows: [{ clientId: told.clientId, source: 'imap', otherAddress: false }] });
    expect(await desk.rungs(told.clientId)).toEqual(['handed_to_smtp', 'replied']);
    expect(await dovecot.flags(folder)).toEqual([[]]);
    expect(await desk.acks.mailbox({}, CALL)).toMatchObject({ lastReadAt: new Date(desk.clock.now()).toISOString(), lastError: null });
  });

  it('reads only what is new, and everything anew without counting it twice when the server numbers anew', async () => {
    await setUp();
    const told = await desk.tell();
    const mails = [answer(told, yes(told)), answer(told, 'Une question', { thread: false })];
    for (const mail of mails) await dovecot.deliver(mail, folder);
    expect(await look()).toMatchObject({ mails: 2 });
    expect(await look()).toMatchObject({ mails: 0 });
    await dovecot.deliver(answer(told, 'Merci'), folder);
    expect(await look()).toMatchObject({ mails: 1, verdicts: { to_read: 1 } });
    await dovecot.renumber(folder);
    for (const mail of mails) await dovecot.deliver(mail, folder);
    expect(await look()).toMatchObject({ mails: 2, already: 1, verdicts: { unrelated: 1, acknowledged: 0 } });
  });

  it('goes on where a cut connection stopped it', async () => {
    const wire = await startWire(dovecot.port);
    await setUp({ port: wire.port });
    const told = await desk.tell();
    for (let number = 1; number <= 60; number++) await dovecot.deliver(answer(told, `Question ${number} ${'.'.repeat(2000)}`), folder);
    wire.cutAfter(90_000);
    await expect(look()).rejects.toMatchObject({ code: expect.stringMatching(/imap_(unreachable|timeout)/) });
    const { total } = await desk.acks.replies({ offset: 0, limit: 1, search: '', verdicts: [] }, CALL);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(60);
    expect((await desk.acks.mailbox({}, CALL)).lastError).toMatchObject({ code: expect.stringMatching(/imap_/) });
    wire.cutAfter(null);
    expect(await look()).toMatchObject({ mails: 60 - total, already: 0 });
    await wire.close();
  });

  it('stops when it is told to', async () => {
    await setUp();
    const told = await desk.tell();
    for (let number = 1; number <= 5; number++) await dovecot.deliver(answer(told, `Question ${number}`), folder);
    const stop = new AbortController();
    const read = async () => {
      for await (const step of desk.acks.fetch({}, { signal: stop.signal })) if (step.kind === 'progress' && step.done === 2) stop.abort();
    };
    await expect(read()).rejects.toMatchObject({ code: 'cancelled' });
    expect((await desk.acks.mailbox({}, CALL)).lastError).toBeNull();
    expect(await look()).toMatchObject({ mails: 3, already: 0 });
  });

  it('survives what is no mail', async () => {
    await setUp();
    const told = await desk.tell();
    await dovecot.deliver(Buffer.from([0, 1, 2, 255, 254, 10, 13, 10]), folder);
    await dovecot.deliver('Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n', folder);
    await dovecot.deliver(answer(told, yes(told)), folder);
    expect(await look()).toMatchObject({ verdicts: { acknowledged: 1 } });
  });
});

describe('the reply mailbox by itself', () => {
  const start = async (everyMinutes = 10): Promise<void> => {
    await setUp({ everyMinutes });
    await desk.feature.start();
  };
  /** Moves the time on, and waits for the look that this began. */
  const pass = async (ms: number, expected: number): Promise<void> => {
    await desk.clock.advance(ms);
    await until(() => looks >= expected, `look ${expected}`);
    await until(async () => ((await desk.acks.mailbox({}, CALL)).lastError ?? (await desk.acks.mailbox({}, CALL)).lastReadAt) !== null, 'its end');
    // What the end of a look plans next is planned a moment later.
    await new Promise((resolve) => setTimeout(resolve, 50));
  };

  it('is looked into at once and then every so often', async () => {
    const told = await desk.tell();
    await dovecot.deliver(answer(told, yes(told)), folder);
    await start();
    await pass(0, 1);
    expect(await desk.rungs(told.clientId)).toContain('replied');
    await pass(9 * MINUTE_MS, 1);
    expect(looks).toBe(1);
    await pass(MINUTE_MS, 2);
    expect(looks).toBe(2);
  });

  it('is left alone when nobody asked for it', async () => {
    await setUp();
    await desk.feature.start();
    await desk.clock.advance(24 * HOUR_MS);
    expect(looks).toBe(0);
  });

  it('is asked more rarely while the server is down, and shows why', async () => {
    refusal = new AppError('imap_unreachable', { host: '127.0.0.1', port: 1 });
    await start();
    await pass(0, 1);
    expect(await desk.acks.mailbox({}, CALL)).toMatchObject({ lastReadAt: null, lastError: { code: 'imap_unreachable' } });
    await pass(19 * MINUTE_MS, 1);
    expect(looks).toBe(1);
    await pass(MINUTE_MS, 2);
    await pass(39 * MINUTE_MS, 2);
    expect(looks).toBe(2);
    refusal = null;
    await pass(MINUTE_MS, 3);
    await until(async () => (await desk.acks.mailbox({}, CALL)).lastError === null);
    await pass(10 * MINUTE_MS, 4);
  });

  it('is asked more rarely too when something breaks that nobody foresaw', async () => {
    refusal = new Error('broken');
    await setUp({ everyMinutes: 10 });
    await desk.feature.start();
    for (const [ms, expected] of [
      [0, 1],
      [19 * MINUTE_MS, 1],
      [MINUTE_MS, 2],
      [39 * MINUTE_MS, 2],
    ] as const) {
      await desk.clock.advance(ms);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(looks).toBe(expected);
    }
  });

  it('is not asked again with a password that was refused, until the settings change', async () => {
    refusal = new AppError('imap_auth_failed', { reply: 'no' });
    await start();
    await pass(0, 1);
    await desk.clock.advance(48 * HOUR_MS);
    expect(looks).toBe(1);
    expect(await desk.acks.mailbox({}, CALL)).toMatchObject({ lastError: { code: 'imap_auth_failed', detail: 'no' } });
    refusal = null;
    await desk.acks.setMailboxPassword({ password: dovecot.password }, CALL);
    await pass(0, 2);
    await until(async () => (await desk.acks.mailbox({}, CALL)).lastReadAt !== null);
  });

  it('never has two looks at a time', async () => {
    let open = 0;
    let most = 0;
    const counted: ImapConnector = {
      open: async (account, signal) => {
        open += 1;
        most = Math.max(most, open);
        const session = await real.open(account, signal);
        return {
          greeting: session.greeting,
          tls: session.tls,
          folders: () => session.folders(),
          open: (name, after) => session.open(name, after),
          messages: (maxBytes, abort) => session.messages(maxBytes, abort),
          close: async () => {
            await session.close();
            open -= 1;
          },
        };
      },
    };
    const other = await openDesk({ imap: counted });
    await other.acks.setMailbox({ host: '127.0.0.1', port: dovecot.port, security: 'none', user: dovecot.user, folder }, CALL);
    await other.acks.setMailboxPassword({ password: dovecot.password }, CALL);
    await Promise.all([1, 2, 3].map(async () => await other.result(other.acks.fetch({}, CALL))));
    expect(most).toBe(1);
    await other.close();
  });
});

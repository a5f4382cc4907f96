import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Booted, bootCore } from '../../src/boot/boot.ts';
import { ReplyId } from '../../src/contract/ids.ts';
import { type Dovecot, startDovecot } from '../support/dovecot.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { memorySecrets, until } from '../support/sending.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';

let folder: string;
let smtp: TestServer;
let dovecot: Dovecot;
let booted: Booted;
const clock = new FakeClock();
const secrets = memorySecrets();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-round-'));
  smtp = await startSmtpServer();
  dovecot = await startDovecot();
  booted = await bootCore({ dataFolder: join(folder, 'data'), shell: 'test', secrets: () => secrets, clock });
});
afterEach(async () => {
  await booted.close();
  await dovecot.close();
  await smtp.close();
  rmSync(folder, { recursive: true, force: true });
});

async function last<T>(steps: AsyncIterable<T>): Promise<T | undefined> {
  let step: T | undefined;
  for await (const each of steps) step = each;
  return step;
}

/** What a client writes who got the notice that really left. */
function answerTo(eml: string, who: string, words: string): string {
  const messageId = /^Message-ID:\s*(\S+)/im.exec(eml)?.[1] ?? '';
  return `From: ${who}\r\nTo: aide@atelier-horizon.example\r\nSubject: Re\r\nMessage-ID: <${who}.answer>\r\nIn-Reply-To: ${messageId}\r\nDate: Sat, 21 Nov 2026 11:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${words}\r\n`;
}

it('a notice goes round: out by SMTP, answered, back by IMAP, acknowledged by itself or by a person, through the one door', async () => {
  const { client } = booted.app;
  const host = await client.hosts.create({ presetId: 'neutral', name: 'Host', packName: 'Pack' });
  const packId = host.packs[0]?.id ?? '';
  const sender = {
    resellerName: 'Atelier',
    fromName: 'Atelier',
    fromAddress: 'bonjour@atelier-horizon.example',
    supportAddress: 'aide@atelier-horizon.example',
  };
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none', user: '' } as const;
  await client.settings.update({ author: 'Léa', sender, smtp: server, transport: 'smtp', ownPace: { count: 10_000, seconds: 1 } });
  const version = await client.policies.publish({ hostId: host.id, kind: 'notice', effectiveOn: '2026-11-21', material: true });
  const clients = [];
  for (const name of ['jeanne', 'ivan', 'paul']) {
    clients.push(
      await client.clients.create({
        company: name,
        language: 'fr',
        contacts: [{ role: 'owner', email: `${name}@example.net` }],
        accounts: [{ packId, mainDomain: `${name}.example` }],
      }),
    );
  }
  await last(await client.notices.issue({ allDue: true }));
  const flushed = client.outbox.flush({}).then(last);
  await until(async () => {
    await clock.advance(1000);
    return (await Promise.race([flushed, null])) !== null;
  }, 'the queue to empty');

  await client.acknowledgements.setMailbox({ host: '127.0.0.1', port: dovecot.port, security: 'none', user: dovecot.user });
  await client.acknowledgements.setMailboxPassword({ password: dovecot.password });
  const [phrase] = (await client.acknowledgements.phrases({})).filter(({ language }) => language === 'fr');
  for (const { eml, to } of smtp.received) {
    const token =
      /SW-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(
        Buffer.from(eml)
          .toString()
          .replace(/=\r?\n/g, ''),
      )?.[0] ?? '';
    if (to.startsWith('jeanne')) await dovecot.deliver(answerTo(eml, to, `${phrase?.phrase} ${token}`));
    if (to.startsWith('ivan')) await dovecot.deliver(answerTo(eml, to, 'C’est noté'));
  }
  expect(await last(await client.acknowledgements.fetch({}))).toMatchObject({ kind: 'done', result: { mails: 2, verdicts: { acknowledged: 1, to_read: 1 } } });

  const { rows, toRead } = await client.acknowledgements.replies({ verdicts: ['to_read'] });
  expect(toRead).toBe(1);
  await client.acknowledgements.decide({ id: ReplyId.parse(rows[0]?.id), acknowledges: true, note: 'Au téléphone' });
  await client.acknowledgements.note({
    clientId: clients[2]?.id ?? '',
    versionId: version.id,
    accountIds: clients[2]?.accountList.map(({ id }) => id) ?? [],
    happenedAt: '2026-11-21T09:00:00Z',
    kind: 'phone',
    note: 'Read aloud',
  });
  const states = [];
  for (const { id } of clients) states.push((await client.acknowledgements.ofClient({ clientId: id }))[0]?.accounts[0]?.state);
  expect(states).toEqual(['current', 'current', 'none']);
  const { rows: proofs } = await client.evidence.list({});
  expect(proofs.map(({ rung, origin, author }) => [rung, origin, author]).sort()).toEqual(
    [
      ['handed_to_smtp', 'sending', ''],
      ['handed_to_smtp', 'sending', ''],
      ['handed_to_smtp', 'sending', ''],
      ['noted', 'hand', 'Léa'],
      ['replied', 'mail', ''],
      ['replied', 'mail', 'Léa'],
    ].sort(),
  );
  expect(await last(await client.ledger.check({}))).toMatchObject({ kind: 'done', result: { problems: [] } });
});

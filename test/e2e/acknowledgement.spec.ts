import { LANGUAGES } from '../../src/shared/language.ts';
import { type Dovecot, startDovecot } from '../support/dovecot.ts';
import { type ReceivedMessage, startSmtpServer, type TestServer } from '../support/smtp-server.ts';
import { ClientCardPage } from './pages/client-card.ts';
import { NoticesPage } from './pages/notices.ts';
import { PublishPage } from './pages/policy.ts';
import { mailFile, RepliesPage } from './pages/replies.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';
import { keyboard, watchPointer } from './support/hand.ts';
import type { AppPage } from './support/pages/app-page.ts';
import { fillPeople, fillWorkspace, issueAll, PEOPLE } from './support/ready-workspace.ts';
import { codeIn, replyTo } from './support/reply-mail.ts';
import type { RunningServer } from './support/server.ts';
import { test as base, expect } from './support/test.ts';
import type { Say } from './support/words.ts';

/** With a mail server that takes notices and a mailbox in which replies arrive. */
const test = base.extend<{ readonly smtp: TestServer; readonly dovecot: Dovecot }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  smtp: async ({}, use) => {
    const smtp = await startSmtpServer({ tls: 'none' });
    await use(smtp);
    await smtp.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  dovecot: async ({}, use) => {
    const dovecot = await startDovecot();
    await use(dovecot);
    await dovecot.close();
  },
});

const PATIENCE = { timeout: 60_000 };

async function sendBy(smtp: TestServer, { client }: RunningServer): Promise<void> {
  await client.settings.update({ author: 'Nadia', transport: 'smtp', smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', user: '' } });
}

/** The notice a person got from the server, once it is there. */
async function noticeFor(smtp: TestServer, email: string): Promise<ReceivedMessage> {
  await expect.poll(() => smtp.received.some(({ to }) => to === email), PATIENCE).toBe(true);
  const [notice] = smtp.received.filter(({ to }) => to === email).slice(-1);
  if (notice === undefined) throw new Error(`Nothing for ${email}`);
  return notice;
}

async function idOf({ client }: RunningServer, { company }: { company: string }) {
  const found = await client.clients.list({ filter: { search: company } });
  const [row] = found.rows;
  if (row === undefined) throw new Error(`No client ${company}`);
  return row.id;
}

/** Publishes the next version as the screen does it. */
async function publish(app: AppPage, say: Say, hostId: string, changelog = ''): Promise<void> {
  await app.go(`/hosts/${hostId}/publish`);
  const policy = new PublishPage(app.page, say);
  await expect(policy.text).toBeVisible();
  if (changelog !== '') for (const language of ['en', 'fr', 'ru'] as const) await policy.changelog(language, changelog);
  await policy.publish();
  await expect(app.main).toContainText(say('policies:published.done'));
}

/** Sends to everybody who is due, as the screen does it. */
async function sendAll(app: AppPage, say: Say): Promise<void> {
  const notices = new NoticesPage(app.page);
  await notices.open();
  await notices.sendAll.click();
  await notices.proceed.click();
  await expect(notices.dialog).toContainText(say('notices:issue.done', { count: 3 }), PATIENCE);
  await app.page.keyboard.press('Escape');
}

test('a notice is published, sent, answered by mail and acknowledged; a material version asks again', async ({ app, server, smtp, dovecot, say }) => {
  test.setTimeout(240_000);
  const hostId = await fillPeople(server);
  await sendBy(smtp, server);
  await publish(app, say, hostId);
  await sendAll(app, say);
  const french = await noticeFor(smtp, PEOPLE.french.email);

  await test.step('the mailbox is set up and tested in the settings', async () => {
    await app.go('/settings');
    const card = app.main.locator('section.card').filter({ has: app.page.getByRole('heading', { name: say('settings:replyMailbox.title') }) });
    const field = (key: string) => card.getByRole('textbox', { name: say(`settings:${key}`), exact: true });
    await field('replyMailbox.server').fill('127.0.0.1');
    await card.getByRole('button', { name: say('settings:smtp.security') }).click();
    await app.page.getByRole('option', { name: say('settings:security.none') }).click();
    await field('smtp.port').fill(String(dovecot.port));
    await field('smtp.user').fill(dovecot.user);
    await field('smtp.password').fill(dovecot.password);
    await card.getByRole('button', { name: say('common:save'), exact: true }).click();
    await expect(field('smtp.password')).toHaveValue('');
    await card.getByRole('button', { name: say('settings:replyMailbox.test.run') }).click();
    await expect(card).toContainText(say('settings:replyMailbox.test.ok'));
    await expect(card).toContainText('Dovecot');
  });

  const replies = new RepliesPage(app, say);
  await test.step('replies in the mailbox are read and told apart', async () => {
    await dovecot.deliver(await replyTo(french, { words: `Bonjour,\r\n\r\n${say('notice:acceptance.phrase', { lng: 'fr' })} ${await codeIn(french)}` }));
    await dovecot.deliver(
      await replyTo(await noticeFor(smtp, PEOPLE.russian.email), { words: 'Я в отпуске до понедельника.', headers: ['Auto-Submitted: auto-replied'] }),
    );
    await dovecot.deliver('From: shop@example.com\r\nSubject: Sale\r\nMessage-ID: <sale@example.com>\r\n\r\nEverything must go\r\n');
    await replies.open();
    await replies.checkMailbox.click();
    await expect(replies.result).toHaveText('3 mails: 1 acknowledgement, 1 automatic reply, 1 unrelated', PATIENCE);
    await expect(replies.row(PEOPLE.french.company)).toContainText(say('replies:verdict.acknowledged'));
    await expect(replies.row(PEOPLE.russian.company)).toContainText(say('replies:verdict.auto_reply'));
    await expect(replies.badge).toHaveCount(0);
    await replies.checkMailbox.click();
    await expect(replies.result).toHaveText(say('replies:result.noNews'));
    expect(await dovecot.flags()).toEqual([[], [], []]);
  });

  const card = new ClientCardPage(app, say);
  await test.step('the card of the client says so, and that of the absent one does not', async () => {
    await card.open(await idOf(server, PEOPLE.french));
    await expect(card.acknowledgement).toContainText('Acknowledged version 1');
    await expect(card.history).toContainText('Acknowledged Sunny Hosting, version 1 by a reply');
    await card.open(await idOf(server, PEOPLE.russian));
    await expect(card.acknowledgement).toContainText(say('replies:state.neverAsked', { current: 1 }));
    await expect(card.code).toHaveText(await codeIn(await noticeFor(smtp, PEOPLE.russian.email)));
  });

  await test.step('a material version opens a new round', async () => {
    await publish(app, say, hostId, 'The limits are stricter.');
    await card.open(await idOf(server, PEOPLE.french));
    await expect(card.acknowledgement).toContainText('Sunny Hosting, version 2 in force');
    await expect(card.acknowledgement).toContainText(say('replies:state.older'));
    await expect(card.acknowledgement).toContainText('version 2 stands now, so it is asked again');
    const due = await server.client.notices.due({ only: 'ready' });
    expect(due.total).toBe(3);
  });
});

test('a mailbox that cannot be reached is named in words, here and in the settings', async ({ app, server, say }) => {
  // Port 9 on loopback: nothing listens there.
  await server.client.acknowledgements.setMailbox({ host: '127.0.0.1', port: 9, security: 'none', user: 'nobody' });
  await server.client.acknowledgements.setMailboxPassword({ password: 'secret' });
  const replies = new RepliesPage(app, say);
  await replies.open();
  await replies.checkMailbox.click();
  await expect(app.page.getByRole('alert')).toContainText('127.0.0.1:9');
  await app.go('/settings');
  await expect(app.main).toContainText(say('settings:replyMailbox.error'));
  await expect(app.main).toContainText('127.0.0.1:9');
});

test.describe('with notices that left', () => {
  test.use({
    prepare: async ({ smtp }, use) => {
      await use(async (server) => {
        await fillWorkspace(server);
        await sendBy(smtp, server);
        await issueAll(server);
      });
    },
  });

  test('a person decides about a reply, and takes it back', async ({ app, server, smtp, say }) => {
    const notice = await noticeFor(smtp, PEOPLE.english.email);
    const replies = new RepliesPage(app, say);
    await replies.open();
    await replies.take(
      mailFile('reply.eml', await replyTo(notice, { words: 'Fine by me, thank you!', from: 'cousin@example.net' })),
      mailFile('empty.eml', ''),
    );
    await expect(replies.result).toHaveText('1 mail: 1 to read');
    await expect(app.main).toContainText('empty.eml');
    await expect(replies.badge).toHaveText(/1$/);
    await replies.readAndDecide(PEOPLE.english.company).click();
    await expect(replies.ownWords).toHaveText('Fine by me, thank you!');
    await expect(replies.detail).toContainText(say('replies:why.no_phrase'));
    await expect(replies.detail).toContainText(say('replies:detail.otherAddressWhy', { address: 'cousin@example.net' }));
    await replies.note.fill('Called back: it was meant so.');
    await replies.decide('yes').click();
    await expect(replies.detail).toContainText(say('replies:detail.decidedBy', { author: 'Nadia' }));
    await expect(replies.badge).toHaveCount(0);
    const [proof] = (await server.client.evidence.list({ rungs: ['replied'] })).rows;
    expect(proof).toMatchObject({ clientName: PEOPLE.english.company, author: 'Nadia', note: 'Called back: it was meant so.', revoked: null });

    await replies.detail.getByRole('textbox', { name: say('replies:decide.reason') }).fill('Pressed by mistake');
    await replies.detail.getByRole('button', { name: say('replies:decide.takeBack') }).click();
    await expect(replies.detail).toContainText(say('replies:why.taken_back'));
    await replies.decide('no').click();
    await expect(replies.detail.locator('.tag')).toHaveText(say('replies:verdict.declined'));
    const download = app.page.waitForEvent('download');
    await replies.detail.getByRole('button', { name: say('replies:detail.save') }).click();
    expect((await download).suggestedFilename()).toMatch(/\.eml$/);
  });

  test('the markup of a reply never runs, and nothing is fetched', async ({ app, smtp, say }) => {
    const notice = await noticeFor(smtp, PEOPLE.english.email);
    const asked: string[] = [];
    app.page.on('request', (request) => asked.push(new URL(request.url()).hostname));
    const html = '<p onclick="alert(1)">I agree</p><img src="https://spy.example/x.png"><script>window.hacked=1</script><style>body{display:none}</style>';
    const replies = new RepliesPage(app, say);
    await replies.open();
    const eml = (await replyTo(notice, { words: html })).replace('text/plain', 'text/html');
    await replies.take(mailFile('reply.eml', eml));
    await replies.row(PEOPLE.english.company).click();
    await expect(replies.detail.getByRole('article')).toContainText('I agree');
    await expect(replies.detail.locator('article img, article script, article style, article [onclick]')).toHaveCount(0);
    expect(await app.page.evaluate('window.hacked')).toBeUndefined();
    expect(asked.filter((host) => host !== '127.0.0.1')).toEqual([]);
  });

  test('a reply is read and decided about with nothing but the keyboard', async ({ app, smtp, say }) => {
    test.slow();
    const pointed = await watchPointer(app.page);
    await app.page.reload();
    const hand = keyboard(app.page);
    const replies = new RepliesPage(app, say);
    await replies.open();
    await replies.take(mailFile('reply.eml', await replyTo(await noticeFor(smtp, PEOPLE.english.email), { words: 'Fine.' })));
    await hand.openRow(replies.list, 0);
    await hand.write(replies.note, 'Known customer');
    await hand.press(replies.decide('yes'));
    await expect(replies.detail).toContainText(say('replies:detail.decidedBy', { author: 'Nadia' }));
    await app.page.keyboard.press('Escape');
    await expect(replies.detail).toHaveCount(0);
    expect(await pointed()).toBe(0);
  });

  test('a call and a signed notice are recorded by hand', async ({ app, server, say }) => {
    const card = new ClientCardPage(app, say);
    await card.open(await idOf(server, PEOPLE.french));
    await card.addByHand('note');
    await expect(card.dialog).toContainText(say('replies:manual.weak'));
    await card.record.click();
    await expect(card.dialog).toContainText(say('replies:manual.noteMissing'));
    await card.dialog.getByRole('textbox', { name: say('replies:manual.noteText') }).fill('Read aloud');
    await card.record.click();
    await expect(card.history).toContainText('Noted by Nadia: On the phone, Sunny Hosting, version 1');
    await expect(card.acknowledgement).toContainText(say('replies:state.neverAsked', { current: 1 }));
    await card.toast
      .getByRole('button', { name: say('common:undo') })
      .first()
      .click();
    await expect(card.history).toContainText('Taken back by Nadia');

    await card.addByHand('signed');
    await card.record.click();
    await expect(card.dialog).toContainText(say('replies:manual.fileMissing'));
    await card.dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4\n${'%'.repeat(1100)}\n%%EOF\n`) });
    await card.record.click();
    await expect(card.acknowledgement).toContainText('Acknowledged version 1');
    await expect(card.history).toContainText('Signed Sunny Hosting, version 1: signed.pdf');
  });

  for (const language of LANGUAGES) {
    test.describe(language, () => {
      test.use({ language, theme: 'light' });

      test('replies, one of them, and what opens over the card of a client are accessible', async ({ app, server, smtp, say }) => {
        // Several runs of axe.
        test.setTimeout(180_000);
        const replies = new RepliesPage(app, say);
        await replies.open();
        await expectAccessibleInBothThemes(app.page);
        await replies.take(mailFile('reply.eml', await replyTo(await noticeFor(smtp, PEOPLE.english.email), { words: 'Fine.', from: 'cousin@example.net' })));
        await replies.readAndDecide(PEOPLE.english.company).waitFor();
        await expectAccessibleInBothThemes(app.page);
        await replies.readAndDecide(PEOPLE.english.company).click();
        await replies.note.waitFor();
        await expectAccessibleInBothThemes(app.page);
        await app.page.keyboard.press('Escape');
        const card = new ClientCardPage(app, say);
        await card.open(await idOf(server, PEOPLE.russian));
        await expect(card.code).toBeVisible();
        await expectAccessibleInBothThemes(app.page);
        await card.addByHand('signed');
        await card.record.click();
        await expectAccessibleInBothThemes(app.page);
        await app.page.keyboard.press('Escape');
        await app.go('/settings');
        await expect(app.main).toContainText(say('settings:replyMailbox.title'));
        await expectAccessibleInBothThemes(app.page);
      });
    });
  }
});

import { LANGUAGES } from '../../src/shared/language.ts';
import { MailboxPage } from './pages/mailbox.ts';
import { SendingPage } from './pages/sending.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/axe.ts';
import { fillWorkspace, issueAll, PEOPLE } from './support/ready-workspace.ts';
import { expect, test } from './support/test.ts';

test.describe('with practised notices', () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    prepare: async ({}, use) => {
      await use(async (server) => {
        await fillWorkspace(server);
        await issueAll(server);
      });
    },
  });

  for (const language of LANGUAGES) {
    test.describe(language, () => {
      test.use({ language, theme: 'light' });

      test('queue, history, mailbox and message are accessible', async ({ app, server }) => {
        // Several runs of axe.
        test.slow();
        await expect.poll(async () => (await server.client.mailbox.list({})).total).toBe(3);
        const sending = new SendingPage(app.page);
        await sending.open();
        await expect(sending.row(PEOPLE.russian.company)).toBeVisible();
        await expectAccessibleInBothThemes(app.page);
        await sending.row(PEOPLE.russian.company).click();
        await expect(sending.detail).toContainText(PEOPLE.russian.company);
        await expectAccessibleInBothThemes(app.page);
        await app.page.keyboard.press('Escape');
        const mailbox = new MailboxPage(app.page);
        await mailbox.open();
        await mailbox.row(PEOPLE.russian.email).click();
        await expect(mailbox.mail).toContainText(PEOPLE.russian.company);
        await expectAccessibleInBothThemes(app.page);
        await mailbox.reading.getByRole('tab').last().click();
        await expect(mailbox.reading.getByRole('table')).toContainText('Message-ID');
        await expectAccessibleInBothThemes(app.page);
      });
    });
  }

  test('a message is read as the client would, and is then no longer unread', async ({ app }) => {
    const mailbox = new MailboxPage(app.page);
    await mailbox.open();
    await expect(app.main).toContainText('Nothing in here ever left this computer.');
    await expect(mailbox.unread).toHaveCount(3);
    await mailbox.list.press('End');
    await mailbox.list.press('Enter');
    await expect(mailbox.mail).toBeVisible();
    await expect(mailbox.unread).toHaveCount(2);
    await mailbox.reading.getByRole('tab', { name: /\.pdf$/ }).click();
    await expect(mailbox.pdfPages.first()).toBeVisible();
    const download = app.page.waitForEvent('download');
    await mailbox.reading.getByRole('button', { name: 'Download the PDF' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  });

  test('what practised is never called sent', async ({ app, server }) => {
    await expect.poll(async () => (await server.client.mailbox.list({})).total).toBe(3);
    const sending = new SendingPage(app.page);
    await sending.open();
    await expect(sending.row(PEOPLE.french.company)).toContainText('Practised');
    await sending.list.press('Enter');
    await expect(sending.detail).toContainText('Nothing left this computer.');
    const download = app.page.waitForEvent('download');
    await sending.detail.getByRole('button', { name: 'Download the message (.eml)' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.eml$/);
  });
});

test.describe('with a paused queue', () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    prepare: async ({}, use) => {
      await use(async (server) => {
        await fillWorkspace(server);
        await server.client.outbox.pause({});
        await issueAll(server);
      });
    },
  });

  test('pausing holds everything, going on lets it leave, live', async ({ app }) => {
    const sending = new SendingPage(app.page);
    await sending.open();
    await expect(sending.now).toContainText('Sending is paused');
    await expect(sending.now).toContainText('3 messages wait until sending goes on');
    await expectAccessible(app.page);
    await sending.now.getByRole('button', { name: 'Go on sending' }).click();
    await expect(sending.now).toContainText('Nothing is waiting');
    await expect(sending.list.getByText('Practised')).toHaveCount(3);
  });

  test('a message taken out of the queue makes its notice due again', async ({ app, server }) => {
    const sending = new SendingPage(app.page);
    await sending.open();
    await sending.row(PEOPLE.english.company).click();
    await sending.detail.getByRole('button', { name: 'Take out of the queue' }).click();
    await expect(sending.detail).toContainText('Cancelled');
    const due = await server.client.notices.due({ only: 'ready' });
    expect(due.rows.map(({ clientName }) => clientName)).toEqual([PEOPLE.english.company]);
  });
});

test.describe('with a mail server that is not there', () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    prepare: async ({}, use) => {
      await use(async (server) => {
        await fillWorkspace(server);
        // Port 9 on loopback: nothing listens there.
        await server.client.settings.update({ transport: 'smtp', smtp: { host: '127.0.0.1', port: 9, security: 'none', user: '' } });
        await issueAll(server);
      });
    },
  });

  for (const language of LANGUAGES) {
    test.describe(language, () => {
      test.use({ language, theme: 'light' });

      test('says why nothing leaves, and loses nothing', async ({ app, server }) => {
        // Several runs of axe.
        test.slow();
        const sending = new SendingPage(app.page);
        await sending.open();
        await expect(sending.trouble).toBeVisible();
        await expectAccessibleInBothThemes(app.page);
        const { counts, trouble } = await server.client.outbox.summary({});
        expect(trouble?.code).toBe('smtp_unreachable');
        expect(counts.queued + counts.deferred).toBe(3);
        expect(counts.sent).toBe(0);
      });
    });
  }
});

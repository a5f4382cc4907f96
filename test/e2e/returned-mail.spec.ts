import { dsn } from '../bounces/reports.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';
import { ClientCardPage } from './pages/client-card.ts';
import { mailFile } from './pages/replies.ts';
import { ReturnedMailPage } from './pages/returned-mail.ts';
import { expectAccessible } from './support/axe.ts';
import { fillWorkspace, issueAll, PEOPLE } from './support/ready-workspace.ts';
import { test as base, expect } from './support/test.ts';

/** With notices a mail server took. */
const test = base.extend<{ readonly smtp: TestServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  smtp: async ({}, use) => {
    const smtp = await startSmtpServer({ tls: 'none' });
    await use(smtp);
    await smtp.close();
  },
  prepare: async ({ smtp }, use) => {
    await use(async (server) => {
      await fillWorkspace(server);
      await server.client.settings.update({ author: 'Nadia', transport: 'smtp', smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', user: '' } });
      await issueAll(server);
    });
  },
});

const { company, email } = PEOPLE.english;

test('a message that came back is told to the client card with what to do, and its address is allowed again', async ({ app, server, smtp, say }) => {
  test.slow();
  await expect.poll(() => smtp.received.some(({ to }) => to === email), { timeout: 60_000 }).toBe(true);
  const { messageId } = smtp.received.find(({ to }) => to === email) ?? { messageId: '' };
  const returned = new ReturnedMailPage(app, say);
  const advice = say('bounces:situation.address.do');

  await test.step('dropped mails are told apart', async () => {
    await returned.open();
    await expect(app.main).toContainText(say('bounces:returned.emptyTitle'));
    await returned.drop(
      mailFile('ours.eml', dsn({ messageId, recipient: email })),
      mailFile('foreign.eml', dsn({ messageId: '<somebody@else.example>', recipient: 'who@else.example' })),
      mailFile('letter.eml', 'From: a@example.com\r\nTo: b@example.com\r\nSubject: Lunch\r\nMessage-ID: <lunch@example.com>\r\n\r\nAt noon?\r\n'),
    );
    await expect(returned.answerFor('ours.eml')).toContainText(say('bounces:take.kept', { client: company }));
    await expect(returned.answerFor('ours.eml')).toContainText(say('bounces:situation.address.what'));
    await expect(returned.answerFor('foreign.eml')).toContainText(say('bounces:take.kind.bounce'));
    await expect(returned.answerFor('foreign.eml')).toContainText(say('bounces:take.foreign'));
    await expect(returned.answerFor('letter.eml')).toContainText(say('bounces:take.kind.other'));
    await expect(returned.row(company)).toContainText(say('bounces:class.permanent'));
    await expect(returned.row(company)).toContainText(say('bounces:returned.blocked'));
    expect((await server.client.bounces.list({})).total).toBe(1);
    await expectAccessible(app.page);
  });

  await test.step('a row says what it means, who acts and what to do', async () => {
    await returned.row(company).click();
    await expect(returned.detail).toContainText(advice);
    await expect(returned.detail).toContainText(say('bounces:who.you'));
    await expect(returned.detail).toContainText('550 5.1.1');
    await expect(returned.detail).toContainText(say('bounces:detail.blockedNow', { value: email }));
    await expectAccessible(app.page);
    const download = app.page.waitForEvent('download');
    await returned.detail.getByRole('button', { name: say('bounces:detail.mail') }).click();
    expect((await download).suggestedFilename()).toMatch(/\.eml$/);
    await app.page.keyboard.press('Escape');
  });

  await test.step('the card of the client says so, and lets the address be allowed again', async () => {
    const [row] = (await server.client.clients.list({ filter: { search: company } })).rows;
    const card = new ClientCardPage(app, say);
    await card.open(row?.id ?? '');
    await expect(card.problems).toContainText(advice);
    await expect(card.problems).toContainText(say('bounces:client.notReachable'));
    await card.problems.getByRole('button', { name: say('bounces:lift.open') }).click();
    await card.dialog.getByRole('button', { name: say('bounces:lift.do') }).click();
    await expect(card.dialog).toContainText(say('bounces:lift.reasonMissing'));
    await card.dialog.getByRole('textbox', { name: say('bounces:lift.reason') }).fill('Called: the mailbox is back');
    await card.dialog.getByRole('button', { name: say('bounces:lift.do') }).click();
    await expect(card.dialog).toHaveCount(0);
    await expect(card.problems).not.toContainText(say('bounces:client.notReachable'));
    expect((await server.client.bounces.suppressions({})).total).toBe(0);
  });

  await test.step('what was lifted stays on record, and a domain is blocked by hand', async () => {
    await app.go('/sending/blocked');
    await app.page.getByRole('tab', { name: say('bounces:blocked.past') }).click();
    await expect(app.main.getByRole('grid').getByRole('row').filter({ hasText: email })).toBeVisible();
    await app.page.getByRole('tab', { name: say('bounces:blocked.now') }).click();
    await app.main.getByRole('button', { name: say('bounces:blocked.add') }).click();
    const dialog = app.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: say('bounces:block.value') }).fill('not an address');
    await dialog.getByRole('textbox', { name: say('bounces:block.note') }).fill('Asked by phone');
    await dialog.getByRole('button', { name: say('bounces:block.do'), exact: true }).click();
    await expect(dialog).toContainText(say('bounces:block.valueWrong'));
    await dialog.getByRole('textbox', { name: say('bounces:block.value') }).fill('shop.example');
    await expectAccessible(app.page);
    await dialog.getByRole('button', { name: say('bounces:block.do'), exact: true }).click();
    await expect(app.main.getByRole('grid')).toContainText('shop.example');
  });
});

import type { Page } from '@playwright/test';
import { RemindersPage } from './pages/reminders.ts';
import { expectAccessible } from './support/axe.ts';
import { keyboard, watchPointer } from './support/hand.ts';
import { fillWorkspace, issueAll, PEOPLE } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { expect, LOOKS, test } from './support/test.ts';

const DAY_MS = 86_400_000;

/** Three people told, every hour of every day open for reminders, and two late ones already too many to send without asking. */
async function toldWorkspace(server: RunningServer): Promise<void> {
  const { client } = server;
  await fillWorkspace(server);
  await client.reminders.update({
    workingDays: [1, 2, 3, 4, 5, 6, 7],
    hours: { from: '00:00', to: '23:59' },
    spreadDays: 0,
    quietDays: 0,
    askAbove: 1,
  });
  await issueAll(server);
  await expect(async () => expect((await client.outbox.summary({})).counts.sent).toBe(3)).toPass();
}

/** Starts the server on a computer whose clock has gone so many days further: it was off, or asleep. */
async function sleepFor(server: RunningServer, page: Page, days: number): Promise<void> {
  await page.goto('about:blank');
  const before = process.env['NODE_OPTIONS'];
  const later = `const now=Date.now;Date.now=()=>now()+${days * DAY_MS}`;
  process.env['NODE_OPTIONS'] = `${before ?? ''} --import=data:text/javascript,${encodeURIComponent(later)}`;
  await server.restart().finally(() => {
    if (before === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = before;
  });
  await page.goto(await server.link());
}

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(toldWorkspace);
  },
});

test('by keyboard alone: a period, the calendar, a pause, an exception, a single reminder, and an answer after weeks of sleep', async ({
  app,
  server,
  say,
}) => {
  test.slow();
  const hand = keyboard(app.page);
  const pointed = await watchPointer(app.page);
  await app.page.reload();
  await expect(app.heading).toBeVisible();
  const reminders = new RemindersPage(app.page, say, hand);

  await app.page.keyboard.press('Alt+4');
  await expect(app.heading).toHaveText(say('reminders:title'));
  await expect(reminders.busyDays).toHaveCount(0);
  await reminders.turnTo('rules');
  await reminders.remindEveryWeeks(1);
  await expect(app.page.getByText(say('reminders:rules.saved', { period: say('reminders:period.everyWeek') }))).toBeVisible();

  await reminders.turnTo('overview');
  await expect(reminders.busyDays).toHaveCount(4);
  await expect(reminders.day).toContainText(PEOPLE.english.company);
  await reminders.calendar.focus();
  await app.page.keyboard.press('ArrowRight');
  await expect(reminders.chosenDay).toBeVisible();
  await expect(reminders.day).toContainText(say('reminders:calendar.dayEmpty'));

  await reminders.press('now.pauseAll');
  await reminders.press('hold.doPause');
  await expect(reminders.busyDays).toHaveCount(0);
  await reminders.press('now.resume');
  await expect(reminders.busyDays).toHaveCount(4);

  await reminders.turnTo('pauses');
  await reminders.press('hold.exception');
  await reminders.except(PEOPLE.english.company, 'Closes the shop', new Date(Date.now() + 60 * DAY_MS));
  await reminders.press('hold.doException');
  await expect(app.main.getByRole('row').filter({ hasText: 'Closes the shop' })).toContainText(PEOPLE.english.company);

  await reminders.turnTo('planned');
  await hand.openRow(reminders.list, 0);
  await expect(app.page.getByRole('dialog')).toContainText(say('reminders:detail.whyTitle'));
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await expect(reminders.list).toBeFocused();
  await app.page.keyboard.press('Space');
  await reminders.press('list.once', { count: 1 });
  await reminders.press('once.do');
  await expect(app.page.getByText(say('reminders:once.done', { count: 1 }))).toBeVisible();
  expect(await pointed()).toBe(0);

  await sleepFor(server, app.page, 40);
  await app.go('/reminders');
  await expect(reminders.question.getByRole('heading')).toHaveText(say('reminders:catchUp.title', { count: 2 }));
  await reminders.question.getByRole('radio', { checked: true }).focus();
  await app.page.keyboard.press('ArrowDown');
  await reminders.press('catchUp.doPerDay', { count: 1 });
  await expect(reminders.question).toHaveCount(0);
  await expect(async () => expect((await server.client.reminders.history({})).total).toBeGreaterThan(0)).toPass();
  expect((await server.client.reminders.holds({})).total).toBe(1);
});

/** Words of each length, and each theme: every screen in every look is held to the same by accessibility.spec.ts. */
for (const look of LOOKS.filter(({ language, theme }) => `${language} ${theme}` === 'en light' || `${language} ${theme}` === 'ru dark')) {
  test.describe(`${look.language}, ${look.theme}`, () => {
    test.use(look);

    test('each dialog, the drawer and the question about late ones are accessible', async ({ app, server, say }) => {
      test.slow();
      await server.client.reminders.setRule({ on: { scope: 'all' }, period: { every: 'dates', dates: ['02-29', '06-01', '12-01'] } });
      const reminders = new RemindersPage(app.page, say);
      await app.go('/reminders/planned');
      await reminders.list.getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
      await expectAccessible(app.page);
      for (const key of ['do.once', 'do.except', 'do.period', 'do.skip']) {
        await app.page.getByRole('button', { name: say(`reminders:${key}`) }).click();
        await expectAccessible(app.page);
        await app.page.keyboard.press('Escape');
      }
      await app.page.keyboard.press('Escape');
      await sleepFor(server, app.page, 400);
      await app.go('/reminders');
      await expect(reminders.question).toBeVisible();
      await expectAccessible(app.page);
    });
  });
}

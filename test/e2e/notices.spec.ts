import { LANGUAGES } from '../../src/shared/language.ts';
import { NoticesPage } from './pages/notices.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/axe.ts';
import { fillWorkspace, PEOPLE } from './support/ready-workspace.ts';
import { expect, test } from './support/test.ts';

test.describe('with people to be told', () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    prepare: async ({}, use) => {
      await use(async (server) => void (await fillWorkspace(server)));
    },
  });

  for (const language of LANGUAGES) {
    test.describe(language, () => {
      test.use({ language, theme: 'light' });

      test('the list, each form of the notice and the dialog are accessible', async ({ app }) => {
        // Several runs of axe.
        test.slow();
        const notices = new NoticesPage(app.page);
        await notices.open();
        await expect(notices.mail).toContainText(PEOPLE.french.company);
        await expectAccessibleInBothThemes(app.page);
        await notices.form(1).click();
        await expect(notices.mail).toContainText(PEOPLE.french.company);
        await expectAccessibleInBothThemes(app.page);
        await notices.form(2).click();
        await expect(notices.pdfPages.first()).toBeVisible();
        await expectAccessibleInBothThemes(app.page);
        await notices.sendAll.click();
        await expect(notices.dialog).toContainText(PEOPLE.blocked.company);
        await expectAccessibleInBothThemes(app.page);
        await notices.proceed.click();
        await expect(notices.dialog.getByRole('link').last()).toHaveAttribute('href', '#/sending');
        await expectAccessibleInBothThemes(app.page);
      });
    });
  }

  test('the arrow keys leaf through the notices, each in the language of its reader', async ({ app }) => {
    const notices = new NoticesPage(app.page);
    await notices.open();
    const name = notices.preview.getByRole('heading', { level: 2 });
    for (const person of Object.values(PEOPLE)) {
      await expect(name).toHaveText(person.company);
      await expect(notices.mail).toHaveAttribute('lang', person.language);
      await expect(notices.preview.getByText('This notice cannot be sent yet')).toHaveCount(person.domain === '' ? 1 : 0);
      await notices.list.press('ArrowDown');
    }
    await notices.list.press('Home');
    await expect(name).toHaveText(PEOPLE.french.company);
  });

  test('another language shows the sibling text', async ({ app }) => {
    const notices = new NoticesPage(app.page);
    await notices.open();
    await expect(notices.mail).toHaveAttribute('lang', 'fr');
    await notices.preview.getByRole('button', { name: 'Language' }).click();
    await app.page.getByRole('option', { name: 'Russian' }).click();
    await expect(notices.mail).toHaveAttribute('lang', 'ru');
  });

  test('the mail brings no style, image or script of its own into the page', async ({ app }) => {
    const notices = new NoticesPage(app.page);
    await notices.open();
    await expect(notices.mail).toContainText('Boulangerie <b>Martin</b>');
    await expect(notices.mail.locator('[style], img, style, script, iframe')).toHaveCount(0);
  });

  test('who is blocked is named, with what is missing and the way to fill it in', async ({ app }) => {
    const notices = new NoticesPage(app.page);
    await notices.open();
    await app.page.getByRole('button', { name: /^Blocked/ }).click();
    await expect(notices.list.getByRole('row')).toHaveCount(2);
    await expect(notices.row(PEOPLE.blocked.company)).toContainText('Missing: domain');
    await notices.preview.getByRole('link', { name: 'Complete the client' }).click();
    await expect(app.page).toHaveURL(/#\/clients\/[0-9a-f-]+\/edit$/);
  });

  test('the whole way from the list to the queue works by keyboard', async ({ app, server }) => {
    const notices = new NoticesPage(app.page);
    await notices.open();
    await notices.sendAll.focus();
    await app.page.keyboard.press('Enter');
    await expect(notices.dialog).toContainText('nothing leaves this computer');
    await notices.proceed.focus();
    await app.page.keyboard.press('Enter');
    await expect(notices.dialog).toContainText('3 notices are in the queue');
    await app.page.keyboard.press('Escape');
    await expect(notices.dialog).toHaveCount(0);
    await expect(notices.row(PEOPLE.blocked.company)).toBeVisible();
    await expect(notices.list.getByRole('row')).toHaveCount(2);
    expect((await server.client.outbox.list({})).total).toBe(3);
  });

  test('one person alone can be told', async ({ app, server }) => {
    const notices = new NoticesPage(app.page);
    await notices.open();
    await notices.preview.getByRole('button', { name: 'Send to this person only' }).click();
    await expect(notices.dialog.getByRole('heading')).toContainText(PEOPLE.french.company);
    await notices.proceed.click();
    await expect(notices.dialog).toContainText('1 notice is in the queue');
    expect((await server.client.outbox.list({})).rows.map(({ client }) => client)).toEqual([PEOPLE.french.company]);
  });

  test('nothing is clipped sideways at 200 % zoom', async ({ app }) => {
    await app.page.setViewportSize({ width: 640, height: 400 });
    const notices = new NoticesPage(app.page);
    await notices.open();
    await expect(notices.mail).toBeVisible();
    expect(await app.main.evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
  });
});

test('an empty workspace says what comes first', async ({ app }) => {
  await app.go('/notices');
  await expect(app.main.getByRole('link', { name: 'Add a host' })).toHaveAttribute('href', '#/hosts/new');
  await expectAccessible(app.page);
});

import { LANGUAGES } from '../../src/shared/language.ts';
import { ProofPage } from './pages/proof.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/axe.ts';
import { fillWorkspace, issueAll, PEOPLE } from './support/ready-workspace.ts';
import { expect, test } from './support/test.ts';

test.describe('after practising', () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    prepare: async ({}, use) => {
      await use(async (server) => {
        await fillWorkspace(server);
        await issueAll(server);
        await expect.poll(async () => (await server.client.mailbox.list({})).total).toBe(3);
      });
    },
  });

  for (const language of LANGUAGES) {
    test.describe(language, () => {
      test.use({ language, theme: 'light' });

      test('coverage, legend and one proof are accessible', async ({ app }) => {
        // Several runs of axe.
        test.slow();
        const proof = new ProofPage(app.page);
        await proof.open();
        await expect(proof.row(PEOPLE.russian.company)).toBeVisible();
        await app.main.locator('summary').click();
        await expectAccessibleInBothThemes(app.page);
        await proof.row(PEOPLE.russian.company).click();
        await expect(proof.detail).toContainText('SHA-256');
        await expectAccessibleInBothThemes(app.page);
      });
    });
  }

  test('practising tells nobody', async ({ app }) => {
    const proof = new ProofPage(app.page);
    await proof.open();
    await expect(proof.figure).toContainText('0% told');
    await expect(proof.part('practised only')).toContainText('75% 3');
    await expect(proof.part('to be told')).toContainText('25% 1');
    await expect(proof.bar).toHaveAccessibleName('0 of 4 active accounts are told');
  });

  test('the proof of one client is saved as one file', async ({ app }) => {
    const proof = new ProofPage(app.page);
    await proof.open();
    await expect(proof.list.getByRole('row').nth(1)).toHaveText(/\S/);
    await proof.list.press('Enter');
    await expect(proof.detail).toContainText('proves nothing to anybody outside');
    const download = app.page.waitForEvent('download');
    await proof.detail.getByRole('button', { name: /ZIP/ }).click();
    expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  });
});

test('without a notice there is no evidence, and the way to the first one is shown', async ({ app }) => {
  const proof = new ProofPage(app.page);
  await proof.open();
  await expect(proof.figure).toContainText('There are no active accounts');
  await expect(app.main.getByRole('link', { name: 'See who is to be told' })).toHaveAttribute('href', '#/notices');
  await expectAccessible(app.page);
});

import { LANGUAGES } from '../../src/shared/language.ts';
import { ImportPage } from './pages/import.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';
import { everyScreen, test } from './support/demo.ts';
import { expectToFitNarrowWindows } from './support/fits.ts';
import { expect } from './support/test.ts';
import { visit } from './support/visit.ts';

// One demo server for all: the tests of this file run one after the other.
test.describe.configure({ mode: 'default' });

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language, theme: 'light' });

    test('every screen is accessible and fits a narrow window', async ({ app, server }) => {
      test.setTimeout(400_000);
      for (const screen of await everyScreen(server)) {
        await test.step(screen, async () => {
          await visit(app, screen);
          await expectAccessibleInBothThemes(app.page);
          await expectToFitNarrowWindows(app.page);
        });
      }
    });

    test('tabs stand on one line, however narrow, with the open one in sight', async ({ app }) => {
      await app.page.setViewportSize({ width: 390, height: 780 });
      await visit(app, '/incidents/dossiers');
      const tabs = app.main.locator('nav.tabs .tab');
      const tops = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top));
      expect(new Set(tops).size).toBe(1);
      await expect(tabs.last()).toBeInViewport({ ratio: 1 });
      await tabs.first().focus();
      await expect(tabs.first()).toBeInViewport({ ratio: 1 });
    });

    test('the preview of an import fits a narrow window', async ({ app, say }) => {
      await visit(app, '/clients/import');
      const imports = new ImportPage(app.page, say);
      await imports.choose(new URL(`../imports/samples/clients-${language}.csv`, import.meta.url).pathname);
      await expect(imports.rows).toHaveAttribute('aria-busy', 'false');
      await expectToFitNarrowWindows(app.page);
    });

    test('what opens over a screen is accessible', async ({ app, say }) => {
      test.setTimeout(400_000);
      const { keyboard } = app.page;
      await visit(app, '/clients');
      await keyboard.press('ControlOrMeta+K');
      await keyboard.type('an');
      await expect(app.page.getByRole('dialog').getByRole('option').first()).toBeVisible();
      await expectAccessibleInBothThemes(app.page);
      // The first one empties the field.
      await keyboard.press('Escape');
      await keyboard.press('Escape');
      await app.main.getByRole('button', { name: say('clients:export'), exact: true }).click();
      await expectAccessibleInBothThemes(app.page);
      await keyboard.press('Escape');

      await visit(app, '/clients/import');
      await new ImportPage(app.page, say).paste('email;company;x\nno address;A;\na@b.example;B;1\na@b.example;B;2\n');
      const rows = new ImportPage(app.page, say).rows;
      await expect(rows).toHaveAttribute('aria-busy', 'false');
      await expectAccessibleInBothThemes(app.page);
      await rows.getByRole('row').nth(3).getByRole('gridcell').first().click();
      await expect(app.page.getByRole('dialog').getByRole('radiogroup')).toBeVisible();
      await expectAccessibleInBothThemes(app.page);
      await keyboard.press('Escape');
      await app.main.getByRole('button', { name: say('imports:facts.separator') }).click();
      await expectAccessibleInBothThemes(app.page);
      await keyboard.press('Escape');

      await visit(app, '/clients/new');
      await app.main.getByRole('button', { name: say('clients:form.addAccount') }).click();
      await app.main.getByRole('button', { name: say('common:save'), exact: true }).click();
      await expectAccessibleInBothThemes(app.page);
      await app.main.getByRole('button', { name: say('common:openCalendar') }).click();
      await expect(app.page.getByRole('dialog')).toBeVisible();
      await expectAccessibleInBothThemes(app.page);
    });
  });
}

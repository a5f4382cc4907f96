import type { Page } from '@playwright/test';
import { LANGUAGES } from '../../src/shared/language.ts';
import { ImportPage } from './pages/import.ts';
import { expectAccessible } from './support/axe.ts';
import { everyScreen, test } from './support/demo.ts';
import type { AppPage } from './support/pages/app-page.ts';
import { expect, LOOKS } from './support/test.ts';

// One demo server for all: the tests of this file run one after the other.
test.describe.configure({ mode: 'default' });

/** Goes somewhere and waits until all of it is there. */
async function visit(app: AppPage, screen: string): Promise<void> {
  await app.go(screen);
  await expect(app.heading).toBeVisible();
  await expect(app.main.locator('.skeleton, .loading, [aria-busy=true]')).toHaveCount(0);
}

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.theme}`, () => {
    test.use(look);

    test('every screen is accessible', async ({ app, server }) => {
      test.setTimeout(180_000);
      for (const screen of await everyScreen(server)) {
        await test.step(screen, async () => {
          await visit(app, screen);
          await expectAccessible(app.page);
        });
      }
    });

    test('what opens over a screen is accessible', async ({ app, say }) => {
      test.setTimeout(180_000);
      const { keyboard } = app.page;
      await visit(app, '/clients');
      await keyboard.press('ControlOrMeta+K');
      await keyboard.type('an');
      await expect(app.page.getByRole('dialog').getByRole('option').first()).toBeVisible();
      await expectAccessible(app.page);
      // The first one empties the field.
      await keyboard.press('Escape');
      await keyboard.press('Escape');
      await app.main.getByRole('button', { name: say('clients:export'), exact: true }).click();
      await expectAccessible(app.page);
      await keyboard.press('Escape');

      await visit(app, '/clients/import');
      await new ImportPage(app.page, say).paste('email;company;x\nno address;A;\na@b.example;B;1\na@b.example;B;2\n');
      const rows = new ImportPage(app.page, say).rows;
      await expect(rows).toHaveAttribute('aria-busy', 'false');
      await expectAccessible(app.page);
      await rows.getByRole('row').nth(3).getByRole('gridcell').first().click();
      await expect(app.page.getByRole('dialog').getByRole('radiogroup')).toBeVisible();
      await expectAccessible(app.page);
      await keyboard.press('Escape');
      await app.main.getByRole('button', { name: say('imports:facts.separator') }).click();
      await expectAccessible(app.page);
      await keyboard.press('Escape');

      await visit(app, '/clients/new');
      await app.main.getByRole('button', { name: say('clients:form.addAccount') }).click();
      await app.main.getByRole('button', { name: say('common:save'), exact: true }).click();
      await expectAccessible(app.page);
      await app.main.getByRole('button', { name: say('common:openCalendar') }).click();
      await expect(app.page.getByRole('dialog')).toBeVisible();
      await expectAccessible(app.page);
    });
  });
}

/** Runs in the page: what is wider than its place, and words of controls that are cut off. */
const CUT_OFF = `[
  ...[document.documentElement, document.querySelector('main')].filter((place) => place.scrollWidth > place.clientWidth + 1).map(({ tagName, scrollWidth }) => 'scrolls sideways: ' + tagName + ' ' + scrollWidth),
  ...[...document.querySelectorAll('.button, .tag, .chip, .tab, .select-button, .radio-card, .grid-cell:has(.tag)')]
    .filter((element) => element.checkVisibility() && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2))
    .map((element) => 'cut off: ' + element.className + ' ' + element.textContent.trim()),
]`;

async function expectNothingCutOff(page: Page, screen: string): Promise<void> {
  await expect.poll(() => page.evaluate(CUT_OFF), screen).toEqual([]);
}

for (const language of LANGUAGES) {
  for (const [name, viewport] of [
    ['200 % zoom', { width: 640, height: 430 }],
    ['the width of a telephone', { width: 360, height: 740 }],
  ] as const) {
    test.describe(`${language}, ${name}`, () => {
      test.use({ language, viewport });

      test('no page scrolls sideways and no word of a control is cut off', async ({ app, server, say }) => {
        test.setTimeout(180_000);
        for (const screen of await everyScreen(server)) {
          await visit(app, screen);
          await expectNothingCutOff(app.page, screen);
        }
        await visit(app, '/clients/import');
        await new ImportPage(app.page, say).choose(new URL(`../imports/samples/clients-${language}.csv`, import.meta.url).pathname);
        await expect(new ImportPage(app.page, say).rows).toHaveAttribute('aria-busy', 'false');
        await expectNothingCutOff(app.page, 'the preview of an import');
      });
    });
  }
}

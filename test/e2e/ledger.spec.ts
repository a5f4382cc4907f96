import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { LANGUAGES } from '../../src/shared/language.ts';
import { freePort } from '../support/ports.ts';
import { LedgerPage } from './pages/ledger.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/axe.ts';
import { fillWorkspace, issueAll } from './support/ready-workspace.ts';
import { expect, test } from './support/test.ts';
import { words } from './support/words.ts';

const VERIFIER = pathToFileURL(join(import.meta.dirname, '../../dist/verifier/verify.html')).href;

/** The same file with one bit of a message turned. */
function tampered(path: string): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer; readonly entry: string } {
  const buffer = readFileSync(path);
  // The local header of a message (APPNOTE 4.3.7): 30 bytes, then the name, then what its length stands for at 28.
  const found = /PK\p{Cc}{2}[\s\S]{26}(messages\/\d+\.eml)/u.exec(buffer.toString('latin1'));
  const [start, entry] = [found?.index ?? -1, found?.[1] ?? ''];
  const at = start + 30 + entry.length + buffer.readUInt16LE(start + 28) + 200;
  buffer.writeUInt8(buffer.readUInt8(at) ^ 1, at);
  return { name: 'tampered.zip', mimeType: 'application/zip', buffer, entry };
}

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(async (server) => {
      await fillWorkspace(server);
      await issueAll(server);
      await expect.poll(async () => (await server.client.evidence.list({})).total, { timeout: 30_000 }).toBe(3);
    });
  },
});

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language, theme: 'light' });

    test('the ledger is checked, exported, signed and verified, and all of it is accessible', async ({ app, say }) => {
      test.slow();
      const ledger = new LedgerPage(app.page, say);
      await ledger.open();
      await expect(ledger.main).toContainText(say('ledger:state.unchecked'));
      await ledger.button('ledger:state.check').click();
      await expect(ledger.main).toContainText(say('ledger:state.whole'));
      await ledger.button('ledger:signing.turnOn').click();
      await expect(ledger.main).toContainText(say('ledger:signing.on'));
      const path = await ledger.export();
      await expect(ledger.card('ledger:export.title')).toContainText(say('ledger:export.signed'));
      await ledger.verify(path);
      await expect(ledger.verdict).toContainText(say('ledger:verify.valid'));
      await expect(ledger.verdict).toContainText(say('ledger:verify.ours'));
      await expect(ledger.verdict).toContainText(say('ledger:verify.againstState.prefix'));
      await expectAccessibleInBothThemes(app.page);
      await ledger.button('ledger:verify.again').click();
      const bad = tampered(path);
      await ledger.verify(bad);
      await expect(ledger.verdict).toContainText(say('ledger:verify.invalid'));
      await expect(ledger.verdict.getByRole('row').filter({ hasText: bad.entry }).first()).toBeVisible();
      await expectAccessibleInBothThemes(app.page);
    });
  });
}

test('an authority that does not answer is told, and no bundle is written', async ({ app, say }) => {
  const ledger = new LedgerPage(app.page, say);
  await ledger.open();
  const address = ledger.main.getByRole('textbox', { name: say('ledger:stamp.url') });
  await address.fill('no address');
  await ledger.button('ledger:stamp.save').click();
  await expect(ledger.main).toContainText(say('ledger:stamp.bad'));
  await address.fill(`http://127.0.0.1:${await freePort()}/tsa`);
  await ledger.button('ledger:stamp.save').click();
  await ledger.button('ledger:stamp.test').click();
  await expect(ledger.card('ledger:stamp.title').getByRole('alert')).toContainText('ECONNREFUSED');
});

test('the page in the bundle gives the same verdicts without the app and without a network', async ({ app, say, browser }) => {
  test.slow();
  const ledger = new LedgerPage(app.page, say);
  await ledger.open();
  await ledger.button('ledger:signing.turnOn').click();
  await expect(ledger.main).toContainText(say('ledger:signing.on'));
  const path = await ledger.export();
  for (const language of ['en', 'fr', 'ru'] as const) {
    const context = await browser.newContext({ locale: language, offline: true, colorScheme: language === 'fr' ? 'dark' : 'light' });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(VERIFIER);
    await expectVerdicts(page, path, words(language));
    expect(asked).toEqual([VERIFIER]);
    await context.close();
  }
});

async function expectVerdicts(page: Page, path: string, say: ReturnType<typeof words>): Promise<void> {
  const file = page.locator('input[type=file]');
  await file.setInputFiles(path);
  await expect(page.locator('.verdict')).toContainText(say('bundle:verify.valid'));
  await expect(page.locator('dl')).toContainText(say('bundle:verify.signatureState.valid'));
  await expectAccessible(page);
  const bad = tampered(path);
  await file.setInputFiles({ name: bad.name, mimeType: bad.mimeType, buffer: bad.buffer });
  await expect(page.locator('.verdict')).toContainText(say('bundle:verify.invalid'));
  await expect(page.getByRole('row').filter({ hasText: bad.entry }).first()).toContainText(say('bundle:problem.bytes_changed'));
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Русский' }).check();
  await expect(page.locator('.verdict')).toContainText(words('ru')('bundle:verify.invalid'));
}

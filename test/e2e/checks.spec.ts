import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { fillWorkspace, PEOPLE } from './support/ready-workspace.ts';
import { test as base, expect, LOOKS } from './support/test.ts';
import { anyOf, type Say } from './support/words.ts';

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(fillWorkspace);
  },
});

const MAILS = new URL('../fixtures/mails-checked/', import.meta.url);
const mail = (name: string) => ({ name: `${name}.eml`, mimeType: 'message/rfc822', buffer: readFileSync(new URL(`${name}.eml`, MAILS)) });
const LIST = [
  'Email;Source;Inscrit le;Dernier contact',
  'anne@reader.example;formulaire;12/03/2025;01/10/2026',
  'ANNE@reader.example ;formulaire;12/03/2025;01/10/2026',
  'info@reader.example;;;01/01/2013',
  'not an address;salon;12/03/2025;01/10/2026',
  '=1+1@reader.example;salon;12/03/2025;01/10/2026',
].join('\r\n');

/** Says that it is news to people who all agreed, none of them bought. */
async function answerAdvice(main: Locator, say: Say): Promise<void> {
  for (const answer of ['advice.kindOf.letter', 'advice.consentOf.all', 'advice.boughtOf.no'] as const) {
    await main.getByText(say(`checksScreen:${answer}`), { exact: true }).click();
  }
}

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.theme}`, () => {
    test.use(look);
    test('a dropped mail is told what to change, and the letter says it to the client in his language', async ({ app, say }) => {
      await app.go('/notices/check');
      await expect(app.main.getByText(say('checksScreen:mail.why'))).toBeVisible();
      await expectAccessible(app.page);
      await app.main.locator('input[type=file]').setInputFiles(mail('B01-hidden'));
      await expect(app.main.getByText(say('checks:found.B01.hidden')).first()).toBeVisible();
      await expect(app.main.getByRole('heading', { name: say('checksScreen:group.unknown') })).toBeVisible();
      await expect(app.main.getByText(say('checks:question.I04')).first()).toBeVisible();
      // The mail is nobody's, and in French.
      await expect(app.main.locator('.check-letter')).toHaveAttribute('lang', 'fr');
      await expect(app.main.locator('.check-letter')).toContainText('Mettez dans chaque message');
      await expectAccessible(app.page);
    });

    test('a list is looked through, and a mailing is advised and timed', async ({ app, say }) => {
      await app.go('/notices/check/list');
      await app.main.locator('input[type=file]').setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
      for (const problem of ['duplicate', 'role', 'invalid', 'old', 'noSource'] as const) {
        await expect(app.main.getByText(say(`checks:problem.${problem}`)).first()).toBeVisible();
      }
      await expectAccessible(app.page);
      await app.go('/notices/check/advice');
      // Nothing is advised before somebody answered.
      await expect(app.main.getByRole('heading', { name: say('checksScreen:advice.missing') })).toBeVisible();
      await expect(app.main.getByText(say('checksScreen:pace.noNumber'))).toBeVisible();
      await expect(app.main.getByRole('radio', { checked: true })).toHaveCount(0);
      await expect(app.main.getByRole('heading', { name: say('checksScreen:advice.ways') })).toHaveCount(0);
      await answerAdvice(app.main, say);
      await expect(app.main.getByText(say('checksScreen:advice.hostMissing'))).toHaveCount(1);
      await expect(app.main.getByText(say('checksScreen:verdict.open'), { exact: true })).toHaveCount(1);
      await app.main.getByRole('textbox', { name: say('checksScreen:advice.addresses') }).fill('500');
      await app.main.getByRole('button', { name: say('checksScreen:advice.chooseHost') }).press('Enter');
      await expect(app.page.locator('*:focus')).toContainText(say('checksScreen:advice.noHost'));
      await expect(app.main.getByText(say('checksScreen:pace.unknown'))).toBeVisible();
      await expectAccessible(app.page);
    });
  });
}

test('whose mail it is changes what is found, without handing it over again', async ({ app, say }) => {
  await app.go('/notices/check');
  await app.main.locator('input[type=file]').setInputFiles(mail('fine-fr'));
  await expect(app.main.getByText(say('checksScreen:result.soFar'), { exact: true })).toBeVisible();
  const field = app.main.getByRole('combobox', { name: say('checksScreen:mail.client') });
  await field.fill(PEOPLE.french.company.slice(0, 6));
  await app.page.getByRole('option', { name: PEOPLE.french.company }).click();
  await expect(app.main.getByText(/lilas\.example/).first()).toBeVisible();
  await expect(app.main.getByText(say('checks:mend.H04')).first()).toBeVisible();
});

test('what is no mail is said so, and the next one is taken', async ({ app, say }) => {
  await app.go('/notices/check');
  const file = app.main.locator('input[type=file]');
  await file.setInputFiles({ name: 'photo.eml', mimeType: 'message/rfc822', buffer: Buffer.from([0xff, 0xd8, 0, 1]) });
  await expect(app.main.getByRole('alert')).toContainText(anyOf(say, 'errors:mail_unreadable'));
  await file.setInputFiles(mail('fine-en'));
  await expect(app.main.getByText(say('checksScreen:result.soFar'), { exact: true })).toBeVisible();
});

test('a mailing at the pace of the host takes as long as it takes, by keyboard', async ({ app, say }) => {
  await app.go('/notices/check/advice');
  await app.main.getByRole('textbox', { name: say('checksScreen:advice.addresses') }).focus();
  await app.page.keyboard.press('Control+A');
  await app.page.keyboard.type('3000');
  await app.page.keyboard.press('Tab');
  await app.main.getByRole('textbox', { name: say('checksScreen:pace.own') }).focus();
  await app.page.keyboard.type('10');
  await app.page.keyboard.press('Tab');
  await expect(app.main.getByText(say('checksScreen:pace.takes', { duration: '5 hr' }))).toBeVisible();
});

for (const look of [
  { language: 'en', theme: 'light' },
  { language: 'fr', theme: 'dark' },
  { language: 'ru', theme: 'light' },
] as const) {
  test.describe(`${look.language}, ${look.theme}, narrow`, () => {
    test.use(look);
    test('a mail shows whose it is, what stands behind a rule, and what the saved page changes, by keyboard', async ({ app, say, server }) => {
      const [host] = await server.client.hosts.list({});
      await server.client.clients.create({
        company: 'Librairie des Lilas',
        language: 'fr',
        contacts: [{ role: 'owner', email: 'lilas@example.org' }],
        accounts: [{ packId: host?.packs[0]?.id ?? '', mainDomain: 'lilas.example' }],
      });
      await app.page.setViewportSize({ width: 390, height: 844 });
      await app.go('/notices/check');
      await app.main.locator('input[type=file]').setInputFiles(mail('fine-fr'));
      await expect(app.main.getByText(`Librairie des Lilas (${say('checksScreen:result.clientFrom.domain')})`)).toBeVisible();
      await expect(app.main.locator('.check-letter')).toHaveAttribute('lang', 'fr');
      const rule = app.main.locator('.rule-behind').filter({ hasText: 'D01' });
      await rule.locator('summary').focus();
      await app.page.keyboard.press('Enter');
      await expect(rule.getByRole('link', { name: /Gmail/ })).toHaveAttribute('href', /^https:\/\/support\.google\.com/);
      await expect(rule.getByText(say('checksScreen:behind.notConfirmed'))).toBeVisible();
      await app.main
        .locator('input[type=file]')
        .setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<form><input type=password></form>') });
      await expect(app.main.getByText(say('checks:found.B02.password')).first()).toBeVisible();
      await expect(app.main.getByText(say('checks:found.B02.ok')).first()).toBeVisible();
      await expectAccessible(app.page);
      expect(await app.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      await app.main.getByRole('button', { name: say('checksScreen:page.remove') }).focus();
      await app.page.keyboard.press('Enter');
      await expect(app.main.getByText(say('checksScreen:page.why'))).toBeVisible();
    });

    test('a sentence of the advice is worded for one host, by keyboard, and given back', async ({ app, say, server }) => {
      await server.client.hosts.create({ presetId: 'shared-fr-conditions', name: 'Hôte Été', packName: 'Pack B' });
      await app.page.setViewportSize({ width: 390, height: 844 });
      await app.go('/notices/check/advice');
      await app.main.getByRole('button', { name: `${say('checksScreen:advice.noHost')} ${say('checksScreen:advice.host')}` }).press('Enter');
      await app.page.getByRole('option', { name: 'Hôte Été' }).press('Enter');
      await answerAdvice(app.main, say);
      const sentence = say('checks:reason.notIntended');
      await expect(app.main.getByRole('link', { name: '001-13' }).first()).toBeVisible();
      await app.main.getByRole('button', { name: say('checksScreen:advice.edit', { text: sentence }) }).press('Enter');
      const own = app.page.getByRole('dialog').getByRole('textbox').nth(['en', 'fr', 'ru'].indexOf(look.language));
      await expect(own).toHaveValue(sentence);
      await expectAccessible(app.page);
      await own.fill('One2Way');
      await app.page
        .getByRole('dialog')
        .getByRole('button', { name: say('common:save') })
        .press('Enter');
      await expect(app.main.getByText('One2Way').first()).toBeVisible();
      await expect(app.main.getByText(say('checksScreen:advice.own')).first()).toBeVisible();
      // The focus is back on the pencil, whose tooltip is no part of the page.
      await app.main.getByRole('textbox').first().focus();
      await expect(app.page.getByRole('tooltip')).toHaveCount(0);
      await expectAccessible(app.page);
      await app.main.getByRole('button', { name: say('checksScreen:advice.edit', { text: 'One2Way' }) }).press('Enter');
      await app.page
        .getByRole('dialog')
        .getByRole('button', { name: say('checksScreen:advice.back') })
        .press('Enter');
      await expect(app.main.getByText(sentence).first()).toBeVisible();
    });
  });
}

test('a long list shows how far it is saved, and the saving can be stopped', async ({ app, say }) => {
  await app.go('/notices/check/list');
  const rows = Array.from({ length: 200_000 }, (_, at) => `reader${at}@reader.example;form`).join('\n');
  await app.main.locator('input[type=file]').setInputFiles({ name: 'long.csv', mimeType: 'text/csv', buffer: Buffer.from(`Email;Source\n${rows}`) });
  await app.main.getByRole('button', { name: say('checksScreen:list.export') }).click();
  await app.page.getByRole('menuitem', { name: say('checksScreen:list.xlsx') }).click();
  const dialog = app.page.getByRole('alertdialog');
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await expectAccessible(app.page);
  await dialog.getByRole('button', { name: say('common:cancel') }).click();
  await expect(dialog).toBeHidden();
  await expect(app.main.getByRole('heading', { name: say('checksScreen:list.counts') })).toBeVisible();
});

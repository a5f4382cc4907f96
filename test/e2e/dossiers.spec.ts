import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expectAccessible } from './support/axe.ts';
import type { AppPage } from './support/pages/app-page.ts';
import { fillWorkspace, PEOPLE } from './support/ready-workspace.ts';
import { test as base, expect, LOOKS } from './support/test.ts';
import type { Say } from './support/words.ts';

const HOST = 'Кедр';
const MAILS = new URL('../fixtures/mails-checked/', import.meta.url);
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const CONSENT = 'Я согласен получать новости магазина по почте.';

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(async (server) => {
      await fillWorkspace(server);
      await server.client.hosts.create({ presetId: 'vps-ru-whitelist', name: HOST, packName: 'VPS-4' });
      await server.client.settings.update({ sender: { resellerName: 'Lavande', fromAddress: 'desk@lavande.example', supportAddress: 'desk@lavande.example' } });
    });
  },
});

/** Host and kind of server, by keyboard alone. */
async function choose(app: AppPage, say: Say, server: 'shared' | 'kvm'): Promise<void> {
  const { keyboard } = app.page;
  await app.go('/incidents/dossiers/new');
  await app.main.getByRole('button', { name: say('dossiers:new.host') }).focus();
  await keyboard.press('Enter');
  await app.page.getByRole('option', { name: HOST }).focus();
  await keyboard.press('Enter');
  const first = app.main.getByRole('radio').first();
  await first.focus();
  await keyboard.press('Space');
  if (server === 'kvm') for (let step = 0; step < 3; step++) await keyboard.press('ArrowDown');
}

const named = (say: Say, item: 'sample_source' | 'subscription_form') => say(`dossier:item.${item}`);

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.theme}`, () => {
    test.use(look);
    test('shared hosting is refused before anything is typed in, with the rule and what is possible instead', async ({ app, say, server }) => {
      await app.go('/incidents/dossiers');
      await expect(app.main.getByRole('heading', { name: say('dossiers:list.none') })).toBeVisible();
      await expectAccessible(app.page);
      await choose(app, say, 'shared');
      await expect(app.main.getByText(say('dossiers:refused.nothing'))).toBeVisible();
      await expect(app.main.getByText(say('rules:004-03')).first()).toBeVisible();
      await expect(app.main.getByText('004-03')).toHaveCount(0);
      await expect(app.main.getByText(say('dossiers:refused.insteadText'))).toBeVisible();
      await expect(app.main.getByRole('button', { name: say('dossiers:new.begin') })).toHaveCount(0);
      await expectAccessible(app.page);
      expect(await server.client.dossiers.list({})).toEqual([]);
    });

    test('a draft shows what is there and what is missing, without a barrier', async ({ app, say, server }) => {
      const { id } = await begun(server);
      await app.go(`/incidents/dossiers/${id}`);
      await expect(app.main.getByText(say('dossiers:complete.stillMissing'))).toBeVisible();
      await expectAccessible(app.page);
      await app.main
        .getByRole('navigation', { name: say('dossiers:checklist.title') })
        .getByRole('button', { name: named(say, 'sample_source') })
        .click();
      await app.main
        .locator('input[type=file]')
        .setInputFiles({ name: 'a.eml', mimeType: 'message/rfc822', buffer: readFileSync(new URL('B01-none.eml', MAILS)) });
      await expect(app.main.getByText(say('dossiers:remark.no_unsubscribe.title'))).toBeVisible();
      await expect(app.main.getByText(say('checks:mend.B01')).first()).toBeVisible();
      await expectAccessible(app.page);
    });
  });
}

type Server = Parameters<typeof fillWorkspace>[0];

/** A dossier for the first client at the host that has a white list. */
async function begun({ client }: Server) {
  const host = (await client.hosts.list({})).find(({ name }) => name === HOST);
  const [person] = (await client.clients.list({ limit: 1, filter: { search: PEOPLE.russian.domain } })).rows;
  if (host === undefined || person === undefined) throw new Error('The workspace has no such host or client');
  return await client.dossiers.create({ hostId: host.id, clientId: person.id, server: 'kvm' });
}

for (const language of ['en', 'fr', 'ru'] as const) {
  test.describe(`a KVM server, ${language}`, () => {
    test.use({ language });
    test('is admitted, completed by keyboard and mouse, handed in, granted and renewed', async ({ app, say, server }, info) => {
      test.setTimeout(180_000);
      const { keyboard } = app.page;
      await choose(app, say, 'kvm');
      await expect(app.main.getByRole('button', { name: say('dossiers:new.begin') })).toBeVisible();
      const field = app.main.getByRole('combobox', { name: say('dossiers:new.client') });
      await field.focus();
      await keyboard.type('Ромаш');
      await app.page.getByRole('option', { name: PEOPLE.russian.company }).waitFor();
      await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      // His only account is at another host: said, and left to the person.
      await expect(app.main.getByText(say('dossiers:new.elsewhere', { client: PEOPLE.russian.company, host: HOST }))).toBeVisible();
      await app.main.getByRole('button', { name: say('dossiers:new.begin') }).focus();
      await keyboard.press('Enter');

      // The first item that is missing is open: who sends from where.
      await app.main.getByRole('textbox', { name: say('dossiers:sender.account') }).focus();
      await keyboard.type('kvm-17');
      await keyboard.press('Tab');
      await keyboard.type('192.0.2.10');
      await keyboard.press('Tab');
      await keyboard.type('news');
      await keyboard.press('Enter');
      await expect(app.main.getByText(say('dossiers:sender.addressWrong'))).toBeVisible();
      await keyboard.type('@romashka.example');
      await keyboard.press('Enter');
      const missing = app.main.locator('.dossier-missing');
      await expect(missing.getByRole('button', { name: say('dossier:item.sender') })).toHaveCount(0);

      await open(app, say('dossier:item.mailing_kinds'));
      await app.main.getByRole('checkbox', { name: say('dossier:mailing.information') }).focus();
      await keyboard.press('Space');
      await expect(missing.getByRole('button', { name: say('dossier:item.mailing_kinds') })).toHaveCount(0);

      await open(app, named(say, 'subscription_form'));
      await app.main.locator('input[type=file]').setInputFiles({ name: 'форма.png', mimeType: 'image/png', buffer: PNG });
      await expect(app.main.locator('.dossier-file')).toContainText('форма.png');
      await expect(missing.getByRole('button', { name: named(say, 'subscription_form') })).toHaveCount(0);
      const [{ id }] = await onlyOne(server);
      await fillRest(server, id);
      await expect(app.main.getByText(say('dossiers:complete.all'))).toBeVisible();

      const download = app.page.waitForEvent('download');
      await app.main.getByRole('button', { name: say('dossiers:export.save') }).click();
      const zip = unzipSync(new Uint8Array(readFileSync(await (await download).path())));
      expect(Object.keys(zip)).toEqual(expect.arrayContaining(['index-ru.pdf', 'letter-ru.pdf', 'SHA256SUMS', 'evidence/01-subscription-form.png']));
      const pdf = info.outputPath('index.pdf');
      writeFileSync(pdf, zip['index-ru.pdf'] ?? new Uint8Array());
      expect(execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })).toContain(CONSENT);
      const saved = app.page.getByRole('dialog', { name: say('dossiers:export.done') });
      await expect(saved.getByRole('button', { name: say('dossiers:export.translation') })).toHaveCount(language === 'ru' ? 0 : 1);
      await expectAccessible(app.page);
      await saved.getByRole('button', { name: say('common:done') }).click();

      await app.main.getByRole('button', { name: say('dossiers:next.give') }).click();
      const given = app.page.getByRole('dialog', { name: say('dossiers:given.title') });
      await given.getByRole('textbox', { name: say('dossiers:given.ticket') }).fill('K-77');
      await given.getByRole('button', { name: say('dossiers:given.save') }).click();
      await expect(app.main.getByText('K-77').first()).toBeVisible();

      await app.main.getByRole('button', { name: say('dossiers:next.answer') }).click();
      const answer = app.page.getByRole('dialog', { name: say('dossiers:answer.title') });
      await answer.getByRole('textbox', { name: say('dossiers:answer.words.granted') }).fill('Порт 25 открыт');
      await answer.getByRole('button', { name: say('dossiers:answer.save') }).click();
      await expect(app.main.getByText('Порт 25 открыт').first()).toBeVisible();
      await expect(app.main.getByText(say('dossiers:answer.noLicence'))).toBeVisible();
      await expectAccessible(app.page);

      await app.main.getByRole('button', { name: say('dossiers:next.renew') }).click();
      await expect(app.main.getByText(say('dossiers:complete.stillMissing'))).toBeVisible();
      expect(await server.client.dossiers.list({})).toHaveLength(2);
    });
  });
}

/** Chooses an item of the list, and waits for its place. */
async function open(app: AppPage, item: string): Promise<void> {
  await app.main.locator('.dossier-item').filter({ hasText: item }).click();
  await expect(app.main.locator('#dossier-item')).toHaveText(item);
  await expect(app.main.locator('#dossier-item')).toBeFocused();
}

async function onlyOne({ client }: Server) {
  const [row] = await client.dossiers.list({});
  if (row === undefined) throw new Error('Nothing was begun');
  return [row] as const;
}

/** What remains, as a second window would bring it. */
async function fillRest({ client }: Server, id: Awaited<ReturnType<typeof begun>>['id']): Promise<void> {
  const put = async (name: string, bytes: Buffer) => {
    const { fileRef } = await client.files.begin({ name, sizeBytes: bytes.length });
    await client.files.append({ fileRef, base64: bytes.toString('base64') });
    return fileRef;
  };
  await client.dossiers.update({
    id,
    fields: { perDay: 1500, peak: 4000, consentWording: CONSENT, unsubscribeUrl: 'https://romashka.example/u', contactHours: '9–18' },
  });
  await client.dossiers.addFile({ id, item: 'sample_source', fileRef: await put('письмо.eml', readFileSync(new URL('fine-ru.eml', MAILS))) });
  await client.dossiers.addFile({ id, item: 'sample_screenshot', fileRef: await put('письмо.png', PNG) });
  await client.dossiers.addFile({ id, item: 'unsubscribe_page', fileRef: await put('отписка.png', PNG) });
  for (const tick of ['no_login', 'verified', 'none_unasked', 'record', 'writer', 'reason', 'bounces', 'google', 'yandex'] as const) {
    await client.dossiers.tick({ id, tick, on: true });
  }
  await client.dossiers.need({ id, item: 'technical', reason: 'Хостер проверяет сам' });
}

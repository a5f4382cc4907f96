import { readFile } from 'node:fs/promises';
import { VolumePage } from './pages/volume.ts';
import { expectAccessible } from './support/axe.ts';
import { SENT_NOW, test } from './support/hosted.ts';
import { PEOPLE } from './support/ready-workspace.ts';
import { expect } from './support/test.ts';

const { english, french, russian } = PEOPLE;

for (const look of [
  { language: 'en', theme: 'light' },
  { language: 'fr', theme: 'dark' },
  { language: 'ru', theme: 'light' },
] as const) {
  test.describe(`in ${look.language}, ${look.theme}`, () => {
    test.use(look);

    test('the table says what each account sent, what is not published, and where it comes from; a curve reads its windows out', async ({ app, say }) => {
      test.slow();
      const volume = new VolumePage(app.page, say);
      await app.go('/hosts/volume');

      await test.step('silence is 0 where a panel says so, and a word where it publishes nothing', async () => {
        await volume.choose('usage:span.label', 'usage:span.day');
        await expect(volume.row(english.domain)).toContainText(String(SENT_NOW));
        await expect(volume.row(russian.domain)).toContainText('0');
        await expect(volume.row('other.example')).toContainText(say('usage:notPublished'));
        await expect(app.main).toContainText(say('usage:sums.apart'));
        await expectAccessible(app.page);
      });

      await test.step('a row opens with source, window, definition and age', async () => {
        await volume.row(english.domain).click();
        await expect(volume.drawer).toContainText(say('connections:kind.whm'));
        await expect(volume.drawer).toContainText(say('usage:definitionWhy.messages_events'));
        await expectAccessible(app.page);
        await volume.drawer.getByRole('link', { name: say('usage:row.curve') }).click();
        await expect(app.heading).toHaveText(english.domain);
      });

      await test.step('the curve reads a window out, by keys as well, and is a table when asked', async () => {
        await expect(volume.curve).toHaveAttribute('aria-valuetext', new RegExp(say('usage:said.sent', { count: SENT_NOW })));
        const last = (await volume.curve.getAttribute('aria-valuetext')) ?? '';
        await volume.curve.press('ArrowLeft');
        await expect(volume.curve).not.toHaveAttribute('aria-valuetext', last);
        await expectAccessible(app.page);
        await volume.press('common:chart.asTable');
        await expect(app.main.getByRole('table').first()).toContainText(say('usage:chart.complete'));
        await expectAccessible(app.page);
      });

      await test.step('failures are unknown until somebody reads them', async () => {
        await expect(app.main).toContainText(say('usage:failures.notRead'));
        await volume.press('usage:failures.read');
        await expect(app.main).toContainText(say('bounces:target.address'));
        await expectAccessible(app.page);
      });
    });
  });
}

test('a question gets a name, another one, and is asked again; removed, it can be had back', async ({ app, say }) => {
  const volume = new VolumePage(app.page, say);
  await app.go('/hosts/volume');
  await volume.chip(say('usage:only.silent')).click();
  await expect(volume.row(english.domain)).toHaveCount(0);
  await expect(volume.row(russian.domain)).toHaveCount(1);

  await volume.press('usage:views.save');
  await app.page.getByRole('textbox', { name: say('usage:views.name') }).fill('Quiet ones');
  await app.page.keyboard.press('Enter');
  await expect(volume.chip('Quiet ones')).toHaveAttribute('aria-pressed', 'true');

  await volume.press('usage:views.more', { name: 'Quiet ones' });
  await app.page.getByRole('menuitem', { name: say('usage:views.rename') }).click();
  await app.page.getByRole('textbox', { name: say('usage:views.name') }).fill('Silent');
  await app.page.keyboard.press('Enter');

  await volume.chip(say('usage:views.all')).click();
  await expect(volume.row(english.domain)).toHaveCount(1);
  await volume.chip('Silent').click();
  await expect(volume.row(english.domain)).toHaveCount(0);

  await volume.press('usage:views.more', { name: 'Silent' });
  await app.page.getByRole('menuitem', { name: say('usage:views.remove') }).click();
  await expect(volume.chip('Silent')).toHaveCount(0);
  await volume.press('common:undo');
  await expect(volume.chip('Silent')).toHaveCount(1);
});

test('the table as it is asked for is saved as a file', async ({ app, say }) => {
  const volume = new VolumePage(app.page, say);
  await app.go('/hosts/volume');
  await volume.press('usage:export.open');
  const saving = app.page.waitForEvent('download');
  await app.page.getByRole('menuitem', { name: say('usage:export.csv') }).click();
  const text = await readFile(await (await saving).path(), 'utf8');
  for (const { domain } of [english, french, russian]) expect(text).toContain(domain);
});

test('a client shows his account at the host, and a pack what all of its accounts sent', async ({ app, server, say }) => {
  const volume = new VolumePage(app.page, say);
  const { rows } = await server.client.clients.list({ filter: { search: english.company } });
  await app.go(`/clients/${rows[0]?.id}`);
  await expect(app.main).toContainText(say('usage:client.title'));
  await app.main.getByRole('link', { name: english.domain }).first().click();
  await expect(app.heading).toHaveText(english.domain);
  await app.main.getByRole('link', { name: 'Pack A' }).click();
  await expect(app.heading).toHaveText(say('usage:pack.of', { name: 'Pack A' }));
  await expect(volume.curve).toHaveAttribute('aria-valuetext', /\d/);
  await expectAccessible(app.page);
  await volume.press('usage:pack.showAccounts');
  await expect(volume.row(english.domain)).toHaveCount(1);
  await expect(volume.row('other.example')).toHaveCount(0);
});

import { readdirSync } from 'node:fs';
import { expectAccessible } from './support/axe.ts';
import { expect, LOOKS, test } from './support/test.ts';

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.theme}`, () => {
    test.use(look);

    test('opens in the chosen language and look', async ({ app }) => {
      await expect(app.page.locator('html')).toHaveAttribute('lang', look.language);
      await expect(app.heading).toBeVisible();
      await expectAccessible(app.page);
    });
  });
}

test('a link opens one session and is then spent', async ({ server, page }) => {
  const link = await server.link();
  await page.goto(link);
  await expect(page).not.toHaveURL(/code=/);
  expect((await server.client.system.info({})).shell).toBe('headless');
  await expect(
    fetch(`${server.origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin },
      body: JSON.stringify({ code: new URL(link).hash.slice('#code='.length) }),
    }),
  ).resolves.toMatchObject({ status: 401 });
});

test('a restart keeps what was set', async ({ server }) => {
  await server.client.settings.update({ language: 'ru' });
  await server.restart();
  expect((await server.client.settings.get({})).language).toBe('ru');
});

test('the palette goes where its arrows point', async ({ app, say, server }) => {
  const { keyboard } = app.page;
  await server.client.settings.update({ onboarding: 'done' });
  await app.go('/');
  await expect(app.heading).toHaveText(say('today:title'));
  await keyboard.press('ControlOrMeta+K');
  await expect(app.page.getByRole('option', { name: say('shell:place.today') })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(app.page).toHaveURL(/#\/clients$/);
  await keyboard.press('ControlOrMeta+K');
  await keyboard.type(say('shell:palette.volume'));
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(app.page).toHaveURL(/#\/hosts\/volume$/);
});

test.describe('with idle moments', () => {
  test.use({ readsAhead: true });

  test('the code of every screen is there before anybody goes to it', async ({ page, server, say }) => {
    const isScreen = (file: string): boolean => /-screen-[^.]+\.js$/.test(file);
    const missing = new Set(readdirSync(new URL('../../dist/renderer/assets', import.meta.url)).filter(isScreen));
    expect(missing.size).toBeGreaterThan(50);
    page.on('requestfinished', (request) => missing.delete(request.url().replace(/.*\//, '')));
    await server.client.settings.update({ language: 'en', onboarding: 'done' });
    await page.goto(await server.link());
    await expect.poll(() => [...missing]).toEqual([]);
    await page.route('**/assets/**', (route) => route.abort());
    await page.goto(`${server.origin}/#/hosts/volume`);
    await expect(page.getByRole('heading', { level: 1, name: say('usage:title') })).toBeVisible();
  });
});

test('a page whose server is gone asks nothing but whether it is back', async ({ page, server }) => {
  const changes = '/rpc/system/changes';
  await server.client.settings.update({ language: 'en', onboarding: 'done' });
  await page.route(`**${changes}`, (route) => route.abort());
  await page.goto(await server.link());
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // What the page opens with has been asked by then.
  await page.waitForTimeout(2_000);
  const asked = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/rpc/')) asked.add(pathname);
  });
  await page.waitForTimeout(2_500);
  expect([...asked]).toEqual([changes]);
  // Once it answers again, all is asked for what changed meanwhile.
  await page.unroute(`**${changes}`);
  await expect.poll(() => asked.size).toBeGreaterThan(1);
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './desktop.ts';

// What the stand-in cannot show; the rest is proven in test/electron.
test('the app is shown from its own scheme, in a real sandbox', async ({ desktop: { app, page } }) => {
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(page.url()).toMatch(/^app:\/\/bundle\//);
  const world = await page.evaluate('[location.origin, isSecureContext, typeof require, typeof process, Object.keys(sendward)]');
  expect(world).toEqual(['app://bundle', true, 'undefined', 'undefined', ['shell', 'connect']]);
  const preferences = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(preferences).toBe(1);
});

test('the content security policy holds on the custom scheme', async ({ desktop: { page } }) => {
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(await page.evaluate("fetch('https://example.com/').then(() => 'reached', () => 'refused')")).toBe('refused');
  expect(await page.evaluate("fetch('app://bundle/index.html').then((response) => response.headers.get('content-security-policy'))")).toContain(
    "default-src 'none'",
  );
  expect(await page.evaluate("window.open('https://example.com/')")).toBeNull();
});

test('the database engine runs in the core process, and quitting closes the data', async ({ desktop: { app, page, dataFolder } }) => {
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(existsSync(join(dataFolder, 'sendward.db'))).toBe(true);
  await app.close();
  expect(existsSync(join(dataFolder, 'sendward.db-wal'))).toBe(false);
});

test('the menu has the roles that text fields and zoom need', async ({ desktop: { app, page } }) => {
  await expect(page.locator('#root')).not.toBeEmpty();
  const roles = await app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap((item) => (item.submenu?.items ?? []).map(({ role }) => String(role).toLowerCase())),
  );
  expect(roles).toEqual(expect.arrayContaining(['copy', 'paste', 'undo', 'zoomin', 'zoomout', 'resetzoom', 'quit']));
});

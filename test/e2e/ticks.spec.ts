import { expectAccessible } from './support/axe.ts';
import { fillWorkspace, PEOPLE } from './support/ready-workspace.ts';
import { expect, test } from './support/test.ts';

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(async (server) => {
      await fillWorkspace(server);
    });
  },
});

test('ticks from orders are shown row by row and recorded once', async ({ app, say }) => {
  const table = 'email;domain;date;accepted\nsmith@example.org;smith-sons.example;2026-01-20;yes\nnobody@example.org;nobody.example;2026-01-20;yes\n';
  const choose = async () => {
    await app.go('/notices/replies/ticks');
    await app.main.locator('input[type=file]').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  };
  await choose();
  const rows = app.main.getByRole('grid');
  await expect(rows.getByRole('row').filter({ hasText: PEOPLE.english.company })).toContainText(say('replies:ticks.verdict.add'));
  await expect(rows.getByRole('row').filter({ hasText: 'nobody.example' })).toContainText(say('replies:ticks.reason.client_unknown'));
  await app.main.getByRole('button', { name: say('replies:ticks.import', { count: 1 }) }).click();
  await expect(app.main).toContainText(say('replies:ticks.done', { count: 1 }));
  await app.main.getByRole('button', { name: say('replies:ticks.another') }).click();
  await app.main.locator('input[type=file]').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await expect(rows.getByRole('row').filter({ hasText: PEOPLE.english.company })).toContainText(say('replies:ticks.verdict.already'));
  await expect(app.main.getByRole('button', { name: say('replies:ticks.nothing') })).toBeDisabled();
});

test('a number counts while it is typed: it can be saved from its field', async ({ app, say }) => {
  await app.go('/settings');
  const card = app.main.locator('section.card').filter({ has: app.page.getByRole('heading', { name: say('settings:pace.title') }) });
  const count = card.getByRole('textbox', { name: say('settings:pace.count') });
  const save = card.getByRole('button', { name: say('common:save') });
  await count.press('ControlOrMeta+a');
  await count.press('Backspace');
  await count.pressSequentially('1234');
  await expect(count).toHaveValue('1234');
  await expect(save).toBeEnabled();
  await count.press('Enter');
  await expect(save).toBeDisabled();
  await app.go('/');
  await app.go('/settings');
  await expect(count).toHaveValue('1,234');
});

test('a table that does not say who ticked proves nothing until somebody vouches for all of its rows', async ({ app, say }) => {
  const table = 'email;domain;date\nsmith@example.org;smith-sons.example;2026-01-21\n';
  await app.go('/notices/replies/ticks');
  await app.main.locator('input[type=file]').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  const row = app.main.getByRole('grid').getByRole('row').filter({ hasText: 'smith-sons.example' });
  await expect(row).toContainText(say('replies:ticks.reason.not_ticked'));
  await expect(app.main.getByRole('button', { name: say('replies:ticks.nothing') })).toBeDisabled();
  await expect(app.main).toContainText(say('replies:ticks.noTick'));
  await expectAccessible(app.page);
  await app.main.getByRole('checkbox', { name: say('replies:ticks.everyTicked') }).press('Space');
  await expect(row).toContainText(say('replies:ticks.verdict.add'));
  await app.main.getByRole('button', { name: say('replies:ticks.import', { count: 1 }) }).click();
  await expect(app.main).toContainText(say('replies:ticks.done', { count: 1 }));
});

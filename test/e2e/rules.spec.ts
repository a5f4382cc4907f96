import { LANGUAGES } from '../../src/shared/language.ts';
import { RulesPage } from './pages/rules.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';
import { keyboard } from './support/hand.ts';
import type { AppPage } from './support/pages/app-page.ts';
import { expect, test } from './support/test.ts';

let hostId = '';

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(async ({ client }) => {
      await client.settings.update({ author: 'Amandine', onboarding: 'done' });
      const host = await client.hosts.create({ presetId: 'shared-fr-conditions', name: 'Garrigue', packName: 'Pack A' });
      const { now } = await client.system.info({});
      await client.policies.publish({ hostId: host.id, effectiveOn: now.slice(0, 10) });
      hostId = host.id;
    });
  },
});

async function open(app: AppPage, rules: RulesPage): Promise<void> {
  await app.go(`/hosts/${hostId}`);
  await rules.openFromHost();
  await expect(app.heading).toContainText('Garrigue');
}

test('a limit is changed: the sentences it makes stale are seen, then it is saved and stands in the history', async ({ app, say }) => {
  const rules = new RulesPage(app.page, say);
  await open(app, rules);
  await rules.change('maxRecipientsPerMessage');
  await rules.write(rules.host, '8');
  await rules.writeSource('https://garrigue.example/terms');
  await rules.take();
  await expect(app.page.getByRole('status').filter({ hasText: say('hosts:edit.ready', { count: 1 }) })).toBeVisible();
  await rules.review();
  await expect(rules.stale('en')).toContainText('10 recipients');
  await expect(rules.stale('en')).toContainText('8 recipients');
  await expect(rules.stale('ru')).toContainText('10 получателей');
  await rules.save('New terms');
  await expect(rules.history.getByRole('row').nth(1)).toContainText('Amandine');
  await expect(rules.history.getByRole('row').nth(1)).toContainText('8 recipients');
  await expect(rules.history.getByRole('row').nth(1)).toContainText('New terms');
});

test('an own limit looser than the host’s is refused where it is typed, with the host’s value; a stricter one is kept as one’s own', async ({ app, say }) => {
  const rules = new RulesPage(app.page, say);
  await open(app, rules);
  await rules.change('maxRecipientsPerMessage');
  await rules.write(rules.own, '20');
  await rules.take();
  const field = say('hosts:rule.maxRecipientsPerMessage');
  await expect(rules.own).toContainText(say('errors:own_rule_looser', { field, host: say('hosts:counted.recipients', { count: 10 }) }));
  await rules.write(rules.own, '5');
  await rules.take();
  await rules.review();
  await rules.save('');
  const own = app.main.getByRole('row', { name: field }).filter({ hasText: say('hosts:owner.reseller') });
  await expect(own.first()).toContainText(say('hosts:counted.recipients', { count: 5 }));
});

test('nothing that was changed is lost on the way: not by Back, and not by leaving', async ({ app, say }) => {
  const rules = new RulesPage(app.page, say);
  await open(app, rules);
  await rules.change('maxRecipientsPerMessage');
  await rules.write(rules.host, '8');
  await rules.take();
  await rules.review();
  await expect(rules.stale('en')).toContainText('8 recipients');
  await app.page.goBack();
  await expect(rules.bar).toBeVisible();
  await app.page.goForward();
  await expect(rules.stale('en')).toContainText('8 recipients');
  await rules.back();
  await expect(rules.bar).toBeVisible();
  await app.page.getByRole('link', { name: 'Garrigue', exact: true }).click();
  await rules.leaving.getByRole('button', { name: say('hosts:leave.stay') }).click();
  await expect(rules.bar).toBeVisible();
  await app.page.getByRole('link', { name: 'Garrigue', exact: true }).click();
  await rules.leaving.getByRole('button', { name: say('hosts:leave.leave') }).click();
  await expect(app.heading).toHaveText('Garrigue');
  await app.page.getByRole('link', { name: say('hosts:edit.goOn') }).click();
  await expect(rules.bar).toBeVisible();
  await app.page.getByRole('button', { name: say('hosts:edit.discard') }).click();
  await expect(app.page.getByText(say('hosts:edit.nothing'))).toBeVisible();
  await app.page.getByRole('button', { name: say('common:undo') }).click();
  await expect(rules.bar).toBeVisible();
});

test('a new limit has no number until somebody types one', async ({ app, say }) => {
  const rules = new RulesPage(app.page, say);
  await open(app, rules);
  await rules.change('limits');
  await rules.host.getByText(say('hosts:edit.known'), { exact: true }).click();
  await rules.host.getByRole('button', { name: say('hosts:edit.addLimit') }).click();
  await rules.writeSource('terms');
  await rules.take();
  const count = rules.host.getByRole('textbox', { name: say('hosts:edit.count') });
  await expect(count).toHaveValue('');
  await expect(count).toBeFocused();
  await expect(rules.host).toContainText(say('common:required'));
});

test('all of it goes by keyboard', async ({ app, say }) => {
  test.slow();
  const rules = new RulesPage(app.page, say, keyboard(app.page));
  await open(app, rules);
  await rules.change('logRetentionDays');
  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Tab');
  await expect(rules.host.getByRole('radio', { name: say('hosts:edit.unknown') })).toBeFocused();
  await app.page.keyboard.press('ArrowLeft');
  await rules.write(rules.host, '30');
  await rules.writeSource('ticket 4711');
  await rules.take();
  await rules.review();
  await rules.save('asked');
  await expect(rules.history.getByRole('row').nth(1)).toContainText('ticket 4711');
});

test('a value without a source is not taken over', async ({ app, say }) => {
  const rules = new RulesPage(app.page, say);
  await open(app, rules);
  await rules.change('maxRecipientsPerMessage');
  await rules.writeSource(' ');
  await rules.take();
  await expect(rules.host).toContainText(say('hosts:edit.noSource'));
});

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language, theme: 'light' });

    test('the editor, its dialogs and what becomes stale are accessible', async ({ app, say }) => {
      test.slow();
      const rules = new RulesPage(app.page, say);
      await open(app, rules);
      await expectAccessibleInBothThemes(app.page);
      for (const field of ['limits', 'whitelist', 'sanctions', 'channels', 'triggers', 'pacing']) {
        await rules.change(field);
        await expect(rules.host).toBeVisible();
        await expectAccessibleInBothThemes(app.page);
        await app.page.keyboard.press('Escape');
      }
      await rules.change('maxRecipientsPerMessage');
      await rules.write(rules.host, '8');
      await rules.take();
      await rules.review();
      await expect(rules.stale('fr')).toBeVisible();
      await expectAccessibleInBothThemes(app.page);
    });
  });
}

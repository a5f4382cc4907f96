import { expectAccessible } from './support/axe.ts';
import { packOf, pull, SENT_NOW, test } from './support/hosted.ts';
import { PEOPLE } from './support/ready-workspace.ts';
import { expect } from './support/test.ts';

const { english, russian } = PEOPLE;
const REASON = 'Spam complaint #42';

for (const look of [
  { language: 'en', theme: 'light' },
  { language: 'fr', theme: 'light' },
  { language: 'ru', theme: 'dark' },
] as const) {
  test.describe(`in ${look.language}, ${look.theme}`, () => {
    test.use(look);

    test('an account near its limit and one that is suspended are told of, put off and seen', async ({ app, server, panel, say }) => {
      test.slow();
      const hosts = app.page.getByRole('navigation', { name: say('shell:places') }).getByRole('link', { name: new RegExp(`^${say('shell:place.hosts')}`) });
      const alerts = app.main.getByRole('listitem').filter({ has: app.page.getByRole('heading', { level: 3 }) });

      await test.step('Today says first who, since when, and what', async () => {
        await app.go('/');
        await expect(app.main.getByRole('heading', { level: 2 }).first()).toHaveText(say('alerts:today.title', { count: 1 }));
        await expect(app.main).toContainText(english.company);
        await expect(app.main).toContainText(String(SENT_NOW));
        await expect(hosts).toContainText(say('shell:unseenAlerts', { count: 1 }));
        await expect(app.page).toHaveTitle(/^\(1\) /);
        await expectAccessible(app.page);
      });

      await test.step('a suspension arrives, and an alert names it with its reason', async () => {
        const [first, second, last] = panel.world.accounts;
        if (first === undefined || second === undefined || last === undefined) throw new Error('The world has too few accounts');
        panel.standIn.change({ ...panel.world, accounts: [first, second, { ...last, suspended: true, reason: REASON }] });
        await app.go('/hosts/alerts');
        await expect(alerts).toHaveCount(1);
        await pull(server, (await packOf(server)).packId);
        await expect(alerts.filter({ hasText: russian.domain })).toContainText(REASON);
        await expect(hosts).toContainText(say('shell:unseenAlerts', { count: 2 }));
        await expectAccessible(app.page);
      });

      await test.step('one is put off for an hour and comes back when asked', async () => {
        await app.page.getByRole('button', { name: `${say('alerts:snooze.open')}: ${english.domain}` }).click();
        await app.page.getByRole('menuitem', { name: say('alerts:snooze.for.hour') }).click();
        await expect(alerts).toHaveCount(1);
        await app.main.getByRole('tab', { name: new RegExp(`^${say('alerts:shelf.snoozed')}`) }).click();
        await expect(alerts).toContainText(english.domain);
        await app.page.getByRole('button', { name: `${say('alerts:snooze.wake')}: ${english.domain}` }).click();
        await app.main.getByRole('tab', { name: new RegExp(`^${say('alerts:shelf.now')}`) }).click();
        await expect(alerts).toHaveCount(2);
      });

      await test.step('who looks at one has seen it', async () => {
        await alerts.filter({ hasText: english.domain }).getByRole('link', { name: english.domain }).click();
        await expect(app.main.getByRole('slider')).toHaveAttribute('aria-valuetext', /\d/);
        await expect(app.main).toContainText(say('alerts:about.near_limit'));
        await expect(hosts).toContainText(say('shell:unseenAlerts', { count: 1 }));
        await expectAccessible(app.page);
      });

      await test.step('the settings say what they mean and are kept', async () => {
        await app.go('/hosts/alerts/settings');
        const share = app.page.getByRole('textbox', { name: say('alerts:settings.ownShare') });
        await share.fill('70');
        await share.press('Tab');
        await app.page.getByRole('button', { name: say('common:save'), exact: true }).click();
        await expect(app.page.getByText(say('common:saved'))).toBeVisible();
        expect((await server.client.alerts.settings({})).ownShare).toBeCloseTo(0.7);
        await expectAccessible(app.page);
      });
    });
  });
}

test('a threshold and an announced mailing of an account are set, with reason, and taken back', async ({ app, server, say }) => {
  const { rows } = await server.client.usage.overview({ span: 'h24', filter: { search: english.domain } });
  const press = (key: string) => app.page.getByRole('button', { name: say(key), exact: true }).click();
  await app.go(`/hosts/volume/${rows[0]?.account.id}`);

  await press('alerts:threshold.set');
  const perHour = app.page.getByRole('textbox', { name: say('alerts:threshold.perHour') });
  await app.page.getByRole('textbox', { name: say('alerts:threshold.reason') }).fill('Court lawyer');
  // A number above what the host allows stays as it was typed, and is refused in words.
  await perHour.fill('98765');
  await press('common:save');
  await expect(app.page.getByRole('dialog')).toContainText(say('errors:threshold_above_host', { limit: '' }).split('(')[0]?.trim() ?? '');
  await expect(perHour).toHaveValue('98,765');
  await perHour.fill('60');
  await expectAccessible(app.page);
  await press('common:save');
  await expect(app.main).toContainText(say('usage:limit.hour', { count: 60 }));
  await expect(app.main).toContainText('Court lawyer');

  await press('alerts:announced.do');
  await app.page.getByRole('textbox', { name: say('alerts:announced.note') }).fill('Spring newsletter');
  await expectAccessible(app.page);
  await press('alerts:announced.save');
  await expect(app.main).toContainText('Spring newsletter');
  await app.page.getByRole('button', { name: new RegExp(`^${say('alerts:announced.end')}: `) }).click();
  await expect(app.main).toContainText(say('alerts:announced.endedAt', { when: '' }).trim());
});

test('a browser that may notifies of what is new, and asks only when somebody pressed the button', async ({ app, server, panel, say }) => {
  // What the system would show is written down instead.
  await app.page.addInitScript(`
    globalThis.told = [];
    globalThis.Notification = class extends EventTarget {
      static permission = sessionStorage.getItem('may') ?? 'default';
      static async requestPermission() { sessionStorage.setItem('may', 'granted'); return (this.permission = 'granted'); }
      constructor(title, { body }) { super(); told.push(title + ' – ' + body); }
    };
  `);
  // A page that is still being opened is not opened again.
  await expect(app.heading).toBeVisible();
  await app.page.reload();
  await app.go('/hosts/alerts/settings');
  await app.page.getByRole('button', { name: say('alerts:settings.browser.ask') }).click();
  await expect(app.main).toContainText(say('alerts:settings.browser.granted'));

  const [first, second, last] = panel.world.accounts;
  if (first === undefined || second === undefined || last === undefined) throw new Error('The world has too few accounts');
  panel.standIn.change({ ...panel.world, accounts: [first, second, { ...last, suspended: true, reason: REASON }] });
  await pull(server, (await packOf(server)).packId);
  await expect.poll(() => app.page.evaluate('told.join()')).toContain(REASON);
  await expect.poll(() => app.page.evaluate('told.length')).toBe(1);
});

import { type DnsReply, type DnsServer, startDnsServer } from '../support/dns-server.ts';
import { BlocklistsPage } from './pages/blocklists.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/axe.ts';
import { fillPeople, PEOPLE } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { test as base, expect } from './support/test.ts';

const IP = '192.0.2.18';
/** Lists of the catalogue as they answer: listed, listed nowhere, refusing, led to advertising, silent. */
const NAMES: Readonly<Record<string, DnsReply>> = {
  '2.0.0.127.zen.spamhaus.org': { values: ['127.0.0.2'] },
  '18.2.0.192.zen.spamhaus.org': { values: ['127.0.0.2'] },
  '2.0.0.127.bl.spamcop.net': { values: ['127.0.0.2'] },
  '2.0.0.127.dnsbl-1.uceprotect.net': { values: ['127.255.255.254'] },
  '1.0.0.127.dnsbl-1.uceprotect.net': { values: ['127.255.255.254'] },
  '1.0.0.127.psbl.surriel.com': { values: ['203.0.113.80'] },
  '1.0.0.127.bl.blocklist.de': { silent: true },
  'dbltest.com.dbl.spamhaus.org': { values: ['127.0.1.2'] },
  [`${PEOPLE.english.domain}.dbl.spamhaus.org`]: { values: ['127.0.1.4'] },
};

const test = base.extend<{ readonly dns: DnsServer; readonly prepare: (server: RunningServer) => Promise<void> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  dns: async ({}, use) => {
    const dns = await startDnsServer((name, type) => (type === 'A' ? NAMES[name] : undefined));
    await use(dns);
    await dns.close();
  },
  prepare: async ({ dns }, use) => {
    await use(async (server) => {
      await fillPeople(server);
      await server.client.blocklists.setSettings({ servers: [dns.address], timeoutSeconds: 1, watch: false });
    });
  },
});

for (const look of [
  { language: 'en', theme: 'light' },
  { language: 'fr', theme: 'dark' },
  { language: 'ru', theme: 'light' },
] as const) {
  test.describe(`in ${look.language}, ${look.theme}`, () => {
    test.use(look);

    test('an address is added, agreed to, checked and explained, by keyboard, with all four answers', async ({ app, say, dns }) => {
      test.slow();
      const lists = new BlocklistsPage(app.page, say);
      const { keyboard } = app.page;
      await app.go('/hosts/blocklists');

      await test.step('nothing is asked before somebody agreed to what a query discloses', async () => {
        await expect(app.main).toContainText(say('blocklists:agree.discloses'));
        await expect(lists.button('blocklists:check.now')).toHaveCount(0);
        await expectAccessible(app.page);
        await lists.button('blocklists:ip.add').first().focus();
        await keyboard.press('Enter');
        await lists.dialog.getByRole('textbox', { name: say('blocklists:form.ips') }).focus();
        await keyboard.type(`${IP} 192.0.2.300`);
        await lists.button('blocklists:ip.addCount', { count: 2 }).focus();
        await keyboard.press('Enter');
        await expect(lists.dialog).toContainText('192.0.2.300');
        await expectAccessible(app.page);
        await lists.dialog.getByRole('textbox', { name: say('blocklists:form.ips') }).fill(IP);
        await lists.button('blocklists:ip.addCount', { count: 1 }).focus();
        await keyboard.press('Enter');
        await expect(lists.answers(IP)).toBeVisible();
        expect(dns.asked).toEqual([]);
      });

      await test.step('each list gives one of four answers, and no error is a good one', async () => {
        await lists.button('blocklists:agree.do').focus();
        await keyboard.press('Enter');
        await lists.button('blocklists:check.now').focus();
        await keyboard.press('Enter');
        await expect(lists.cell(IP, 'Spamhaus ZEN')).toContainText(say('blocklists:state.listed'));
        await expect(lists.cell(IP, 'SpamCop')).toContainText(say('blocklists:state.not_listed'));
        await expect(lists.cell(IP, 'UCEPROTECT 1')).toContainText(say('blocklists:state.refused'));
        await expect(lists.cell(IP, 'PSBL')).toContainText(say('blocklists:state.refused'));
        await expect(lists.cell(IP, 'blocklist.de')).toContainText(say('blocklists:state.no_answer'));
        await expect(lists.button('blocklists:check.now')).toBeEnabled();
        await expectAccessibleInBothThemes(app.page);
      });

      await test.step('a listing says what it means and whom to ask', async () => {
        await lists.cell(IP, 'Spamhaus ZEN').focus();
        await keyboard.press('Enter');
        await expect(lists.dialog).toContainText('18.2.0.192.zen.spamhaus.org');
        await expect(lists.dialog).toContainText(say('blocklists:route.host'));
        await expect(lists.dialog).toContainText(say('blocklists:history.title'));
        await expectAccessible(app.page);
        await keyboard.press('Escape');
        await expect(lists.cell(IP, 'Spamhaus ZEN')).toBeFocused();
        await lists.cell(IP, 'PSBL').press('Enter');
        await expect(lists.dialog).toContainText(say('blocklists:why.rewritten'));
        await keyboard.press('Escape');
      });

      await test.step('the domains of clients stand below, those on a list first', async () => {
        await expect(lists.domains.getByRole('row').nth(1)).toContainText(PEOPLE.english.domain);
        await expect(lists.domains.getByRole('row').nth(1)).toContainText('Spamhaus DBL');
        await lists.domains.getByRole('row').nth(1).click();
        await expect(lists.cell(PEOPLE.english.domain, 'Spamhaus DBL')).toContainText(say('blocklists:state.listed'));
        await keyboard.press('Escape');
      });

      await test.step('what a query discloses can still be read once it is agreed to', async () => {
        await app.go('/hosts/blocklists/settings');
        await expect(lists.button('blocklists:agree.withdraw')).toBeVisible();
        await expect(app.main).toContainText(say('blocklists:agree.discloses'));
      });
    });

    test('the catalogue and the settings stand on narrow screens too', async ({ app, say }) => {
      const lists = new BlocklistsPage(app.page, say);
      await app.page.setViewportSize({ width: 390, height: 844 });
      await app.go('/hosts/blocklists/lists');
      await expect(app.main).toContainText('Trend Micro ERS');
      await expectAccessibleInBothThemes(app.page);
      await app.page.getByRole('button', { name: say('blocklists:lists.openOf', { name: 'Trend Micro ERS' }) }).click();
      await expect(lists.dialog).toContainText(say('blocklists:who.holder'));
      await expect(lists.dialog).toContainText(say('blocklists:unconfirmed.why'));
      await expectAccessible(app.page);
      await app.page.keyboard.press('Escape');
      await app.go('/hosts/blocklists/settings');
      await expect(app.main).toContainText(say('blocklists:settings.servers.title'));
      await expectAccessible(app.page);
      expect(await app.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    });
  });
}

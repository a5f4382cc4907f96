import { readFile } from 'node:fs/promises';
import { IncidentsPage } from './pages/incidents.ts';
import { expectAccessible } from './support/axe.ts';
import { keyboard as keys } from './support/hand.ts';
import { test as hosted, packOf, pull } from './support/hosted.ts';
import { expect, LOOKS, test } from './support/test.ts';
import { anyOf } from './support/words.ts';

const LOG = 'exim-full.log.gz';
/** Who was suspended in this log, and its script that nobody knew. */
const CULPRIT = { account: 'joyphoto', script: '/home/joyphoto/public_html/wp-content/uploads/2019/.cache' };
/** Busy, and known for nothing bad. */
const INNOCENT = 'deltafreight';

for (const look of LOOKS.filter(({ language, theme }) => (language === 'fr') === (theme === 'dark'))) {
  test.describe(`in ${look.language}, ${look.theme}`, () => {
    test.use(look);

    test('logs are dropped, a moment is chosen, whom to ask is named with reasons and lines, and the host gets a report', async ({ app, say }) => {
      test.slow();
      const incidents = new IncidentsPage(app, say);

      await test.step('whoever has no log yet is told what it is and where to get it', async () => {
        await incidents.open();
        await expect(app.main).toContainText(say('logs:where.what'));
        await app.main.getByRole('tab', { name: say('logs:where.name.plesk') }).click();
        await expect(app.main.getByRole('tabpanel')).toContainText('/var/log/maillog');
        await expectAccessible(app.page);
      });

      await test.step('the log is read: its accounts and its timeline appear', async () => {
        await incidents.drop(LOG);
        await expect(app.heading).toHaveText(LOG);
        await expect(app.main.getByRole('grid')).toContainText(CULPRIT.account);
        await expect(incidents.moment).toHaveAttribute('aria-valuetext', /\d/);
        await expectAccessible(app.page);
      });

      await test.step('the moment moves by keys and by the marks', async () => {
        const first = (await incidents.moment.getAttribute('aria-valuetext')) ?? '';
        await incidents.moment.press('PageDown');
        await expect(incidents.moment).not.toHaveAttribute('aria-valuetext', first);
        await incidents.mark('suspended', CULPRIT.account).getByRole('button').click();
        await expect(incidents.moment).toHaveAttribute('aria-valuetext', /24/);
      });

      await test.step('the account to ask first is named, with what speaks for and against, and the lines', async () => {
        await incidents.judge();
        await expect(incidents.suspects.first()).toContainText(CULPRIT.account);
        const card = incidents.suspect(CULPRIT.account);
        await expect(card).toContainText(say('culprits:label.strong'));
        // The figure that ranks is the large one: others had sent more by then.
        await expect(card.locator('.suspect-share .figure')).toContainText(/^7\d/);
        await expect(card).toContainText(say('culpritsScreen:reasons.for'));
        await expect(card).toContainText(say('culpritsScreen:reasons.against'));
        await expect(card.getByRole('heading', { name: say('culpritsScreen:suspect.evidence') })).toBeHidden();
        await card.getByText(anyOf(say, 'culpritsScreen:suspect.details')).click();
        await expect(card).toContainText(CULPRIT.script);
        await expect(card).toContainText(LOG);
        await expect(app.main.getByRole('row').filter({ hasText: INNOCENT })).toBeVisible();
        await expectAccessible(app.page);
      });

      await test.step('two accounts are compared side by side', async () => {
        await incidents.suspect(CULPRIT.account).getByRole('button').last().click();
        await expect(incidents.dialog.getByRole('table')).toContainText(say('culpritsScreen:compare.chance'));
        await expectAccessible(app.page);
        await app.page.keyboard.press('Escape');
      });

      await test.step('the account shows its hours, its failures and what it sends with', async () => {
        await incidents.suspect(CULPRIT.account).getByRole('link').first().click();
        await expect(app.heading).toContainText(CULPRIT.account);
        await expect(app.main.getByRole('slider')).toHaveAttribute('aria-valuetext', /\d/);
        await expect(app.main).toContainText(say('culprits:target.content'));
        await expect(app.main).toContainText(CULPRIT.script);
        await expectAccessible(app.page);
        await app.page.goBack();
      });

      await test.step('the report is a PDF in the language that is chosen', async () => {
        await incidents.press('culpritsScreen:report.open');
        await incidents.dialog.getByRole('textbox').fill('Script removed, password changed.');
        await expectAccessible(app.page);
        const saving = app.page.waitForEvent('download');
        await incidents.press('culpritsScreen:report.make', incidents.dialog);
        const download = await saving;
        expect(download.suggestedFilename()).toMatch(/\.pdf$/);
        expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
      });

      await test.step('the analysis is there again', async () => {
        await incidents.open();
        const earlier = app.main.getByRole('region', { name: say('culpritsScreen:earlier.title') });
        await expect(earlier).toContainText(CULPRIT.account);
        await earlier.getByRole('link').click();
        await expect(incidents.suspects.first()).toContainText(CULPRIT.account);
      });
    });
  });
}

test('the whole way goes by keyboard', async ({ app, say }) => {
  test.slow();
  const incidents = new IncidentsPage(app, say);
  const { keyboard } = app.page;
  await expect(app.heading).toBeVisible();
  await keyboard.press('Alt+6');
  await expect(app.heading).toHaveText(say('incidentsScreen:title'));
  await keys(app.page).press(app.main.getByRole('link', { name: say('incidentsScreen:tabs.causes'), exact: true }));
  await expect(app.heading).toHaveText(say('culpritsScreen:title'));
  await incidents.drop('exim-small.log');
  await expect(incidents.moment).toHaveAttribute('aria-valuetext', /\d/);
  await incidents.moment.focus();
  await keyboard.press('End');
  const end = await incidents.moment.getAttribute('aria-valuenow');
  await keyboard.press('ArrowLeft');
  await expect(incidents.moment).not.toHaveAttribute('aria-valuenow', end ?? '');
  const tabTo = async (key: string) => {
    for (let tabs = 0; tabs < 20 && (await app.page.evaluate('document.activeElement.textContent')) !== say(key); tabs += 1) await keyboard.press('Tab');
    await expect(app.page.locator(':focus')).toHaveText(say(key));
  };
  // From the timeline on: the parts of the date and time, the calendar, the windows, the button.
  await tabTo('culpritsScreen:judge.do');
  await keyboard.press('Enter');
  await expect(app.main.getByRole('button', { name: say('culpritsScreen:report.open') })).toBeVisible();
  await tabTo('culpritsScreen:report.open');
  await keyboard.press('Enter');
  await expect(incidents.dialog).toBeVisible();
  await tabTo('culpritsScreen:report.make');
  const saving = app.page.waitForEvent('download');
  await keyboard.press('Enter');
  expect((await saving).suggestedFilename()).toMatch(/\.pdf$/);
});

test('a pointer chooses the moment on the timeline', async ({ app, say }) => {
  const incidents = new IncidentsPage(app, say);
  await incidents.open();
  await incidents.drop('exim-small.log');
  await expect(incidents.moment).toHaveAttribute('aria-valuetext', /\d/);
  const box = await incidents.moment.boundingBox();
  if (box === null) throw new Error('The timeline is not drawn');
  const at = async (share: number) => {
    await app.page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
    return Number(await incidents.moment.getAttribute('aria-valuenow'));
  };
  const early = await at(0.3);
  expect(await at(0.8)).toBeGreaterThan(early);
});

test('the analysis tells what the log marks, clears nobody whom the host stopped, and says that the log is ahead of the clock', async ({ app, say }) => {
  const incidents = new IncidentsPage(app, say);
  const later = (await readFile(new URL('../fixtures/logs/exim-small.log', import.meta.url), 'latin1')).replace(/^2026-/gm, '2090-');
  await incidents.open();
  await incidents.dropMade({ name: 'mainlog', mimeType: 'text/plain', buffer: Buffer.from(later, 'latin1') });
  await expect(app.main).toContainText(say('logs:notes.ahead'));
  await incidents.mark('first_block', 'horizontravel').getByRole('button').click();
  await incidents.judge();
  await expect(app.main).toContainText(say('culpritsScreen:data.single'));
  await expect(app.main).toContainText(anyOf(say, 'culprits:report.limits.ahead'));
  const outcome = app.main.getByRole('region', { name: say('culpritsScreen:verdict.title') });
  await expect(outcome).toHaveAttribute('data-tone', 'unknown');
  await expect(outcome).toContainText(say('culprits:stoppedByHost', { count: 2 }));
  await expect(app.main).toContainText(anyOf(say, 'culpritsScreen:data.limitSaid'));
  // Its usual is not known, and its row does not say otherwise.
  await expect(app.main.getByRole('row').filter({ hasText: 'casalaw' })).toContainText(say('common:unknown'));
  await expectAccessible(app.page);
});

test('a file that is no log is refused with its name, and what to do', async ({ app, say }) => {
  const incidents = new IncidentsPage(app, say);
  await incidents.open();
  await incidents.dropMade({ name: 'holiday.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear diary,\nnothing happened.\n'.repeat(50)) });
  await expect(app.main.getByRole('alert')).toContainText('holiday.txt');
  await expect(app.main.getByRole('alert')).toContainText(say('logs:take.notRecognised'));
  await expectAccessible(app.page);
});

hosted('a suspended pack leads to its cause, with the pack and the moment filled in', async ({ app, server, panel, say }) => {
  hosted.slow();
  const { packId } = await packOf(server);
  panel.standIn.change({ ...panel.world, accounts: panel.world.accounts.map((account) => ({ ...account, suspended: true, reason: 'Spam complaint' })) });
  await pull(server, packId);
  await app.go('/');
  await app.main
    .getByRole('link', { name: say('alerts:do.cause') })
    .first()
    .click();
  await expect(app.heading).toHaveText(say('culpritsScreen:case.of', { pack: 'Pack A' }));
  await expect(app.main).toContainText(say('culpritsScreen:moment.because.pack_suspended'));
  const incidents = new IncidentsPage(app, say);
  await expect(incidents.moment).toHaveAttribute('aria-valuetext', /\d/);
  await incidents.drop('exim-small.log');
  await expect(app.main.getByRole('checkbox')).toBeChecked();
  await expect(app.main).toContainText(say('culpritsScreen:moment.because.pack_suspended'));
  await expectAccessible(app.page);
  await incidents.judge();
  await expect(app.heading).toContainText(say('culpritsScreen:verdict.of', { when: '' }).trim());
  await expect(app.main).toContainText(say('culpritsScreen:data.kind.panel'));
  await expectAccessible(app.page);
});

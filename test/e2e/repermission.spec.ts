import type { IncidentId } from '../../src/contract/ids.ts';
import { CasesPage } from './pages/cases.ts';
import { bringPlanToItsEnd } from './pages/plan.ts';
import { expectAccessible } from './support/axe.ts';
import { keyboard, mouse } from './support/hand.ts';
import { fillWorkspace, PEOPLE } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { test as base, expect } from './support/test.ts';

const { french, english, russian } = PEOPLE;

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(fillWorkspace);
  },
});

/** A listing that one client caused and another has nothing to do with. */
async function openListing({ client }: RunningServer): Promise<IncidentId> {
  const { rows } = await client.clients.list({});
  const clientId = (name: string) => {
    const found = rows.find((row) => row.name === name);
    if (found === undefined) throw new Error(`No client ${name}`);
    return found.id;
  };
  const [host] = await client.hosts.list({});
  const packId = host?.packs[0]?.id;
  if (packId === undefined) throw new Error('No pack');
  const subject = { kind: 'listing', listed: '203.0.113.7', list: 'Trend Micro ERS' } as const;
  const { id } = await client.incidents.open({ packId, subject, concerned: [{ clientId: clientId(french.company) }] });
  await client.incidents.concern({ id, person: { clientId: clientId(french.company) }, role: 'caused' });
  await client.incidents.concern({ id, person: { clientId: clientId(english.company) }, role: 'innocent' });
  return id;
}

for (const language of ['en', 'fr', 'ru'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language, theme: language === 'fr' ? 'dark' : 'light' });

    test('a list is sorted and asked anew, and ends when everybody is accounted for', async ({ app, server, say }) => {
      test.slow();
      const cases = new CasesPage(app, say, mouse());
      await app.go(`/incidents/cases/${await openListing(server)}`);
      await bringPlanToItsEnd(cases, { server, hand: mouse(), reader: 'fr' });
      await expectAccessible(app.page);
    });

    test('of many neighbours one is found by his name and chosen, and nobody who is not shown', async ({ app, server, say }) => {
      const id = await openListing(server);
      const [host] = await server.client.hosts.list({});
      const packId = host?.packs[0]?.id;
      if (packId === undefined) throw new Error('No pack');
      for (let number = 1; number <= 9; number += 1) {
        const company = `Neighbour ${number}`;
        const accounts = [{ packId, mainDomain: `n${number}.example`, login: `n${number}`, plan: 'Basic' }];
        await server.client.clients.create({ company, language: 'en', contacts: [{ role: 'owner', email: `n${number}@example.org` }], accounts });
      }
      const cases = new CasesPage(app, say, keyboard(app.page));
      await app.go(`/incidents/cases/${id}`);
      await cases.openStep('tell_innocent');
      const part = cases.part('tell_innocent');
      const neighbours = part.locator('details.fold').filter({ has: app.page.locator('.innocents-many') });
      await neighbours.evaluate((fold) => fold.setAttribute('open', ''));
      await part.getByRole('searchbox', { name: say('repermissionScreen:innocents.search') }).fill('n7.exa');
      await expect(part.getByRole('row', { name: /Neighbour/ })).toHaveCount(1);
      await cases.press('tell_innocent', 'repermissionScreen:innocents.allFound');
      await part.getByRole('searchbox', { name: say('repermissionScreen:innocents.search') }).fill('');
      await expect(part.getByRole('checkbox', { name: /Neighbour/, checked: true })).toHaveCount(1);
      // Folding a step is no decision.
      await cases.step('tell_innocent').press('Enter');
      await expect(neighbours).toHaveCount(0);
      await cases.openStep('tell_innocent');
      await neighbours.evaluate((fold) => fold.setAttribute('open', ''));
      await expect(part.getByRole('checkbox', { name: /Neighbour/, checked: true })).toHaveCount(1);
      await expectAccessible(app.page);
    });

    test('who has nothing to do with it sees his letter written, is told once, and nobody is named', async ({ app, server, say }) => {
      const cases = new CasesPage(app, say, mouse());
      await app.go(`/incidents/cases/${await openListing(server)}`);
      await cases.openStep('tell_innocent');
      const part = cases.part('tell_innocent');
      await part
        .getByRole('row', { name: new RegExp(english.company) })
        .getByRole('button', { name: say('repermissionScreen:innocents.show') })
        .click();
      const letter = app.page.getByRole('dialog').locator('.letter-words');
      await expect(letter).toContainText('203.0.113.7');
      await expect(letter).not.toContainText(/Martin|boulangerie/i);
      await expectAccessible(app.page);
      await app.page.keyboard.press('Escape');
      await part.getByText(say('repermissionScreen:innocents.neighbours', { count: 2 })).click();
      await part.getByRole('checkbox', { name: new RegExp(russian.company) }).press('Space');
      await part.getByRole('button', { name: say('repermissionScreen:innocents.tell', { count: 2 }) }).click();
      await test.step('how many get it, and the letter in each of their languages, is seen before it leaves', async () => {
        const dialog = app.page.getByRole('dialog', { name: say('repermissionScreen:innocents.confirm', { count: 2 }) });
        await expect(dialog.getByRole('tab')).toHaveCount(2);
        await expect(dialog.locator('.letter-words')).toContainText('203.0.113.7');
        await expectAccessible(app.page);
        await dialog.getByRole('tab', { name: new RegExp(say('common:language.ru')) }).click();
        await expect(dialog.locator('.letter-words')).toContainText(russian.domain);
        await dialog.getByRole('button', { name: say('repermissionScreen:innocents.tell', { count: 2 }) }).click();
      });
      await expect(part.getByText(say('repermissionScreen:innocents.queued', { count: 2 }))).toBeVisible();
      await expect(cases.step('tell_innocent')).toContainText(say('incidents:state.done'));
      await expect(part.getByRole('checkbox', { name: new RegExp(english.company) })).toHaveCount(0);
      await expectAccessible(app.page);
    });
  });
}

test('a plan made by mistake is thrown away, and comes back on Undo', async ({ app, server, say }) => {
  const cases = new CasesPage(app, say, mouse());
  await app.go(`/incidents/cases/${await openListing(server)}`);
  await cases.openStep('repermission');
  const part = cases.part('repermission');
  await part.getByRole('button', { name: say('repermissionScreen:empty.plan') }).click();
  await part.getByRole('button', { name: say('repermissionScreen:discard') }).click();
  await expect(part.getByText(say('repermissionScreen:empty.title'))).toBeVisible();
  await app.page.getByRole('button', { name: say('common:undo') }).click();
  await expect(part.getByText(say('repermissionScreen:uncounted'))).toBeVisible();
});

test('a list is brought to its end with nothing but the keys', async ({ app, server, say, page }) => {
  test.slow();
  const cases = new CasesPage(app, say, keyboard(page));
  await app.go(`/incidents/cases/${await openListing(server)}`);
  await bringPlanToItsEnd(cases, { server, hand: keyboard(page), reader: 'fr' });
});

test('what is said of a step just done leaves the buttons and the title of the next window free, and Undo is reached by keys', async ({ app, server, say }) => {
  const cases = new CasesPage(app, say, mouse());
  await app.go(`/incidents/cases/${await openListing(server)}`);
  await cases.openStep('repermission');
  const part = cases.part('repermission');
  await part.getByRole('button', { name: say('repermissionScreen:empty.plan') }).click();
  const dialog = app.page.getByRole('dialog', { name: say('repermissionScreen:change') });
  const openPlan = part.getByRole('button', { name: say('repermissionScreen:change'), exact: true });
  const save = dialog.getByRole('button', { name: say('common:save'), exact: true });
  await openPlan.click();
  await save.click();
  await openPlan.click();
  const said = app.page.locator('.toast');
  await expect(said).toBeVisible();
  for (const size of [
    { width: 1280, height: 800 },
    { width: 390, height: 780 },
  ]) {
    await app.page.setViewportSize(size);
    for (const part of await dialog.locator('.dialog-actions .button, .dialog-head .button, .dialog-head h2').all()) await part.click({ trial: true });
  }
  // To the messages, to the first of them, to its button.
  for (const key of ['F6', 'Tab', 'Tab']) await app.page.keyboard.press(key);
  await expect(said.getByRole('button', { name: say('common:undo') })).toBeFocused();
  await app.page.keyboard.press('Enter');
  await expect(said).toHaveCount(0);
  await expect(save).toBeVisible();
});

import type { IncidentId } from '../../src/contract/ids.ts';
import { HELPLESS, REST_OF_IT } from '../explanations/words.ts';
import { CasesPage } from './pages/cases.ts';
import { RoundsPage } from './pages/rounds.ts';
import { expectAccessible } from './support/axe.ts';
import { expectToFitNarrowWindows } from './support/fits.ts';
import { type Hand, keyboard, mouse, watchPointer } from './support/hand.ts';
import type { AppPage } from './support/pages/app-page.ts';
import { fillWorkspace, PEOPLE } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { test as base, expect } from './support/test.ts';
import type { Say } from './support/words.ts';

const { french } = PEOPLE;

/** A listing that one client may have caused. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(async (server) => {
      await fillWorkspace(server);
      const { client } = server;
      const [host] = await client.hosts.list({});
      const packId = host?.packs[0]?.id;
      const found = (await client.clients.list({})).rows.find(({ name }) => name === french.company);
      if (packId === undefined || found === undefined) throw new Error('The workspace lacks its pack or client');
      const subject = { kind: 'listing', listed: '203.0.113.7', list: 'Trend Micro ERS', reference: '', holder: 'host' } as const;
      await client.incidents.open({ packId, subject, concerned: [{ clientId: found.id }] });
    });
  },
});

/** The page of the one case there is, open where the client is asked. */
async function openCase({ app, say, server, hand }: { app: AppPage; say: Say; server: RunningServer; hand: Hand }) {
  const [row] = (await server.client.incidents.list({})).rows;
  if (row === undefined) throw new Error('There is no case');
  await app.go(`/incidents/cases/${row.id}`);
  const cases = new CasesPage(app, say, hand);
  await expect(cases.step('ask_explanations')).toBeVisible();
  await cases.openStep('ask_explanations');
  return { rounds: new RoundsPage(app, say, hand), incidentId: row.id };
}

const stepsOf = async ({ client }: RunningServer, id: IncidentId) => {
  const { steps } = await client.incidents.get({ id });
  return ['ask_explanations', 'judge_answer'].map((step) => steps.find((each) => each.id === step)?.state);
};

for (const language of ['en', 'fr', 'ru'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language, theme: language === 'fr' ? 'dark' : 'light' });

    test('a client is asked, his answer is held against the list, and what it leaves open is asked again', async ({ app, say, server }) => {
      test.slow();
      const { rounds, incidentId } = await openCase({ app, say, server, hand: mouse() });
      await expect(app.main.getByText(say('explanationsScreen:empty.title'))).toBeVisible();
      await expectAccessible(app.page);
      await test.step('the letter is seen before it leaves, in his language', async () => {
        await rounds.begin(french.company);
        await rounds.showLetter('Merci de répondre à chacune des questions ci-dessous');
        await expectAccessible(app.page);
        await rounds.send();
        await expect(rounds.round(1)).toContainText(say('explanationsScreen:state.asked'));
        await expect(rounds.round(1)).toContainText(say('explanationsScreen:letters.last_day'));
        expect(await stepsOf(server, incidentId)).toEqual(['waiting', 'open']);
      });
      await test.step('an answer that grasps nothing does not suffice, and the screen says why', async () => {
        await rounds.paste(HELPLESS[language]);
        await expect(rounds.round(1)).toContainText(say('explanationsScreen:state.answered'));
        const why = [say('explanationsScreen:reason.no_proof'), say('explanationsScreen:objection.nothing_to_add')];
        for (const reason of why) await expect(rounds.summary(1)).toContainText(reason);
        for (const open of ['consent', 'origin', 'contact', 'measures'])
          await expect(rounds.summary(1)).toContainText(say(`explanationsScreen:question.${open}`));
        await rounds.showPassage('nothing_to_add');
        await expect(rounds.round(1).locator('mark')).toBeVisible();
        await expectAccessible(app.page);
        await expectToFitNarrowWindows(app.page);
      });
      await test.step('a person changes a mark, and takes that back', async () => {
        await rounds.mark('tool', 'answered');
        await rounds.unmark('tool');
      });
      await test.step('what is open is asked again, and answered', async () => {
        await rounds.askAgain();
        await rounds.send();
        await expect(rounds.round(2)).toContainText(say('explanationsScreen:state.asked'));
        await rounds.drop(REST_OF_IT);
        await expect(rounds.round(2)).toContainText(say('explanationsScreen:state.answered'));
        await rounds.lift('old_contacts');
        await rounds.decide('sufficient');
        await expect(rounds.round(2)).toContainText(say('explanationsScreen:state.sufficient'));
        expect(await stepsOf(server, incidentId)).toEqual(['done', 'done']);
        await expectAccessible(app.page);
      });
    });
  });
}

test('the whole round is worked with nothing but the keys', async ({ app, say, server, page }) => {
  test.setTimeout(300_000);
  const pointed = await watchPointer(page);
  await page.reload();
  const { rounds } = await openCase({ app, say, server, hand: keyboard(page) });
  await rounds.begin(french.company);
  await rounds.send();
  await rounds.paste('Nothing to add.');
  await rounds.mark('tool', 'answered');
  await rounds.decide('insufficient');
  await expect(rounds.round(1)).toContainText(say('explanationsScreen:state.insufficient'));
  expect(await pointed()).toBe(0);
});

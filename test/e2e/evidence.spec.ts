import { addDays, dateIn } from '../../src/shared/calendar.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { GapsPage, ProofPage, ToldOnPage } from './pages/proof.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/axe.ts';
import { fillWorkspace, PEOPLE } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

const DAY_MS = 86_400_000;

/** The reseller writes down that he told the French client on the phone. */
async function noteCall({ client }: RunningServer): Promise<void> {
  await client.settings.update({ author: 'Anna' });
  const { rows } = await client.clients.list({ filter: { search: PEOPLE.french.email } });
  const [person] = rows;
  const [version] = await client.policies.list({ kind: 'notice' });
  if (person === undefined || version === undefined) throw new Error('The workspace is not filled');
  const { accountList } = await client.clients.get({ id: person.id });
  const { now } = await client.system.info({});
  await client.acknowledgements.note({
    clientId: person.id,
    versionId: version.id,
    accountIds: accountList.map(({ id }) => id),
    happenedAt: now,
    kind: 'phone',
    note: 'Read aloud',
  });
}

/** Another client, who ordered so many days ago. */
async function addOrder({ client }: RunningServer, { company, daysAgo }: { readonly company: string; readonly daysAgo: number }): Promise<void> {
  const [host] = await client.hosts.list({});
  const packId = host?.packs[0]?.id;
  if (packId === undefined) throw new Error('The workspace is not filled');
  const { now, timeZone } = await client.system.info({});
  const orderedOn = addDays(dateIn(Date.parse(now), timeZone), -daysAgo);
  const email = `${company.toLowerCase()}@example.org`;
  await client.clients.create({
    company,
    language: 'en',
    contacts: [{ role: 'owner', email, firstName: '', lastName: company }],
    accounts: [{ packId, mainDomain: `${company.toLowerCase()}.example`, login: '', plan: '', orderedOn }],
  });
}

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(async (server) => {
      await fillWorkspace(server);
      await addOrder(server, { company: 'Oldest', daysAgo: 40 });
      await noteCall(server);
    });
  },
});

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language, theme: 'light' });

    test('ladder, a proof, a day and gaps are accessible', async ({ app }) => {
      // Several runs of axe.
      test.slow();
      const proof = new ProofPage(app.page);
      await proof.open();
      await proof.row(PEOPLE.french.company).getByRole('gridcell').first().click();
      await expect(proof.detail).toContainText('Anna');
      await expectAccessibleInBothThemes(app.page);
      await app.page.keyboard.press('Escape');
      const told = new ToldOnPage(app.page);
      await told.open();
      await expect(told.row(PEOPLE.french.company)).toBeVisible();
      await expectAccessibleInBothThemes(app.page);
      const gaps = new GapsPage(app.page);
      await gaps.open();
      await expect(gaps.row('Oldest')).toBeVisible();
      await expectAccessibleInBothThemes(app.page);
    });
  });
}

test('a call that was noted counts as the weakest step, until it is taken back by keyboard', async ({ app }) => {
  const proof = new ProofPage(app.page);
  const keys = app.page.keyboard;
  await proof.open();
  await expect(proof.figure).toContainText('20% told');
  await expect(proof.step('Noted by hand')).toContainText('1 account');
  await expect(proof.list.getByRole('row').nth(1)).toHaveText(/\S/);
  await proof.list.press('Enter');
  await expect(proof.detail).toContainText('Read aloud');
  await expect(proof.detail).toContainText('On the phone');
  await proof.detail.getByRole('button', { name: 'Take back' }).press('Enter');
  const question = app.page.getByRole('alertdialog');
  await expect(question).toContainText(PEOPLE.french.company);
  await expect(question.getByRole('button', { name: 'Take back' })).toBeDisabled();
  await question.getByRole('textbox').focus();
  await keys.type('Another client was called');
  await question.getByRole('button', { name: 'Take back' }).press('Enter');
  await expect(proof.detail).toContainText('Another client was called');
  await expect(proof.detail.getByRole('button', { name: 'Take back' })).toHaveCount(0);
  await keys.press('Escape');
  await expect(proof.row(PEOPLE.french.company)).toContainText('Taken back');
  await expect(proof.figure).toContainText('0% told');
  await expect(proof.step('Noted by hand')).toContainText('0 accounts');
});

test('a day shows who had been told by its end, and is saved as a report', async ({ app }) => {
  const told = new ToldOnPage(app.page);
  await told.open();
  await expect(told.figures).toContainText('5 accounts existed then');
  await expect(told.row(PEOPLE.french.company)).toContainText('Noted by hand');
  await expect(told.row('Oldest')).toContainText('not told');
  await told.choose('Yesterday').click();
  await expect(told.figures).toContainText('1 account existed then');
  await expect(told.row('Oldest')).toContainText('no policy in force');
  await told.choose('Today').click();
  await app.main.getByRole('button', { name: 'only an older version' }).click();
  await expect(app.main.getByText('No account matches.')).toBeVisible();
  await app.main.getByRole('button', { name: 'Save as a report' }).click();
  const download = app.page.waitForEvent('download');
  await app.page.getByRole('menuitem', { name: /PDF/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^Proof \d{4}-\d\d-\d\d\.pdf$/);
});

test('gaps stand with the longest first, and the delay of the first notice is said in words', async ({ app, server }) => {
  const gaps = new GapsPage(app.page);
  await gaps.open();
  await expect(app.main.getByText('4 active accounts are not covered.')).toBeVisible();
  await expect(gaps.first).toContainText('Oldest');
  await expect(gaps.delay).toContainText('1 account measured');
  await expect(gaps.delay).toContainText('4 accounts were never told');
  await expect(gaps.bucket('within a day')).toContainText('1 100%');
  await gaps.list.press('Enter');
  await expect(app.page).toHaveURL(/#\/clients\//);
  const { now } = await server.client.system.info({});
  const today = await server.client.system.today({});
  expect(today.gaps.total).toBe(4);
  expect(Date.parse(now) - Date.parse(today.gaps.longest[0]?.since ?? now)).toBeLessThan(2 * DAY_MS);
});

test.describe('on a narrow window', () => {
  test.use({ viewport: { width: 360, height: 720 }, language: 'ru' });

  test('nothing is wider than the window', async ({ app }) => {
    for (const place of ['/notices/proof', '/notices/proof/told', '/notices/proof/gaps']) {
      await app.go(place);
      await expect(app.main.getByRole('grid').first()).toBeVisible();
      expect(await app.page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    }
  });
});

test.describe('with nobody left out', () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    prepare: async ({}, use) => {
      await use(async () => {});
    },
  });

  test('an empty workspace says what will stand there', async ({ app }) => {
    const gaps = new GapsPage(app.page);
    await gaps.open();
    await expect(app.main.getByRole('heading', { name: 'There are no active accounts yet' })).toBeVisible();
    await expectAccessible(app.page);
    const told = new ToldOnPage(app.page);
    await told.open();
    await expect(told.figures).toContainText('No account existed on that day');
    await expectAccessible(app.page);
  });
});

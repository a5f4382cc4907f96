import { DifferencePage, EditorPage, LetterPage, NextVersionPage } from './pages/texts.ts';
import { expectAccessible } from './support/axe.ts';
import { fillWorkspace, PEOPLE } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

const ITEMS = { en: 'Ask before the first mailing.', fr: 'Demandez avant le premier envoi.', ru: 'Спросите до первой рассылки.' } as const;

async function hostOf({ client }: RunningServer): Promise<string> {
  const [host] = await client.hosts.list({});
  if (host === undefined) throw new Error('The workspace has no host');
  return host.id;
}

test.slow();

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(async (server) => void (await fillWorkspace(server)));
  },
});

test('a text is published again only when all three languages were looked at; an editorial version tells nobody anew', async ({ app, server, say }) => {
  const hostId = await hostOf(server);
  const dueBefore = (await server.client.notices.due({ limit: 1 })).ready;
  const editor = new EditorPage(app.page, say);
  await editor.open(hostId, { language: 'fr', section: 'allowed' });
  await editor.addItem(ITEMS.fr);
  await expect(editor.preview.getByRole('article')).toContainText(ITEMS.fr);
  await app.page.keyboard.press('ControlOrMeta+S');
  await expect(editor.state.first()).toHaveText(say('policies:editor.allSaved'));
  await expect(editor.gaps).toHaveCount(3);

  const publish = new NextVersionPage(app.page, say);
  await publish.open(hostId);
  await expect(publish.refusal).toContainText(say('policies:gap.behind'));
  await expect(publish.submit).toBeDisabled();
  await expectAccessible(app.page);

  await publish.refusal
    .getByRole('link', { name: say('policies:gap.open') })
    .first()
    .click();
  await expect(editor.markup).toBeVisible();
  for (const language of ['en', 'ru'] as const) {
    await editor.turnTo(language);
    await editor.addItem(ITEMS[language]);
    await editor.save.click();
    await expect(editor.state.first()).toHaveText(say('policies:editor.allSaved'));
  }
  await expect(editor.gaps).toHaveCount(0);

  await publish.open(hostId);
  await expect(new DifferencePage(app.page).added).toContainText(ITEMS.en);
  await publish.kind('editorial').click();
  await publish.submit.click();
  await expect(app.main).toContainText(say('policies:published.textEditorial'));
  const [newest] = await server.client.policies.list({});
  expect([newest?.number, newest?.material]).toEqual([2, false]);
  expect((await server.client.notices.due({ limit: 1 })).ready).toBe(dueBefore);
});

test('a language that needs no change is confirmed, and a material version says what changed in every language', async ({ app, server, say }) => {
  const hostId = await hostOf(server);
  const editor = new EditorPage(app.page, say);
  await editor.open(hostId, { language: 'fr', section: 'why' });
  const markup = await editor.markup.inputValue();
  await editor.markup.fill(markup.replace(/[.]/, ' !'));
  await editor.save.click();
  for (const language of ['en', 'ru'] as const) {
    await editor.turnTo(language);
    await editor.confirm.click();
    await expect(editor.confirm).toHaveCount(0);
  }
  const publish = new NextVersionPage(app.page, say);
  await publish.open(hostId);
  await publish.submit.click();
  await expect(publish.changelog('en')).toBeFocused();
  await publish.writeChangelog('Clearer words.');
  await publish.submit.click();
  await expect(app.main).toContainText(say('policies:published.next'));

  const versions = await server.client.policies.list({});
  const [second, first] = versions;
  await app.go(`/versions/${first?.id}/compare/${second?.id}`);
  const difference = new DifferencePage(app.page);
  await app.main.getByRole('tab', { name: 'Français' }).click();
  await expect(difference.added.first()).toBeVisible();
  await expectAccessible(app.page);
});

test('what is typed and not saved survives leaving, and saving is offered', async ({ app, server, say }) => {
  const hostId = await hostOf(server);
  const editor = new EditorPage(app.page, say);
  await editor.open(hostId, { language: 'en', section: 'allowed' });
  await editor.addItem('Half a thought');
  await editor.insertField(say('fields:name.support_address'));
  await expect(editor.markup).toHaveValue(/Half a thought\{\{support_address\}\}$/);
  await app.page.keyboard.press('ControlOrMeta+Z');
  await expect(editor.markup).toHaveValue(/Half a thought$/);

  await app.page
    .getByRole('navigation', { name: say('shell:places') })
    .getByRole('link', { name: say('shell:place.clients') })
    .click();
  await expect(editor.question).toBeVisible();
  await expectAccessible(app.page);
  await editor.answer('leave.leave').click();
  await expect(app.heading).toHaveText(say('clients:title'));
  await editor.open(hostId, { language: 'en', section: 'allowed' });
  await expect(editor.markup).toHaveValue(/Half a thought$/);

  await app.main.getByRole('link', { name: say('policies:texts.titleOf', { host: 'Sunny Hosting' }) }).click();
  await editor.answer('leave.save').click();
  await expect(app.heading).toHaveText(say('policies:texts.titleOf', { host: 'Sunny Hosting' }));
  const draft = await server.client.policies.draft({ hostId });
  expect(JSON.stringify(draft.texts)).toContain('Half a thought');
});

test('the address names the section: Back and a reload come to it again', async ({ app, server, say }) => {
  const hostId = await hostOf(server);
  const editor = new EditorPage(app.page, say);
  await editor.open(hostId, { language: 'en', section: 'allowed' });
  await editor.section('Better tools for mailings').click();
  await expect(app.page).toHaveURL(/\/texts\/notice\/en\/alternatives$/);
  await editor.turnTo('fr');
  await expect(app.page).toHaveURL(/\/texts\/notice\/fr\/alternatives$/);
  await app.page.goBack();
  await app.page.goBack();
  await expect(app.page).toHaveURL(/\/texts\/notice\/en\/allowed$/);
  await expect(editor.section('What is allowed')).toHaveAttribute('aria-current', 'true');
});

test('a hint leads to its sentence', async ({ app, server, say }) => {
  const hostId = await hostOf(server);
  const editor = new EditorPage(app.page, say);
  await editor.open(hostId, { language: 'en', section: 'allowed' });
  await editor.addItem('NEVER SEND ANYTHING to 54321 people.');
  await editor.hints.filter({ hasText: '54321' }).first().getByRole('button').click();
  await expect(editor.markup).toBeFocused();
  expect(
    await app.page.evaluate(
      'getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)',
    ),
  ).toContain('54321');
});

test('a version is not editorial once rules changed what the text says, and the screen says why', async ({ app, server, say }) => {
  const hostId = await hostOf(server);
  const { rules, own } = await server.client.hosts.get({ id: hostId });
  const pacing = { state: 'known' as const, value: { count: 77, seconds: 3600, contractual: true }, source: 'a page', readOn: null };
  await server.client.hosts.setRules({ id: hostId, rules: { ...rules, pacing }, own, reason: '' });
  const publish = new NextVersionPage(app.page, say);
  await publish.open(hostId);
  await expect(publish.kind('editorial')).toContainText(say('policies:publish.notEditorial.rules_changed'));
  await expect(publish.kind('editorial').getByRole('radio')).toBeDisabled();
  await expect(publish.kind('material').getByRole('radio')).toBeChecked();
  await expectAccessible(app.page);
});

test('a letter is copied once nothing is missing', async ({ app, server, say }) => {
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const letter = new LetterPage(app.page, say);
  await letter.open(await hostOf(server), 'spike_warning');
  await expect(letter.copy).toBeDisabled();
  await expectAccessible(app.page);
  await letter.chooseClient(PEOPLE.english.company);
  await expect(letter.preview).toContainText(PEOPLE.english.domain);
  await expect(letter.preview).toContainText('Usual number');
  await letter.notKnown(say('fields:name.usual_count')).press('Space');
  await expect(letter.preview).not.toContainText('Usual number');
  await letter.fillAll('twelve');
  await letter.copy.click();
  expect(await app.page.evaluate('navigator.clipboard.readText()')).toContain('twelve');
});

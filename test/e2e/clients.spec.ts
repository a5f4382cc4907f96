import { ClientForm, ClientsPage } from './pages/clients.ts';
import { ImportPage } from './pages/import.ts';
import type { RunningServer } from './support/server.ts';
import { expect, test } from './support/test.ts';
import { anyOf } from './support/words.ts';
import { addHost } from './support/workspace.ts';

const PEOPLE = [
  { number: 'A-1', company: 'Королёва и партнёры', language: 'ru', email: 'info@koroleva.example', domain: 'koroleva.example' },
  { number: 'A-2', company: 'Boulangerie Lefèvre', language: 'fr', email: 'zoe@lefevre.example', domain: 'lefevre.example' },
  { number: 'A-3', company: 'Müller GmbH', language: 'en', email: 'mueller@strasse.example', domain: 'straße.example' },
  { number: 'A-4', company: '=HYPERLINK("http://evil.example")', language: 'en', email: 'odd@odd.example', domain: '' },
] as const;

async function addPeople(server: RunningServer): Promise<void> {
  const packId = await addHost(server);
  const pack = (await server.client.hosts.list({})).flatMap(({ packs }) => packs).find(({ id }) => id === packId);
  for (const { number, company, language, email, domain } of PEOPLE) {
    const accounts = domain === '' || pack === undefined ? [] : [{ packId: pack.id, mainDomain: domain }];
    await server.client.clients.create({ number, company, language, contacts: [{ role: 'owner', email, firstName: 'Anna' }], accounts });
  }
}

test.use({ prepare: async ({ server: _ }, use) => use(addPeople) });

test('search finds names with or without accents, ё as е, and by number, address and domain', async ({ app, say }) => {
  await app.go('/clients');
  const list = new ClientsPage(app.page, say);
  await expect(list.shown).toHaveText(say('clients:shown', { count: 4 }));
  for (const [typed, name] of [
    ['королева', 'Королёва и партнёры'],
    ['КОРОЛЁВА', 'Королёва и партнёры'],
    ['lefevre', 'Boulangerie Lefèvre'],
    ['LEFÈVRE', 'Boulangerie Lefèvre'],
    ['muller', 'Müller GmbH'],
    ['a-2', 'Boulangerie Lefèvre'],
    ['zoe@', 'Boulangerie Lefèvre'],
    ['koroleva.ex', 'Королёва и партнёры'],
  ] as const) {
    await list.search.fill(typed);
    await expect(list.shown, typed).toHaveText(say('clients:shown', { count: 1 }));
    await expect(list.row(name), typed).toBeVisible();
  }
  await list.search.fill('nobody at all');
  await app.main.getByRole('button', { name: say('clients:found.clear') }).click();
  await expect(list.shown).toHaveText(say('clients:shown', { count: 4 }));
});

test('chips narrow the list, headers sort it, and it stays so after a look at a card', async ({ app, say }) => {
  await app.go('/clients');
  const list = new ClientsPage(app.page, say);
  await expect(list.shown).toHaveText(say('clients:shown', { count: 4 }));
  await list.sortBy('email');
  await expect.poll(() => list.names()).toEqual([PEOPLE[0].company, PEOPLE[2].company, PEOPLE[3].company, PEOPLE[1].company]);
  await list.sortBy('email');
  await expect.poll(async () => (await list.names())[0]).toBe(PEOPLE[1].company);
  await list.chip('none').click();
  await expect(list.shown).toHaveText(say('clients:shown', { count: 1 }));
  await list.grid.focus();
  await app.page.keyboard.press('Enter');
  await expect(app.heading).toHaveText(PEOPLE[3].company);
  await app.page.goBack();
  await expect(list.shown).toHaveText(say('clients:shown', { count: 1 }));
});

test('the form keeps what was typed through every refusal, and removing ends without erasing', async ({ app, say, server }) => {
  await app.go('/clients');
  const list = new ClientsPage(app.page, say);
  const form = new ClientForm(app.page, say);
  await list.row('Lefèvre').getByRole('gridcell').first().click();
  await app.main.getByRole('link', { name: say('clients:edit') }).click();
  await form.field('field.company').fill('Maison Lefèvre');
  await form.button('form.addContact').click();
  await form.save();
  await expect(app.main.getByRole('alert')).toHaveText(anyOf(say, 'clients:form.mend'));
  await expect(form.field('column.email', 1)).toHaveAttribute('aria-invalid', 'true');
  await expect(app.main).toContainText(say('clients:form.addressMissing'));

  await form.field('column.email', 1).fill('info@koroleva.example');
  await form.button('contacts.remove').first().click();
  await form.save();
  await expect(app.main.getByRole('alert')).toContainText('Королёва и партнёры');
  await expect(form.field('field.company')).toHaveValue('Maison Lefèvre');

  await form.field('column.email').fill('paul@lefevre.example');
  await form.button('accounts.close').click();
  await form.save();
  await expect(app.heading).toHaveText('Maison Lefèvre');
  await expect(app.main.getByRole('row').filter({ hasText: 'zoe@lefevre.example' })).toContainText(say('clients:contacts.until'));
  await expect(
    app.main
      .getByRole('row')
      .filter({ hasText: 'lefevre.example' })
      .filter({ hasText: say('clients:status.closed') }),
  ).toBeVisible();
  const [client] = (await server.client.clients.list({ filter: { search: 'lefevre' } })).rows;
  expect(client).toMatchObject({ name: 'Maison Lefèvre', email: 'paul@lefevre.example', activeAccounts: 0, accounts: 1 });
});

test('a client is added by hand with an account', async ({ app, say, server }) => {
  await app.go('/clients/new');
  const form = new ClientForm(app.page, say);
  await form.field('field.company').fill('Новый клиент');
  await form.field('column.email').fill('new@client.example');
  await form.button('form.addAccount').click();
  await form.save();
  await expect(app.main).toContainText(say('clients:form.domainMissing'));
  expect((await server.client.clients.list({})).total).toBe(PEOPLE.length);
  await form.field('accounts.domain').fill('client.example');
  await form.save();
  await expect(app.heading).toHaveText('Новый клиент');
  await expect(app.main).toContainText(say('clients:event.created'));
  expect((await server.client.clients.list({ filter: { search: 'новый' } })).rows).toMatchObject([{ mainDomain: 'client.example', activeAccounts: 1 }]);
});

for (const as of ['exportCsv', 'exportXlsx'] as const) {
  test(`the list is saved and taken back without a question (${as})`, async ({ app, say }) => {
    await app.go('/clients');
    const file = await new ClientsPage(app.page, say).export(as);
    await app.go('/clients/import');
    const list = new ImportPage(app.page, say);
    await list.choose(file);
    expect(await list.totals()).toEqual({ create: 0, update: 0, unchanged: PEOPLE.length, merge: 0, skip: 0, reject: 0 });
    await expect(list.column(say('imports:columns.leftOut'))).toHaveCount(0);
    await expect(list.apply).toBeDisabled();
  });
}

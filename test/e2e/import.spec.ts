import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LANGUAGES } from '../../src/shared/language.ts';
import { bytes, ImportPage } from './pages/import.ts';
import { badFiles, formulaWorkbook, SCRIPT, scripted } from './support/bad-files.ts';
import { expect, test } from './support/test.ts';
import { anyOf } from './support/words.ts';
import { addHost, holdings } from './support/workspace.ts';

const SAMPLES = new URL('../imports/samples/', import.meta.url);
const sample = (name: string): string => new URL(name, SAMPLES).pathname;
const Truth = z.array(
  z.object({
    file: z.string(),
    created: z.number(),
    rejected_lines: z.array(z.unknown()),
    duplicates_of_earlier_line: z.array(z.unknown()),
    blank_lines: z.number(),
  }),
);
const truths = Truth.parse(JSON.parse(readFileSync(sample('truth.json'), 'utf8')));
const NOTHING = { clients: 0, imports: 0 };

test.use({
  prepare: async ({ server: _ }, use) =>
    use(async (server) => {
      await addHost(server);
    }),
});

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language });
    const truth = truths.find(({ file }) => file === `clients-${language}.csv`);
    if (truth === undefined) throw new Error(`No truth about clients-${language}.csv`);
    const totals = {
      create: truth.created,
      update: 0,
      unchanged: 0,
      merge: truth.duplicates_of_earlier_line.length,
      skip: truth.blank_lines,
      reject: truth.rejected_lines.length,
    };

    test('the sample list is previewed, imported and taken back, each time as many as the truth says', async ({ app, server, say }) => {
      await app.go('/clients/import');
      const list = new ImportPage(app.page, say);
      await list.choose(sample(truth.file));
      expect(await list.totals()).toEqual(totals);
      expect(await holdings(server), 'a preview writes nothing').toEqual(NOTHING);

      await expect(list.apply).toHaveText(say('imports:decision.import', { count: truth.created }));
      await list.apply.click();
      await expect(app.main.getByRole('heading', { name: say('imports:result.title', { count: truth.created }) })).toBeVisible();
      await expect(list.result.filter({ hasText: say('imports:result.others', { unchanged: 0, merge: 2, skip: 1, reject: 3 }) })).toBeVisible();
      expect(await holdings(server)).toEqual({ clients: truth.created, imports: 1 });

      await app.main.getByRole('button', { name: say('imports:batches.undo') }).click();
      await expect(app.main.getByText(say('imports:result.undone'))).toBeVisible();
      expect((await holdings(server)).clients).toBe(0);
    });

    test('what is no list is refused in plain words, writes nothing and leaves everything working', async ({ app, server, say }) => {
      await app.go('/clients/import');
      const list = new ImportPage(app.page, say);
      for (const { file, code } of badFiles()) {
        await list.choose(file);
        await expect(list.alert, code).toHaveText(anyOf(say, `errors:${code}`));
      }
      expect(await holdings(server)).toEqual(NOTHING);
      await list.paste('email;company\na@b.example;Acme\n');
      expect(await list.totals()).toMatchObject({ create: 1, reject: 0 });
    });
  });
}

test('another encoding is judged at once from the file that is there, and a wrong one says so and keeps what was shown', async ({ app, say }) => {
  const uploads: string[] = [];
  app.page.on('request', (request) => /\/files\/(begin|append)/.test(request.url()) && uploads.push(request.url()));
  await app.go('/clients/import');
  const list = new ImportPage(app.page, say);
  await list.choose(sample('clients-ru.csv'));
  await expect(list.rows).toContainText('Королёва');
  const uploaded = uploads.length;

  await list.set(say('imports:facts.encoding'), say('imports:encoding.koi8-r'));
  await expect(list.rows).not.toContainText('Королёва');
  await list.set(say('imports:facts.encoding'), say('imports:encoding.utf-8'));
  await expect(list.alert).toHaveText(anyOf(say, 'errors:encoding_unsuitable'));
  await expect(list.apply).toBeDisabled();
  await list.set(say('imports:facts.encoding'), say('imports:encoding.windows-1251'));
  await expect(list.rows).toContainText('Королёва');
  await expect(list.apply).toBeEnabled();
  expect(uploads).toHaveLength(uploaded);
});

test('a column that is taken for something else is judged again', async ({ app, say }) => {
  await app.go('/clients/import');
  const list = new ImportPage(app.page, say);
  await list.paste('mail;backup\na@b.example;c@d.example\n;e@f.example\n');
  expect(await list.totals()).toMatchObject({ create: 1, reject: 1 });
  await list.set(say('imports:columns.fieldOf', { column: 'backup' }), say('imports:field.email'));
  await expect.poll(() => list.totals()).toMatchObject({ create: 2, reject: 0 });
});

test('ragged rows, NUL bytes and formulas are named and harm nothing', async ({ app, say }) => {
  await app.go('/clients/import');
  const list = new ImportPage(app.page, say);
  await list.choose(bytes('ragged.csv', 'email,company\na@b.example,Smith, Ltd.\nc@d.example,Ac\0me\n'));
  expect(await list.totals()).toMatchObject({ create: 1, reject: 1 });
  await expect(list.rows).toContainText(say('imports:reason.ragged_row'));
  await expect(app.main).toContainText(say('imports:warning.nul_bytes_removed'));
  await app.main.getByRole('button', { name: say('imports:decision.other') }).click();
  await list.choose(bytes('formulas.xlsx', await formulaWorkbook()));
  await expect(app.main).toContainText(say('imports:warning.formula_cells'));
});

test('markup in every cell stays text from the preview to the card', async ({ app, say }) => {
  await app.go('/clients/import');
  const list = new ImportPage(app.page, say);
  await list.choose(bytes(`${SCRIPT}.csv`, scripted()));
  await expect(list.rows).toContainText(SCRIPT);
  await list.rows.getByRole('row').nth(1).getByRole('gridcell').first().click();
  await expect(app.page.getByRole('dialog')).toContainText(SCRIPT);
  await app.page.keyboard.press('Escape');
  await list.apply.click();
  await app.main.getByRole('link', { name: say('imports:result.toClients') }).click();
  await app.main.getByRole('grid').getByRole('row').filter({ hasText: SCRIPT }).getByRole('gridcell').first().click();
  await expect(app.heading).toContainText(SCRIPT);
  await app.go('/notices');
  await expect(app.heading).toBeVisible();
  expect(await app.page.evaluate('window.hacked')).toBeUndefined();
});

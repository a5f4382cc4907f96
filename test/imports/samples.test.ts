import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openWorkspace, type Workspace } from './workspace.ts';

const sample = (name: string): Buffer => readFileSync(new URL(`samples/${name}`, import.meta.url));
const Truth = z.array(
  z.object({
    file: z.string(),
    rejected_lines: z.array(z.tuple([z.number(), z.string()])),
    duplicates_of_earlier_line: z.array(z.tuple([z.number(), z.number()])),
    blank_lines: z.number(),
    data_rows: z.number(),
    created: z.number(),
    encoding: z.string(),
    separator: z.string(),
    header_row: z.number(),
  }),
);
const truths = Truth.parse(JSON.parse(sample('truth.json').toString()));
const ENCODING: Record<string, string> = { cp1252: 'windows-1252', cp1251: 'windows-1251', 'utf-8': 'utf-8' };
const REASON: Record<string, string> = { 'no address': 'no_address', 'bad address': 'bad_address' };

let work: Workspace;
beforeEach(async () => {
  work = await openWorkspace();
});
afterEach(() => work.close());

describe.each(truths)('sample $file', (truth) => {
  it.each(['en', 'fr', 'ru'] as const)('is read as a careful human reads it, with the screen in %s', async (language) => {
    const preview = await work.previewFile(sample(truth.file), { language }, truth.file);
    expect({ encoding: preview.encoding?.value, separator: preview.separator, headerRow: preview.headerRow, rows: preview.dataRows }).toEqual({
      encoding: ENCODING[truth.encoding],
      separator: truth.separator,
      headerRow: truth.header_row,
      rows: truth.data_rows,
    });
    expect(preview.columns.map(({ field }) => field)).toEqual([
      'number',
      'company',
      'lastName',
      'firstName',
      'email',
      'language',
      'domain',
      'plan',
      'orderedOn',
    ]);
    const rows = await work.rowsOf(preview);
    const rejected = new Map(truth.rejected_lines.map(([index, reason]) => [index, REASON[reason]]));
    const duplicates = new Map(truth.duplicates_of_earlier_line);
    for (const [index, row] of rows.slice(0, truth.data_rows).entries()) {
      const original = duplicates.get(index);
      if (rejected.has(index)) expect(row).toMatchObject({ verdict: 'reject', reason: rejected.get(index) });
      else if (original !== undefined) expect(row).toMatchObject({ verdict: 'merge', reason: 'same_email', mergedIntoLine: rows[original]?.line });
      else expect(row).toMatchObject({ verdict: 'create', reason: 'new_client' });
    }
    expect(rows.slice(truth.data_rows).map(({ verdict, reason }) => [verdict, reason])).toEqual([['skip', 'blank_row']]);
    expect(preview.totals).toEqual({ create: truth.created, update: 0, unchanged: 0, merge: 2, skip: truth.blank_lines, reject: 3 });
  });

  it('imports what the preview said, and the same file again changes nothing', async () => {
    const preview = await work.previewFile(sample(truth.file), {}, truth.file);
    expect((await work.dump()).clients).toEqual([]);
    const { totals } = await work.apply(preview);
    expect(totals).toEqual(preview.totals);
    const list = await work.list();
    expect(list.total).toBe(truth.created);
    const stored = await work.dump();
    expect(stored.accounts).toHaveLength(truth.created);
    expect(stored.clients.filter(({ email_key }) => email_key === '')).toEqual([]);
    const again = await work.previewFile(sample(truth.file), {}, truth.file);
    expect(again.totals).toEqual({ create: 0, update: 0, unchanged: truth.created, merge: 2, skip: 1, reject: 3 });
    expect(again.remembered).toBe(true);
    await expect(work.apply(again)).rejects.toMatchObject({ code: 'nothing_to_import' });
    expect(await work.dump()).toEqual(stored);
  });
});

it('keeps formulas, line breaks and quotes of a cell as harmless text of one line', async () => {
  await work.apply(await work.previewFile(sample('clients-fr.csv')));
  const names = (await work.list()).rows.map(({ name }) => name);
  expect(names).toContain('=HYPERLINK("http://evil.example";"clic")');
  expect(names).toContain('Ligne 1 Ligne 2; "guillemets"');
  expect(names).toContain('Espace insécable');
});

it('reads dates in the order of the file', async () => {
  await work.apply(await work.previewFile(sample('clients-fr.csv')));
  const stored = await work.core.db.read.selectFrom('account').select('ordered_on').where('main_domain', '=', 'lefevre119.com').executeTakeFirst();
  expect(stored).toEqual({ ordered_on: '2025-12-08' });
});

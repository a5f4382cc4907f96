import { expect, it } from 'vitest';
import { IMPORT_FIELDS } from '../../src/contract/imports.ts';
import { finish, openWorkspace } from '../imports/workspace.ts';

const LIST = [
  'number;company;last name;first name;email;technical email;billing email;other emails;phone;language;domain;other domains;login;plan;order date;status;note',
  `1;=SUM(1);Lefèvre;Zoé;zoe@a.example;tech@a.example;bill@a.example;"x@a.example, y@a.example";+33 1 02 03;fr;a.example;"b.example, c.example";za;-S;2025-01-02;suspended;"line 1\nline 2; ""q"""`,
  "2;'=x;Королёва;Анна;anna@пример.рф;;;;@home;ru;пример.рф;;;M;2024-02-29;active;",
  '2;;;;anna@пример.рф;;;;;;second.example;;an;L;;closed;',
  '3;Nobody & Co;;;n@n.example;;;;;en;;;;;;;',
].join('\n');

it.each(['en', 'fr', 'ru'] as const)('a list exported in %s maps back without a question and changes nothing, as CSV and XLSX', async (language) => {
  const work = await openWorkspace();
  await work.importText(LIST);
  for (const format of ['csv', 'xlsx'] as const) {
    const { result } = await finish(work.clients.export({ format, language, filter: { search: '', told: [], languages: [] } }, work.call));
    expect(result.rows).toBe(4);
    const { bytes } = await work.core.files.bytes(work.fileRef(result.fileRef));
    const preview = await work.previewFile(bytes);
    expect(preview.columns.map(({ field, foundBy }) => [field, foundBy])).toEqual(
      IMPORT_FIELDS.filter((field) => field !== 'fullName').map((field) => [field, 'header']),
    );
    expect(preview.totals).toEqual({ create: 0, update: 0, unchanged: 3, merge: 1, skip: 0, reject: 0 });
    expect((await work.rowsOf(preview)).flatMap(({ changes }) => changes)).toEqual([]);

    const other = await openWorkspace();
    await other.apply(await other.previewFile(bytes));
    const strip = ({ clients, contacts, accounts }: Awaited<ReturnType<typeof work.dump>>) => ({
      clients: clients.map(({ id: _, batch_id: __, ...rest }) => rest).sort((a, b) => a.number.localeCompare(b.number)),
      contacts: contacts.map(({ id: _, client_id: __, ...rest }) => rest).sort((a, b) => a.email.localeCompare(b.email)),
      accounts: accounts.map(({ id: _, client_id: __, pack_id: ___, ...rest }) => rest).sort((a, b) => a.domain_key.localeCompare(b.domain_key)),
    });
    expect(strip(await other.dump())).toEqual(strip(await work.dump()));
    await other.close();
  }
  await work.close();
});

it('a spreadsheet program finds no formula in the CSV', async () => {
  const work = await openWorkspace();
  await work.importText(LIST);
  const { result } = await finish(work.clients.export({ format: 'csv', language: 'fr', filter: { search: '', told: [], languages: [] } }, work.call));
  const { bytes } = await work.core.files.bytes(work.fileRef(result.fileRef));
  const text = Buffer.from(bytes).toString('utf8');
  expect(text.startsWith('\uFEFFN° client;')).toBe(true);
  for (const line of text.split('\r\n')) for (const cell of line.split(';')) expect(cell).not.toMatch(/^"?[=+\-@]/);
  await work.close();
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../support/fake-clock.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

let work: Workspace;
beforeEach(async () => {
  work = await openWorkspace();
});
afterEach(() => work.close());

const LIST = ['number;company;email;domain;plan', '1;Alpha;a@alpha.example;alpha.example;S', '2;Beta;b@beta.example;beta.example;M', ''].join('\n');

async function rowOf(text: string, line: number, options = {}) {
  return (await work.rowsOf(await work.previewText(text, options))).find((row) => row.line === line);
}

describe('against what is already there', () => {
  beforeEach(async () => {
    await work.importText(LIST);
  });

  it('changes only the rows that were corrected, and shows what', async () => {
    const preview = await work.previewText(LIST.replace('beta.example;M', 'beta.example;XL'));
    expect(preview.totals).toMatchObject({ unchanged: 1, update: 1, create: 0 });
    expect((await work.rowsOf(preview))[1]).toMatchObject({ reason: 'fields_changed', changes: [{ field: 'plan', before: 'M', after: 'XL' }] });
    const before = await work.dump();
    await work.apply(preview);
    const after = await work.dump();
    expect(after.clients.filter(({ changed_at }, index) => changed_at !== before.clients[index]?.changed_at)).toHaveLength(0);
    expect(after.accounts.map(({ plan }) => plan).sort()).toEqual(['S', 'XL']);
    expect(after.clients[0]).toEqual(before.clients[0]);
  });

  it('an empty cell erases nothing', async () => {
    expect(await rowOf('number;company;email;domain;plan\n1;;a@alpha.example;alpha.example;\n', 2)).toMatchObject({ verdict: 'unchanged' });
  });

  it('another domain of the same person is one more account, not one more client', async () => {
    const text = 'email;domain\nA@ALPHA.example;second.example\n';
    expect(await rowOf(text, 2)).toMatchObject({ verdict: 'update', reason: 'account_added', clientId: expect.any(String) });
    await work.importText(text);
    expect((await work.list()).rows.find(({ name }) => name === 'Alpha')).toMatchObject({ accounts: 2, activeAccounts: 2 });
  });

  it('a second address of the same person is one more contact', async () => {
    expect(await rowOf('email,other emails\na@alpha.example,"two@alpha.example three@alpha.example"\n', 2)).toMatchObject({
      verdict: 'update',
      reason: 'contact_added',
      changes: [
        { field: 'contact', before: '', after: 'two@alpha.example' },
        { field: 'contact', before: '', after: 'three@alpha.example' },
      ],
    });
  });

  it('a known number with a new address replaces the address and keeps the old contact as a past one', async () => {
    const text = 'number;email\n1;new@alpha.example\n';
    expect(await rowOf(text, 2)).toMatchObject({ verdict: 'update', changes: [{ field: 'email', before: 'a@alpha.example', after: 'new@alpha.example' }] });
    await work.importText(text);
    const { clients, contacts } = await work.dump();
    expect(clients.map(({ email }) => email)).toContain('new@alpha.example');
    expect(contacts.find(({ email }) => email === 'a@alpha.example')).toMatchObject({ valid_to: '2026-11-21' });
  });

  it('somebody else named for a known domain is joined to its client as a contact', async () => {
    expect(await rowOf('email;domain\nother@else.example;www.ALPHA.example\n', 2)).toMatchObject({
      verdict: 'merge',
      reason: 'same_domain',
      clientId: expect.any(String),
    });
  });

  it('recognises an address in either spelling of an international domain', async () => {
    await work.importText('email\ninfo@xn--e1afmkfd.xn--p1ai\n');
    expect(await rowOf('email\n INFO@пример.рф \n', 2)).toMatchObject({ verdict: 'unchanged' });
  });

  it('keeps or leaves out a duplicate when told to, for all rows or one', async () => {
    expect(await rowOf(LIST, 2, { duplicates: 'keep' })).toMatchObject({ verdict: 'create' });
    expect(await rowOf(LIST, 2, { duplicates: 'skip' })).toMatchObject({ verdict: 'skip', reason: 'duplicate_skipped' });
    const preview = await work.previewText(`${LIST}3;Gamma;g@gamma.example;gamma.example;S\n`, { choices: { 3: 'keep', 4: 'skip' } });
    expect((await work.rowsOf(preview)).map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['unchanged', 'no_change'],
      ['create', 'new_client'],
      ['skip', 'left_out'],
    ]);
  });

  it('refuses to apply what the clients have outgrown, and writes nothing', async () => {
    const text = 'number;email\n3;new@gamma.example\n';
    const stale = await work.previewText(text);
    await work.importText(text);
    const before = await work.dump();
    await expect(work.apply(stale)).rejects.toMatchObject({ code: 'preview_stale' });
    expect(await work.dump()).toEqual(before);
  });
});

describe('inside one file', () => {
  it('joins rows of one person by address or number and keeps the first values', async () => {
    const text = 'number,company,email,domain\n7,First,x@a.example,a.example\n7,Second,y@a.example,b.example\n8,Third,X@A.example,c.example\n';
    const preview = await work.previewText(text);
    expect((await work.rowsOf(preview)).map(({ verdict, reason, mergedIntoLine }) => [verdict, reason, mergedIntoLine])).toEqual([
      ['create', 'new_client', undefined],
      ['merge', 'same_number', 2],
      ['merge', 'same_email', 2],
    ]);
    await work.apply(preview);
    const [row] = (await work.list()).rows;
    expect(row).toMatchObject({ name: 'First', number: '7', email: 'x@a.example', accounts: 3 });
    const { contacts } = await work.dump();
    expect(contacts.map(({ email }) => email).sort()).toEqual(['x@a.example', 'y@a.example']);
  });

  it('finds header, titles above it, other orders and other panels', async () => {
    const preview = await work.previewText(
      'Export of accounts\n\nUsername\tDomain\tEmail\tPackage\tDate Created\njohn\tj.example\tj@j.example\tStarter\t12/31/2025\n',
    );
    expect(preview).toMatchObject({ separator: '\t', headerRow: 3, dataRows: 1 });
    expect(preview.columns.map(({ field }) => field)).toEqual(['login', 'domain', 'email', 'plan', 'orderedOn']);
    await work.apply(preview);
    expect((await work.dump()).accounts[0]).toMatchObject({ ordered_on: '2025-12-31', login: 'john' });
  });

  it('finds address, domain, date and language by content when there is no header', async () => {
    const preview = await work.previewText('Alpha;a@alpha.example;alpha.example;2025-01-02;fr\nBeta;b@beta.example;beta.example;2025-02-03;ru\n');
    expect(preview.headerRow).toBe(0);
    expect(preview.columns.map(({ field, foundBy }) => [field, foundBy])).toEqual([
      [null, 'none'],
      ['email', 'content'],
      ['domain', 'content'],
      ['orderedOn', 'content'],
      ['language', 'content'],
    ]);
  });

  it('says where the columns are thin, mixed or without addresses', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, index) => `${index === 0 ? 'a@b.example' : `person ${index}`};${index % 2 ? '31/12/2025' : '12/31/2025'};${index === 3 ? '1' : ''}`,
    );
    const preview = await work.previewText(['email;order date;phone', ...rows].join('\n'));
    expect(preview.columns.map(({ warning, filled }) => [warning, filled])).toEqual([
      ['few_addresses', 1],
      ['mixed_dates', 1],
      ['mostly_empty', 0.05],
    ]);
  });

  it('reads language words of three languages and takes the chosen one where there is none', async () => {
    const words = ['français', 'Russian', 'русский', 'EN', 'anglais', 'ru-RU', 'Klingon', ''];
    await work.importText(['email;language', ...words.map((word, index) => `p${index}@b.example;${word}`)].join('\n'), { language: 'fr' });
    const { clients } = await work.dump();
    const languages = clients.sort((a, b) => a.email.localeCompare(b.email)).map(({ language }) => language);
    expect(languages).toEqual(['fr', 'ru', 'ru', 'en', 'en', 'ru', 'fr', 'fr']);
  });

  it('remembers a mapping that was used for the same titles', async () => {
    const text = 'X1;X2\na@b.example;Acme\n';
    await work.importText(text, { mapping: { 1: 'company' } });
    const preview = await work.previewText(text.replace('Acme', 'Acme 2'));
    expect(preview.remembered).toBe(true);
    expect(preview.columns.map(({ field, foundBy }) => [field, foundBy])).toEqual([
      ['email', 'remembered'],
      ['company', 'remembered'],
    ]);
  });

  it('reads UTF-16 with and without a mark, Windows and KOI8 Cyrillic', async () => {
    const text = 'Имя;Фамилия;Эл. почта\nАнна;Королёва;anna@b.example\n';

    const encode = (value: string) => Buffer.from(value, 'utf16le');
    for (const [bytes, encoding] of [
      [encode(`\uFEFF${text}`), 'utf-16le'],
      [encode(text.repeat(3)), 'utf-16le'],
      [encode(`\uFEFF${text}`).swap16(), 'utf-16be'],
      [oneByte(text, 'windows-1251'), 'windows-1251'],
      [oneByte(text, 'koi8-r'), 'koi8-r'],
    ] as const) {
      const preview = await work.previewFile(bytes);
      expect(preview.encoding?.value).toBe(encoding);
      expect((await work.rowsOf(preview))[0]?.name).toBe('Анна Королёва');
    }
  });
});

/** Text in a one-byte encoding, by asking the decoder what each byte means. */
function oneByte(text: string, encoding: string): Uint8Array {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from([...text].map((character) => table.get(character) ?? 0x3f));
}

it('stamps contacts with the day it is where the user is', async () => {
  const late = await openWorkspace({ clock: new FakeClock(Date.UTC(2026, 10, 21, 23, 30), 'Europe/Moscow') });
  await late.importText('email\na@b.example');
  expect((await late.dump()).contacts[0]?.valid_from).toBe('2026-11-22');
  await late.close();
});

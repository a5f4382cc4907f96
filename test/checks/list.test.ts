import { afterEach, describe, expect, it } from 'vitest';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import type { ListCheck } from '../../src/contract/checks.ts';
import { FileRef } from '../../src/contract/ids.ts';
import { checksHandlers } from '../../src/features/checks/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';

let test: TestCore | undefined;
afterEach(async () => {
  await test?.close();
  test = undefined;
});

const DEFAULTS = { columns: {}, silenceMonths: 24, language: 'fr' } as const;
const CALL = { signal: undefined };

function open() {
  test = openTestCore({ spreadsheets, texts: createTexts() }, new FakeClock(Date.parse('2026-11-22T10:00:00Z')));
  return { core: test.core, checks: checksHandlers(test.core) };
}

async function done<T>(stream: AsyncIterable<{ kind: 'progress' } | { kind: 'done'; result: T }>): Promise<T> {
  for await (const event of stream) if (event.kind === 'done') return event.result;
  throw new Error('no result');
}

async function checkText(text: string, more: Partial<Parameters<ReturnType<typeof checksHandlers>['list']>[0]> = {}) {
  return done(open().checks.list({ source: { text }, ...DEFAULTS, ...more }, CALL));
}
const problems = ({ rows }: Pick<ListCheck, 'rows'>) => Object.fromEntries(rows.map(({ line, problems: found }) => [line, found]));

describe('an address list', () => {
  it('says of every address what speaks against it', async () => {
    const check = await checkText(
      [
        'Adresse e-mail;Origine;Inscrit le;Dernier contact',
        'anne@reader.example;formulaire;12/03/2025;01/10/2026',
        ' ANNE@READER.example;formulaire;12/03/2025;01/10/2026',
        'Anne <anne@reader.example>;formulaire;12/03/2025;01/10/2026',
        'a.nn.e+x@gmail.com;salon;12/03/2025;01/10/2026',
        'anne@googlemail.com;salon;12/03/2025;01/10/2026',
        'info@reader.example;formulaire;12/03/2025;01/10/2026',
        'pas une adresse;formulaire;12/03/2025;01/10/2026',
        'bob@reader.example;;;',
        'eve@reader.example;formulaire;31/02/2025;21/11/2024',
        'zoe@müller.example;formulaire;12/03/2025;22/11/2024',
      ].join('\n'),
    );
    expect(problems(check)).toEqual({
      3: ['duplicate'],
      4: ['duplicate'],
      6: ['duplicate'],
      7: ['role'],
      8: ['invalid'],
      9: ['noSource', 'noDate', 'never'],
      10: ['noDate', 'old'],
    });
    expect(check).toMatchObject({ addresses: 10, fine: 3, usable: 6, faulty: 7, missing: [] });
    expect(check.rows[0]).toMatchObject({ firstLine: 2 });
  });

  it('what no column says could not be checked', async () => {
    const check = await checkText('anne@reader.example\nbob@reader.example\n');
    expect(check).toMatchObject({ addresses: 2, fine: 2, missing: ['source', 'consentOn', 'contactOn'] });
  });

  it('columns are found in three languages, by what they hold, or as the user says', async () => {
    expect((await checkText('Имя,Электронная почта,Дата подписки\nАнна,anna@reader.example,12.03.2025\n')).columns.map(({ field }) => field)).toEqual([
      null,
      'address',
      'consentOn',
    ]);
    expect((await checkText('x,y\nAnna,anna@reader.example\nBob,bob@reader.example\n')).columns.map(({ field }) => field)).toEqual([null, 'address']);
    const chosen = await checkText('Email,Wo\na@reader.example,Messe\nb@reader.example,\n', { columns: { '1': 'source' } });
    expect(problems(chosen)).toEqual({ 3: ['noSource'] });
  });

  it('a list without addresses is refused, and so is what is no list', async () => {
    const { checks, core } = open();
    await expect(done(checks.list({ source: { text: 'Nom;Ville\nAnna;Paris' }, ...DEFAULTS }, CALL))).rejects.toMatchObject({ code: 'list_without_addresses' });
    const { ref } = await core.files.put('x.csv', 'text/csv', new Uint8Array([0, 1, 2, 3, 255, 254, 0, 0, 9, 0, 1, 0]));
    await expect(done(checks.list({ source: { fileRef: FileRef.parse(ref) }, ...DEFAULTS }, CALL))).rejects.toMatchObject({ code: 'file_binary' });
  });

  it('is saved with what was found, and with nothing a spreadsheet program runs', async () => {
    const { checks, core } = open();
    const source = { text: 'Email\n=cmd|calc@reader.example\n+1@reader.example\nanne@reader.example\n' };
    const csv = await done(checks.exportList({ source, ...DEFAULTS, format: 'csv' }, CALL));
    const text = new TextDecoder().decode((await core.files.bytes(FileRef.parse(csv.fileRef))).bytes);
    expect(text).toContain("'+1@reader.example");
    expect(text).toContain("'=cmd|calc@reader.example");
    expect(text).toContain('en ordre');
    const xlsx = await done(checks.exportList({ source, ...DEFAULTS, format: 'xlsx' }, CALL));
    const book = await spreadsheets.read((await core.files.bytes(FileRef.parse(xlsx.fileRef))).bytes, undefined);
    expect(book.formulaCells).toBe(0);
    expect(book.rows).toHaveLength(4);
  });

  it('of 200,000 addresses is read in parts, and can be stopped', async () => {
    const { checks } = open();
    const text = `Email\n${Array.from({ length: 200_000 }, (_, at) => `r${at % 150_000}@reader.example`).join('\n')}`;
    expect(await done(checks.list({ source: { text }, ...DEFAULTS }, CALL))).toMatchObject({ addresses: 200_000, usable: 150_000, faulty: 50_000 });
    await expect(done(checks.list({ source: { text }, ...DEFAULTS }, { signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: 'cancelled' });
  });
});

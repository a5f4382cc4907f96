import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { writeXlsx } from 'hucre';
import { afterEach, describe, expect, it } from 'vitest';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { listReader } from '../../src/boot/list-reader.ts';
import type { ListCheck } from '../../src/contract/checks.ts';
import { FileRef } from '../../src/contract/ids.ts';
import { checksHandlers } from '../../src/features/checks/index.ts';
import type { ListReader } from '../../src/ports/lists.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { plainLists } from '../support/plain-lists.ts';

let test: TestCore | undefined;
afterEach(async () => {
  await test?.close();
  test = undefined;
});

const DEFAULTS = { columns: {}, silenceMonths: 24, language: 'fr' } as const;
const CALL = { signal: undefined };

function open(lists: ListReader = plainLists) {
  test = openTestCore({ spreadsheets, texts: createTexts(), lists }, new FakeClock(Date.parse('2026-11-22T10:00:00Z')));
  return { core: test.core, checks: checksHandlers(test.core) };
}

async function done<T>(stream: AsyncIterable<{ kind: 'progress' } | { kind: 'done'; result: T }>): Promise<T> {
  for await (const event of stream) if (event.kind === 'done') return event.result;
  throw new Error('no result');
}

type Event<T> = { kind: 'progress'; phase: string } | { kind: 'done'; result: T };

async function* watched<T>(stream: AsyncIterable<Event<T>>, look: (phase: string) => unknown): AsyncGenerator<Event<T>> {
  for await (const event of stream) {
    if (event.kind === 'progress') look(event.phase);
    yield event;
  }
}

async function checkText(text: string, more: Partial<Parameters<ReturnType<typeof checksHandlers>['list']>[0]> = {}) {
  return done(open().checks.list({ source: { text }, ...DEFAULTS, ...more }, CALL));
}
const problems = ({ rows }: Pick<ListCheck, 'rows'>) => Object.fromEntries(rows.map(({ line, problems: found }) => [line, found]));

describe('an address list', () => {
  it('reads the first sheet in sight of a workbook row by row, days as days, and a formula by the result saved with it', async () => {
    const { core, checks } = open();
    const day = new Date(Date.UTC(2026, 9, 1));
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Old', hidden: true, rows: [['email'], ['old@reader.example']] },
        {
          name: 'New',
          rows: [
            ['Email', 'Source', 'Inscrit le', 'Dernier contact'],
            ['anne@reader.example', 'salon', day, day],
            ['info@reader.example', 'salon', day, new Date(0)],
            ['', 'salon', day, day],
          ],
          cells: new Map([['3,0', { formula: 'A2', value: 'anne@reader.example', formulaResult: 'anne@reader.example' }]]),
        },
      ],
    });
    const { ref } = await core.files.put('liste.xlsx', 'application/octet-stream', bytes);
    const check = await done(checks.list({ source: { fileRef: FileRef.parse(ref) }, ...DEFAULTS }, CALL));
    expect(check).toMatchObject({ addresses: 3, missing: [] });
    expect(problems(check)).toEqual({ 3: ['role', 'old'], 4: ['duplicate'] });
  });

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
        'leo@reader.example;formulaire;30/11/2026;01/10/2026',
        'lea@reader.example;formulaire;2026-11-23 01:10:00;01/10/2026',
        'olga@gmial.com;formulaire;12/03/2025;30.02.2026',
        'rose@reader.example;formulaire;0000-00-00;0000-00-00 00:00:00',
      ].join('\n'),
    );
    expect(problems(check)).toEqual({
      3: ['duplicate'],
      4: ['duplicate'],
      6: ['duplicate'],
      7: ['role'],
      8: ['invalid'],
      9: ['noSource', 'noDate', 'never'],
      10: ['badDate', 'old'],
      12: ['future'],
      14: ['mistyped', 'badDate'],
      15: ['noDate', 'never'],
    });
    expect(check).toMatchObject({ addresses: 14, fine: 4, usable: 10, faulty: 10, missing: [] });
    expect(check.rows[0]).toMatchObject({ firstLine: 2, meant: null });
    expect(check.rows.find(({ line }) => line === 14)).toMatchObject({ meant: 'gmail.com' });
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

  it('shows no more of a cell than an address may take', async () => {
    const check = await checkText(`Email\nanne@reader.example\n"${'no address '.repeat(5000)}`);
    expect(check).toMatchObject({ addresses: 2, faulty: 1 });
    expect(check.rows[0]?.address).toHaveLength(501);
  });

  it('in a file is judged as the same text is, in every encoding, and an empty one is refused', async () => {
    const { checks, core } = open();
    const text = 'Адрес;Подписан\nanna@reader.example;12.03.2025\nборис@пример.рф;31.02.2025\n';
    const check = async (bytes: Uint8Array) => {
      const { ref } = await core.files.put('l.csv', 'text/csv', bytes);
      const { fileName, ...found } = await done(checks.list({ source: { fileRef: FileRef.parse(ref) }, ...DEFAULTS, language: 'ru' }, CALL));
      return { ...found, fileName: '' };
    };
    const pasted = await done(checks.list({ source: { text }, ...DEFAULTS, language: 'ru' }, CALL));
    expect(pasted).toMatchObject({ addresses: 2, fine: 1 });
    expect(await check(Buffer.from(text))).toEqual(pasted);
    expect(await check(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toEqual(pasted);
    expect(await check(Buffer.from([...text].map((sign) => (sign > 'ё' || sign < 'А' ? sign.charCodeAt(0) : sign.charCodeAt(0) - 0x350))))).toEqual(pasted);
    await expect(check(new Uint8Array())).rejects.toMatchObject({ code: 'file_empty' });
    await expect(check(Buffer.from('\n \n'))).rejects.toMatchObject({ code: 'file_empty' });
  });
});

describe('a list of many addresses', () => {
  const text = `Email;Consent date\n${Array.from({ length: 200_000 }, (_, at) => `r${at % 150_000}@reader.example;${at % 12}/30/2025`).join('\n')}`;
  const input = { source: { text }, ...DEFAULTS };

  it('is read on a thread of its own, with the same result, while other work goes on', async () => {
    const apart = open(listReader);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const phases = new Set<string>();
    delay.enable();
    const stream = apart.checks.list(input, CALL);
    const check = await done(watched(stream, (phase) => phases.add(phase)));
    delay.disable();
    expect(check).toMatchObject({ addresses: 200_000, usable: 150_000, missing: ['source', 'contactOn'] });
    expect(phases).toEqual(new Set(['reading', 'checking']));
    expect(delay.percentile(99) / 1e6).toBeLessThan(100);
    await test?.close();
    expect(check).toEqual(await done(open().checks.list(input, CALL)));
  });

  it('can be stopped while it is read, and nothing is left of the file that is written', async () => {
    const { checks } = open(listReader);
    const stop = new AbortController();
    const stream = checks.exportList({ ...input, format: 'csv' }, { signal: stop.signal });
    const stopped = done(watched(stream, (phase) => phase === 'checking' && stop.abort()));
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(join(test?.folder ?? '', 'files'))).toEqual([]);
    await expect(done(checks.list(input, { signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: 'cancelled' });
    await expect(done(checks.list({ ...input, source: { text: 'no list' } }, CALL))).rejects.toMatchObject({ code: 'list_without_addresses' });
  });

  it('is written as it is on this thread, in both forms', async () => {
    const { checks, core } = open(listReader);
    const some = text.split('\n').slice(0, 20_001).join('\n');
    for (const format of ['csv', 'xlsx'] as const) {
      const saved = await done(checks.exportList({ ...input, source: { text: some }, format }, CALL));
      expect(saved.rows).toBe(20_000);
      const { bytes } = await core.files.bytes(FileRef.parse(saved.fileRef));
      if (format === 'csv') expect(new TextDecoder().decode(bytes).split('\r\n')).toHaveLength(20_002);
      else expect((await spreadsheets.read(bytes, undefined)).rows).toHaveLength(20_001);
    }
  });
});

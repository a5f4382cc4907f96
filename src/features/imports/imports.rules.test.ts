import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { nodeTextCodec } from '../../adapters/text-codec.ts';
import { csvOf, guardCell, guardTextCell, unguardCell } from '../../shared/cells.ts';
import { dateOrder, parseDate } from './dates.rules.ts';
import { detectSeparator, parseDelimited } from './delimited.rules.ts';
import { detectEncoding } from './encoding.rules.ts';
import { fieldOfHeader, parseLanguage, parseStatus } from './words.rules.ts';

const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replace(/\r\n?/g, '\n'));

describe('delimited text', () => {
  it('comes back as it was written, whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 }), fc.constantFrom(',', ';'), (rows, separator) => {
        const { records } = parseDelimited(csvOf(rows, separator).slice(1), separator === ',' ? ',' : ';');
        expect(records.map(({ cells }) => cells.map(unguardCell))).toEqual(rows);
      }),
    );
  });

  it('knows the line each record starts on, whatever line ends and line breaks in cells are mixed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('\n', '\r\n')), { minLength: 1, maxLength: 20 }), (shape) => {
        let line = 1;
        const starts = shape.map(([breaks]) => {
          const start = line;
          line += breaks + 1;
          return start;
        });
        const text = shape.map(([breaks, end]) => `a;"x${'\n'.repeat(breaks)}y"${end}`).join('');
        expect(parseDelimited(text, ';').records.map((record) => record.line)).toEqual(starts);
      }),
    );
  });

  it('finds the separator of any regular table', () => {
    const word = fc.stringMatching(/^[a-z@. ]{1,8}$/);
    const table = fc
      .integer({ min: 2, max: 6 })
      .chain((width) => fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 9 }));
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), (rows, separator) => {
        expect(detectSeparator(rows.map((row) => row.join(separator)).join('\n'))).toBe(separator);
      }),
    );
  });

  it('is not misled by commas inside quoted cells, and obeys a first line that names the separator', () => {
    expect(detectSeparator('name;email\n"Smith, Ltd., UK";a@b.example\n"Jones, Inc., US";c@d.example')).toBe(';');
    const named = parseDelimited('sep=;\nemail;company\na@b.example;x,y,z\n');
    expect(named.separator).toBe(';');
    expect(named.records.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('never throws, whatever the text', () => {
    const odd = fc.oneof(
      fc.constantFrom('"', ';', ',', '\n', '\r', '\t', '\0', '\uFEFF'),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    );
    fc.assert(fc.property(fc.array(odd, { maxLength: 200 }), (text) => void parseDelimited(text.join(''))));
  });
});

describe('cells of exports', () => {
  it('start no formula in CSV and come back exactly', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^['=+\-@\t]{1,4}.{0,4}$/)), (value) => {
        expect(guardCell(value)).not.toMatch(/^[=+\-@\t\r]/);
        expect(unguardCell(guardCell(value))).toBe(value);
        expect(unguardCell(guardTextCell(value))).toBe(value);
      }),
    );
  });

  it('mean the same to another reader', () => {
    const rows = [['a;b', 'c"d', 'e\nf', ' g ']];
    expect(Papa.parse(csvOf(rows, ';').slice(1), { delimiter: ';' }).data[0]).toEqual(rows[0]);
  });
});

describe('encoding', () => {
  const encode = (text: string, encoding: string): Uint8Array => {
    const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]));
    return Uint8Array.from([...text].map((character) => table.get(character) ?? 0x3f));
  };
  const russian = ['Имя;Почта\nИванов;a@b.example', 'ООО «Ёлкин»;Юрий', 'Королёва Алёна;Тариф', 'Щукин', 'ЗАО «РОМАШКА»;МОСКВА'];
  const western = ['Société;Prénom\nLefèvre;Zoé', 'Müller & Cie', 'Œuvrard Noémie', 'Hélène d’Aubigné', 'Garçon — forêt', 'Zoé'];

  it.each(russian.flatMap((text) => ['windows-1251', 'koi8-r'].map((encoding) => [text, encoding])))(
    '"%s" in %s is found with a Russian screen',
    (text, encoding) => {
      expect(detectEncoding(encode(text, encoding), nodeTextCodec, 'ru').value).toBe(encoding);
    },
  );

  it.each(western)('"%s" in windows-1252 is found with a French or English screen', (text) => {
    for (const prior of ['fr', 'en'] as const) expect(detectEncoding(encode(text, 'windows-1252'), nodeTextCodec, prior).value).toBe('windows-1252');
  });

  it('valid UTF-8 is certain, and a damaged byte does not make it another', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        (text) => {
          expect(detectEncoding(new TextEncoder().encode(text), nodeTextCodec, 'fr').value).toBe('utf-8');
        },
      ),
    );
    const damaged = Buffer.concat([Buffer.from('Королёва;Алёна;Чайкин;Фёдор\n'.repeat(3)), Buffer.from([0xd0, 0x0a])]);
    expect(detectEncoding(damaged, nodeTextCodec, 'fr')).toEqual({ value: 'utf-8', certainty: 'likely' });
  });
});

describe('values', () => {
  it('reads every existing day in every accepted form, and no day that does not exist', () => {
    const days = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, (day) => {
        const [year = '', month = '', date = ''] = day.split('-');
        for (const text of [day, `${day} 10:00:00`, `${date}.${month}.${year}`, `${date}/${month}/${year}`, `${Number(date)}-${Number(month)}-${year}`])
          expect(parseDate(text, 'day_first')).toBe(day);
        expect(parseDate(`${month}/${date}/${year}`, 'month_first')).toBe(day);
      }),
    );
    for (const text of ['31/02/2025', '2025-13-01', '00.00.2025', 'yesterday', '', '1/2', '45999', '29/02/2100', '2025-04-31'])
      expect(parseDate(text, 'day_first')).toBeNull();
  });

  it('takes the American order only where the column proves it', () => {
    expect(dateOrder(['01/02/2025', '03/04/2025'])).toBe('day_first');
    expect(dateOrder(['01/02/2025', '03/14/2025'])).toBe('month_first');
    expect(dateOrder(['13/02/2025', '03/14/2025'])).toBe('mixed');
  });

  it('knows titles whatever case, accents and punctuation', () => {
    for (const [title, field] of [
      ['E-MAIL :', 'email'],
      ['Эл. почта', 'email'],
      ['adresse_e-mail', 'email'],
      ['N° client', 'number'],
      ['№ клиента', 'number'],
      ['PRENOM', 'firstName'],
      ['companyname', 'company'],
      ['Product/Service', 'plan'],
      ['signupDate', 'orderedOn'],
      ['Дата заказа', 'orderedOn'],
    ] as const) {
      expect(fieldOfHeader(title)).toBe(field);
    }
    for (const title of ['', '42', 'Disk Used', 'constructor', 'toString']) expect(fieldOfHeader(title)).toBeNull();
  });

  it('knows languages and states by word and code, and nothing else', () => {
    expect(['Français', 'FR', 'fr_FR', 'Russe', 'Русский', 'en-GB', 'de', 'de-DE', ''].map(parseLanguage)).toEqual([
      'fr',
      'fr',
      'fr',
      'ru',
      'ru',
      'en',
      null,
      null,
      null,
    ]);
    expect(['Active', 'résilié', 'Заблокирован', 'Pending', 'whatever', ''].map(parseStatus)).toEqual(['active', 'closed', 'suspended', 'unknown', null, null]);
  });
});

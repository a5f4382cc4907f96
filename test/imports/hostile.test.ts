import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { writeXlsx } from 'hucre';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from './workspace.ts';

let work: Workspace;
beforeEach(async () => {
  work = await openWorkspace();
});
afterEach(async () => {
  // Whatever came in: nothing was written.
  expect(await work.dump()).toEqual({ clients: [], contacts: [], accounts: [], batches: [] });
  await work.close();
});

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const workbook = (name: string, xml: string): Uint8Array =>
  zipSync({
    '[Content_Types].xml': utf8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    ),
    '_rels/.rels': utf8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    'xl/workbook.xml': utf8(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': utf8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    [name]: utf8(xml),
  });

/** An archive with one entry whose declared size may be a lie. */
function archive(name: string, content: Uint8Array, declared: number): Uint8Array {
  const packed = deflateRawSync(content);
  const file = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(file.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(declared, 24);
  central.writeUInt16LE(file.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + file.length, 12);
  end.writeUInt32LE(30 + file.length + packed.length, 16);
  return Buffer.concat([local, file, packed, central, file, end]);
}

describe('a file that is no client list is refused by name', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'file_empty'],
    ['white space only', utf8(' \r\n \n'), 'file_empty'],
    ['a PDF', utf8('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'file_binary'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'file_binary'],
    ['a program', Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'file_binary'],
    ['random bytes', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3)) % 256), 'file_binary'],
    ['an archive of something else', zipSync({ 'word/document.xml': utf8('<a/>') }), 'file_binary'],
    ['a truncated archive', workbook('x', 'y').slice(0, 200), 'spreadsheet_unreadable'],
    ['a workbook without its sheet', workbook('nothing.xml', ''), 'spreadsheet_unreadable'],
    ['a workbook of before 2007', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]), 'spreadsheet_unreadable'],
    [
      'an encrypted workbook',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')]),
      'spreadsheet_encrypted',
    ],
    ['an archive that claims gigabytes', archive('xl/workbook.xml', utf8('x'), 0xfffffff0), 'spreadsheet_too_large'],
    ['an archive that holds more than it claims', archive('xl/workbook.xml', Buffer.alloc(50_000_000), 1000), 'spreadsheet_too_large'],
    ['a table of a thousand columns', utf8(Array.from({ length: 1000 }, (_, index) => `email${index}`).join(';')), 'table_too_wide'],
  ])('%s', async (_, bytes, code) => {
    await expect(work.previewFile(bytes)).rejects.toMatchObject({ code });
  });

  it('a pack nobody has, a mapping with the same field twice, a mapping without an address', async () => {
    await expect(work.previewText('email\na@b.example', { packId: work.hostId })).rejects.toMatchObject({ code: 'pack_not_found' });
    await expect(work.previewText('a,b\n1,2', { mapping: { 0: 'email', 1: 'email' } })).rejects.toMatchObject({
      code: 'mapping_field_twice',
      params: { field: 'email' },
    });
    await expect(work.previewText('email,b\na@b.example,2', { mapping: { 0: null } })).rejects.toMatchObject({ code: 'mapping_without_email' });
  });

  it('a file read in an encoding that cannot be its own', async () => {
    const bytes = Buffer.from('Имя;Почта\nИванов Иван;a@b.example\n', 'utf16le');
    await expect(work.previewFile(bytes, { encoding: 'utf-8' })).resolves.toMatchObject({ warnings: expect.arrayContaining(['nul_bytes_removed']) });
    const koi = Uint8Array.from([0xc9, 0xd7, 0xc1, 0xce, 0x3b, 0xc9, 0xd7, 0xc1, 0xce, 0x0a, 0x61, 0x40]);
    await expect(work.previewFile(koi, { encoding: 'utf-8' })).rejects.toMatchObject({ code: 'encoding_unsuitable', params: { encoding: 'utf-8' } });
  });
});

describe('a dirty list is read and every odd row named', () => {
  const verdicts = async (text: string) => {
    const preview = await work.previewText(text);
    return { preview, rows: (await work.rowsOf(preview)).map(({ verdict, reason, value }) => [verdict, reason, value]) };
  };

  it('rejects an address with a line break, a direction override or a comma of nothing', async () => {
    const { rows } = await verdicts('email,name\n"a@b.example\nBcc: c@d.example",x\na\u202Eb@c.example,y\n"a@b,example",z\n');
    expect(rows.map(([verdict, reason]) => [verdict, reason])).toEqual([
      ['reject', 'unsafe_value'],
      ['reject', 'unsafe_value'],
      ['reject', 'bad_address'],
    ]);
  });

  it('rejects a row with more values than columns and shows the surplus', async () => {
    const { rows } = await verdicts('email,company\na@b.example,Smith, Ltd.\nc@d.example,Short\ne@f.example\n');
    expect(rows).toEqual([
      ['reject', 'ragged_row', 'Ltd.'],
      ['create', 'new_client', undefined],
      ['create', 'new_client', undefined],
    ]);
  });

  it('rejects domains that are none and packs nobody has', async () => {
    const { rows } = await verdicts('email,domain,reseller pack\na@b.example,not a domain,\nc@d.example,-x-.example,\ne@f.example,f.example,Nowhere\n');
    expect(rows.map(([, reason, value]) => [reason, value])).toEqual([
      ['bad_domain', 'not a domain'],
      ['bad_domain', '-x-.example'],
      ['pack_unknown', 'Nowhere'],
    ]);
  });

  it('takes NUL bytes out and says so', async () => {
    const preview = await work.previewFile(utf8('email;company\na@b.example;Ac\0me\n'));
    expect(preview.warnings).toEqual(['nul_bytes_removed']);
    expect((await work.rowsOf(preview))[0]).toMatchObject({ verdict: 'create', name: 'Acme' });
  });

  it('says when a quote was never closed', async () => {
    expect((await work.previewText('email;company\na@b.example;"Acme\nc@d.example;Other\n')).warnings).toContain('unterminated_quote');
  });

  it('keeps markup as text', async () => {
    const preview = await work.previewText('email,company\na@b.example,<script>alert(1)</script>\n');
    expect((await work.rowsOf(preview))[0]?.name).toBe('<script>alert(1)</script>');
  });

  it('shows a formula of a workbook as its text and never believes its result', async () => {
    const sheet = (cells: string): string =>
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>email</t></is></c><c r="B1" t="inlineStr"><is><t>company</t></is></c></row><row r="2">${cells}</row></sheetData></worksheet>`;
    const bytes = workbook(
      'xl/worksheets/sheet1.xml',
      sheet('<c r="A2" t="inlineStr"><is><t>a@b.example</t></is></c><c r="B2" t="str"><f>HYPERLINK("http://evil.example")</f><v>Nice Company</v></c>'),
    );
    const preview = await work.previewFile(bytes, {}, 'named.csv');
    expect(preview).toMatchObject({ format: 'xlsx', sheet: 'A', warnings: ['formula_cells'] });
    expect((await work.rowsOf(preview))[0]?.name).toBe('=HYPERLINK("http://evil.example")');
  });

  it('reads the first visible sheet, another one on demand, and says that some are hidden', async () => {
    const rows = (name: string) => [['email'], [`${name}@b.example`]];
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Old', hidden: true, rows: rows('old') },
        { name: 'New', rows: rows('new') },
        { name: 'More', rows: rows('more') },
      ],
    });
    const preview = await work.previewFile(bytes);
    expect(preview).toMatchObject({ sheets: ['Old', 'New', 'More'], sheet: 'New', warnings: ['hidden_sheets'] });
    expect((await work.rowsOf(await work.previewFile(bytes, { sheet: 'More' })))[0]?.email).toBe('more@b.example');
  });
});

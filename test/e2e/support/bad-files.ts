import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { writeXlsx } from 'hucre';
import { bytes, type Chosen } from '../pages/import.ts';

/** Would leave a trace if it ran. */
export const SCRIPT = '<script>window.hacked=1</script>';
const IMAGE = '<img src=x onerror="window.hacked=1">';

const folder = mkdtempSync(join(tmpdir(), 'sendward-bad-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** One byte more than can be read; takes no room on the disk. */
function tooLarge(): string {
  const path = join(folder, 'large.csv');
  writeFileSync(path, 'email\n');
  truncateSync(path, 100 * 2 ** 20 + 1);
  return path;
}

/** A small archive that says it unpacks to gigabytes. */
function zipBomb(): Uint8Array {
  const zip = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(1_000_000) }));
  const entry = zip.indexOf(Uint8Array.from([0x50, 0x4b, 1, 2]));
  zip.writeUInt32LE(0xfffffff0, entry + 24);
  return zip;
}

/** Files that are no list of clients, each with the error it must get. */
export function badFiles(): readonly { readonly file: Chosen; readonly code: string }[] {
  return [
    { file: bytes('empty.csv', ''), code: 'file_empty' },
    { file: bytes('program.csv', Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])), code: 'file_binary' },
    { file: tooLarge(), code: 'file_too_large' },
    { file: bytes('bomb.xlsx', zipBomb()), code: 'spreadsheet_too_large' },
    { file: bytes('broken.xlsx', zipSync({ 'xl/workbook.xml': new TextEncoder().encode('<a') })), code: 'spreadsheet_unreadable' },
    { file: bytes('wide.csv', Array.from({ length: 1000 }, (_, index) => `email${index}`).join(';')), code: 'table_too_wide' },
  ];
}

/** A workbook with a formula that asks for the network. */
export function formulaWorkbook(): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name: 'Clients',
        rows: [
          ['email', 'company'],
          ['a@b.example', 'Acme'],
        ],
        cells: new Map([['1,1', { value: 'Acme', formula: 'HYPERLINK("http://evil.example","Acme")' }]]),
      },
    ],
  });
}

/** A list with markup in every field that can hold text. */
export function scripted(): string {
  const header = 'Client ID;Company Name;Last Name;First Name;Email Address;Phone;Plan;Panel user;Note';
  return `${header}\n${SCRIPT};${SCRIPT};${IMAGE};${SCRIPT};a@b.example;${SCRIPT};${IMAGE};${SCRIPT};${IMAGE}\n`;
}

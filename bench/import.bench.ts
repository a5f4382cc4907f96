import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import Papa from 'papaparse/papaparse.js';
import { uuidSource } from '../src/adapters/identity.ts';
import { spreadsheets } from '../src/adapters/spreadsheet.ts';
import { openSqlite } from '../src/adapters/sqlite.ts';
import { systemClock } from '../src/adapters/system-clock.ts';
import { migrate } from '../src/db/migrate.ts';
import { migrations } from '../src/db/migrations/index.ts';
import type { Schema } from '../src/db/schema.ts';
import { finish, openWorkspace, PreviewId } from '../test/imports/workspace.ts';
import { type Lap, measure, ratio, report, startLap, type Timing } from './measure.ts';

const ROWS = Number(process.argv[2] ?? 100_000);
const RUNS = Number(process.argv[3] ?? 3);

const HEADER = ['Client ID', 'Company Name', 'Last Name', 'First Name', 'Email Address', 'Language', 'Domain', 'Package', 'Order Date'];
const LAST = ['Lefèvre', 'Müller', 'Королёва', 'O’Neil', 'Smith'];

function row(index: number): string[] {
  const last = LAST[index % LAST.length] ?? '';
  const domain = `site${index}.example`;
  return [String(1000 + index), `${last} & Co ${index}`, last, 'Anna', `anna@${domain}`, 'fr', domain, 'Pack M', `2025-0${1 + (index % 9)}-12`];
}

type Cells = readonly (readonly unknown[])[];

/** What no import can do without: parse the file, and put a client, a contact and an account a row into the same tables. */
async function bareImport(parse: () => Promise<Cells>): Promise<Lap> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-bench-'));
  const store = openSqlite<Schema>(join(folder, 'bare.db'));
  migrate(store.target, migrations);
  store.raw.exec(`INSERT INTO host VALUES ('h', 'h', 'neutral', '{}', 1); INSERT INTO pack VALUES ('p', 'h', 'p', 1)`);
  const ids = uuidSource(systemClock);
  const lap = startLap();
  const rows = await parse();
  const client = store.raw.prepare('INSERT INTO client VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)');
  const contact = store.raw.prepare('INSERT INTO contact VALUES (?,?,?,?,?,?,?,?,?,?,?,?)');
  const account = store.raw.prepare('INSERT INTO account VALUES (?,?,?,?,?,?,?,?,?,?,?)');
  store.raw.transaction(() => {
    for (const [number, company, last, first, email, language, domain, plan, date] of rows.slice(1)) {
      const id = ids.next();
      client.run(id, number, company, company, language, '', email, email, domain, company, `${company} ${number} ${email} ${domain}`, 'b', 1, 1);
      contact.run(ids.next(), id, 0, 'owner', first, last, email, email, '', null, '2026-01-01', null);
      account.run(ids.next(), id, 'p', '', domain, domain, '[]', plan, date, 'active', 1);
    }
  })();
  const time = lap();
  await store.database.close();
  rmSync(folder, { recursive: true, force: true });
  return time;
}

/** The whole way of a user: preview with a verdict a row, then apply. */
async function ownImport(bytes: Uint8Array, name: string): Promise<{ preview: Lap; whole: Lap }> {
  const work = await openWorkspace({ clock: systemClock, ids: uuidSource(systemClock) });
  const { ref } = await work.core.files.put(name, 'application/octet-stream', bytes);
  const lap = startLap();
  const { result } = await finish(work.imports.preview({ source: { fileRef: ref }, options: work.optionsOf({}) }, work.call));
  const preview = lap();
  if (result.totals.create !== ROWS) throw new Error(`Expected ${ROWS} new clients: ${JSON.stringify(result.totals)}`);
  await finish(work.imports.apply({ previewId: PreviewId.parse(result.previewId) }, work.call));
  const whole = lap();
  await work.close();
  return { preview, whole };
}

async function compare(bytes: Uint8Array, name: string, parse: () => Promise<Cells>) {
  const previews: Lap[] = [];
  const bare = await measure(RUNS, () => bareImport(parse));
  const own: Timing = await measure(RUNS, async () => {
    const { preview, whole } = await ownImport(bytes, name);
    previews.push(preview);
    return whole;
  });
  return { bare, own, previewCpuMs: Math.round(Math.min(...previews.map(({ cpuMs }) => cpuMs))), ratio: ratio(own, bare) };
}

const table = [HEADER, ...Array.from({ length: ROWS }, (_, index) => row(index))];
const csv = table.map((cells) => cells.join(';')).join('\r\n');
const xlsx = await spreadsheets.write('Clients', table);
const inCsv = await compare(Buffer.from(csv), 'list.csv', async () => Papa.parse(csv, { delimiter: ';', newline: '\n' }).data);
const inXlsx = await compare(xlsx, 'list.xlsx', async () => (await readXlsx(xlsx)).sheets[0]?.rows ?? []);
report('import', { rows: ROWS, csvRatio: inCsv.ratio, xlsxRatio: inXlsx.ratio, csv: inCsv, xlsx: inXlsx });

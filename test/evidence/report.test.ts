import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfMaker } from '../../src/adapters/pdf.ts';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { FileRef, HostId } from '../../src/contract/ids.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { openWorld, type World } from './world.ts';

const EVIL = '=HYPERLINK("http://x.example";"<b>Evil</b>")';
let world: World;
let anna: Awaited<ReturnType<World['client']>>;
const pdf = createPdfMaker();

type Input = Parameters<World['handlers']['report']>[0];

beforeAll(async () => {
  world = await openWorld({ ports: { texts: createTexts(), spreadsheets, pdf } });
  const version = await world.publish('2026-01-01');
  anna = await world.client('Anna «Müller» & Söhne', [{ domain: 'пример.рф' }, { domain: 'second.example' }]);
  const evil = await world.client(EVIL);
  await world.client('Nobody');
  await world.send(anna, version, { at: Date.UTC(2026, 2, 12, 8, 15) });
  const happenedAt = Date.UTC(2026, 2, 13);
  const id = await world.prove(anna, version, { happenedAt, note: 'Told by telephone', author: 'Boris', accountIds: anna.accounts.slice(0, 1) });
  await world.handlers.revoke({ id, reason: 'Wrong number' }, world.call);
  await world.prove(evil, version, { author: '@evil', note: '+1', serverReply: '' });
});
afterAll(async () => {
  await world.close();
  await pdf.close();
});

async function written(input: Partial<Input>) {
  const steps: string[] = [];
  for await (const step of world.handlers.report({ scope: { everything: true }, language: 'en', format: 'csv', ...input }, world.call)) {
    if (step.kind === 'done') {
      const { file, bytes } = await world.core.files.bytes(FileRef.parse(step.result.fileRef));
      return { accounts: step.result.accounts, name: file.name, bytes, steps };
    }
    steps.push(step.phase);
  }
  throw new Error('no file');
}

function pdfText(bytes: Uint8Array): string {
  const file = join(world.folder, 'report.pdf');
  writeFileSync(file, bytes);
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
}

describe('a report', () => {
  it.each(LANGUAGES)('is a table of every account with its proof, formula-safe and with a byte-order mark (%s)', async (language) => {
    const { bytes, accounts, name, steps } = await written({ language });
    expect(accounts).toBe(4);
    expect(name).toMatch(/2026-11-21\.csv$/);
    expect(steps).toEqual(['collecting', 'writing']);
    const text = Buffer.from(bytes).toString('utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const { data, errors } = Papa.parse<string[]>(text.slice(1), { delimiter: language === 'en' ? ',' : ';', skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(5);
    expect(new Set(data.map((row) => row.length))).toEqual(new Set([13]));
    expect(data.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(data.find(([client]) => client === `'${EVIL}`)).toBeDefined();
    const told = data.find(([, domain]) => domain === 'second.example');
    expect(told?.slice(9)).toEqual(['250 ok', '2026-03-12 09:15', '2026-11-21 10:00', { en: 'no', fr: 'non', ru: 'нет' }[language]]);
    expect(text).not.toContain('{{');
  });

  it('is a workbook with the same cells', async () => {
    const book = await spreadsheets.read((await written({ format: 'xlsx' })).bytes, undefined);
    expect(book.rows).toHaveLength(5);
    expect(book.formulaCells).toBe(0);
    expect(book.rows.map(({ cells }) => cells[0])).toContain(EVIL);
  });

  it.each(LANGUAGES)('is a document about one client with every proof, what it means and what it does not prove (%s)', async (language) => {
    const { bytes, name, accounts } = await written({ scope: { clientId: anna.id }, language, format: 'pdf' });
    expect(accounts).toBe(2);
    expect(name).toContain('Anna «Müller» & Söhne');
    const text = pdfText(bytes);
    const t = (key: string) => createTexts().t(language, `report:${key}`).replace(/\s+/g, ' ');
    for (const key of ['rung.handed_to_smtp', 'means.handed_to_smtp', 'means.noted', 'limits.delivered', 'limits.clock', 'limits.status', 'proofs.heading']) {
      expect(text).toContain(t(key));
    }
    for (const word of ['пример.рф', 'Told by telephone', 'Boris', 'Wrong number', '250 ok', 'client@example.net', '2026-03-12 09:15', 'Europe/Paris'])
      expect(text).toContain(word);
    expect(text).not.toContain('{{');
    expect(text).not.toContain(t('means.signed'));
  });

  it('says of a message that came back that it told nobody', async () => {
    const [version] = await world.core.db.read.selectFrom('policy_version').select('id').orderBy('number').execute();
    const clara = await world.client('Clara');
    await world.send(clara, version?.id ?? '', { state: 'bounced' });
    const text = pdfText((await written({ scope: { clientId: clara.id }, format: 'pdf' })).bytes);
    expect(text).toContain('The message came back later: it told nobody.');
    expect(pdfText((await written({ scope: { clientId: anna.id }, format: 'pdf' })).bytes)).not.toContain('came back later');
    await world.core.db.write((tx) => tx.deleteFrom('account').where('client_id', '=', clara.id).execute());
  });

  it('tells how things stood on a day', async () => {
    const { data } = Papa.parse<string[]>(
      Buffer.from((await written({ on: '2026-03-11' })).bytes)
        .toString('utf8')
        .slice(1),
      { skipEmptyLines: true },
    );
    expect(data.slice(1).map((row) => row[4])).toEqual(['not told', 'not told', 'not told', 'not told']);
    expect((await written({ on: '2026-03-11' })).name).toContain('2026-03-11');
  });

  it('is refused for a host or client nobody knows', async () => {
    const unknown = HostId.parse(world.core.ids.next());
    await expect(written({ scope: { hostId: unknown } })).rejects.toMatchObject({ code: 'host_not_found' });
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const stream = world.handlers.report({ scope: { everything: true }, language: 'en', format: 'csv' }, { signal: stop.signal });
    await expect(stream.next()).rejects.toThrow();
  });
});

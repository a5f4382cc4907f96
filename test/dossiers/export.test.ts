import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPdfMaker } from '../../src/adapters/pdf.ts';
import type { Dossier } from '../../src/contract/dossiers.ts';
import { FileRef } from '../../src/contract/ids.ts';
import { isSafeEntryName } from '../../src/shared/bundle/entry-names.rules.ts';
import { LANGUAGES, type Language } from '../../src/shared/language.ts';
import { begin, bring, CALL, complete, type Desk, FIELDS, mail, openDesk, PNG, page } from './desk.ts';

const pdf = createPdfMaker();
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk({ pdf });
});
afterEach(() => desk.close());
afterAll(() => pdf.close());

function textOf(bytes: Uint8Array): string {
  const file = join(desk.folder, 'page.pdf');
  writeFileSync(file, bytes);
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
}

async function exported({ id }: Dossier, readerLanguage: Language = 'fr') {
  const result = await desk.of.export({ id, readerLanguage }, CALL);
  const { bytes } = await desk.core.files.bytes(FileRef.parse(result.fileRef));
  const translation = result.translation === null ? null : (await desk.core.files.bytes(FileRef.parse(result.translation.fileRef))).bytes;
  return { ...result, bytes, files: unzipSync(bytes), translated: translation === null ? '' : textOf(translation) };
}

function at(files: Readonly<Record<string, Uint8Array>>, name: string): Uint8Array {
  const bytes = files[name];
  if (bytes === undefined) throw new Error(`No ${name} among ${Object.keys(files).join(', ')}`);
  return bytes;
}

describe('what is handed in', () => {
  it('is in the host’s language, with every file as it was brought and the checksum of each', async () => {
    const { files, draft, name } = await exported(await complete(desk));
    expect(draft).toBe(false);
    expect(name).toBe('Белый список Сирень.zip');
    expect(Object.keys(files)).toEqual([
      ...['index-ru.pdf', 'letter-ru.pdf', 'letter-ru.txt', 'evidence/01-subscription-form.png', 'evidence/04-sample-source.eml'],
      ...['evidence/05-sample-screenshot.png', 'evidence/06-unsubscribe-page.html.txt', 'SHA256SUMS'],
    ]);
    expect(Object.keys(files).every(isSafeEntryName)).toBe(true);
    expect([...at(files, 'evidence/01-subscription-form.png')]).toEqual([...PNG]);
    expect([...at(files, 'evidence/04-sample-source.eml')]).toEqual([...mail('fine-ru')]);
    const sums = Object.entries(files).flatMap(([entry, bytes]) => (entry === 'SHA256SUMS' ? [] : [`${desk.core.hasher.sha256(bytes)}  ${entry}\n`]));
    expect(Buffer.from(at(files, 'SHA256SUMS')).toString()).toBe(sums.join(''));
    const index = textOf(at(files, 'index-ru.pdf')).replace(/\s+/g, ' ');
    for (const part of ['Сирень', 'Кедр', 'kvm-17', '192.0.2.10', FIELDS.consentWording, 'форма.png', 'The host checks it itself'])
      expect(index).toContain(part);
    expect(index).not.toMatch(/ЧЕРНОВИК|\{\{/);
  });

  it('a letter that says what is enclosed and confirmed, in the words of the reseller’s text, and nothing that nobody said', async () => {
    const { files } = await exported(await complete(desk));
    const letter = Buffer.from(at(files, 'letter-ru.txt')).toString();
    expect(letter).toContain('приложено: evidence/01-subscription-form.png');
    expect(letter).toContain('подтверждено: Anna, 21 ноября 2026 г.');
    expect(letter).toContain('таких писем нет');
    expect(letter).toContain(FIELDS.consentWording);
    expect(letter.match(/писем в сутки/gi)).toHaveLength(1);
    // Name servers were not asked: the letter claims nothing of them.
    expect(letter.match(/требует подтверждения/g)?.length ?? 0).toBe(2);
  });

  it('claims no way out without a login where the page asks for a password, unless a person says why', async () => {
    const { id } = await complete(desk);
    const open = async () => (await desk.of.letter({ id, readerLanguage: 'ru' }, CALL)).text.match(/требует подтверждения/g)?.length ?? 0;
    const before = await open();
    await bring(desk, id, 'unsubscribe_page', ['u.html', page('<form><input type="password"></form>')]);
    expect(await open()).toBe(before + 1);
    await desk.of.need({ id, item: 'no_login', reason: 'Поле относится к магазину' }, CALL);
    expect(await open()).toBe(before);
  });

  it.each(LANGUAGES)('tells a reader of %s the same in his language, where that is not the host’s', async (language) => {
    const { translation, translated } = await exported(await complete(desk), language);
    expect(translation === null).toBe(language === 'ru');
    if (language === 'ru') return;
    expect(translated).toContain(language === 'fr' ? 'Traduction pour votre propre usage' : 'Translation for your own use');
    expect(translated).toContain(FIELDS.consentWording.slice(0, 20));
    expect(translated).not.toMatch(/[а-я]{4,} ?белый список/i);
  });

  it('is equal for an equal dossier, on another day too', async () => {
    const dossier = await complete(desk);
    const first = await exported(dossier);
    await desk.clock.advance(3 * 86_400_000);
    const second = await exported(dossier);
    expect(second.sha256).toBe(first.sha256);
    expect(desk.core.hasher.sha256(second.bytes)).toBe(second.sha256);
  });

  it('says on each page of a draft that it is one, and what is missing', async () => {
    const dossier = await begin(desk);
    await bring(desk, dossier.id, 'sample_source', ['a.eml', mail('fine-ru')]);
    const { files, draft, name } = await exported(dossier);
    expect(draft).toBe(true);
    expect(name).toMatch(/^ЧЕРНОВИК/);
    for (const document of ['index-ru.pdf', 'letter-ru.pdf']) {
      const pages = textOf(at(files, document)).split('\f').slice(0, -1);
      expect(pages.length).toBeGreaterThan(0);
      for (const each of pages) expect(each).toContain('ЧЕРНОВИК');
    }
    expect(Buffer.from(at(files, 'letter-ru.txt')).toString()).toMatch(/^ЧЕРНОВИК/);
    expect(textOf(at(files, 'index-ru.pdf'))).toContain('Не хватает: Скриншот формы подписки');
  });

  it('holds no file but those that people brought', async () => {
    const { files } = await exported(await begin(desk));
    expect(Object.keys(files)).toEqual(['index-ru.pdf', 'letter-ru.pdf', 'letter-ru.txt', 'SHA256SUMS']);
    expect(Buffer.from(at(files, 'letter-ru.txt')).toString()).not.toMatch(/приложено:|подтверждено:/);
  });
});

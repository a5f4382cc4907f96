import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { ClientId, FileRef } from '../../src/contract/ids.ts';
import type { Language } from '../../src/shared/language.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { type Office, openOffice } from './office.ts';

const CLIENTS = {
  en: { company: 'Harbour & Sons <Books>', contact: { firstName: 'Zoë', lastName: 'O’Hara' } },
  fr: { company: 'Boulangerie « L’Épi d’Or »', contact: { firstName: 'Françoise', lastName: 'Lœuil' } },
  ru: { company: 'Мастерская «Ладога» №\u00a01', contact: { firstName: 'Семён', lastName: 'Объедков' } },
} as const satisfies Record<Language, object>;

let office: Office;
const issued = new Map<string, { eml: Uint8Array; pdf: Uint8Array; contentSha256: string; content: string }>();

beforeAll(async () => {
  office = await openOffice('shared-fr-conditions');
  for (const language of LANGUAGES) await office.addClient({ language, ...CLIENTS[language] });
  await office.publish();
  await office.issue({ allDue: true });
  const rows = await office.core.db.read
    .selectFrom('notice')
    .innerJoin('outbox', 'outbox.notice_id', 'notice.id')
    .innerJoin('outbox_content', 'outbox_content.outbox_id', 'outbox.id')
    .selectAll('notice')
    .select('eml')
    .execute();
  for (const row of rows) issued.set(row.language, { eml: row.eml, pdf: row.pdf, contentSha256: row.content_sha256, content: row.content });
});
afterAll(() => office.close());

function of(language: Language) {
  const found = issued.get(language);
  if (found === undefined) throw new Error(`no notice in ${language}`);
  return found;
}

/** Words in reading order, without what only lays them out. */
const wordsOf = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\u00a0\u202f]+/g, '')
    .replace(/[•◦:|]/g, '');

for (const language of LANGUAGES) {
  test(`the text taken out of the PDF is the text shown in the mail (${language})`, async () => {
    const { eml, pdf, contentSha256, content } = of(language);
    const { text } = await nodemailerFormat.read(eml);
    const [told = ''] = text.split('\n\n--\n');
    const shown = told
      .split('\n')
      .map((line) => line.replace(/^- /, ''))
      .join('\n');
    const pages = office
      .poppler('pdftotext', pdf, '-raw')
      .split('\f')
      .filter((page) => page.trim() !== '');
    const heads = [...content.matchAll(/"head":\[("[^\]]+")\]/g)].map(([, cells = '']) => wordsOf(cells.replace(/",?"?/g, ' ')));
    const seen = new Set<string>();
    const body = pages.map((page) => {
      const lines = page.trimEnd().split('\n');
      const footer = lines.findLastIndex((line) => line.startsWith('SHA-256')) - 1;
      expect(lines.slice(footer).join(' ')).toContain(contentSha256);
      // The head of a table that goes on over the page is printed again there.
      const told = lines.slice(heads.some((head) => seen.has(head) && head === wordsOf(lines[0] ?? '')) ? 1 : 0, footer);
      for (const line of told) seen.add(wordsOf(line));
      return told.join('\n');
    });
    expect(wordsOf(body.join('\n'))).toBe(wordsOf(shown));
  });

  test(`mail text, HTML and PDF carry the hash of one content, which is the hash stored (${language})`, async () => {
    const { eml, pdf, content, contentSha256 } = of(language);
    const mail = await nodemailerFormat.read(eml);
    expect(office.core.hasher.sha256(content)).toBe(contentSha256);
    expect(mail.text).toContain(contentSha256);
    expect(mail.html).toContain(contentSha256);
    expect(mail.attachments).toHaveLength(1);
    expect(Buffer.from(mail.attachments[0]?.bytes ?? []).equals(Buffer.from(pdf))).toBe(true);
  });

  test(`the PDF is tagged, says its language and embeds its fonts (${language})`, () => {
    const { pdf } = of(language);
    expect(office.poppler('pdfinfo', pdf)).toMatch(/Tagged: +yes/);
    expect(Buffer.from(pdf).toString('latin1')).toContain(`/Lang (${language})`);
    expect(office.poppler('pdftotext', pdf)).not.toContain('\uFFFD');
  });
}

test('the mail keeps the rules it tells: one recipient, own address, reason, identity, said to be automatic and in its language', async () => {
  const mail = await nodemailerFormat.read(of('fr').eml);
  const header = (name: string) => mail.headers.filter((each) => each.name.toLowerCase() === name).map((each) => each.value);
  expect(header('to')).toHaveLength(1);
  expect([header('cc'), header('bcc')]).toEqual([[], []]);
  expect(mail.from).toEqual({ name: 'Atelier Web Horizon', address: 'bonjour@atelier-horizon.example' });
  expect(header('reply-to')[0]).toContain('aide@atelier-horizon.example');
  expect(header('auto-submitted')).toEqual(['auto-generated']);
  expect(header('content-language')).toEqual(['fr']);
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@atelier-horizon\.example>$/);
  expect(header('date')[0]).toBe('Sat, 21 Nov 2026 09:00:00 +0000');
  expect(mail.text).toContain('Vous recevez ce message car Atelier Web Horizon assure votre hébergement');
  expect(mail.attachments[0]?.name).toBe('regles-envoi-v1-boulangerie-l-épi-d-or.pdf');
  expect(mail.html).toContain('<html lang="fr">');
  expect(mail.html).not.toMatch(/<(img|link|script|iframe)|https?:|url\(/);
});

test('the same content gives the same bytes', async () => {
  const client = await office.addClient({ language: 'ru', company: 'Дважды' });
  const input = { clientId: ClientId.parse(client) };
  const files = await Promise.all([1, 2].map(() => office.notices.previewPdf(input, { signal: undefined })));
  const [one, two] = await Promise.all(files.map(async ({ fileRef }) => (await office.core.files.bytes(FileRef.parse(fileRef))).bytes));
  expect(Buffer.from(one ?? []).equals(Buffer.from(two ?? []))).toBe(true);
});

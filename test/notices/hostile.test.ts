import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { ClientId, FileRef, HostId } from '../../src/contract/ids.ts';
import { FIELDS_OF, LONG_FIELDS, type MergeField } from '../../src/contract/merge-fields.ts';
import { type Office, openOffice, SENDER } from './office.ts';

const CALL = { signal: undefined };
let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.publish();
});
afterAll(() => office.close());

const HOSTILE = {
  html: '<img src=x onerror=alert(1)> & "Fils" </p></body></title><script>alert(1)</script>',
  'header injection': 'Dupont\r\nBcc: victim@example.org\r\n\r\nbody',
  'encoded header injection': '=?utf-8?q?=0D=0ABcc:_victim@example.org?= <x@example.org>, other@example.org; \u2028Bcc: a',
  'right-to-left override': 'Dupont \u202Efdp.exe\u202C \u2067x\u2069\u200F',
  'what prints nothing': 'Du\u200Bpo\u2060nt\uFEFF \u00ADS\u061CA\u{E0041}',
  'a merge field': '{{support_address}} {{unknown}} {{client_name}} $t(notice:title) $1 $& $`',
  'ten thousand characters': 'Ы'.repeat(10_000),
  'characters no font has': '会社 🙂 \uD83D شركة',
  'separators of the text': '--\u2028-\u2029 | - \n\n1. Heading\n',
  'a path': '../../../etc/passwd\0.exe C:\\con . .. /',
};

/** What nothing in a value may become. */
const FORBIDDEN = /(?![\r\n])\p{Cc}|[\p{Cs}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/u;

/** A mail without the lines that a long value may bring into its block: set in by two blanks, and after a `<br>`. */
function withoutInnerLines({ text, html }: { readonly text: string; readonly html: string }) {
  return {
    lines: text
      .trimEnd()
      .replaceAll(/\n {2}(?=\S)[^\n]*/g, '')
      .split('\n').length,
    tags: [...html.replaceAll('<br>', '').matchAll(/<[^>]*>/g)].map(([tag]) => tag),
  };
}

/** The elements of the structure tree, in order, as poppler names them. */
function treeOf(pdf: Uint8Array): string[] {
  return office
    .poppler('pdfinfo', pdf, '-struct')
    .split('\n')
    .map((line) => line.trimEnd());
}

async function mailShape(eml: Uint8Array) {
  const mail = await nodemailerFormat.read(eml);
  return {
    headers: mail.headers.map((header) => header.name.toLowerCase()).sort(),
    parts: [
      ...Buffer.from(eml)
        .toString('latin1')
        .matchAll(/^content-type: ([\w/-]+)/gim),
    ].map(([, type]) => type),
    // Which transfer encoding is chosen decides whether the last line end comes back.
    lines: mail.text.trimEnd().split('\n').length,
    tags: [...mail.html.matchAll(/<[^>]*>/g)].map(([tag]) => tag),
    attachments: mail.attachments.map((each) => each.mime),
  };
}

function refuseTraces(eml: Uint8Array, { subject, text, html }: { readonly subject: string; readonly text: string; readonly html: string }): void {
  const [head = ''] = Buffer.from(eml)
    .toString('latin1')
    .split(/\r?\n\r?\n/);
  expect(head).not.toMatch(/^bcc:/im);
  expect(html).not.toMatch(/<(img|script)/);
  for (const told of [subject, text, html]) expect(told).not.toMatch(FORBIDDEN);
  expect(subject).not.toMatch(/[\r\n]/);
  expect([...subject].length).toBeLessThanOrEqual(250);
}

describe('a notice', () => {
  async function structureOf(company: string) {
    const id = await office.addClient({ company, contact: { firstName: company.slice(0, 4000), lastName: '' } });
    await office.issue({ clientIds: [ClientId.parse(id)] });
    const row = await office.core.db.read
      .selectFrom('outbox')
      .innerJoin('outbox_content', 'outbox_content.outbox_id', 'outbox.id')
      .selectAll()
      .where('client_id', '=', id)
      .executeTakeFirstOrThrow();
    const notice = await office.core.db.read.selectFrom('notice').selectAll().where('client_id', '=', id).executeTakeFirstOrThrow();
    const mail = await nodemailerFormat.read(row.eml);
    const pdfText = office.poppler('pdftotext', notice.pdf, '-raw');
    const shape = {
      ...(await mailShape(row.eml)),
      subject: mail.subject,
      to: mail.to.address.replace(/-\w+@/, '@'),
      tree: treeOf(notice.pdf),
      headings: [...pdfText.matchAll(/(^|\f)\d+\. /gm)].length,
    };
    return { mail, row, pdfText, shape };
  }

  test.each(Object.entries(HOSTILE))('is built the same with %s in a name', async (_, company) => {
    const [plain, hostile] = [await structureOf('Dupont'), await structureOf(company)];
    expect(hostile.shape).toEqual(plain.shape);
    refuseTraces(hostile.row.eml, hostile.mail);
    expect(hostile.mail.text).not.toContain('aide@atelier-horizon.example {{unknown}}');
    const [attachment] = hostile.mail.attachments;
    expect(attachment?.name).toMatch(/^[\p{L}\p{N} -]{1,80}\.pdf$/u);
  });

  test('shows a character the font lacks visibly replaced in the PDF and keeps it in the mail', async () => {
    const { mail, pdfText } = await structureOf('会社 🙂 Dupont');
    expect(mail.text).toContain('会社 🙂 Dupont');
    expect(pdfText).toContain('\uFFFD\uFFFD \uFFFD Dupont');
  });
});

test('an address of the terms stays whole and on its line', async () => {
  const hostId = HostId.parse(office.host.id);
  const { rules, own } = await office.hosts.get({ id: hostId }, CALL);
  const value = `https://host.example/${'terms/'.repeat(50)}\n9. \u202EHeading`;
  await office.hosts.setRules({ id: hostId, rules: { ...rules, termsUrl: { state: 'known', value, source: 'a page', readOn: null } }, own, reason: '' }, CALL);
  const clientId = ClientId.parse(await office.addClient());
  const before = { hostId, kind: 'notice' as const, language: 'fr' as const, values: {} };
  for (const input of [before, { ...before, clientId }]) {
    expect((await office.policies.preview(input, CALL)).values.terms_url).toBe(`https://host.example/${'terms/'.repeat(50)}9. Heading`);
  }
});

describe.each(['unblock_request', 'spike_warning'] as const)('the letter %s', (kind) => {
  const valuesOf = (value: string): Partial<Record<MergeField, string>> => Object.fromEntries(FIELDS_OF[kind].map((field) => [field, value]));
  const inputOf = (value: string) => ({ hostId: HostId.parse(office.host.id), kind, language: 'en' as const, values: valuesOf(value) });

  /** Every field of the letter, its subject and its title hold the value. */
  async function structureOf(value: string) {
    const input = inputOf(value);
    const wording = { title: 'On {{account}}', blocks: ['About {{account}} and {{domains}}', 'Hello {{contact_name}},'].map(paragraph) };
    const unsaved = { ...wording, section: 'head' };
    const shown = await office.policies.preview({ ...input, unsaved }, CALL);
    const { fileRef } = await office.policies.previewPdf({ ...input, unsaved }, CALL);
    const { file, bytes } = await office.core.files.bytes(FileRef.parse(fileRef));
    const name = shown.subject;
    const eml = await nodemailerFormat.write({
      from: { name, address: SENDER.fromAddress },
      replyTo: SENDER.supportAddress,
      to: { name, address: 'to@example.org' },
      ...shown,
      messageId: '<a@example.org>',
      dateMs: 0,
      headers: {},
      attachments: [{ name: file.name, mime: 'application/pdf', bytes }],
    });
    const mail = await nodemailerFormat.read(eml);
    return { shown, eml, file, shape: { ...(await mailShape(eml)), ...withoutInnerLines(mail), tree: treeOf(bytes) } };
  }

  function paragraph(text: string) {
    return { type: 'paragraph' as const, text };
  }

  test.each(Object.entries(HOSTILE))('is built the same with %s in every value', async (_, value) => {
    const [plain, hostile] = [await structureOf('Dupont'), await structureOf(value)];
    expect(hostile.shape).toEqual(plain.shape);
    refuseTraces(hostile.eml, hostile.shown);
    expect(hostile.file.name).toMatch(/^[^\p{Cc}\p{Cf}<>:"/\\|?*]{1,80}\.pdf$/u);
    expect(hostile.file.name).not.toMatch(/^\./);
  });

  test('is built the same whatever a value holds', async () => {
    const shapeOf = (shown: Awaited<ReturnType<Office['policies']['preview']>>) => ({ ...withoutInnerLines(shown), missing: shown.missing });
    const plain = shapeOf(await office.policies.preview(inputOf('Dupont'), CALL));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'<>&"\'{}$\r\n\t\0\u202E\u200B\uD800ЖéA1 |-=/\\'), maxLength: 60 }), async (noise) => {
        const shown = await office.policies.preview(inputOf(`x${noise}x`), CALL);
        expect(shapeOf(shown)).toEqual(plain);
        expect(shown.text).not.toMatch(FORBIDDEN);
        for (const [field, value] of Object.entries(shown.values)) expect(value.includes('\n') && !LONG_FIELDS.some((long) => long === field)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

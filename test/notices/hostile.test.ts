import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { ClientId } from '../../src/contract/ids.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.publish();
});
afterAll(() => office.close());

const HOSTILE = {
  html: '<img src=x onerror=alert(1)> & "Fils" </p></body>',
  'header injection': 'Dupont\r\nBcc: victim@example.org\r\n\r\nbody',
  'right-to-left override': 'Dupont \u202Efdp.exe\u202C',
  'a merge field': '{{support_address}} {{unknown}} $t(notice:title) $1 $&',
  'ten thousand characters': 'Ы'.repeat(10_000),
  'characters no font has': '会社 🙂 \uD83D شركة',
  'separators of the text': '--\u2028-\u2029 | - ',
};

async function structureOf(company: string) {
  const id = await office.addClient({ company, contact: { firstName: company.slice(0, 4000), lastName: '' } });
  await office.issue({ clientIds: [ClientId.parse(id)] });
  const row = await office.core.db.read.selectFrom('outbox').selectAll().where('client_id', '=', id).executeTakeFirstOrThrow();
  const notice = await office.core.db.read.selectFrom('notice').selectAll().where('client_id', '=', id).executeTakeFirstOrThrow();
  const mail = await nodemailerFormat.read(row.eml);
  const pdfText = office.poppler('pdftotext', notice.pdf, '-raw');
  return {
    mail,
    row,
    pdfText,
    shape: {
      headers: mail.headers.map((header) => header.name.toLowerCase()).sort(),
      subject: mail.subject,
      to: mail.to.address.replace(/-\w+@/, '@'),
      lines: mail.text.split('\n').length,
      tags: [...mail.html.matchAll(/<\/?[a-z0-9]+/g)].map(([tag]) => tag),
      attachments: mail.attachments.map((each) => each.mime),
      headings: [...pdfText.matchAll(/(^|\f)\d+\. /gm)].length,
    },
  };
}

for (const [what, company] of Object.entries(HOSTILE)) {
  test(`${what} in a name changes neither the structure of the mail nor that of the PDF`, async () => {
    const [plain, hostile] = [await structureOf('Dupont'), await structureOf(company)];
    expect(hostile.shape).toEqual(plain.shape);
    expect(hostile.mail.html).not.toContain('<img');
    expect(Buffer.from(hostile.row.eml).toString('latin1')).not.toMatch(/^Bcc:/im);
    expect(hostile.mail.text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    expect(hostile.mail.text).not.toContain('aide@atelier-horizon.example {{unknown}}');
  });
}

test('a character the font lacks is visibly replaced in the PDF and kept in the mail', async () => {
  const { mail, pdfText } = await structureOf('会社 🙂 Dupont');
  expect(mail.text).toContain('会社 🙂 Dupont');
  expect(pdfText).toContain('\uFFFD\uFFFD \uFFFD Dupont');
});

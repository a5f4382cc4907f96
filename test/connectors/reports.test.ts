import { describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import { PANELS } from '../../src/connectors/registry.ts';
import { ReportId } from '../../src/contract/ids.ts';
import { bench, CALL } from '../connections/support.ts';

const DATE = 'Fri, 20 Nov 2026 12:00:00 +0300';

/** A pack that no panel is read for. */
async function desk() {
  const { of, addPack, opened } = bench({ mail: nodemailerFormat, spreadsheets }, PANELS);
  const packId = await addPack();
  const read = (text: string) => of.readReport({ packId, source: { text } }, CALL);
  const put = async (name: string, bytes: Uint8Array) => {
    const { ref } = await opened.core.files.put(name, 'application/octet-stream', bytes);
    return await of.readReport({ packId, source: { fileRef: ref } }, CALL);
  };
  return { of, packId, read, put };
}

const lines = (...parts: readonly string[]): string => parts.join('\r\n');

const bounce = lines(
  'From: Mail Delivery System <Mailer-Daemon@host.example>',
  'To: news@alpha.example',
  'Subject: Mail delivery failed: returning message to sender',
  `Date: ${DATE}`,
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
  '',
  '--b1',
  'Content-Type: text/plain; charset=us-ascii',
  '',
  'This message was created automatically by mail delivery software.',
  '',
  '  user@dest.example',
  '    Domain alpha.example has exceeded the max emails per hour (151/150 (100%)) allowed.',
  '    Message discarded.',
  '',
  '--b1',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; host.example',
  '',
  'Action: failed',
  'Final-Recipient: rfc822;user@dest.example',
  'Status: 5.0.0',
  '',
  '--b1--',
  '',
);

/** « Le compte alpha a été suspendu en raison d’envois massifs. », as a page in the mail. */
const suspension = lines(
  'From: Support <support@host.example>',
  'To: me@reseller.example',
  'Subject: =?utf-8?Q?Compte_suspendu?=',
  `Date: ${DATE}`,
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<html><head><style>p { color: red }</style></head><body><p>Bonjour,</p><p>Le com=',
  'pte <b>alpha</b> a =C3=A9t=C3=A9 suspendu en raison d=E2=80=99envois massifs.</p></body></html>',
  '',
);

describe('reports of hosts', () => {
  it('are read out of a mail that came back', async () => {
    const { read, of } = await desk();
    const preview = await read(bounce);
    expect(preview).toMatchObject({ kind: 'limit_bounce', total: 1, rows: [{ domain: 'alpha.example', limit: 150, problem: null }] });
    expect(await of.takeReport({ id: ReportId.parse(preview.id) }, CALL)).toMatchObject({ rows: 1 });
  });

  it('are read out of a mail that is a page', async () => {
    const { read, of } = await desk();
    const preview = await read(suspension);
    expect(preview).toMatchObject({ kind: 'suspension_mail', rows: [{ login: 'alpha', text: expect.stringContaining('envois massifs') }] });
    expect(preview.excerpt).not.toMatch(/[<>]|color/);
    expect(await of.takeReport({ id: ReportId.parse(preview.id) }, CALL)).toMatchObject({ rows: 1 });
  });

  it('are read out of a table in the encoding of an old spreadsheet', async () => {
    const { put, of } = await desk();
    const text = 'Логин;Домен;Отправлено писем\r\nalpha;alpha.example;1 240\r\nbeta;beta.example;0\r\nИтого;;1 240\r\n';
    const bytes = Uint8Array.from([...text], (letter) => windows1251(letter));
    const preview = await put('sent-2026-11-19.csv', bytes);
    expect(preview.rows.map(({ login, sent }) => [login, sent])).toEqual([
      ['alpha', 1240],
      ['beta', 0],
    ]);
    expect(preview).toMatchObject({ days: { first: '2026-11-19', last: '2026-11-19' }, needsDay: false });
    expect(await of.takeReport({ id: ReportId.parse(preview.id) }, CALL)).toMatchObject({ rows: 2 });
  });

  it('are refused in words where nothing known is found', async () => {
    await expect((await desk()).read('Dear customer,\nour offices are closed on Friday.')).rejects.toMatchObject({ code: 'report_unknown' });
  });
});

/** Cyrillic letters from 0xC0 on, in the order of the alphabet without ё. */
function windows1251(letter: string): number {
  const point = letter.codePointAt(0) ?? 0;
  return point >= 0x410 && point <= 0x44f ? point - 0x410 + 0xc0 : point;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { nodeTextCodec } from '../../src/adapters/text-codec.ts';
import { classifyMail, classifyReply } from '../../src/features/bounces/classify/index.ts';
import { type ClassifyTools, classifyFile } from '../../src/features/bounces/classify-files.ts';
import type { ParsedMail } from '../../src/ports/mailer.ts';
import { allCases } from './cases/index.ts';

const TOOLS: ClassifyTools = { mail: nodemailerFormat, codec: nodeTextCodec };
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function classified(bytes: Uint8Array) {
  const mails = [];
  for await (const mail of classifyFile(TOOLS, { name: 'x', bytes })) mails.push(mail);
  return mails;
}

/** Milliseconds of processor time of what is done since, which a busy machine does not stretch. */
function lap(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}

/** A report for people of nothing but that text. */
const reportOf = (text: string): ParsedMail => ({
  from: { name: '', address: 'MAILER-DAEMON@mx.heron.example' },
  to: { name: '', address: 'news@crane.example' },
  subject: 'Undelivered Mail Returned to Sender',
  messageId: '',
  dateMs: null,
  answers: [],
  headers: [{ name: 'Return-Path', value: '<>' }],
  text,
  html: '',
  attachments: [],
});

const cases = allCases().map(({ eml }) => Buffer.from(eml));
const mutation = fc.record({ at: fc.nat(), drop: fc.nat(200), put: fc.uint8Array({ maxLength: 60 }) });
const mutated = fc.tuple(fc.constantFrom(...cases), fc.array(mutation, { minLength: 1, maxLength: 6 })).map(([eml, changes]) =>
  changes.reduce((bytes, { at, drop, put }) => {
    const start = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + drop)]);
  }, eml),
);

/** Pieces that patterns begin with, over and over: what makes careless ones slow. */
const PIECES = [
  '<',
  '@',
  'a@',
  'a.',
  '"',
  'user ',
  'mailbox ',
  'sender ',
  'recipient address ',
  'message ',
  'quota ',
  '550 ',
  '550-5.1.1 ',
  '5.1.1',
  ' ',
  '\n',
  '\t',
  '-',
  '=',
  '(',
  'host ',
  'RCPT TO:<',
  'srs0=',
  'srs1=a=b=',
  'prvs=',
  'Final-Recipient: ',
  'final-recipient: rfc822;a@b.example\n',
  'Message-ID: <',
  '<a@b',
  '&amp;',
  '<style>',
  '<p ',
  'while talking to ',
  'domain of sender ',
  'почта ',
  'é',
  '\\x{',
  '+2B',
  '[',
  '{',
  'your message could not be ',
  '>>> ',
  'ip ',
];

describe('hostile mails', () => {
  it('are read as something, whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        for (const { kind } of await classified(bytes)) expect(['bounce', 'complaint', 'auto-reply', 'other']).toContain(kind);
      }),
      { numRuns: 500 },
    );
  });

  it('never have an address suppressed for the sender’s sake, however a report was damaged', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        for (const { kind, recipients } of await classified(bytes)) {
          for (const { class: what, target, suppress } of recipients) {
            const gone = what === 'permanent' && (target === 'address' || target === 'domain');
            expect(suppress).toBe(kind === 'complaint' || gone);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('cost time in proportion to their length', () => {
    for (const piece of PIECES) {
      const spent = lap();
      classifyMail(reportOf(`550 5.1.1 <a@b.example> ${piece.repeat(Math.ceil(400_000 / piece.length))}`), decode);
      classifyMail({ ...reportOf(''), html: piece.repeat(Math.ceil(400_000 / piece.length)) }, decode);
      classifyReply({ code: 550, enhanced: null, text: piece.repeat(Math.ceil(400_000 / piece.length)), stage: 'rcpt' });
      // A quadratic pattern takes minutes here.
      expect(spent(), piece).toBeLessThan(3000);
    }
  });

  it('cost no more for thousands of recipients', async () => {
    const block = (index: number): string => `\r\nFinal-Recipient: rfc822; p${index}@heron.example\r\nAction: failed\r\nStatus: 5.0.0\r\n`;
    const head =
      'From: MAILER-DAEMON@mx.heron.example\r\nSubject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n';
    const text = Array.from({ length: 20_000 }, (_, index) => `<p${index}@heron.example>: 550 5.1.1 unknown user`).join('\r\n');
    const fields = Array.from({ length: 20_000 }, (_, index) => block(index)).join('');
    const spent = lap();
    const [mail] = await classified(
      Buffer.from(
        `${head}--b\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n${fields}\r\n--b--\r\n`,
      ),
    );
    expect(mail?.kind).toBe('bounce');
    expect(mail?.recipients.length).toBeLessThanOrEqual(500);
    expect(spent()).toBeLessThan(5000);
  });

  it('of 20 MB are cut', async () => {
    const [mail] = await classified(Buffer.concat([cases[0] ?? Buffer.alloc(0), Buffer.alloc(30 * 1024 * 1024, 97)]));
    expect(mail?.kind).toBe('bounce');
  });
});

describe('a file of several mails', () => {
  it('is read one by one', async () => {
    const mbox = Buffer.concat(cases.slice(0, 3).flatMap((eml) => [Buffer.from('From MAILER-DAEMON Tue Nov  3 09:00:00 2026\n'), eml, Buffer.from('\n')]));
    const mails = await classified(mbox);
    expect(mails.map(({ file, kind }) => [file, kind])).toEqual([
      ['x #1', 'bounce'],
      ['x #2', 'bounce'],
      ['x #3', 'bounce'],
    ]);
  });
});

describe('the saved text of a report', () => {
  it('is read without its header', async () => {
    const [mail] = await classified(
      Buffer.from(
        'This is the mail system at host relay.crane.example.\n\n<lena@stork.example>: host mx[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n',
      ),
    );
    expect(mail).toMatchObject({ kind: 'bounce', recipients: [{ address: 'lena@stork.example', class: 'permanent', target: 'address' }] });
  });
});

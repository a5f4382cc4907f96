import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMbox, looksLikeMail, mboxParts, unquoteFrom } from './mbox.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array): string => new TextDecoder().decode(content);
const mailsOf = (content: Uint8Array): string[] => mboxParts(content).map(({ start, end }) => text(unquoteFrom(content.subarray(start, end))));
const SEPARATOR = 'From MAILER@example.org Sat Nov 21 10:12:00 2026';

describe('an mbox', () => {
  test('gives back every mail as it was put in', () => {
    const line = fc.constantFrom('', 'From here', '>From there', '>>From afar', 'From: a@b.example', 'text', 'From x Sat Nov 21 10:12:00 2026');
    const mail = fc.array(line, { maxLength: 8 }).map((lines) => `Subject: x\n\n${lines.join('\n')}`);
    fc.assert(
      fc.property(fc.array(mail, { minLength: 1, maxLength: 5 }), (mails) => {
        const kept = mails.map((each) => `${each.replace(/\n*$/, '')}\n`);
        const box = kept.map((each) => `${SEPARATOR}\n${each.replace(/^(>*From )/gm, '>$1')}\n`).join('');
        expect(isMbox(bytes(box))).toBe(true);
        expect(mailsOf(bytes(box))).toEqual(kept);
      }),
    );
  });

  test.each([
    ['Thunderbird', 'From - Sat Nov 21 10:12:00 2026'],
    ['Gmail', 'From 1849412@xxx Sat Nov 21 10:12:00 +0000 2026'],
    ['a day of one digit', 'From a@b.example Sun Nov  1 10:12:00 2026'],
  ])('of %s is cut at its separators', (_, separator) => {
    expect(mailsOf(bytes(`${separator}\r\nSubject: 1\r\n\r\na\r\n\r\n${separator}\r\nSubject: 2\r\n\r\nb\r\n`))).toEqual([
      'Subject: 1\r\n\r\na\r\n',
      'Subject: 2\r\n\r\nb\r\n',
    ]);
  });

  test('is not cut where somebody writes "From " in a text', () => {
    const box = `${SEPARATOR}\nSubject: 1\n\nHello\n\nFrom my point of view it is 10:12 now.\nFrom a Sat Nov 21 10:12:00 2026 on\n`;
    expect(mailsOf(bytes(box))).toHaveLength(1);
  });

  test('is not what begins otherwise', () => {
    for (const content of ['', 'From: a@b.example\n', 'Subject: x\n', 'From nowhere\n']) expect(isMbox(bytes(content))).toBe(false);
  });

  test('is cut without failing, whatever is in it', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (content) => mboxParts(content).length >= 0 && unquoteFrom(content).length <= content.length));
  });
});

describe('a mail', () => {
  test('is known by its header', () => {
    expect(looksLikeMail(bytes('Received: by x\r\nSubject: y\r\n\r\n'))).toBe(true);
    expect(looksLikeMail(bytes('\uFEFFFrom: a@b.example\nDate: today\n\nbody'))).toBe(true);
    for (const content of ['', 'Hello', '{"from": 1}', 'a: b\nc: d\n\n', '%PDF-1.7', 'PK\u0003\u0004', 'From: alone'])
      expect(looksLikeMail(bytes(content))).toBe(false);
  });
});

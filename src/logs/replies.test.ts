import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesOf, REPLY_LIMIT, ReplyTexts } from './replies.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const find = (book: ReplyTexts, text: string, dsn = ''): number =>
  book.find(bytes(text + dsn), { start: 0, end: bytes(text).length, dsn: [bytes(text).length, bytes(text + dsn).length] });

describe('replies', () => {
  it('knows a reply again whatever the address, the server, the id and the numbers', () => {
    const book = new ReplyTexts();
    const same = [
      'host gmx1.bigmail.example[127.20.1.1] said: 550-5.1.1 The email account <a.b@c.example> does not exist. 550 5.1.1 see https://support.bigmail.example/?p=NoSuchUser k12abc - gsmtp (in reply to RCPT TO command)',
      'host alt2.gmx.bigmail.example[127.20.1.2] said: 550-5.1.1 The email account <other@d.example> does not exist. 550 5.1.1 see https://support.bigmail.example/?p=NoSuchUser qwzulp - gsmtp (in reply to RCPT TO command)',
    ];
    expect(same.map((text) => find(book, text))).toEqual([0, 0]);
    expect(book.texts).toMatchObject([{ code: 550, enhanced: '5.1.1' }]);
    expect(book.texts[0]?.text).toContain('The email account <…@c.example> does not exist.');
  });

  it('tells replies apart by their words and by their codes', () => {
    const book = new ReplyTexts();
    const texts = [
      '550 5.1.1 User unknown',
      '550 5.7.1 User unknown',
      '450 4.1.1 User unknown',
      '550 5.1.1 User unwanted',
      'Connection refused',
      'Connection timed out',
      'User unknown',
    ];
    expect(texts.map((text) => find(book, text))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it.each([
    ['SMTP error from remote mail server after RCPT TO:<a@b.example>: 550-5.1.1 The\\n550 5.1.1 end', 550, '5.1.1'],
    ['host a[1.2.3.4] said: 554 delivery error: dd', 554, ''],
    ['421 4.7.0 [TSS04] Messages from 127.10.0.1', 421, '4.7.0'],
    ['delivery temporarily suspended: host a[1.2.3.4] refused to talk to me: 421 4.16.55 x', 421, '4.16.55'],
    ['connect to a.example[127.1.1.1]:25: Connection refused', 0, ''],
    ['Domain a.example has exceeded the max defers and failures per hour (484/475 (31%)) allowed.', 0, ''],
    ['550', 550, ''],
    ['550 5.1', 550, ''],
    ['550 5.1.1.1 x', 550, ''],
  ])('%s → %i %s', (text, code, enhanced) => {
    expect(codesOf(bytes(text), 0, text.length)).toEqual({ code, enhanced });
  });

  it('takes the enhanced code of the log where the text has none', () => {
    const book = new ReplyTexts();
    find(book, 'Host or domain name not found. Name service error for name=a.example type=A: Host not found', '5.4.4');
    expect(book.texts).toMatchObject([{ code: 0, enhanced: '5.4.4' }]);
  });

  it('stays small under a flood of texts', () => {
    const book = new ReplyTexts();
    const letters = (number: number): string => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    for (let number = 0; number < REPLY_LIMIT + 500; number++) find(book, `55${number % 2} ${letters(number)}`);
    expect(book.texts).toHaveLength(REPLY_LIMIT + 2);
    expect(book.texts.at(-1)?.text).toMatch(/^55[01]$/);
  });

  it('never fails on any bytes and never shows the name of an address', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        const book = new ReplyTexts();
        book.find(noise, { start: 0, end: noise.length });
        expect(book.texts[0]?.text.length).toBeLessThanOrEqual(300);
      }),
    );
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const book = new ReplyTexts();
        find(book, `550 5.1.1 <${address}>: no ${address} here (${address})`);
        expect(book.texts[0]?.text).not.toContain(`${address.split('@')[0]}@`);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReplyText } from '../../src/logs/replies.ts';
import { readStretch } from './in-place.ts';

/** Different replies that are kept of a stretch. */
const REPLY_LIMIT = 5000;
const FAILED = '2026-11-23 00:00:01 1abcde-000000-AA ** a@b.example R=dnslookup T=remote_smtp H=mx.b.example [127.20.1.1]: ';

/** The replies of a log in which each of these texts is one. */
function repliesOf(...texts: readonly (string | Uint8Array)[]): readonly ReplyText[] {
  return readStretch('exim', Buffer.concat(texts.flatMap((text) => [Buffer.from(FAILED), Buffer.from(text), Buffer.from('\n')]))).replies;
}

describe('replies', () => {
  it('are one whatever the address, the server, the id and the numbers', () => {
    const replies = repliesOf(
      'host gmx1.bigmail.example[127.20.1.1] said: 550-5.1.1 The email account <a.b@c.example> does not exist. 550 5.1.1 see https://support.bigmail.example/?p=NoSuchUser k12abc - gsmtp (in reply to RCPT TO command)',
      'host alt2.gmx.bigmail.example[127.20.1.2] said: 550-5.1.1 The email account <other@d.example> does not exist. 550 5.1.1 see https://support.bigmail.example/?p=NoSuchUser qwzulp - gsmtp (in reply to RCPT TO command)',
    );
    expect(replies).toMatchObject([{ code: 550, enhanced: '5.1.1' }]);
    expect(replies[0]?.text).toContain('The email account <…@c.example> does not exist.');
  });

  it('are told apart by their words and by their codes', () => {
    const texts = [
      '550 5.1.1 User unknown',
      '550 5.7.1 User unknown',
      '450 4.1.1 User unknown',
      '550 5.1.1 User unwanted',
      'Connection refused',
      'Connection timed out',
      'User unknown',
    ];
    expect(repliesOf(...texts, ...texts).map(({ text }) => text)).toEqual(texts);
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
    expect(repliesOf(text)).toMatchObject([{ code, enhanced }]);
  });

  it('take the enhanced code of the log where the text has none', () => {
    const text = 'Host or domain name not found. Name service error for name=a.example type=A: Host not found';
    const line = `Nov 23 00:00:01 server postfix/smtp[1]: 4FABCDEF12: to=<x@a.example>, relay=none, delay=1, delays=1/0/0/0, dsn=5.4.4, status=bounced (${text})\n`;
    expect(readStretch('postfix', Buffer.from(line)).replies).toMatchObject([{ code: 0, enhanced: '5.4.4' }]);
  });

  it('stay few under a flood of texts', () => {
    const letters = (number: number): string => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const flood = repliesOf(...Array.from({ length: REPLY_LIMIT + 500 }, (_, number) => `55${number % 2} ${letters(number)}`));
    expect(flood).toHaveLength(REPLY_LIMIT + 2);
    expect(flood.at(-1)?.text).toMatch(/^55[01]$/);
  });

  it('never fail on any bytes and never show the name of an address', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        for (const { text } of repliesOf(noise)) expect(text.length).toBeLessThanOrEqual(300);
      }),
    );
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const [reply] = repliesOf(`550 5.1.1 <${address}>: no ${address} here (${address})`);
        expect(reply?.text).not.toContain(`${address.split('@')[0]}@`);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskLine } from './masks.ts';

const mask = (line: string): string => {
  const bytes = new TextEncoder().encode(line);
  return maskLine(bytes, 0, bytes.length);
};

describe('lines for people', () => {
  it.each([
    // Exim
    [
      '2026-11-23 00:01:28 1xVdxW-000zra-1k <= t@k.example H=(WIN) [1.2.3.4]:5 P=esmtpsa A=dovecot_login:t@k.example S=7 id=2ox@k.example T="a" for b" for y7@o.example p8@b.example',
      '2026-11-23 00:01:28 1xVdxW-000zra-1k <= t@k.example H=(WIN) [1.2.3.4]:5 P=esmtpsa A=dovecot_login:t@k.example S=7 id=…@k.example T="…" for …@o.example …@b.example',
    ],
    [
      '2026-11-23 00:01:28 1xVdxW-000zra-1k <= a@b.example U=joy P=local S=1 T="secret',
      '2026-11-23 00:01:28 1xVdxW-000zra-1k <= a@b.example U=joy P=local S=1 T="…"',
    ],
    [
      '2026-11-23 00:01:28 1xVdxW-000zra-1k => info <contact@i.example> R=virtual_user',
      '2026-11-23 00:01:28 1xVdxW-000zra-1k => … <…@i.example> R=virtual_user',
    ],
    [
      '2026-11-23 00:01:28.340 [1] 1xVM9v-00000000uin-24bk => "a b"@c.example F=<s@d.example> P=<s@d.example>',
      '2026-11-23 00:01:28.340 [1] 1xVM9v-00000000uin-24bk => …@c.example F=<s@d.example> P=<s@d.example>',
    ],
    [
      '2026-11-23 00:01:28 1xVdxW-000zra-1k ** a+b=c@d.example: retry timeout exceeded',
      '2026-11-23 00:01:28 1xVdxW-000zra-1k ** …@d.example: retry timeout exceeded',
    ],
    [
      '2026-11-23 00:01:28 1xVdxW-000zra-1k SMTP connection outbound 1795 1xVdxW-000zra-1k d.example x@e.example',
      '2026-11-23 00:01:28 1xVdxW-000zra-1k SMTP connection outbound 1795 1xVdxW-000zra-1k d.example …@e.example',
    ],
    [
      '2026-11-23 00:01:28 1xVdxW-000zra-1k Sender identification U=joy D=j.example S=x@y.example',
      '2026-11-23 00:01:28 1xVdxW-000zra-1k Sender identification U=joy D=j.example S=x@y.example',
    ],
    [
      '2026-11-24 01:30:15 cwd=/home/joy/.cache 4 args: /usr/sbin/sendmail -t -fw87@c.example to@d.example',
      '2026-11-24 01:30:15 cwd=/home/joy/.cache 4 args: /usr/sbin/sendmail -t -fw87@c.example …@d.example',
    ],
    // Postfix
    [
      'Nov 23 00:01:28 s postfix/smtp[1]: 4F95A22AA32: to=<a.b@c.example>, orig_to=<d@e.example>, relay=x[1.2.3.4]:25, status=bounced (host x said: 550 <a.b@c.example>: no)',
      'Nov 23 00:01:28 s postfix/smtp[1]: 4F95A22AA32: to=<…@c.example>, orig_to=<…@e.example>, relay=x[1.2.3.4]:25, status=bounced (host x said: 550 <…@c.example>: no)',
    ],
    [
      'Nov 23 00:01:28 s postfix/local[1]: 4F95A22AA32: to=<a@c.example>, orig_to=<root>, relay=local',
      'Nov 23 00:01:28 s postfix/local[1]: 4F95A22AA32: to=<…@c.example>, orig_to=<…>, relay=local',
    ],
    [
      'Nov 23 00:01:28 s postfix/cleanup[1]: 4F95A22AA32: info: header Subject: Ship from Bob to=<x@y.example> from localhost[127.0.0.1]; from=<n@d.example> to=<f@c.example> proto=ESMTP helo=<h>',
      'Nov 23 00:01:28 s postfix/cleanup[1]: 4F95A22AA32: info: header Subject: … from localhost[127.0.0.1]; from=<n@d.example> to=<…@c.example> proto=ESMTP helo=<h>',
    ],
    [
      'Nov 23 00:01:28 s postfix/cleanup[1]: 4F95A22AA32: info: header X-PHP-Originating-Script: 1001:order_mail.php from local; from=<o@a.example>',
      'Nov 23 00:01:28 s postfix/cleanup[1]: 4F95A22AA32: info: header X-PHP-Originating-Script: 1001:order_mail.php from local; from=<o@a.example>',
    ],
    [
      'Nov 23 00:01:28 s postfix/cleanup[1]: 4F95A22AA32: info: header To: Bob Smith <b@c.example> from local; from=<o@a.example>',
      'Nov 23 00:01:28 s postfix/cleanup[1]: 4F95A22AA32: info: header To: … from local; from=<o@a.example>',
    ],
    [
      'Nov 23 00:01:28 s postfix/smtpd[1]: 4F95A22AA32: client=x[1.2.3.4], sasl_method=PLAIN, sasl_username=a@b.example',
      'Nov 23 00:01:28 s postfix/smtpd[1]: 4F95A22AA32: client=x[1.2.3.4], sasl_method=PLAIN, sasl_username=a@b.example',
    ],
    [
      'Nov 23 00:01:28 s postfix/qmgr[1]: 4F95A22AA32: from=<bounce-john=gmail.com@list.example>, size=1',
      'Nov 23 00:01:28 s postfix/qmgr[1]: 4F95A22AA32: from=<…@list.example>, size=1',
    ],
  ])('%s', (line, masked) => {
    expect(mask(line)).toBe(masked);
  });

  it.each([
    [
      'Nov 23 00:01:28 s postfix/smtp[1]: 4F95A22AA32: to=<bob.miller@c.example>, relay=x[1.2.3.4]:25, status=bounced (550 bob.miller%40c.example unknown, see https://c.example/?u=bob.miller)',
      'Nov 23 00:01:28 s postfix/smtp[1]: 4F95A22AA32: to=<…@c.example>, relay=x[1.2.3.4]:25, status=bounced (550 …%40c.example unknown, see https://c.example/?u=…)',
    ],
    // What servers say of a recipient without his domain.
    [
      '2026-11-23 00:01:28 1xVdxW-000zra-1k ** bob.miller@c.example R=r T=t H=mx.c.example [1.2.3.4]: 550 5.1.1 sorry, no mailbox here by the name of Bob.Miller. (#5.1.1) <bob.miller>',
      '2026-11-23 00:01:28 1xVdxW-000zra-1k ** …@c.example R=r T=t H=mx.c.example [1.2.3.4]: 550 5.1.1 sorry, no mailbox here by the name of …. (#5.1.1) <…>',
    ],
    [
      'Nov 23 00:01:28 s postfix/smtp[1]: 4F95A22AA32: to=<"bob miller"@c.example>, relay=x[1.2.3.4]:25, status=bounced (550 User bob miller unknown, not "bob miller")',
      'Nov 23 00:01:28 s postfix/smtp[1]: 4F95A22AA32: to=<…@c.example>, relay=x[1.2.3.4]:25, status=bounced (550 User … unknown, not "…")',
    ],
    [
      'Nov 23 00:01:28 s postfix/smtp[1]: 4F95A22AA32: to=<bob+news@c.example>, relay=bob.c.example[1.2.3.4]:25, status=bounced (550 bob: unknown)',
      'Nov 23 00:01:28 s postfix/smtp[1]: 4F95A22AA32: to=<…@c.example>, relay=bob.c.example[1.2.3.4]:25, status=bounced (550 …: unknown)',
    ],
    // Words that every reply is made of show nobody.
    [
      '2026-11-23 00:01:28 1xVdxW-000zra-1k ** user@c.example R=r T=t H=mail.c.example [1.2.3.4]: 550 5.1.1 User unknown',
      '2026-11-23 00:01:28 1xVdxW-000zra-1k ** …@c.example R=r T=t H=mail.c.example [1.2.3.4]: 550 5.1.1 User unknown',
    ],
    // Whoever sends is shown, also to people of the same name.
    [
      '2026-11-23 00:01:28 1xVdxW-000zra-1k <= joy@k.example U=joy P=local S=7 id=joy.bob@k.example T="a" for joy@o.example',
      '2026-11-23 00:01:28 1xVdxW-000zra-1k <= joy@k.example U=joy P=local S=7 id=…@k.example T="…" for …@o.example',
    ],
    [
      '2026-11-24 01:30:15 cwd=/home/joy/public_html 6 args: /usr/sbin/sendmail -i -f joy bob eve@d.example',
      '2026-11-24 01:30:15 cwd=/home/joy/public_html 6 args: /usr/sbin/sendmail -i -f joy … …@d.example',
    ],
  ])('without names that stand alone: %s', (line, masked) => {
    expect(mask(line)).toBe(masked);
  });

  it('shows nothing of a subject whose end was cut off', () => {
    const long = 'Greetings from Bob; from=<x '.repeat(90);
    expect(mask(`2026-11-23 00:01:28 1xVdxW-000zra-1k <= a@b.example S=1 T="secret \\" for Bob and \\" from <x> ${long}" for c@d.example`)).toMatch(/T="…"$/);
    expect(mask(`Nov 23 00:01:28 s postfix/cleanup[1]: 4F95A22AA32: info: header Subject: secret ${long} from local; from=<o@a.example>`)).toMatch(
      /Subject: …$/,
    );
    // The end of a whole one is the last: a quote within is behind a backslash.
    expect(mask('2026-11-23 00:01:28 1xVdxW-000zra-1k <= a@b.example S=1 T="secret \\" for Bob')).toMatch(/T="…"$/);
  });

  it('cuts long lines, and long subjects before that', () => {
    expect(mask(`2026-11-23 00:01:28 ${'x'.repeat(3000)}`)).toHaveLength(500);
    const line = `2026-11-23 00:01:28 1xVdxW-000zra-1k <= a@b.example S=1 T="${'s'.repeat(900)}" for c@d.example`;
    expect(mask(line)).toMatch(/T="…" for …@d[.]example$/);
  });

  it('shows no recipient and no subject, whatever they hold', () => {
    const noise = fc.string({ maxLength: 60, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(fc.emailAddress(), fc.emailAddress(), noise, (recipient, other, subject) => {
        fc.pre(!`s@b.example n@d.example`.includes(`${recipient.split('@')[0]}@`));
        const secret = `zq${subject.replaceAll(/["\\]/g, '')}qz`;
        const exim = mask(`2026-11-23 00:01:28 1xVdxW-000zra-1k <= s@b.example S=1 T="${secret} ${other}" for ${recipient} ${other}`);
        const postfix = mask(
          `Nov 23 00:01:28 s postfix/cleanup[1]: 4F95: info: header Subject: ${secret} ${other} from local; from=<s@b.example> to=<${recipient}>`,
        );
        for (const line of [exim, postfix]) {
          expect(line).not.toContain(secret);
          expect(line).not.toContain(`${recipient.split('@')[0]}@`);
          expect(line).toContain('s@b.example');
        }
      }),
    );
  });

  it('never fails on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (noise) => maskLine(noise, 0, noise.length).length <= 500));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogFacts } from '../../src/shared/logs.ts';
import { forged, named, printed, words } from './forgeries.ts';
import { type MailServer, readLog } from './in-place.ts';
import { countsOf } from './scene.ts';

const readLines = (format: MailServer, lines: readonly string[]): LogFacts => readLog(format, Buffer.from(`${lines.join('\n')}\n`, 'latin1'));

const VICTIM = 'casalaw';

describe('words of strangers that look like a log', () => {
  const exim = (lines: readonly string[]): LogFacts =>
    readLines(
      'exim',
      lines.map((line) => `2026-11-23 10:00:00 ${line}`),
    );
  const postfix = (lines: readonly string[]): LogFacts =>
    readLines(
      'postfix',
      lines.map((line) => `Nov 23 10:00:00 server1 postfix/${line}`),
    );
  const ownEximMessage =
    '1xVMBD-000uio-2x <= office@casalaw.example H=localhost [127.0.0.1]:5 P=esmtpa A=dovecot_login:office@casalaw.example S=9 id=a@casalaw.example T="x" for a@b.example';
  const ownPostfixMessage = [
    'submission/smtpd[1]: 4F95A22AA32: client=localhost[127.0.0.1], sasl_method=PLAIN, sasl_username=office@casalaw.example',
    'qmgr[1]: 4F95A22AA32: from=<office@casalaw.example>, size=9, nrcpt=1 (queue active)',
  ];
  const own = { messages: 1, recipients: 1, queuedAtEnd: 1 };

  it('change nothing for anybody as HELO, Message-ID, sender or subject of mail from outside, in Exim', () => {
    fc.assert(
      fc.property(fc.constantFrom('helo', 'id', 'sender', 'subject', 'sni', 'dn', 'ident'), forged, named, (field, text, local) => {
        const put = (name: string, usual: string): string => (field === name ? printed(text) : usual);
        const sender = field === 'sender' ? `${local}@evil.example` : 'someone@evil.example';
        // What a host says of its user, and a certificate, are printed as they are, quotes included.
        const ident = field === 'ident' ? ` U=${text}` : '';
        const tls = field === 'sni' || field === 'dn' ? ` X=TLS1.3:X:256 CV=no DN="/CN=${field === 'dn' ? text : 'x'}" SNI="${put('sni', 'x')}"` : '';
        const facts = exim([
          ownEximMessage,
          `1xVMBE-000uip-2x <= ${sender} H=(${put('helo', 'evil.example')}) [127.66.1.1]:4242${ident} P=esmtp${tls} S=700 id=${put('id', 'a@evil.example')} T="${put('subject', 'hello')}" for info@fitclub.example`,
          '1xVMBE-000uip-2x => info <info@fitclub.example> R=virtual_user T=dovecot_virtual_delivery C="250 2.0.0 Saved"',
          '1xVMBE-000uip-2x Completed',
        ]);
        expect(countsOf(facts, VICTIM)).toEqual(own);
        expect(facts.accounts).toHaveLength(1);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    'x) [10.1.2.3]:25 P=esmtpa A=dovecot_login:office@casalaw.example S=1 id=a',
    'x) [10.1.2.3]:25 P=esmtpa A=dovecot_login:office@casalaw.example S=1 T="a" for b@c.example d',
    'x A=dovecot_login:office@casalaw.example P=esmtpa',
    'x U=casalaw P=local S=1',
    'x S=1 P=esmtpa',
    'A=dovecot_login:office@casalaw.example) [10.1.2.3] P=esmtpa',
  ])('leave mail from outside to nobody, in Exim: HELO %s', (name) => {
    const facts = exim([
      ownEximMessage,
      `1xVMBE-000uip-2x <= someone@evil.example H=(${name}) [127.66.1.1]:4242 P=esmtp S=700 id=a@evil.example T="hello" for x@b.example`,
      '1xVMBE-000uip-2x => x@b.example R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1] C="250 ok"',
      '1xVMBE-000uip-2x Completed',
      // A report of failure comes from the server itself, whoever says that he reports one.
      `1xVMBF-000uiq-2x <= <> H=(x R=1xVMBD-000uio-2x) [127.66.1.1]:4242 P=esmtp S=700 T="Mail delivery failed: returning message to sender" for office@casalaw.example`,
    ]);
    expect(countsOf(facts, VICTIM)).toEqual(own);
    expect(facts.accounts).toHaveLength(1);
    expect(facts.unattributed.messages).toBe(1);
  });

  it.each([
    'H=mail.evil.example [127.66.1.1]:4242 P=esmtps X=TLS1.3:X:256 CV=no SNI="x P=esmtpa A=dovecot_login:office@casalaw.example S=1 "',
    'H=mail.evil.example [127.66.1.1]:4242 P=esmtps X=TLS1.3:X:256 CV=no DN="/CN=x" P=esmtpa A=dovecot_login:office@casalaw.example S=1 "',
    'H=mail.evil.example [127.66.1.1]:4242 U=x P=esmtpa A=dovecot_login:office@casalaw.example S=1 P=esmtp',
    'H=mail.evil.example [127.66.1.1]:4242 U= P=esmtpa A=dovecot_login:office@casalaw.example P=esmtp',
    'H=mail.evil.example [127.66.1.1]:4242 U=x P=esmtpa A=dovecot_login:office@casalaw.example S=1 T="a" for b@c.example P=esmtp',
  ])('leave mail from outside to nobody, in Exim: %s', (fields) => {
    for (const sender of ['s@evil.example', 'x\\ P=esmtpa\\ A=dovecot_login:office@casalaw.example\\ S=1\\ @evil.example']) {
      const facts = exim([
        ownEximMessage,
        `1xVMBE-000uip-2x <= ${sender} ${fields} S=700 id=a@evil.example T="hello" for x@b.example`,
        '1xVMBE-000uip-2x => x@b.example R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1] C="250 ok"',
        '1xVMBE-000uip-2x Completed',
      ]);
      expect(countsOf(facts, VICTIM)).toEqual(own);
      expect(facts.unattributed.messages).toBe(1);
    }
  });

  it('are one recipient as whom somebody writes to, in Exim', () => {
    fc.assert(
      fc.property(named, (local) => {
        const to = `${local}@b.example`;
        const facts = exim([
          ownEximMessage,
          `1xVMBE-000uip-2x <= news@fitclub.example H=(x) [127.40.6.15]:4242 P=esmtpsa A=dovecot_login:news@fitclub.example S=700 T="x" for ${to} c@d.example`,
          `1xVMBE-000uip-2x ** ${to} R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1]: SMTP error from remote mail server after RCPT TO:<${to}>: 550 no`,
          '1xVMBE-000uip-2x => c@d.example R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1] C="250 ok"',
          '1xVMBE-000uip-2x Completed',
        ]);
        expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 2, delivered: 1, failed: 1 });
        expect(countsOf(facts, VICTIM)).toEqual(own);
        expect(facts.accounts).toHaveLength(2);
      }),
      { numRuns: 300 },
    );
  });

  it('keep the login of a host whose name holds spaces, in Exim', () => {
    const facts = exim([
      '1xVMBE-000uip-2x <= news@fitclub.example H=(Front Desk PC) [127.40.6.15]:4242 P=esmtpsa A=dovecot_login:news@fitclub.example S=700 T="x" for a@b.example',
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, queuedAtEnd: 1 });
  });

  it('leave a message with its login, whatever its Message-ID and subject say, in Exim', () => {
    fc.assert(
      fc.property(words, forged, (local, text) => {
        const facts = exim([
          // Of a Message-ID that is no address Exim prints nothing.
          `1xVMBE-000uip-2x <= news@fitclub.example H=(mailblaster) [127.40.6.15]:4242 P=esmtpsa X=TLS1.3:X:256 CV=no A=dovecot_login:news@fitclub.example S=700 id=${local}@fitclub.example T="${printed(text)}" for a@b.example c@d.example`,
          '1xVMBE-000uip-2x => a@b.example R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1] C="250 ok"',
          '1xVMBE-000uip-2x -> c@d.example R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1] C="250 ok"',
          '1xVMBE-000uip-2x Completed',
        ]);
        expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 2, delivered: 2 });
        expect(countsOf(facts, VICTIM)).toEqual({});
      }),
      { numRuns: 300 },
    );
  });

  it('count for nobody as a reply of another server, in either', () => {
    fc.assert(
      fc.property(forged, (text) => {
        const found = [
          exim([
            '1xVMBE-000uip-2x <= news@fitclub.example H=(x) [127.40.6.15]:4242 P=esmtpsa A=dovecot_login:news@fitclub.example S=700 T="x" for a@b.example',
            `1xVMBE-000uip-2x ** a@b.example R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1]: SMTP error from remote mail server after RCPT TO:<a@b.example>: 550 ${printed(text)}`,
            '1xVMBE-000uip-2x Completed',
          ]),
          postfix([
            'submission/smtpd[1]: 4F95A22AA32: client=x[127.40.6.15], sasl_method=PLAIN, sasl_username=news@fitclub.example',
            'qmgr[1]: 4F95A22AA32: from=<news@fitclub.example>, size=9, nrcpt=1 (queue active)',
            `smtp[1]: 4F95A22AA32: to=<a@b.example>, relay=mx.b.example[127.20.1.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.b.example[127.20.1.1] said: 550 ${text})`,
            'qmgr[1]: 4F95A22AA32: removed',
          ]),
        ];
        for (const facts of found) {
          expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, failed: 1 });
          expect(facts.accounts).toHaveLength(1);
          expect(facts.limits).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('change nothing for anybody as HELO, sender, recipient or subject of mail from outside, in Postfix', () => {
    fc.assert(
      fc.property(forged, forged, (text, other) => {
        const quoted = `"${printed(text)}"@evil.example`;
        const facts = postfix([
          ...ownPostfixMessage,
          'smtpd[1]: AAAAA22AA32: client=mail.evil.example[127.66.1.1]',
          `cleanup[1]: AAAAA22AA32: info: header Subject: ${text} from mail.evil.example[127.66.1.1]; from=<${quoted}> to=<info@fitclub.example> proto=ESMTP helo=<${other}>`,
          `cleanup[1]: AAAAA22AA32: message-id=<${text}>`,
          `qmgr[1]: AAAAA22AA32: from=<${quoted}>, size=9, nrcpt=1 (queue active)`,
          'virtual[1]: AAAAA22AA32: to=<info@fitclub.example>, relay=virtual, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to maildir)',
          'qmgr[1]: AAAAA22AA32: removed',
          `smtpd[1]: NOQUEUE: reject: RCPT from mail.evil.example[127.66.1.1]: 550 5.1.1 <${quoted}>: Recipient address rejected: User unknown; from=<${quoted}> to=<${quoted}> proto=ESMTP helo=<${other}>`,
        ]);
        expect(countsOf(facts, VICTIM)).toEqual(own);
        expect(facts.accounts).toHaveLength(1);
        expect(facts.limits).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('leave a message with its login and its script, whatever its sender and its headers claim, in Postfix', () => {
    const mail = (client: string, ...headers: readonly string[]): LogFacts =>
      postfix([
        ...ownPostfixMessage,
        client,
        ...headers.map((header) => `cleanup[1]: AAAAA22AA32: info: header ${header} from local; from=<www@server1>`),
        'qmgr[1]: AAAAA22AA32: from=<www@server1>, size=9, nrcpt=1 (queue active)',
        'smtp[1]: AAAAA22AA32: to=<a@b.example>, relay=mx.b.example[127.20.1.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)',
        'qmgr[1]: AAAAA22AA32: removed',
      ]);
    const login = 'submission/smtpd[1]: AAAAA22AA32: client=x[127.40.6.15], sasl_method=PLAIN, sasl_username=news@fitclub.example';
    // PHP puts the script before what the script itself adds.
    const script = ['X-PHP-Originating-Script: 1010:mailer.php', 'X-PHP-Originating-Script: 1003:index.php'];
    const found = [
      ['fitclub', mail(`${login}, sasl_sender=a@b.example, sasl_username=office@casalaw.example, sasl_sender=x`)],
      ['joyphoto', mail('pickup[1]: AAAAA22AA32: uid=33 from=<www-data>', ...script)],
    ] as const;
    for (const [account, facts] of found) {
      expect(countsOf(facts, account)).toEqual({ messages: 1, recipients: 1, delivered: 1 });
      expect(countsOf(facts, VICTIM)).toEqual(own);
      expect(facts.accounts).toHaveLength(2);
    }
  });

  it('are no login of anybody', () => {
    fc.assert(
      fc.property(forged, (text) => {
        const facts = [
          exim([
            ownEximMessage,
            `dovecot_login authenticator failed for (${printed(text)}) [127.66.1.1]:4242: 535 Incorrect authentication data (set_id=nobody@fitclub.example)`,
          ]),
          postfix([
            ...ownPostfixMessage,
            `smtps/smtpd[1]: warning: unknown[127.66.1.1]: SASL PLAIN authentication failed: authentication failure, sasl_username=nobody@fitclub.example${text}`,
          ]),
        ];
        for (const { accounts } of facts) {
          expect(accounts.find(({ account }) => account === VICTIM)?.traces.filter(({ kind }) => kind === 'refused_login')).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

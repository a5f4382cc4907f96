import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogFacts } from '../../src/shared/logs.ts';
import { type MailServer, readLog } from './in-place.ts';
import { countsOf } from './scene.ts';

const read = (format: MailServer, lines: readonly string[]): LogFacts => readLog(format, Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
const exim = (...lines: readonly string[]): LogFacts =>
  read(
    'exim',
    lines.map((line) => `2026-11-23 10:00:00 ${line}`),
  );
const postfix = (...lines: readonly string[]): LogFacts =>
  read(
    'postfix',
    lines.map((line) => `Nov 23 10:00:00 server1 postfix/${line}`),
  );

const SUSPENDED = 'Domain casalaw.example has an outgoing mail suspension. ';
/** What a stranger may write, so that a refusal of his mail looks like a limit of somebody here. */
const FORGERIES = [
  ' A=dovecot_login:boss@casalaw.example ',
  ' F=<a@b.example> ',
  ' rejected RCPT <a@b.example>: ',
  ' temporarily rejected RCPT <a@b.example>: ',
  '>: ',
  SUSPENDED,
  'Domain casalaw.example has exceeded the max emails per hour (9/1 (100%)) allowed. ',
  'SASL login name rejected: ',
  'Sender address rejected: ',
  '; from=<office@casalaw.example> to=<a@b.example> proto=ESMTP helo=<x>',
  '>',
  '<',
  ') [10.1.2.3]:25 ',
  'suspended',
  'outgoing-mail-suspended',
  'rate-limit-exceeded',
  ': ',
  '"',
  '="',
] as const;
const forged = fc
  .array(fc.oneof(fc.constantFrom(...FORGERIES), fc.string({ maxLength: 8, unit: 'grapheme-ascii' })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));
/** Ways to write a name before the @ that holds anything. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"@evil.example`;
const later = (text: string): string => `a.${quoted(text)}`;
const escaped = (text: string): string => `x${text.replaceAll(/[^a-z0-9]/gi, '\\$&')}@evil.example`;
const address = fc.tuple(fc.constantFrom(quoted, later, escaped), forged).map(([write, text]) => write(text));
const nobodys = ({ accounts, limits }: LogFacts): unknown => ({ limits, accounts: accounts.filter(({ totals }) => totals.limitRefusals > 0) });
const NOTHING = { limits: [], accounts: [] };

describe('refusals of what strangers send', () => {
  it('are no limits of anybody, whatever sender, recipient, names and certificates they bring, in Exim', () => {
    fc.assert(
      fc.property(address, address, forged, fc.constantFrom('helo', 'ident', 'sni', 'dn', 'none'), (sender, recipient, text, field) => {
        const put = (name: string, usual: string): string => (field === name ? text : usual);
        const host = `H=mail.evil.example (${put('helo', 'mail.evil.example')}) [127.66.1.1]:4242${field === 'ident' ? ` U=${text}` : ''}`;
        const tls = `X=TLS1.3:X:256 CV=no DN="${put('dn', '/CN=x')}" SNI="${put('sni', 'x')}"`;
        const facts = exim(
          `${host} ${tls} F=<${sender}> rejected RCPT <${recipient}>: No Such User Here`,
          `${host} F=<${sender}> temporarily rejected RCPT <${recipient}>: ${SUSPENDED}`,
          `${host} ${tls} F=<${sender}> temporarily rejected RCPT <${recipient}>: ${SUSPENDED}`,
          `${host} sender verify fail for <${sender}>: Unrouteable address`,
          `${host} Warning: "${text}"`,
          `H=(${put('helo', 'x')}) [127.66.1.1]:4242 rejected EHLO or HELO ${put('helo', 'x')}: syntactically invalid argument(s)`,
        );
        expect(nobodys(facts)).toEqual(NOTHING);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'H=mail.evil.example [127.66.1.1]:4242 F=<"x A=dovecot_login:boss@casalaw.example y"@evil.example> rejected RCPT <suspended@casalaw.example>: No Such User Here',
    `H=mail.evil.example [127.66.1.1]:4242 F=<x\\ A=dovecot_login:boss@casalaw.example\\ y@evil.example> rejected RCPT <a@casalaw.example>: ${SUSPENDED}`,
    `H=mail.evil.example [127.66.1.1]:4242 SNI="x A=dovecot_login:boss@casalaw.example y" F=<a@evil.example> rejected RCPT <a@casalaw.example>: ${SUSPENDED}`,
    `H=mail.evil.example [127.66.1.1]:4242 X=TLS1.3:X:256 CV=no DN="/CN=x" A=dovecot_login:boss@casalaw.example rejected RCPT <a@b.example>: ${SUSPENDED}" F=<a@evil.example> rejected RCPT <a@casalaw.example>: no`,
    `H=mail.evil.example [127.66.1.1]:4242 X=TLS1.3:X:256 CV=no SNI="x" F=<b@evil.example> A=dovecot_login:boss@casalaw.example temporarily rejected RCPT <a@b.example>: ${SUSPENDED}" F=<a@evil.example> rejected RCPT <a@casalaw.example>: no`,
    `H=mail.evil.example [127.66.1.1]:4242 X=TLS1.3:X:256 CV=no SNI="x" A=dovecot_login:boss@casalaw.example " F=<a@evil.example> rejected RCPT <a@casalaw.example>: ${SUSPENDED}`,
    `H=mail.evil.example [127.66.1.1]:4242 X=TLS1.3:X:256 CV=no SNI="x" A=dovecot_login:boss@casalaw.example F=<"y" F=<a@evil.example> rejected RCPT <a@casalaw.example>: ${SUSPENDED}`,
    `H=(x) [10.1.1.1] A=dovecot_login:boss@casalaw.example rejected RCPT <a@b.example>: ${SUSPENDED}) [127.66.1.1]:4242 F=<a@evil.example> rejected RCPT <a@casalaw.example>: no`,
  ])('are no limit: %s', (line) => {
    expect(nobodys(exim(line))).toEqual(NOTHING);
  });

  it('of an account by its own limit are counted, wherever its login stands, in Exim', () => {
    const words = 'Domain casalaw.example has exceeded the max emails per hour (126/125 (100%)) allowed.';
    for (const fields of ['F=<a@casalaw.example> A=dovecot_login:office@casalaw.example', 'A=dovecot_login:office@casalaw.example F=<a@casalaw.example>']) {
      const facts = exim(`H=(pc one) [127.40.1.1]:4242 X=TLS1.3:X:256 CV=no SNI="a b" ${fields} temporarily rejected RCPT <x@b.example>: ${words}`);
      expect(facts.limits).toMatchObject([{ kind: 'messages', account: 'casalaw', allowed: 125, counted: 126 }]);
      expect(countsOf(facts, 'casalaw')).toEqual({ limitRefusals: 1 });
    }
  });

  it('are no limits of anybody, whether or not the server writes quotes, in Postfix', () => {
    fc.assert(
      fc.property(forged, forged, fc.boolean(), (text, other, quotes) => {
        const written = (name: string): string => (quotes ? `"${name.replaceAll(/["\\]/g, '\\$&')}"@evil.example` : `${name}@evil.example`);
        const [sender, recipient] = [written(text), written(other)];
        const end = `from=<${sender}> to=<${recipient}> proto=ESMTP helo=<${other}>`;
        const facts = postfix(
          `smtpd[2]: NOQUEUE: reject: RCPT from unknown[127.66.1.1]: 450 4.1.8 <${sender}>: Sender address rejected: Domain not found; ${end}`,
          `smtpd[2]: NOQUEUE: reject: RCPT from unknown[127.66.1.1]: 550 5.1.1 <${recipient}>: Recipient address rejected: User unknown in virtual mailbox table; ${end}`,
          `smtpd[2]: NOQUEUE: reject: RCPT from unknown[127.66.1.1]: 504 5.5.2 <${other}>: Helo command rejected: need fully-qualified hostname; ${end}`,
          'submission/smtpd[1]: 4F95A22AA32: client=pc[127.40.1.1], sasl_method=PLAIN, sasl_username=office@casalaw.example',
          `submission/smtpd[1]: 4F95A22AA32: reject: RCPT from pc[127.40.1.1]: 450 4.1.2 <${recipient}>: Recipient address rejected: Domain not found; ${end}`,
          `cleanup[1]: 4F95A22AA32: reject: header Subject: [x]: 554 5.7.1 ${text} from pc[127.40.1.1]; ${end}: 5.7.1 refused`,
          'qmgr[1]: 4F95A22AA32: from=<office@casalaw.example>, size=9, nrcpt=1 (queue active)',
          'error[3]: 4F95A22AA32: to=<suspended@typo.example>, relay=none, delay=1, delays=0/0/0/1, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=outgoing-mail-suspended.example type=A: Host not found)',
        );
        expect(nobodys(facts)).toEqual(NOTHING);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'NOQUEUE: reject: RCPT from unknown[127.66.1.1]: 450 4.1.8 <x>: Domain casalaw.example has an outgoing mail suspension. @nope.example>: Sender address rejected: Domain not found; from=<x>: Domain casalaw.example has an outgoing mail suspension. @nope.example> to=<info@casalaw.example> proto=ESMTP helo=<x>',
    'NOQUEUE: reject: RCPT from unknown[127.66.1.1]: 450 4.1.8 <office@casalaw.example>: SASL login name rejected: Domain casalaw.example has an outgoing mail suspension. ; from=<a@nope.example>: Sender address rejected: Domain not found; from=<x> to=<y> proto=ESMTP helo=<x>',
  ])('are no limit: %s', (text) => {
    expect(nobodys(postfix(`smtpd[2]: ${text}`))).toEqual(NOTHING);
  });
});

describe('addresses that people write to', () => {
  const sent = (to: string, line: string): LogFacts =>
    exim(
      `1xVMBE-000uip-2x <= g@greengarden.example U=greengarden P=local S=700 id=a T="hello" for ${to}`,
      `1xVMBE-000uip-2x ${line}`,
      '1xVMBE-000uip-2x Completed',
    );

  it('are no words of the host, in Exim', () => {
    fc.assert(
      fc.property(address, (to) => {
        const facts = sent(to, `** ${to} R=fail_remote_domains: The mail server could not deliver mail to ${to}.  The account or domain may not exist.`);
        expect(nobodys(facts)).toEqual(NOTHING);
        expect(countsOf(facts, 'greengarden')).toEqual({ messages: 1, recipients: 1, failed: 1 });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['an address', 'suspended@typo.example', 'R=fail_remote_domains: The mail server could not deliver mail to suspended@typo.example.'],
    ['another', 'rate-limit-exceeded@typo.example', 'R=fail_remote_domains: The mail server could not deliver mail to rate-limit-exceeded@typo.example.'],
    ['an alias', 'bob@joyphoto.example', 'R=virtual_aliases: This account has been suspended'],
    ['an alias that lies', 'bob@joyphoto.example', `R=virtual_aliases: ${SUSPENDED.replace('casalaw', 'greengarden')}`],
    ['a suspended neighbour', 'bob@joyphoto.example', 'R=suspended_domains: Domain joyphoto.example has been suspended'],
    ['another, by another router', 'bob@joyphoto.example', 'R=local_check: Domain joyphoto.example has an outgoing mail suspension.'],
    ['one without a name', 'bob@joyphoto.example', 'R=local_check: outgoing mail of this account is suspended'],
    ['a list', 'bob@joyphoto.example', 'R=mailing_lists: too many recipients'],
    ['a full disk', 'bob@joyphoto.example', 'R=virtual_user T=dovecot_virtual_delivery: Disk quota exceeded'],
    ['a full mailbox', 'bob@joyphoto.example', 'R=localuser T=local_delivery: mailbox is full (MTA-imposed quota exceeded while writing to /home/x)'],
    ['a large message', 'bob@b.example', 'R=dnslookup: message size exceeds limit'],
  ])('or who owns them say nothing of the sender: %s', (_name, to, words) => {
    const facts = sent(to, `** ${to} ${words}`);
    expect(nobodys(facts)).toEqual(NOTHING);
  });
});

describe('guessed logins', () => {
  it('come from where they came from, whatever is typed', () => {
    const sent = '1xVMBE-000uip-2x <= news@fitclub.example H=(x) [127.40.6.15]:4242 P=esmtpsa A=dovecot_login:news@fitclub.example S=700 for a@b.example';
    const typed = (login: string): string => `dovecot_login authenticator failed for (x) [127.66.1.1]:4: 535 Incorrect authentication data (set_id=${login})`;
    const sources = (...logins: readonly string[]): number[] =>
      exim(sent, ...logins.map(typed)).accounts.flatMap(({ traces }) =>
        traces.flatMap(({ kind, slots }) => (kind === 'refused_login' ? slots.map(({ fresh }) => fresh) : [])),
      );
    expect(sources('news@fitclub.example')).toEqual([1]);
    expect(sources('news@fitclub.example', 'x [127.40.6.15]:5: 535 Incorrect authentication data (set_id=news@fitclub.example')).toEqual([1]);
  });

  it('teach no domain', () => {
    const mail = [
      '1xVMBE-000uip-2x <= news@fitclub.example H=(x) [127.40.6.15]:4242 P=esmtpsa A=dovecot_login:news@fitclub.example S=700 T="x" for a@bigmail.example',
      '1xVMBE-000uip-2x ** a@bigmail.example R=enforce_mail_permissions: Domain fitclub.example has exceeded the max emails per hour (9/1 (100%)) allowed.',
    ];
    const facts = exim(...mail, 'dovecot_login authenticator failed for (x) [127.66.1.1]:4: 535 Incorrect authentication data (set_id=a@bigmail.example)');
    expect(countsOf(facts, 'fitclub')).toEqual(countsOf(exim(...mail), 'fitclub'));
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, failed: 1, limitRefusals: 1 });
  });

  it('are kept of mailboxes only: people type passwords into the wrong field', () => {
    const failed = (login: string): string => `dovecot_login authenticator failed for (x) [127.66.1.1]:4: 535 Incorrect authentication data (set_id=${login})`;
    const sent = '1xVMBE-000uip-2x <= office@casalaw.example H=(x) [127.40.6.15]:4242 P=esmtpsa A=dovecot_login:news@fitclub.example S=700 for a@b.example';
    const facts = exim(sent, failed('news@fitclub.example'), failed('hunter2@fitclub.example'), failed('S3cret!pass'), failed('news@fitclub.example'));
    expect(
      facts.accounts.flatMap(({ traces }) =>
        traces.filter(({ kind }) => kind === 'refused_login').map(({ kind, value, failed: times }) => [kind, value, times]),
      ),
    ).toEqual([['refused_login', 'news@fitclub.example', 2]]);
    expect(JSON.stringify(facts)).not.toMatch(/hunter2|S3cret/i);
  });
});

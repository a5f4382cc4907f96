import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogFacts } from '../../src/shared/logs.ts';
import { forged, printed, words } from './forgeries.ts';
import { readLog } from './in-place.ts';
import { countsOf } from './scene.ts';

const exim = (lines: readonly string[]): LogFacts =>
  readLog('exim', Buffer.from(`${lines.map((line) => `2026-11-23 10:00:00 ${line}`).join('\n')}\n`, 'latin1'));

/** What whoever sends over the network may put into the line of his message. Exim prints the name of a host, its user and certificates as they are, the rest as addresses or with its quotes escaped. */
const lines = fc.record({
  name: fc.constantFrom('', 'mail.evil.example '),
  helo: fc.option(forged),
  ident: fc.option(forged),
  dn: fc.option(forged),
  sni: fc.option(forged),
  id: fc.option(words),
  subject: fc.option(forged),
  recipient: fc.option(words),
});
type Line = typeof lines extends fc.Arbitrary<infer L> ? L : never;
const shownIf = (text: string | null, put: (text: string) => string): string => (text === null ? '' : put(text));
/** `after` = what the server says of a login. */
const cameIn = (sender: string, { name, helo, ident, dn, sni, id, subject, recipient }: Line, after: string): string =>
  [
    `1xVMBE-000uip-2x <= ${sender} H=${name}${shownIf(helo, (text) => `(${text}) `)}[127.66.1.1]:4242${shownIf(ident, (text) => ` U=${text}`)}`,
    ` P=esmtps${after === '' ? '' : 'a'} X=TLS1.3:X:256 CV=no${shownIf(dn, (text) => ` DN="/CN=${text}"`)}${shownIf(sni, (text) => ` SNI="${text}"`)}${after} S=700`,
    `${shownIf(id, (text) => ` id=${text}@evil.example`)}${shownIf(subject, (text) => ` T="${printed(text)}"`)} for ${shownIf(recipient, (text) => `${text}@b.example `)}x@b.example`,
  ].join('');
const VICTIM = 'casalaw';
const ownEximMessage =
  '1xVMBD-000uio-2x <= office@casalaw.example H=localhost [127.0.0.1]:5 P=esmtpa A=dovecot_login:office@casalaw.example S=9 id=a@casalaw.example T="x" for a@b.example';
const own = { messages: 1, recipients: 1, queuedAtEnd: 1 };
const LEFT = ['1xVMBE-000uip-2x => x@b.example R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1] C="250 ok"', '1xVMBE-000uip-2x Completed'];

describe('lines of Exim of no message', () => {
  it.each([
    'H=(aaa-bbbbbb-cc <= office@casalaw.example U=casalaw P=local S=1 for a@b.example) [127.66.1.1]:4242 F=<a@evil.example> rejected RCPT <x@b.example>: relay not permitted',
    'H=(aaa-bbbbbbbbbbb-cccc <= office@casalaw.example U=casalaw P=local S=1 for a@b.example) [127.66.1.1]:4242 F=<a@evil.example> rejected RCPT <x@b.example>: no',
    'H=(BD-000uio => a@b.example H=mx [127.20.1.1]) [127.66.1.1]:4242 rejected EHLO or HELO x',
  ])('are none, whatever the name of the host looks like: %s', (line) => {
    const facts = exim([ownEximMessage, line]);
    expect(countsOf(facts, VICTIM)).toEqual(own);
    expect(facts.accounts).toHaveLength(1);
  });
});

describe('lines of Exim of messages that came over the network', () => {
  it('change nothing for anybody, whatever stands in all of a line at once', () => {
    fc.assert(
      fc.property(lines, words, (line, local) => {
        const facts = exim([ownEximMessage, cameIn(`${local}@evil.example`, line, ''), ...LEFT]);
        expect(countsOf(facts, VICTIM)).toEqual(own);
        expect(facts.accounts).toHaveLength(1);
        expect(facts.unattributed.messages).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  it('are never the login of anybody else, whatever stands in all of a line at once', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const facts = exim([ownEximMessage, cameIn('news@fitclub.example', line, ' A=dovecot_login:news@fitclub.example'), ...LEFT]);
        expect(countsOf(facts, VICTIM)).toEqual(own);
        const { messages = 0 } = countsOf(facts, 'fitclub');
        // Nobody hides his own mail with what only its body and head say.
        const hides = [line.ident, line.dn, line.sni].some((text) => text !== null && /["=[]/.test(text));
        expect(messages + facts.unattributed.messages).toBe(1);
        if (!hides) expect(messages).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  it('are no delivery elsewhere, whatever the sender is that the log tells with it', () => {
    const arrival = (sender: string): string =>
      `1xVMBE-000uip-2x <= ${sender} H=(x) [127.66.1.1]:4242 P=esmtp S=700 T="x" from <${sender}> for info@fitclub.example`;
    fc.assert(
      fc.property(words, fc.constantFrom('F', 'P'), (local, letter) => {
        const sender = `${local}@casalaw.example`;
        const where = `${letter}=<${sender}> R=virtual_user T=dovecot_virtual_delivery`;
        for (const became of [
          `=> info <info@fitclub.example> ${where} S=1045`,
          `** info@fitclub.example ${where}: 550 5.1.1 no`,
          `== info@fitclub.example ${where} defer (-44): 452 no`,
          `** info@fitclub.example ${letter}=<${sender}>: Unrouteable address`,
        ]) {
          const facts = exim([ownEximMessage, arrival(sender), `1xVMBE-000uip-2x ${became}`, '1xVMBE-000uip-2x Completed']);
          expect(countsOf(facts, VICTIM)).toEqual(own);
          expect(countsOf(facts, 'fitclub')).toEqual({});
          expect(facts.unattributed.messages).toBe(0);
          expect(facts.limits).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tell whose a limit is and why it failed, whatever the sender is that the log tells with it', () => {
    fc.assert(
      fc.property(words, (local) => {
        const sender = `${local}@fitclub.example`;
        const facts = exim([
          `1xVMBE-000uip-2x <= ${sender} H=(x) [127.40.6.15]:4242 P=esmtpsa A=dovecot_login:news@fitclub.example S=700 T="x" from <${sender}> for a@b.example`,
          `1xVMBE-000uip-2x ** a@b.example F=<${sender}> R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1]: SMTP error from remote mail server after RCPT TO:<a@b.example>: 550 5.1.1 no`,
          '1xVMBE-000uip-2x Completed',
        ]);
        expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, failed: 1 });
        expect(facts.replies).toMatchObject([{ code: 550 }]);
        expect(facts.limits).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    // A quote within the name of the host, closed by that of the subject.
    'H=(=") [127.66.1.1]:4242 P=esmtp S=700 id=a@evil.example T="foo) P=esmtpa A=dovecot_login:office@casalaw.example S=1 " for x@b.example',
    // A subject that begins in the name of the host and ends where a Message-ID has its quote.
    'H=(x) [10.1.2.3]:25 P=esmtpa A=dovecot_login:office@casalaw.example S=1 T="a) [127.66.1.1]:4242 P=esmtp S=700 id=" for b c"@evil.example T="hi" for x@b.example',
    'H=(x) [10.1.2.3]:25 P=esmtpa A=dovecot_login:office@casalaw.example S=1 T="a) [127.66.1.1]:4242 P=esmtp S=700 id=" for b@c.example ".y@evil.example T="@b.example" for x@b.example',
    'H=mail.evil.example [127.66.1.1]:4242 P=esmtps X=TLS1.3:X:256 CV=no DN="/CN=x) [10.1.2.3]:25 P=esmtpa A=dovecot_login:office@casalaw.example K" S=700 T="hi" for x@b.example',
  ])('leave mail from outside to nobody: %s', (line) => {
    const facts = exim([ownEximMessage, `1xVMBE-000uip-2x <= s@evil.example ${line}`, ...LEFT]);
    expect(countsOf(facts, VICTIM)).toEqual(own);
    expect(facts.unattributed.messages).toBe(1);
  });

  it.each([
    'X=TLS1.3:X:256 CV=no DN="/CN=x" A=dovecot_login:office@casalaw.example" A=dovecot_login:news@fitclub.example S=700',
    'X=TLS1.3:X:256 CV=no SNI="x" A=dovecot_login:office@casalaw.example S=1 T="" A=dovecot_login:news@fitclub.example S=700',
    'A=dovecot_login:news@fitclub.example:x A=dovecot_login:office@casalaw.example S=700',
  ])('are never the login of another: %s', (fields) => {
    const facts = exim([ownEximMessage, `1xVMBE-000uip-2x <= news@fitclub.example H=(x) [127.40.6.15]:4242 P=esmtpsa ${fields} T="x" for a@b.example`]);
    expect(countsOf(facts, VICTIM)).toEqual(own);
  });

  it.each([
    'x) [y] z@fitclub.example T="hello"',
    '"a S=1 for b@c.example "@fitclub.example T="hello"',
    'a@fitclub.example T="Shirts ) [S=40 P=esmtp S=1 for b@c.example"',
  ])('leave a message with its login: id=%s', (rest) => {
    const facts = exim([
      `1xVMBE-000uip-2x <= news@fitclub.example H=(pc one) [127.40.6.15]:4242 P=esmtpsa X=TLS1.3:X:256 CV=no A=dovecot_login:news@fitclub.example PRDR K S=700 M8S=0 id=${rest} for a@b.example`,
    ]);
    expect(countsOf(facts, 'fitclub')).toMatchObject({ messages: 1 });
  });
});

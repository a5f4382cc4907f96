import { describe, expect, it } from 'vitest';
import { LOG_OTHERS, type LogFacts } from '../../src/shared/logs.ts';
import { factsOfStretches, readStretch } from './in-place.ts';
import { accountOf, countsOf } from './scene.ts';

const START = Date.UTC(2026, 10, 23, 15) / 1000;
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
/** Lines of the 23rd, each with its time of day; read at once, and cut behind every line, which must say the same. */
function read(lines: readonly (readonly [time: string, line: string])[]): LogFacts {
  const texts = lines.map(([time, line]) => `2026-11-23 ${time} ${line}`);
  const whole = factsOfStretches('exim', [readStretch('exim', bytesOf(texts))]);
  for (let cut = 1; cut < texts.length; cut++) {
    const parts = [readStretch('exim', bytesOf(texts.slice(0, cut))), readStretch('exim', bytesOf(texts.slice(cut)), START)];
    expect(factsOfStretches('exim', parts)).toEqual(whole);
  }
  return whole;
}

const OUT = 'R=dkim_lookuphost T=dkim_remote_smtp H=mx.b.example [127.20.1.1]';

describe('What a filter of the server throws away', () => {
  const arrival =
    '1xVMBD-000uio-2x <= joe@a.example H=(x) [10.0.0.1]:50 P=esmtpsa A=dovecot_plain:joe@a.example S=900 id=a@x T="win" for a@b.example c@d.example';

  it.each(['=> discarded (system filter)', '=> blackhole (DATA ACL discarded recipients): spam'])('has not failed, and is understood: %s', (line) => {
    const facts = read([
      ['10:00:00', arrival],
      ['10:00:01', `1xVMBD-000uio-2x ${line}`],
      ['10:00:02', '1xVMBD-000uio-2x Completed'],
    ]);
    expect(facts.skipped).toBe(0);
    expect(countsOf(facts, 'a.example')).toEqual({ messages: 1, localRecipients: 2 });
  });

  it('leaves those that were reached before as they are', () => {
    const facts = read([
      ['10:00:00', arrival],
      ['10:00:01', `1xVMBD-000uio-2x => a@b.example ${OUT} C="250 OK"`],
      ['10:00:02', '1xVMBD-000uio-2x => discarded (system filter)'],
      ['10:00:03', '1xVMBD-000uio-2x Completed'],
    ]);
    expect(countsOf(facts, 'a.example')).toEqual({ messages: 1, recipients: 1, delivered: 1, localRecipients: 1 });
  });

  it('may be addresses that are called so', () => {
    const facts = read([
      ['10:00:00', arrival],
      ['10:00:01', `1xVMBD-000uio-2x => blackhole <a@b.example> R=localuser T=local_delivery`],
      ['10:00:02', `1xVMBD-000uio-2x ** c@d.example ${OUT}: 550 5.1.1 no such user`],
      ['10:00:03', '1xVMBD-000uio-2x Completed'],
    ]);
    expect(countsOf(facts, 'a.example')).toEqual({ messages: 1, recipients: 1, failed: 1, localRecipients: 1 });
  });
});

describe('scripts', () => {
  it('that send with an empty sender are counted for their user', () => {
    const facts = read([
      ['10:00:00', 'cwd=/home/joyphoto/public_html/.cache 4 args: /usr/sbin/sendmail -t -i -f<>'],
      ['10:00:00', '1xVMBD-000uio-2x <= <> U=joyphoto P=local S=900 id=a@x T="win" for a@b.example'],
      ['10:00:01', `1xVMBD-000uio-2x ** a@b.example ${OUT}: SMTP error from remote mail server after end of data: 554 5.7.1 spam`],
      ['10:00:01', '1xVMBD-000uio-2x Completed'],
      // Bounces and warnings of the server itself are nobody's.
      ['10:00:02', '1xVMBE-000uio-2x <= <> U=Debian-exim P=local S=900 T="Mail delivery failed" for a@b.example'],
      ['10:00:03', '1xVMBF-000uio-2x <= <> R=1xVMBD-000uio-2x U=joyphoto P=local S=900 T="Re: out of office" for a@b.example'],
    ]);
    expect(countsOf(facts, 'joyphoto')).toEqual({ messages: 1, recipients: 1, failed: 1 });
    expect(accountOf(facts, 'joyphoto')?.traces.find(({ kind }) => kind === 'script')?.value).toBe('/home/joyphoto/public_html/.cache');
  });

  const call = (user: string): string => `cwd=/home/${user}/public_html 3 args: /usr/sbin/sendmail -t -i`;
  const mail = (id: string, user: string): string => `${id} <= ${user}@server1.hostpack.example U=${user} P=local S=700 id=a T="hello" for x@b.example`;

  it.each(['www-data', 'nobody', 'apache'])('that a web server calls as %s are those called last, for a few seconds', (user) => {
    const facts = read([
      ['10:00:00', call('fitclub')],
      ['10:00:01', call('joyphoto')],
      ['10:00:02', mail('1xVMBD-000uio-2x', user)],
      ['10:00:02', mail('1xVMBE-000uio-2x', user)],
      ['10:01:00', call('joyphoto')],
      ['10:01:10', mail('1xVMBF-000uio-2x', user)],
    ]);
    expect(countsOf(facts, 'joyphoto')).toEqual({ messages: 1, recipients: 1, queuedAtEnd: 1 });
    expect(facts.unattributed).toMatchObject({ messages: 2, recipients: 2 });
    expect(accountOf(facts, 'joyphoto')?.identities.script).toBe(1);
  });

  it('that takes another foreign sender for each mail shows as one that has many', () => {
    const mails = Array.from({ length: 300 }, (_, place): [string, string] => {
      const id = `1xVM${String(1000 + place)}`.slice(0, 6);
      return [
        `10:${String(Math.floor(place / 6)).padStart(2, '0')}:00`,
        `${id}-${String(100_000 + place)}-2x <= x${place}@bank${place}.example U=joyphoto P=local S=700 id=a T="win" for a${place}@b.example`,
      ];
    });
    const senders = (accountOf(read(mails), 'joyphoto')?.traces ?? []).filter(({ kind }) => kind === 'sender');
    expect(senders.reduce((sum, { messages }) => sum + messages, 0)).toBe(300);
    const others = senders.find(({ value }) => value === LOG_OTHERS);
    expect(others).toMatchObject({ foreign: true, messages: 280, recipients: 280, sources: 280 });
    expect(others?.slots.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(280);
  });

  it('that a web server calls with an empty sender count as well, and in its own name as nobody else’s', () => {
    const facts = read([
      ['10:00:00', call('joyphoto')],
      ['10:00:00', '1xVMBD-000uio-2x <= <> U=www-data P=local S=900 id=a T="win" for a@b.example'],
      ['10:00:10', call('joyphoto')],
      ['10:00:10', mail('1xVMBE-000uio-2x', 'www-data')],
    ]);
    expect(countsOf(facts, 'joyphoto')).toEqual({ messages: 2, recipients: 2, queuedAtEnd: 2 });
    expect(accountOf(facts, 'joyphoto')?.traces.filter(({ foreign }) => foreign)).toEqual([]);
  });

  it('that handed in their own mail are not those of the next', () => {
    const facts = read([
      ['10:00:00', call('joyphoto')],
      ['10:00:00', mail('1xVMBD-000uio-2x', 'joyphoto')],
      ['10:00:01', mail('1xVMBE-000uio-2x', 'www-data')],
      ['10:00:02', mail('1xVMBF-000uio-2x', 'joyphoto')],
    ]);
    expect(countsOf(facts, 'joyphoto')).toMatchObject({ messages: 2 });
    expect(accountOf(facts, 'joyphoto')?.traces.find(({ kind }) => kind === 'script')).toMatchObject({ messages: 1 });
    expect(facts.unattributed.messages).toBe(1);
  });
});

describe('messages that are taken out of the queue', () => {
  it.each(['removed by root', 'cancelled by admin', 'cancelled by system filter: too large'])('have failed for whoever was still to get them: %s', (words) => {
    const facts = read([
      [
        '10:00:00',
        '1xVMBD-000uio-2x <= office@casalaw.example H=(pc) [127.40.1.1]:4242 P=esmtpsa A=dovecot_login:office@casalaw.example S=700 id=a T="x" for a@b.example c@d.example e@f.example',
      ],
      ['10:00:01', `1xVMBD-000uio-2x => a@b.example ${OUT} C="250 ok"`],
      ['10:00:02', `1xVMBD-000uio-2x == c@d.example ${OUT} defer (-44): SMTP error from remote mail server: 451 later`],
      ['11:00:00', `1xVMBD-000uio-2x ${words}`],
      ['11:00:00', '1xVMBD-000uio-2x Completed'],
    ]);
    expect(countsOf(facts, 'casalaw')).toEqual({ messages: 1, recipients: 3, delivered: 1, failed: 2, deferredRecipients: 1 });
    expect(facts.replies.find(({ text }) => text === words)).toMatchObject({ failed: 2 });
  });
});

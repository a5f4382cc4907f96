import { describe, expect, it } from 'vitest';
import type { LogFacts } from '../../src/shared/logs.ts';
import { factsOfStretches, readLog, readStretch } from './in-place.ts';
import { client, line, NEVER, NEWS, queued, removed, SENT, tried } from './postfix-lines.ts';
import { accountOf, countsOf } from './scene.ts';

const START = Date.UTC(2026, 10, 23, 15) / 1000;
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((text) => `${text}\n`).join(''), 'latin1');
/** What lines say, read at once and cut behind every one. */
function read(lines: readonly string[]): LogFacts {
  const whole = factsOfStretches('postfix', [readStretch('postfix', bytesOf(lines))]);
  for (let cut = 1; cut < lines.length; cut++) {
    const parts = [readStretch('postfix', bytesOf(lines.slice(0, cut))), readStretch('postfix', bytesOf(lines.slice(cut)), START)];
    expect(factsOfStretches('postfix', parts)).toEqual(whole);
  }
  return whole;
}

const FIRST = '4F95A22AA32';
const AGAIN = '5F95A22AA33';
const filtered = (to: string, more: { id?: string; program?: string; host?: string; status?: string } = {}): string =>
  line(
    '10:00:02',
    more.program ?? 'smtp',
    `${FIRST}: to=<${to}>, relay=${more.host ?? '127.0.0.1[127.0.0.1]:10024'}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=${more.status ?? `sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${more.id ?? AGAIN})`}`,
  );
const handedIn = (id: string, recipients = 1): string[] => [
  line('10:00:01', 'smtpd', `${id}: client=localhost[127.0.0.1]`),
  line('10:00:01', 'cleanup', `${id}: message-id=<x@y>`),
  queued('10:00:01', id, 'someone@corp1.example', recipients),
];

describe('mail that goes through a content filter', () => {
  it.each([
    ['smtp', '127.0.0.1[127.0.0.1]:10024'],
    ['lmtp', 'localhost[127.0.0.1]:10024'],
    ['smtp', 'localhost[::1]:10026'],
  ])('is one message of its sender, with what became of it in the end: by %s to %s', (program, host) => {
    const facts = read([
      client('10:00:00', FIRST, NEWS),
      queued('10:00:00', FIRST, NEWS, 2),
      ...handedIn(AGAIN, 2),
      filtered('a@b.example', { program, host }),
      filtered('c@d.example', { program, host }),
      removed('10:00:02', FIRST),
      tried('10:00:03', AGAIN, 'a@b.example', NEVER),
      tried('10:00:03', AGAIN, 'c@d.example', SENT),
      line('10:00:03', 'bounce', `${AGAIN}: sender non-delivery notification: 6F95A22AA34`),
      removed('10:00:04', AGAIN),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 2, delivered: 1, failed: 1, bounces: 1 });
    expect(facts.accounts).toHaveLength(1);
    expect(facts.unattributed).toMatchObject({ messages: 0, recipients: 0 });
    expect(accountOf(facts, 'fitclub')?.traces.find(({ kind }) => kind === 'login')).toMatchObject({ value: NEWS, messages: 1, recipients: 2, failed: 1 });
  });

  it('is its sender’s also when the filter is slower than what follows, as long as the server says what it was made of', () => {
    const facts = read([
      client('10:00:00', FIRST, NEWS),
      queued('10:00:00', FIRST, NEWS),
      line('10:00:01', 'smtpd', `${AGAIN}: client=localhost[127.0.0.1], orig_queue_id=${FIRST}, orig_client=pc[127.40.6.15]`),
      queued('10:00:01', AGAIN, NEWS),
      tried('10:00:01', AGAIN, 'a@b.example', NEVER),
      removed('10:00:01', AGAIN),
      filtered('a@b.example'),
      removed('10:00:02', FIRST),
      // Nobody else is believed.
      line('10:00:03', 'smtpd', `7F95A22AA35: client=mail.evil.example[127.66.1.1], orig_queue_id=${FIRST}`),
      queued('10:00:03', '7F95A22AA35', 'eve@evil.example'),
      tried('10:00:03', '7F95A22AA35', 'a@b.example', NEVER),
      removed('10:00:03', '7F95A22AA35'),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, failed: 1 });
    expect(facts.accounts).toHaveLength(1);
  });

  it('is what the filter says where it takes nothing over', () => {
    const facts = read([
      client('10:00:00', FIRST, NEWS),
      queued('10:00:00', FIRST, NEWS),
      filtered('a@b.example', {
        status: 'bounced (host 127.0.0.1[127.0.0.1] said: 554 5.7.0 Reject, id=123-01 - spam: daily limit exceeded (in reply to end of DATA command))',
      }),
      removed('10:00:02', FIRST),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, failed: 1 });
    expect(facts.limits).toEqual([]);
  });

  it('has gone out where the log knows nothing of what it became', () => {
    const other = filtered('a@b.example', { id: 'AAAAA22AA32' });
    const facts = readLog('postfix', bytesOf([client('10:00:00', FIRST, NEWS), queued('10:00:00', FIRST, NEWS), other, removed('10:00:02', FIRST)]));
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, delivered: 1 });
  });

  it('teaches no domain by the program that takes it there', () => {
    const facts = read([
      client('10:00:00', FIRST, NEWS),
      queued('10:00:00', FIRST, NEWS),
      tried('10:00:01', FIRST, 'bob@bigmail.example', 'sent (delivered via spamassassin service)', 'pipe'),
      removed('10:00:02', FIRST),
      line('10:01:00', 'smtpd', `${AGAIN}: client=mx.bigmail.example[127.30.0.1]`),
      queued('10:01:00', AGAIN, 'eve@bigmail.example'),
      tried('10:01:01', AGAIN, 'x@other.example', SENT),
      removed('10:01:02', AGAIN),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, delivered: 1 });
    expect(facts.accounts).toHaveLength(1);
  });
});

describe('mail that a filter hands in again by command, as nobody can tell of which message', () => {
  it('is its sender’s, and never that of the filter', () => {
    const facts = read([
      client('10:00:00', FIRST, NEWS),
      queued('10:00:00', FIRST, NEWS),
      tried('10:00:01', FIRST, 'a@b.example', 'sent (delivered via spamassassin service)', 'pipe'),
      removed('10:00:01', FIRST),
      line('10:00:01', 'pickup', `${AGAIN}: uid=112 from=<${NEWS}>`),
      queued('10:00:01', AGAIN, NEWS),
      tried('10:00:02', AGAIN, 'a@b.example', NEVER),
      removed('10:00:02', AGAIN),
    ]);
    expect(facts.accounts).toHaveLength(1);
    expect(countsOf(facts, 'fitclub')).toMatchObject({ failed: 1 });
  });
});

describe('a log of several servers', () => {
  it('tells their messages apart, whatever ids they give', () => {
    const on = (host: string, text: string): string => text.replace(' server1 ', ` ${host} `);
    const both = (make: (host: string) => string): string[] => ['web1', 'web2'].map((host) => on(host, make(host)));
    const facts = read([
      ...both((host) => client('10:00:00', FIRST, host === 'web1' ? 'office@casalaw.example' : NEWS)),
      ...both((host) => queued('10:00:00', FIRST, host === 'web1' ? 'office@casalaw.example' : NEWS)),
      ...both((host) => tried('10:00:01', FIRST, 'a@b.example', host === 'web1' ? NEVER : SENT)),
      ...both(() => removed('10:00:02', FIRST)),
    ]);
    expect(countsOf(facts, 'casalaw')).toEqual({ messages: 1, recipients: 1, failed: 1 });
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, delivered: 1 });
  });
});

describe('messages that are taken out of the queue', () => {
  it('have failed for whoever was still to get them', () => {
    const facts = read([
      client('10:00:00', FIRST, NEWS),
      queued('10:00:00', FIRST, NEWS, 2),
      tried('10:00:01', FIRST, 'a@b.example', SENT),
      tried('10:00:01', FIRST, 'c@d.example', 'deferred (connect to mx.d.example[127.20.9.1]:25: Connection refused)'),
      line('11:00:00', 'postsuper', `${FIRST}: removed`),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 2, delivered: 1, failed: 1, deferredRecipients: 1 });
  });
});

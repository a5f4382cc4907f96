import { describe, expect, it } from 'vitest';
import { client, LATER, line, message, NEVER, NEWS, queued, removed, SENT, scan, tried } from './postfix-lines.ts';
import { accountOf, countsOf, hoursOf } from './scene.ts';

describe('messages of Postfix', () => {
  it('are told apart when a queue id is used again, whether or not the first was seen to end', async () => {
    const first = message('10', '4F95A22AA32', 'a@b.example', SENT);
    const second = message('11', '4F95A22AA32', 'a@b.example', NEVER);
    const expected = { messages: 2, recipients: 2, delivered: 1, failed: 1 };
    expect(countsOf(await scan([...first, ...second]), 'fitclub')).toEqual(expected);
    expect(countsOf(await scan([...first.slice(0, 3), ...second]), 'fitclub')).toEqual(expected);
  });

  it('count once, however often they are queued and tried', async () => {
    const id = '4jXtzh6ZljzPjrp';
    const lines = [
      client('10:00:00', id, NEWS),
      queued('10:00:01', id, NEWS, 2),
      tried('10:00:02', id, 'a@b.example', LATER),
      tried('10:00:02', id, 'c@d.example', SENT),
    ];
    const retries = ['11', '12', '13'].flatMap((hour) => [queued(`${hour}:00:00`, id, NEWS, 2), tried(`${hour}:00:01`, id, 'a@b.example', LATER)]);
    const facts = await scan([...lines, ...retries, queued('14:00:00', id, NEWS, 2), tried('14:00:01', id, 'A@B.example', SENT), removed('14:00:01', id)]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 2, delivered: 2, deferredRecipients: 1 });
    expect(hoursOf(facts, 'fitclub').get('2026-11-23 10')).toMatchObject({ messages: 1, recipients: 2, delivered: 1, deferredRecipients: 1 });
    expect(hoursOf(facts, 'fitclub').get('2026-11-23 14')).toMatchObject({ messages: 0, delivered: 1 });
  });

  it('count only when they were accepted', async () => {
    const facts = await scan([
      client('10:00:00', '4F95A22AA32', NEWS),
      line('10:00:01', 'smtpd', 'lost connection after DATA from unknown[127.40.6.15]'),
      ...message('11', 'AAAAA22AA32', 'a@b.example', SENT),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, delivered: 1 });
  });

  it('of which only the end was seen belong to nobody', async () => {
    const facts = await scan([
      queued('10:00:00', '4F95A22AA32', NEWS),
      tried('10:00:01', '4F95A22AA32', 'a@b.example', NEVER),
      removed('10:00:02', '4F95A22AA32'),
      ...message('11', 'AAAAA22AA32', 'a@b.example', SENT),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, delivered: 1 });
  });

  it('wait where the log ends, with recipients that were not even named', async () => {
    const facts = await scan([
      client('10:00:00', '4F95A22AA32', NEWS),
      queued('10:00:01', '4F95A22AA32', NEWS, 3),
      tried('10:00:02', '4F95A22AA32', 'a@b.example', SENT),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 3, delivered: 1, queuedAtEnd: 2 });
  });

  it('belong to whoever logged in or to the system user, whatever sender they claim', async () => {
    const facts = await scan([
      client('10:00:00', 'AAAAA22AA32', 'Teacher@KidsAcademy.example'),
      queued('10:00:01', 'AAAAA22AA32', 'boss@fitclub.example'),
      tried('10:00:02', 'AAAAA22AA32', 'a@b.example', SENT),
      line('10:00:03', 'pickup', 'BBBBB22AA32: uid=1010 from=<fitclub>'),
      queued('10:00:04', 'BBBBB22AA32', 'news@fitclub.example'),
      tried('10:00:05', 'BBBBB22AA32', 'a@b.example', SENT),
      line('10:00:06', 'smtpd', 'CCCCC22AA32: client=mail.evil.example[127.66.1.1]'),
      queued('10:00:07', 'CCCCC22AA32', 'news@fitclub.example'),
      tried('10:00:08', 'CCCCC22AA32', 'info@casalaw.example', 'sent (delivered to maildir)', 'virtual'),
    ]);
    expect(facts.accounts.map(({ account, totals }) => [account, totals.messages])).toEqual(
      expect.arrayContaining([
        ['kidsacademy', 1],
        ['joyphoto', 1],
      ]),
    );
    expect(countsOf(facts, 'fitclub').messages ?? 0).toBe(0);
    expect(countsOf(facts, 'casalaw').messages ?? 0).toBe(0);
  });
});

describe('recipients', () => {
  it('that are open fail when the lifetime of a message is over', async () => {
    const facts = await scan([
      client('10:00:00', '4F95A22AA32', NEWS),
      queued('10:00:01', '4F95A22AA32', NEWS, 3),
      tried('10:00:02', '4F95A22AA32', 'a@b.example', SENT),
      tried('10:00:02', '4F95A22AA32', 'c@b.example', LATER),
      tried('10:00:03', '4F95A22AA32', 'd@b.example', NEVER),
      line('15:00:00', 'qmgr', `4F95A22AA32: from=<${NEWS}>, status=expired, returned to sender`),
      line('15:00:01', 'bounce', '4F95A22AA32: sender non-delivery notification: BBBBB22AA32'),
      removed('15:00:02', '4F95A22AA32'),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 3, delivered: 1, failed: 2, deferredRecipients: 1, bounces: 1 });
    expect(hoursOf(facts, 'fitclub').get('2026-11-23 15')).toMatchObject({ failed: 1, bounces: 1 });
    expect(facts.replies.find(({ text }) => text.includes('expired'))).toMatchObject({ failed: 1 });
  });

  it('that nobody tried to reach are put off as well', async () => {
    const waiting = line(
      '10:00:02',
      'error',
      '4F95A22AA32: to=<a@b.example>, relay=none, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (delivery temporarily suspended: connect to mx.b.example[127.20.9.1]:25: Connection refused)',
    );
    const facts = await scan([client('10:00:00', '4F95A22AA32', NEWS), queued('10:00:01', '4F95A22AA32', NEWS), waiting]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, deferredRecipients: 1, queuedAtEnd: 1 });
    expect(facts.limits).toEqual([]);
    expect(facts.replies).toMatchObject([{ code: 0, enhanced: '4.4.1', deferred: 1, failed: 0 }]);
  });

  it('on this server are counted apart, by whichever program delivers', async () => {
    const ids = ['AAAAA22AA32', 'BBBBB22AA32', 'CCCCC22AA32', 'DDDDD22AA32'];
    const lines = ['virtual', 'local', 'lmtp', 'pipe'].flatMap((program, index) => {
      const id = ids[index] ?? '';
      return [
        client('10:00:00', id, NEWS),
        queued('10:00:01', id, NEWS),
        tried('10:00:02', id, 'info@casalaw.example', 'sent (delivered)', program),
        removed('10:00:03', id),
      ];
    });
    expect(countsOf(await scan(lines), 'fitclub')).toEqual({ messages: 4, localRecipients: 4 });
  });

  it('of forwarders are the forwarder’s for mail from outside, and one recipient here for mail of an account', async () => {
    const forward = (id: string): string[] => [
      line(
        '10:00:02',
        'smtp',
        `${id}: to=<boss@b.example>, orig_to=<contact@ironworks.example>, relay=mx.b.example[127.20.1.1]:25, delay=1, delays=0/0/0/1, dsn=5.7.1, status=${NEVER}`,
      ),
      line(
        '10:00:02',
        'virtual',
        `${id}: to=<info@ironworks.example>, orig_to=<contact@ironworks.example>, relay=virtual, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to maildir)`,
      ),
    ];
    const facts = await scan([
      line('10:00:00', 'smtpd', 'AAAAA22AA32: client=out.corp1.example[127.30.1.1]'),
      queued('10:00:01', 'AAAAA22AA32', 'someone@corp1.example', 2),
      ...forward('AAAAA22AA32'),
      line('10:00:03', 'bounce', 'AAAAA22AA32: sender non-delivery notification: EEEEE22AA32'),
      removed('10:00:03', 'AAAAA22AA32'),
      client('10:00:00', 'BBBBB22AA32', NEWS),
      queued('10:00:01', 'BBBBB22AA32', NEWS, 2),
      ...forward('BBBBB22AA32'),
      removed('10:00:03', 'BBBBB22AA32'),
    ]);
    expect(countsOf(facts, 'ironworks')).toEqual({ forwardedIn: 1 });
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, localRecipients: 1 });
  });

  it('that were only tried out do not count', async () => {
    const facts = await scan([
      queued('10:00:00', '4F95A22AA32', 'double-bounce@server1.example'),
      tried('10:00:01', '4F95A22AA32', 'a@b.example', 'deliverable (250 ok)'),
      tried('10:00:01', '4F95A22AA32', 'c@b.example', 'undeliverable (550 no)'),
      ...message('11', 'AAAAA22AA32', 'a@b.example', SENT),
    ]);
    expect(facts.accounts.map(({ totals }) => totals.recipients)).toEqual([1]);
    expect(facts.unattributed).toMatchObject({ messages: 0, recipients: 0 });
  });
});

describe('reports of failure', () => {
  it('are counted for the messages of accounts, warnings of a delay and failures of reports are not', async () => {
    const facts = await scan([
      client('10:00:00', 'AAAAA22AA32', NEWS),
      queued('10:00:01', 'AAAAA22AA32', NEWS),
      tried('10:00:02', 'AAAAA22AA32', 'a@b.example', LATER),
      line('14:00:00', 'bounce', 'AAAAA22AA32: sender delay notification: CCCCC22AA32'),
      queued('14:00:00', 'CCCCC22AA32', ''),
      tried('14:00:01', 'CCCCC22AA32', NEWS, 'sent (delivered to maildir)', 'virtual'),
      removed('14:00:01', 'CCCCC22AA32'),
      tried('15:00:02', 'AAAAA22AA32', 'a@b.example', NEVER),
      line('15:00:02', 'cleanup', 'BBBBB22AA32: message-id=<20261123200002.BBBBB22AA32@server1.example>'),
      queued('15:00:02', 'BBBBB22AA32', ''),
      line('15:00:02', 'bounce', 'AAAAA22AA32: sender non-delivery notification: BBBBB22AA32'),
      removed('15:00:03', 'AAAAA22AA32'),
      tried('15:00:04', 'BBBBB22AA32', NEWS, NEVER),
      removed('15:00:05', 'BBBBB22AA32'),
    ]);
    expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 1, failed: 1, deferredRecipients: 1, bounces: 1 });
    expect(facts.unattributed.messages).toBe(0);
  });
});

describe('lines of Postfix', () => {
  it('are read whatever the instance and the form of the time', async () => {
    const lines = (stamp: (time: string) => string): string[] => [
      `${stamp('10:00:00')} server1 postfix/submission/smtpd[1]: AAAAA22AA32: client=unknown[2001:db8::1], sasl_method=PLAIN, sasl_username=${NEWS}, sasl_sender=${NEWS}`,
      `${stamp('10:00:01')} server1 postfix-out/qmgr[1]: AAAAA22AA32: from=<${NEWS}>, size=1380, nrcpt=1 (queue active)`,
      `${stamp('10:00:02')} server1 postfix-out/smtp[1]: AAAAA22AA32: to=<a@b.example>, relay=mx.b.example[::1]:25, conn_use=2, delay=1, delays=0/0/0/1, dsn=2.0.0, status=${SENT}`,
      `${stamp('10:00:03')} server1 postfix/relay/smtp[1]: AAAAA22AA32: to=<c@b.example>, relay=mx.b.example[::1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=${SENT}`,
    ];
    for (const stamp of [(time: string) => `Nov 23 ${time}`, (time: string) => `2026-11-23T${time}.239502-05:00`, (time: string) => `<22>Nov 23 ${time}`]) {
      const facts = await scan(lines(stamp));
      expect(countsOf(facts, 'fitclub')).toEqual({ messages: 1, recipients: 2, delivered: 2 });
      expect(hoursOf(facts, 'fitclub').get('2026-11-23 10')).toMatchObject({ messages: 1 });
      expect(accountOf(facts, 'fitclub')?.traces.find(({ kind }) => kind === 'login')).toMatchObject({ value: NEWS, sources: 1 });
    }
  });

  it('go on over New Year without a year', async () => {
    const facts = await scan([
      `Dec 31 23:59:59 server1 postfix/submission/smtpd[1]: AAAAA22AA32: client=unknown[127.40.6.15], sasl_method=PLAIN, sasl_username=${NEWS}`,
      `Dec 31 23:59:59 server1 postfix/qmgr[1]: AAAAA22AA32: from=<${NEWS}>, size=1380, nrcpt=1 (queue active)`,
      `Jan  1 00:00:01 server1 postfix/smtp[1]: AAAAA22AA32: to=<a@b.example>, relay=none, delay=1, delays=0/0/0/1, dsn=2.0.0, status=${SENT}`,
    ]);
    expect([...hoursOf(facts, 'fitclub')].filter(([, counts]) => counts.messages + counts.delivered > 0).map(([hour]) => hour)).toEqual([
      '2026-12-31 23',
      '2027-01-01 00',
    ]);
    expect(facts.gaps).toEqual([]);
  });

  it('give one reply for all that say the same, whatever their numbers', async () => {
    const full = (id: string): string =>
      `bounced (host gmx${id.length}.b.example[127.20.1.1] said: 550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking. 550 5.1.1 see https://b.example/?p=NoSuchUser ${id} - gsmtp (in reply to RCPT TO command))`;
    const facts = await scan([
      ...message('10', 'AAAAA22AA32', 'a@b.example', full('k12abc')),
      ...message('11', 'BBBBB22AA32', 'c@d.example', full('qwzulpxy')),
    ]);
    expect(facts.replies).toMatchObject([{ code: 550, enhanced: '5.1.1', failed: 2, deferred: 0 }]);
    expect(
      accountOf(facts, 'fitclub')?.refusals.map(({ line: { line: number, text } }) => [
        number,
        text.includes('@b.example') || text.includes('@d.example'),
        text.includes('a@'),
      ]),
    ).toEqual([
      [3, true, false],
      [7, true, false],
    ]);
  });

  it('name scripts and subjects where the server logs headers', async () => {
    const facts = await scan([
      line('10:00:00', 'pickup', 'AAAAA22AA32: uid=1010 from=<studio@joyphoto.example>'),
      line('10:00:00', 'cleanup', 'AAAAA22AA32: info: header Subject: You won from=<x> from local; from=<studio@joyphoto.example>'),
      line(
        '10:00:00',
        'cleanup',
        "AAAAA22AA32: info: header X-PHP-Originating-Script: 1010:mailer.php(3) : eval()'d code from local; from=<studio@joyphoto.example>",
      ),
      queued('10:00:01', 'AAAAA22AA32', 'studio@joyphoto.example'),
      tried('10:00:02', 'AAAAA22AA32', 'a@b.example', SENT),
    ]);
    const traces = accountOf(facts, 'joyphoto')?.traces ?? [];
    expect(traces.find(({ kind }) => kind === 'script')?.value).toMatch(/mailer\.php$/);
    expect(traces.find(({ kind }) => kind === 'sender')).toMatchObject({ value: 'studio@joyphoto.example', foreign: false });
    expect(JSON.stringify(facts)).not.toContain('You won');
  });

  it('name no script where the header that is to name it is empty', async () => {
    const facts = await scan([
      line('10:00:00', 'pickup', 'AAAAA22AA32: uid=1010 from=<studio@joyphoto.example>'),
      line('10:00:00', 'cleanup', 'AAAAA22AA32: info: header X-PHP-Originating-Script: from local; from=<studio@joyphoto.example>'),
      queued('10:00:01', 'AAAAA22AA32', 'studio@joyphoto.example'),
      tried('10:00:02', 'AAAAA22AA32', 'a@b.example', SENT),
    ]);
    expect(accountOf(facts, 'joyphoto')?.traces.filter(({ kind }) => kind === 'script')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { line, message, NEWS, SENT, scan } from './postfix-lines.ts';
import { accountOf, countsOf } from './scene.ts';

describe('limits of the host', () => {
  const refused = (words: string, more: { program?: string; address?: string } = {}): string =>
    line(
      '12:40:06',
      more.program ?? 'smtps/smtpd',
      `NOQUEUE: reject: RCPT from unknown[127.40.6.15]: 554 5.7.1 <${more.address ?? NEWS}>: ${words}; from=<${NEWS}> to=<x@b.example> proto=ESMTP helo=<mailblaster>`,
    );

  it('are counted with their numbers where they refuse a recipient, and are nobody’s failures', async () => {
    const words =
      'SASL login name rejected: Domain fitclub.example has exceeded the max defers and failures per hour (184/175 (31%)) allowed.  Message discarded.';
    const facts = await scan([refused(words), refused(words)]);
    expect(facts.limits).toMatchObject([{ kind: 'failures', account: 'fitclub', allowed: 175, counted: 184, times: 2 }]);
    expect(facts.limits[0]?.first).toMatchObject({ file: 0, line: 1, text: expect.stringContaining('max defers and failures') });
    expect(countsOf(facts, 'fitclub')).toEqual({ limitRefusals: 2 });
  });

  it.each([
    [
      'SASL login name rejected: Domain fitclub.example has exceeded the max emails per hour (126/125 (100%)) allowed.  Message will be reattempted later',
      'messages',
    ],
    ['SASL login name rejected: Domain fitclub.example has an outgoing mail suspension.  Message discarded.', 'suspended'],
    ['Sender address rejected: hourly message limit exceeded', 'messages'],
    ['SASL login name rejected: Rate limit exceeded: too many messages', 'messages'],
  ])('are known by their words: %s', async (words, kind) => {
    expect((await scan([refused(words)])).limits).toMatchObject([{ kind, account: 'fitclub' }]);
  });

  it('name nobody where nothing stands in brackets before them', async () => {
    const text =
      'NOQUEUE: reject: END-OF-MESSAGE from unknown[127.40.6.15]: 554 5.7.1 SASL login name rejected: too many messages; from=<a@b.example> proto=ESMTP';
    expect((await scan([line('12:40:06', 'smtps/smtpd', text)])).limits).toEqual([]);
  });

  it.each([
    ['a full mailbox', refused('Recipient address rejected: Mailbox quota exceeded', { address: 'info@casalaw.example' })],
    ['an unknown recipient', refused('Recipient address rejected: User unknown in virtual mailbox table', { address: 'x@casalaw.example' })],
    [
      'words of a stranger in an address',
      refused('Recipient address rejected: User unknown', {
        program: 'smtpd',
        address: '"Domain fitclub.example has exceeded the max emails per hour (9/1) "@casalaw.example',
      }),
    ],
    ['a limit for strangers', refused('Sender address rejected: rate limit exceeded', { program: 'smtpd' })],
  ])('are not %s', async (_name, text) => {
    const facts = await scan([text, ...message('13', '4F95A22AA32', 'a@b.example', SENT)]);
    expect(facts.limits).toEqual([]);
    expect(countsOf(facts, 'fitclub').limitRefusals ?? 0).toBe(0);
  });

  it('block scripts of a system user', async () => {
    const blocked = line('05:00:12', 'sendmail', 'fatal: User joyphoto(1010) is not allowed to submit mail');
    const facts = await scan([blocked, blocked]);
    expect(facts.limits).toMatchObject([{ kind: 'suspended', account: 'joyphoto', times: 2 }]);
    expect(countsOf(facts, 'joyphoto')).toEqual({ limitRefusals: 2 });
  });

  it('are counted as often as a syslog says that they were repeated, within reason', async () => {
    const blocked = line('05:00:12', 'sendmail', 'fatal: User joyphoto(1010) is not allowed to submit mail');
    const failed = 'warning: unknown[127.66.56.150]: SASL PLAIN authentication failed: authentication failure, sasl_username=studio@joyphoto.example';
    const facts = await scan([
      blocked,
      'Nov 23 05:00:20 server1 last message repeated 3 times',
      line('05:01:00', 'smtps/smtpd', failed),
      line('05:01:10', 'smtps/smtpd', `message repeated 2 times: [ ${failed}]`),
      'Nov 23 05:02:00 server1 last message repeated 999999999 times',
    ]);
    expect(countsOf(facts, 'joyphoto')).toEqual({ limitRefusals: 4 });
    expect(accountOf(facts, 'joyphoto')?.traces.find(({ kind }) => kind === 'refused_login')).toMatchObject({
      value: 'studio@joyphoto.example',
      sources: 1,
      failed: 1003,
    });
    expect(facts.skipped).toBe(0);
  });
});

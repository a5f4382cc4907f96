import { describe, expect, it } from 'vitest';
import { mailed, pasted, readPutIn, WRITTEN_AT } from '../../../test/support/put-in.ts';

describe('limits of cPanel', () => {
  const observed = (count: number) => ({ count, seconds: 3600, scope: 'domain', source: 'observed' });

  it.each([
    ['Domain alpha.example has exceeded the max emails per hour (150/150 (100%)) allowed.  Message discarded.', 150],
    ['550 Domain alpha.example has exceeded the max emails per hour (51/50 allowed). Message will be reattempted later.', 50],
    ['Domain alpha.example has exceeded the max emails per hour (200) allowed. Message discarded.', 200],
    ['  user@dest.example\n    Domain alpha.example has exceeded the max\n    emails per hour (150/150\n    (100%)) allowed.  Message discarded.', 150],
  ])('are read from what came back: %s', (text, limit) => {
    const report = readPutIn(mailed('Mail delivery failed: returning message to sender', text, { from: 'mailer-daemon@host.example' }));
    expect(report).toMatchObject({
      kind: 'limit_bounce',
      rows: [{ login: '', domain: 'alpha.example', at: WRITTEN_AT, limit: observed(limit), suspended: null, problem: null }],
    });
    expect(report.rows[0]?.text).toMatch(/^Domain alpha\.example has exceeded the max emails per hour \(.*allowed/);
  });

  it('are no limit on messages where failures are counted', () => {
    const text = 'R=enforce_mail_permissions: Domain alpha.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed. Message discarded.';
    expect(readPutIn(mailed('Mail delivery failed', text)).rows).toMatchObject([
      { domain: 'alpha.example', limit: null, text: expect.stringContaining('defers and failures') },
    ]);
  });

  it('are read from the parts of a mail, and whose they are from the message inside', () => {
    const parts = [
      {
        mime: 'message/delivery-status',
        text: 'Final-Recipient: rfc822;u@dest.example\nDiagnostic-Code: smtp; has exceeded the max emails per hour (60/50 (120%)) allowed. Message discarded.\n',
      },
      { mime: 'message/rfc822', text: 'Received: by host\nFrom: News <news@alpha.example>\nTo: u@dest.example\n\nHello' },
    ];
    expect(readPutIn(mailed('Undelivered', 'The mail system', { parts })).rows).toMatchObject([{ domain: 'alpha.example', limit: observed(50) }]);
  });

  it('are read from a log: each domain and limit once, at the last time', () => {
    const line = (time: string, domain: string, used: string) =>
      `2026-11-20 ${time} 1xVbam-000zNT-0M == a@dest.example R=enforce_mail_permissions defer (-1): Domain ${domain} has exceeded the max emails per hour (${used} (100%)) allowed.  Message will be reattempted later`;
    const log = [
      '2026-11-20 10:00:00 1xV <= x@alpha.example',
      line('10:05:00', 'alpha.example', '126/125'),
      line('11:00:01', 'beta.example', '60/50'),
      line('10:30:00', 'alpha.example', '127/125'),
    ];
    expect(readPutIn(pasted(log.join('\n'))).rows).toMatchObject([
      { line: 4, domain: 'alpha.example', at: Date.UTC(2026, 10, 20, 7, 30), limit: observed(125) },
      { line: 3, domain: 'beta.example', at: Date.UTC(2026, 10, 20, 8, 0, 1), limit: observed(50) },
    ]);
  });

  it('are read from a text without line ends in no time', () => {
    const begun = performance.now();
    const text = 'Domain alpha.example has exceeded the max emails per hour (5/5). Domain beta.example has an outgoing mail suspension. '.repeat(17_000);
    expect(readPutIn(pasted(text)).rows.length).toBe(2);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('are told apart from sending that is stopped altogether', () => {
    const text =
      '2026-11-20 10:05:00 1xV ** a@dest.example R=enforce_mail_permissions: Domain alpha.example has an outgoing mail suspension.  Message discarded.';
    expect(readPutIn(pasted(text))).toMatchObject({
      kind: 'suspension_mail',
      rows: [{ domain: 'alpha.example', suspended: 'mail', at: Date.UTC(2026, 10, 20, 7, 5), limit: null }],
    });
  });
});

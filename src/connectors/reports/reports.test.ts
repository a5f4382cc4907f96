import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PanelReport, ReportSource } from '../connector.ts';
import { readReport } from './index.ts';

const AT = Date.UTC(2026, 10, 20, 9, 0);

function source(text: string, changes: Partial<ReportSource> = {}): ReportSource {
  return { name: '', text, cells: null, mail: null, kind: null, zone: 'Europe/Moscow', now: Date.UTC(2026, 10, 20, 12), ...changes };
}

function mailed(subject: string, text: string, changes: Partial<NonNullable<ReportSource['mail']>> = {}): ReportSource {
  return source(text, { mail: { subject, from: 'support@host.example', at: AT, parts: [], ...changes } });
}

function read(from: ReportSource): PanelReport {
  const report = readReport(from);
  if (report === null) throw new Error('nothing was read');
  return report;
}

const rowsOf = (from: ReportSource) => read(from).rows.map(({ login, domain, sent, problem }) => ({ login, domain, sent, problem }));

describe('tables of a panel', () => {
  const alpha = { login: 'alpha', domain: 'alpha.example', sent: 1240, delivered: 1200, deferred: 30, failed: 10, problem: null };
  const beta = { login: 'beta', domain: 'beta.example', sent: 0, delivered: null, deferred: 0, failed: 0, problem: null };

  it.each([
    ['commas and English titles', 'User,Domain,Sent,Delivered,Deferred,Failed\nalpha,alpha.example,"1,240","1,200",30,10\nbeta,beta.example,0,-,0,0\n'],
    [
      'semicolons and French titles',
      'Utilisateur;Domaine;Messages envoyés;Distribués;Différés;Échecs\r\nalpha;alpha.example;1 240;1 200,00;30;10\r\nbeta;beta.example;0;—;0;0\r\n',
    ],
    [
      'tabs and Russian titles',
      'Пользователь\tДомен\tОтправлено писем\tДоставлено\tОтложено\tОшибки\nalpha\talpha.example\t1\u00A0240\t1.200\t30\t10 (0,8 %)\nbeta\tbeta.example\t0\tнет\t0\t0\n',
    ],
    [
      'nothing but room',
      'Username   Domain         Emails sent  Delivered  Deferred  Failed\nalpha      alpha.example  1240         1200       30        10\nbeta       beta.example   0            -          0         0\n',
    ],
  ])('are read with %s', (_, text) => {
    const report = read(source(text));
    expect(report).toMatchObject({ kind: 'panel_table', from: null, to: null, rows: [alpha, beta] });
    expect(report.rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(report.excerpt).toContain('alpha.example');
  });

  it('are read from a sheet with titles further down, and their day from above them', () => {
    const cells = [
      ['Rapport d’envoi'],
      ['Période : 19/11/2026', '', ''],
      [],
      ['Compte', 'Envois', 'Limite horaire'],
      ['alpha.example', '1240', '200'],
      ['beta', '', 'illimité'],
    ];
    expect(read(source('', { cells }))).toMatchObject({
      kind: 'panel_table',
      from: Date.UTC(2026, 10, 18, 21),
      to: Date.UTC(2026, 10, 19, 21),
      rows: [
        { line: 5, login: '', domain: 'alpha.example', sent: 1240, limit: { count: 200, seconds: 3600, scope: 'account', source: 'set' } },
        { line: 6, login: 'beta', sent: null, limit: null, problem: null },
      ],
    });
  });

  it('leave out the row of sums, in words or without a name, and nobody else', () => {
    const titles = 'User;Domain;Sent\n';
    const two = 'alpha;alpha.example;40\nbeta;;2\n';
    for (const sums of ['Total;;42', 'Всего:;;42', 'Total général;;42', ';;42', 'TOTAL (2 comptes);;42'])
      expect(rowsOf(source(`${titles}${two}${sums}\n`)).map(({ login }) => login)).toEqual(['alpha', 'beta']);
    expect(rowsOf(source(`${titles}${two};;41\n`)).at(-1)).toEqual({ login: '', domain: '', sent: 41, problem: 'no_account' });
    expect(rowsOf(source(`${titles}total;total.example;7\n`))).toEqual([{ login: 'total', domain: 'total.example', sent: 7, problem: null }]);
  });

  it('say of what is no number that it is none, never 0', () => {
    const rows = rowsOf(source('User;Sent\na1;12a\na2;-5\na3;1,5\na4;\na5;1.2K\na6;n/a\n'));
    expect(rows.map(({ sent, problem }) => [sent, problem])).toEqual([
      [null, 'not_a_number'],
      [null, 'not_a_number'],
      [null, 'not_a_number'],
      [null, null],
      [null, 'not_a_number'],
      [null, null],
    ]);
  });

  it('give a limit the time its title or its panel has, and none where that is not known', () => {
    const limitIn = (titles: string, cells: string, changes: Partial<ReportSource> = {}) =>
      read(source(`${titles}\n${cells}\n`, changes)).rows[0]?.limit ?? null;
    expect(limitIn('User;Sent;Limit', 'a;1;500')).toBeNull();
    expect(limitIn('User;Sent;Limit', 'a;1;500', { kind: 'directadmin' })).toMatchObject({ count: 500, seconds: 86_400, scope: 'account' });
    expect(limitIn('User;Sent;Limit', 'a;1;500', { kind: 'whm' })).toMatchObject({ count: 500, seconds: 3600, scope: 'domain' });
    expect(limitIn('Логин;Отправлено;Лимит в сутки', 'a;1;1 000')).toMatchObject({ count: 1000, seconds: 86_400 });
    expect(limitIn('User;Sent today', 'a;812 / 1000', { kind: 'directadmin' })).toMatchObject({ count: 1000, seconds: 86_400 });
    expect(rowsOf(source('User;Sent today\na;812 / 1000\nb;3 / unlimited\n')).map(({ sent }) => sent)).toEqual([812, 3]);
  });

  it.each([
    ['sent-2026-11-19.csv', 'User;Sent', '2026-11-19'],
    ['', 'Report for 19 November 2026\nUser;Sent', '2026-11-19'],
    ['', 'Rapport du 19 novembre 2026\nUtilisateur;Envoyés', '2026-11-19'],
    ['', 'Отчёт за 19 ноября 2026 г.\nЛогин;Отправлено', '2026-11-19'],
    ['', 'Отчёт за 05.11.2026\nЛогин;Отправлено', '2026-11-05'],
    ['', 'Jour 05/11/2026\nUtilisateur;Envoyés', '2026-11-05'],
    ['', 'Nov 19, 2026\nUser;Sent', '2026-11-19'],
    ['', '11/19/2026\nUser;Sent', '2026-11-19'],
    // May the 11th, or November the 5th: nobody knows.
    ['', '11/05/2026\nUser;Sent', null],
    ['', '31.02.2026\nЛогин;Отправлено', null],
  ])('know their day: %s %s', (name, above, day) => {
    const { from, to } = read(source(`${above}\na;1\n`, { name }));
    expect([from, to]).toEqual(day === null ? [null, null] : [Date.parse(`${day}T00:00+03:00`), Date.parse(`${day}T00:00+03:00`) + 86_400_000]);
  });

  it('of several days say so', () => {
    const { from, to } = read(source('Date;User;Sent\n2026-11-18;a;1\n2026-11-19;a;2\n'));
    expect([from, to]).toEqual([Date.parse('2026-11-18T00:00+03:00'), Date.parse('2026-11-20T00:00+03:00')]);
  });

  it('name accounts by mailboxes and by domains where that is all there is', () => {
    expect(rowsOf(source('Account;Sent\ninfo@alpha.example;5\nwww.beta.example;6\ngamma;7\n<b>x</b>;8\n'))).toEqual([
      { login: '', domain: 'alpha.example', sent: 5, problem: null },
      { login: '', domain: 'www.beta.example', sent: 6, problem: null },
      { login: 'gamma', domain: '', sent: 7, problem: null },
      { login: 'x', domain: '', sent: 8, problem: null },
    ]);
  });

  it('keep the place of a row below cells of several lines', () => {
    expect(read(source('User;Sent\n"alpha";1\n"be\nta";2\ngamma;3\n')).rows.map(({ line }) => line)).toEqual([2, 3, 5]);
  });
});

describe('limits of cPanel', () => {
  const observed = (count: number) => ({ count, seconds: 3600, scope: 'domain', source: 'observed' });

  it.each([
    ['Domain alpha.example has exceeded the max emails per hour (150/150 (100%)) allowed.  Message discarded.', 150],
    ['550 Domain alpha.example has exceeded the max emails per hour (51/50 allowed). Message will be reattempted later.', 50],
    ['Domain alpha.example has exceeded the max emails per hour (200) allowed. Message discarded.', 200],
    ['  user@dest.example\n    Domain alpha.example has exceeded the max\n    emails per hour (150/150\n    (100%)) allowed.  Message discarded.', 150],
  ])('are read from what came back: %s', (text, limit) => {
    const report = read(mailed('Mail delivery failed: returning message to sender', text, { from: 'mailer-daemon@host.example' }));
    expect(report).toMatchObject({
      kind: 'limit_bounce',
      rows: [{ login: '', domain: 'alpha.example', at: AT, limit: observed(limit), suspended: null, problem: null }],
    });
    expect(report.rows[0]?.text).toMatch(/^Domain alpha\.example has exceeded the max emails per hour \(.*allowed/);
  });

  it('are no limit on messages where failures are counted', () => {
    const text = 'R=enforce_mail_permissions: Domain alpha.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed. Message discarded.';
    expect(read(mailed('Mail delivery failed', text)).rows).toMatchObject([
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
    expect(read(mailed('Undelivered', 'The mail system', { parts })).rows).toMatchObject([{ domain: 'alpha.example', limit: observed(50) }]);
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
    expect(read(source(log.join('\n'))).rows).toMatchObject([
      { line: 4, domain: 'alpha.example', at: Date.UTC(2026, 10, 20, 7, 30), limit: observed(125) },
      { line: 3, domain: 'beta.example', at: Date.UTC(2026, 10, 20, 8, 0, 1), limit: observed(50) },
    ]);
  });

  it('are told apart from sending that is stopped altogether', () => {
    const text =
      '2026-11-20 10:05:00 1xV ** a@dest.example R=enforce_mail_permissions: Domain alpha.example has an outgoing mail suspension.  Message discarded.';
    expect(read(source(text))).toMatchObject({
      kind: 'suspension_mail',
      rows: [{ domain: 'alpha.example', suspended: 'mail', at: Date.UTC(2026, 10, 20, 7, 5), limit: null }],
    });
  });
});

describe('warnings of a mass mailing', () => {
  const template = (words: readonly string[]) => words.join('\n\n');

  it.each([
    [
      'the usual one',
      'Warning: 1000 emails have just been sent by alice',
      template([
        'The alice account has just finished sending 1000 emails.',
        'After some processing of the /etc/virtual/usage/alice.bytes file, it was found that the highest sender was info@alice.example, at 950 emails.',
        'This warning was generated because the 1000 email threshold was hit.',
      ]),
    ],
    ['one cut down', 'Attention: 1 000 e-mails', 'The alice account has just finished sending 1 000 e-mails. Top sender: info@alice.example'],
    ['a French one', 'Avertissement : 1000 e-mails envoyés par alice', 'Le compte alice vient d’envoyer 1000 e-mails.\nExpéditeur : info@alice.example'],
    [
      'a Russian one',
      'Предупреждение: 1000 писем отправлено пользователем alice',
      'Аккаунт alice отправил 1000 писем. Главный отправитель: info@alice.example',
    ],
  ])('are read: %s', (_, subject, text) => {
    const report = read(mailed(subject, text));
    expect(report).toMatchObject({
      kind: 'panel_warning',
      rows: [{ login: 'alice', domain: 'alice.example', sent: 1000, at: AT, limit: null, problem: null }],
    });
  });

  it('know a threshold from a limit that was reached', () => {
    const text = 'The 200 email limit for alice has been reached. The top sender is news@alice.example. 200 emails were sent.';
    expect(read(mailed('Warning: 200 emails have just been sent by alice', text)).rows[0]?.limit).toEqual({
      count: 200,
      seconds: 86_400,
      scope: 'account',
      source: 'observed',
    });
  });

  it('may be pasted with their subject', () => {
    expect(
      read(source('Subject: Warning: 1000 emails have just been sent by alice\n\nThe alice account has just finished sending 1000 emails.')).rows,
    ).toMatchObject([{ login: 'alice', sent: 1000 }]);
  });
});

describe('mails about a suspension', () => {
  it.each([
    [
      'Account suspended',
      'Dear customer,\n\nyour hosting account alpha has been suspended due to outgoing spam.\nIt will be enabled again when you answer.',
      'alpha',
      '',
      'account',
      'outgoing spam',
    ],
    [
      'Suspension notice',
      'Hello,\n\nUsername: alpha\nDomain: alpha.example\nReason: Overdue on payment\n\nWe have suspended this account today.',
      'alpha',
      'alpha.example',
      'account',
      'Overdue on payment',
    ],
    [
      '[Ticket 12] Outgoing mail',
      'Outgoing mail for the account alpha has been disabled because of 5000 messages to unknown addresses.',
      'alpha',
      '',
      'mail',
      '5000 messages to unknown addresses',
    ],
    [
      'Abuse',
      'Due to spam emails, the website alpha.example was suspended. See https://support.host.example/spam.',
      '',
      'alpha.example',
      'account',
      'spam emails',
    ],
    [
      'Votre hébergement',
      'Bonjour,\n\nLe compte « alpha » a été suspendu en raison d’envois massifs non sollicités.\nCordialement',
      'alpha',
      '',
      'account',
      'envois massifs',
    ],
    [
      'Suspension de votre compte',
      'Identifiant : alpha\nMotif : facture impayée\n\nNous avons dû suspendre votre hébergement.',
      'alpha',
      '',
      'account',
      'facture impayée',
    ],
    ['Information', 'L’envoi d’e-mails depuis alpha.example a été temporairement bloqué pour cause de spam.', '', 'alpha.example', 'mail', 'spam'],
    ['Ваш аккаунт', 'Здравствуйте!\n\nВаш аккаунт alpha был заблокирован за рассылку спама.\n', 'alpha', '', 'account', 'рассылку спама'],
    [
      'Приостановка услуги',
      'Логин: alpha\nДомен: alpha.example\nПричина: неоплаченный счёт\n\nХостинг приостановлен.',
      'alpha',
      'alpha.example',
      'account',
      'неоплаченный счёт',
    ],
    ['Уведомление', 'Отправка писем с аккаунта alpha приостановлена из-за массовой рассылки.', 'alpha', '', 'mail', 'массовой рассылки'],
  ])('%s: %s', (subject, text, login, domain, suspended, reason) => {
    const report = read(mailed(subject, text));
    expect(report).toMatchObject({ kind: 'suspension_mail', rows: [{ login, domain, suspended, at: AT, problem: null }] });
    expect(report.rows[0]?.text).toContain(reason);
  });

  it('may be about several accounts', () => {
    const text = 'The following accounts have been suspended for spam:\n\n - alpha (phishing page)\n - beta\n * gamma.example: mass mailing\n\nRegards';
    expect(read(mailed('Abuse', text)).rows.map(({ line, login, domain, text: why }) => [line, login, domain, why])).toEqual([
      [3, 'alpha', '', 'phishing page'],
      [4, 'beta', '', 'spam'],
      [5, '', 'gamma.example', 'mass mailing'],
    ]);
  });

  it('name nobody where they name nobody', () => {
    expect(read(mailed('Notice', 'Your account has been suspended.')).rows).toMatchObject([
      { login: '', domain: '', suspended: 'account', problem: 'no_account' },
    ]);
  });

  it.each([
    ['Payment reminder', 'Your account alpha may be suspended if the invoice is not paid.'],
    ['Warning', 'To avoid the suspension of your account, answer this ticket. Otherwise it will be suspended tomorrow.'],
    ['Account unsuspended: alpha', 'The account alpha that was suspended yesterday is active.'],
    ['Rappel', 'Votre compte alpha sera suspendu dans 3 jours.'],
    ['Rappel', 'Sous peine de voir votre compte suspendu, veuillez régler la facture.'],
    ['Compte réactivé', 'La suspension du compte alpha est levée.'],
    ['Напоминание', 'Ваш аккаунт alpha будет заблокирован через 3 дня.'],
    ['Готово', 'Аккаунт alpha разблокирован.'],
    ['Newsletter', 'Our new servers are faster. Your site loves them.'],
    ['Hello', 'Your message was blocked by the recipient.'],
  ])('say nothing of what may come or is over: %s / %s', (subject, text) => {
    expect(readReport(mailed(subject, text))).toBeNull();
  });

  it('are not what other servers say of accounts of their own', () => {
    expect(
      readReport(mailed('Mail delivery failed', '550 5.2.1 The email account that you tried to reach is disabled.', { from: 'mailer-daemon@host.example' })),
    ).toBeNull();
    expect(readReport(source('2026-11-20 10:05:00 1xV ** a@dest.example: 550 the account a@dest.example has been suspended'))).toBeNull();
  });

  it('keep no markup and nothing endless', () => {
    const report = read(mailed('Account suspended', `The account alpha has been suspended for <b onclick="x">${'spam '.repeat(500)}</b>`));
    expect(report.rows[0]?.text).not.toMatch(/[<>]/);
    expect(report.rows[0]?.text.length).toBeLessThanOrEqual(300);
  });
});

describe('anything else', () => {
  it.each(['', 'hello', '{"data":[]}', 'a;b;c\n1;2;3', 'name,phone\nx,1', 'Domain,Registrar\na.example,b'])('is nothing: %s', (text) => {
    expect(readReport(source(text))).toBeNull();
  });

  it('throws nothing whatever it is given', () => {
    const parts = fc.constantFrom(
      'User',
      ';',
      '\n',
      'Sent',
      'account',
      ' has been suspended ',
      '1 000',
      ' emails ',
      'sent by ',
      '"',
      '\t',
      ',',
      '2026-13-45',
      'Domain a.b has exceeded the max emails per hour (',
      ')',
      '∞',
      '\uD800',
      '- ',
      ':',
      'за',
      '99999999999999999999',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), fc.boolean(), fc.constantFrom('Europe/Moscow', 'Nowhere/No', ''), (words, mail, zone) => {
        const text = words.join('');
        const report = readReport(mail ? { ...mailed(text.slice(0, 50), text), zone } : source(text, { zone }));
        for (const row of report?.rows ?? []) expect(row.line).toBeGreaterThan(0);
      }),
    );
  });

  it.each(['a.', ' ', '- a\n', 'The account ', '1 ', 'x@', 'за ', '20', 'Domain ', '(', '\t', 'a1.a '])('is not kept busy by %j without end', (part) => {
    const begun = performance.now();
    readReport(source(part.repeat(200_000)));
    readReport(mailed(part.repeat(500), `account ${part.repeat(200_000)}`));
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

import { describe, expect, it } from 'vitest';
import { mailed, pasted, readPutIn, WRITTEN_AT } from '../../../test/support/put-in.ts';
import { readReport } from './index.ts';

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
    const report = readPutIn(mailed(subject, text));
    expect(report).toMatchObject({ kind: 'suspension_mail', rows: [{ login, domain, suspended, at: WRITTEN_AT, problem: null }] });
    expect(report.rows[0]?.text).toContain(reason);
  });

  it.each([
    'The account alpha has been suspended and can be enabled again once the form is removed.',
    'The account alpha has been suspended, and will be reactivated if you answer.',
    'Le compte alpha a été suspendu et sera réactivé après votre réponse.',
    'Аккаунт alpha заблокирован и будет разблокирован после ответа.',
    'The account alpha has been suspended. It can be reactivated once the form is removed.',
    'Le compte alpha a été suspendu. Il sera réactivé après votre réponse.',
    '> The account alpha has been suspended.\n> Regards',
  ])('say how it goes on without taking it back: %s', (text) => {
    expect(readPutIn(mailed('Ticket 7', text)).rows).toMatchObject([{ login: 'alpha', suspended: 'account' }]);
  });

  it('may be about several accounts', () => {
    const text = 'The following accounts have been suspended for spam:\n\n - alpha (phishing page)\n - beta\n * gamma.example: mass mailing\n\nRegards';
    expect(readPutIn(mailed('Abuse', text)).rows.map(({ line, login, domain, text: why }) => [line, login, domain, why])).toEqual([
      [3, 'alpha', '', 'phishing page'],
      [4, 'beta', '', 'spam'],
      [5, '', 'gamma.example', 'mass mailing'],
    ]);
  });

  it('name nobody where they name nobody', () => {
    expect(readPutIn(mailed('Notice', 'Your account has been suspended.')).rows).toMatchObject([
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
    ['Your account', 'Your account alpha was suspended yesterday by mistake. It has been reactivated today.'],
    ['Compte', 'Le compte alpha a été suspendu hier. Il a été réactivé ce matin.'],
    ['Аккаунт', 'Аккаунт alpha был заблокирован вчера. Сегодня он разблокирован.'],
    ['Re: help', '> On Monday you wrote: my account alpha was suspended, please help.\n\nHello, we looked at it, your account works.'],
    ['Newsletter', 'Our new servers are faster. Your site loves them.'],
    ['Hello', 'Your message was blocked by the recipient.'],
  ])('say nothing of what may come or is over: %s / %s', (subject, text) => {
    expect(readReport(mailed(subject, text))).toBeNull();
  });

  it('are not what other servers say of accounts of their own', () => {
    expect(
      readReport(mailed('Mail delivery failed', '550 5.2.1 The email account that you tried to reach is disabled.', { from: 'mailer-daemon@host.example' })),
    ).toBeNull();
    expect(readReport(pasted('2026-11-20 10:05:00 1xV ** a@dest.example: 550 the account a@dest.example has been suspended'))).toBeNull();
  });

  it('keep no markup and nothing endless', () => {
    const report = readPutIn(mailed('Account suspended', `The account alpha has been suspended for <b onclick="x">${'spam '.repeat(500)}</b>`));
    expect(report.rows[0]?.text).not.toMatch(/[<>]/);
    expect(report.rows[0]?.text.length).toBeLessThanOrEqual(300);
  });
});

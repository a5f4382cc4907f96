import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { hostMailsHandlers } from '../../src/features/host-mails/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';

const NO_CASE = ['not_listed', 'lifted', 'announced', 'unknown'];

/** What a person takes from it; `none` = no case. */
const ENGLISH = [
  ['We suspended another customer on your server; your account alpha is not affected.', 'none'],
  ['Another customer of this server was suspended for spam. Nothing changes for you.', 'none'],
  ['We have not suspended your account.', 'none'],
  ['Your IP 203.0.113.25 was removed from the Spamhaus list, but your account alpha remains suspended.', 'suspended_account'],
  ['The account alpha is still suspended although the IP has been delisted.', 'suspended_account'],
  ['We will not lift the suspension of the account alpha until the scripts are cleaned.', 'suspended_account'],
  ['Your account alpha was not suspended, but its outgoing mail has been blocked.', 'blocked_account'],
  ['Although your account is not listed anywhere, we have blocked the script /home/alpha/public_html/mail.php.', 'blocked_script'],
  ['Your account has been unsuspended, however the script send.php stays blocked.', 'blocked_script'],
  ['The block on your IP address has been lifted, but port 25 stays closed.', 'port_25'],
  ['Your IP 203.0.113.25 is no longer listed by SpamCop; however it is still listed by Barracuda.', 'listing'],
  ['The suspension of your account has been lifted. Please change your passwords.', 'lifted'],
  ['The suspension of your account has been lifted. It had been suspended on 18 November because of spam.', 'lifted'],
  ['Port 25 of your server was closed for an hour yesterday and is open again.', 'lifted'],
  ['Your account alpha has been suspended. To get it unsuspended, please reply to this ticket.', 'suspended_account'],
  ['Your account alpha has been suspended. Contact us to be unblocked.', 'suspended_account'],
  ['Your account alpha has been suspended. It gets unblocked as soon as you answer.', 'suspended_account'],
  ['Your account alpha has been suspended. The account must be cleaned before being reactivated.', 'suspended_account'],
  ['Your IP 203.0.113.25 is listed on Spamhaus. To be delisted, fix the cause first.', 'listing'],
  ['Your account alpha has been suspended to protect other customers on the server.', 'suspended_account'],
  ['We had to suspend your account alpha, as it was affecting other customers.', 'suspended_account'],
  ['The malicious script /home/alpha/public_html/x.php must be removed within 24 hours.', 'none'],
  ['Outgoing connections to port 25 were refused by the remote server mx.example.', 'none'],
  ['Account: alpha\nStatus: suspended\nReason: spam', 'suspended_account'],
  ['Account: alpha\nStatus: not suspended', 'none'],
  ['Ticket: 4711\nStatus: Closed', 'none'],
  ['The account alpha hit its limit of 200 emails per hour.', 'limit_reached'],
  ['Accounts that reached their limit of 200 emails per hour wait until the next one.', 'none'],
] as const;

const FRENCH = [
  ['Nous avons suspendu un autre client de votre serveur ; votre compte alpha n’est pas concerné.', 'none'],
  ['Un autre client du serveur a été suspendu ; aucun de vos comptes n’est concerné.', 'none'],
  ['Votre adresse IP 203.0.113.25 a été retirée de la liste Spamhaus, mais votre compte alpha reste suspendu.', 'suspended_account'],
  ['La suspension ne sera pas levée tant que le site alpha.example n’aura pas été nettoyé.', 'suspended_account'],
  ['Votre compte alpha n’a pas été suspendu, mais l’envoi d’e-mails est bloqué.', 'blocked_account'],
  ['Votre compte a été réactivé, la boîte info@alpha.example reste toutefois bloquée.', 'blocked_account'],
  ['Le port 25 de votre serveur reste fermé, bien que l’adresse IP ait été débloquée.', 'port_25'],
  ['Le blocage de l’adresse IP est levé ; en revanche le script contact.php reste désactivé.', 'blocked_script'],
  ['Votre IP 203.0.113.25 ne figure plus sur SpamCop mais elle est toujours inscrite chez Barracuda.', 'listing'],
  ['La suspension de votre compte a été levée. Merci de changer vos mots de passe.', 'lifted'],
  ['Votre compte alpha a été suspendu. Pour être débloqué, merci de nettoyer le site.', 'suspended_account'],
  ['Votre compte alpha a été suspendu. Le compte n’est réactivé qu’après nettoyage.', 'suspended_account'],
  ['Votre compte alpha a été suspendu afin de protéger les autres clients du serveur.', 'suspended_account'],
  ['Le script /home/alpha/public_html/x.php doit être supprimé sous 24 heures.', 'none'],
  ['Compte : alpha\nStatut : suspendu\nMotif : spam', 'suspended_account'],
  ['Demande : 4711\nStatut : fermé', 'none'],
  ['Le compte alpha a atteint sa limite de 200 e-mails par heure.', 'limit_reached'],
] as const;

const RUSSIAN = [
  ['Мы заблокировали другого клиента на вашем сервере; ваш аккаунт alpha не затронут.', 'none'],
  ['Приостановлен другой клиент сервера, ваши аккаунты это не затрагивает.', 'none'],
  ['Ваш IP 203.0.113.25 исключён из списка Spamhaus, но аккаунт alpha остаётся заблокированным.', 'suspended_account'],
  ['Блокировка аккаунта alpha не будет снята, пока сайт не будет очищен.', 'suspended_account'],
  ['Ваш аккаунт alpha не заблокирован, но исходящая почта отключена.', 'blocked_account'],
  ['Аккаунт разблокирован, но отправка писем остаётся закрытой.', 'blocked_account'],
  ['Порт 25 вашего сервера по-прежнему закрыт, хотя IP-адрес удалён из чёрного списка.', 'port_25'],
  ['Блокировка IP-адреса снята, однако скрипт mail.php остаётся отключённым.', 'blocked_script'],
  ['Адреса 203.0.113.25 больше нет в списке SpamCop, но он по-прежнему значится в Barracuda.', 'listing'],
  ['Блокировка вашего аккаунта снята. Просим сменить пароли.', 'lifted'],
  ['Аккаунт alpha заблокирован. Чтобы аккаунт был разблокирован, ответьте на это письмо.', 'suspended_account'],
  ['Ваш аккаунт alpha заблокирован, чтобы защитить других клиентов сервера.', 'suspended_account'],
  ['Скрипт /home/alpha/public_html/x.php должен быть удалён в течение суток.', 'none'],
  ['Аккаунт: alpha\nСтатус: приостановлен\nПричина: спам', 'suspended_account'],
  ['Аккаунт alpha превысил лимит: 200 писем в час.', 'limit_reached'],
] as const;

let test: TestCore;
let of: ReturnType<typeof hostMailsHandlers>;

beforeAll(async () => {
  test = openTestCore({ mail: nodemailerFormat }, new FakeClock(Date.UTC(2026, 10, 20, 12), 'UTC'));
  of = hostMailsHandlers(test.core);
  await readList(test, await makePack(test), [panelAccount('alpha'), panelAccount('beta')]);
});
afterAll(() => test.close());

describe('what one half of a sentence takes back, or lets stand', () => {
  it.each([...ENGLISH, ...FRENCH, ...RUSSIAN])('%s', async (text, truth) => {
    const { topic, kind } = await of.read({ source: { text } }, { signal: undefined });
    if (truth === 'none') expect(NO_CASE).toContain(topic);
    else expect(topic).toBe(truth);
    expect(kind === null).toBe(truth === 'none' || truth === 'lifted');
  });
});

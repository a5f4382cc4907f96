import { describe, expect, it } from 'vitest';
import { answerDayIn, linkIn, ticketIn } from './answer.rules.ts';

const FRAME = { zone: 'UTC', at: Date.UTC(2026, 10, 20, 12) };

describe('the number of the host', () => {
  it.each([
    ['[Ticket #88213] Your IP is listed', '88213'],
    ['Re: [#ABC-123-4567] Abuse report', 'ABC-123-4567'],
    ['[Ticket 4411] Listing', '4411'],
    ['Votre demande n° 20261120-7 est ouverte', '20261120-7'],
    ['Ticket ID: 55012', '55012'],
    ['Заявка № 77120: блокировка', '77120'],
    ['Тикет #9917', '9917'],
    ['Обращение №12-345', '12-345'],
    ['Merci de revenir vers nous. Réf. GR-88155.', 'GR-88155'],
    ['Our reference: GR-88155', 'GR-88155'],
  ])('is read in “%s”', (text, number) => {
    expect(ticketIn(text)).toBe(number);
  });

  it.each([
    '[EXTERNAL] Your account',
    'Ref. SBL612345',
    'Réf. 203.0.113.25',
    'in case 24 hours pass',
    'Request 500 messages at most',
    '[2026] newsletter',
    'Заявка принята 20.11.2026',
  ])('is not seen in “%s”', (text) => {
    expect(ticketIn(text)).toBe('');
  });
});

describe('the page of the entry', () => {
  it('may be of another site below the same ending', () => {
    expect(linkIn('see https://other.co.uk/x', 'mail.host.co.uk')).toBe('https://other.co.uk/x');
    expect(linkIn('see https://my.host.co.uk/x', 'mail.host.co.uk')).toBe('');
  });

  it('is the first that is not the host’s own, without the full stop behind it', () => {
    const text = 'See https://www.northhost.example/help. Details: https://ers.mail-abuse.example/lookup?ip=203.0.113.25.';
    expect(linkIn(text, 'abuse.northhost.example')).toBe('https://ers.mail-abuse.example/lookup?ip=203.0.113.25');
    expect(linkIn('Only https://northhost.example/help here', 'northhost.example')).toBe('');
    expect(linkIn('Write to www.list.example/remove.', '')).toBe('www.list.example/remove');
    expect(linkIn('post@www.list.example', '')).toBe('');
  });
});

describe('the day by which an answer is wanted', () => {
  it.each([
    ['Please reply within 72 h with the measures taken.', '2026-11-23'],
    ['You have 48 hours to answer.', '2026-11-22'],
    ['Within 24 hours, please tell us what was done.', '2026-11-21'],
    ['Please clean up and answer within 24 hours.', '2026-11-21'],
    ['Sans réponse de votre part sous 72 heures, le compte sera supprimé.', '2026-11-23'],
    ['Merci de nous répondre dans un délai de 3 jours.', '2026-11-23'],
    ['Vous avez 48 h pour corriger le problème.', '2026-11-22'],
    ['Ответьте нам в течение 72 часов.', '2026-11-23'],
    ['Сообщите о принятых мерах в течение трёх дней или до 25.11.2026.', '2026-11-25'],
    ['Please answer by 25 November.', '2026-11-25'],
    ['Please reply before November 25, 2026.', '2026-11-25'],
    ['Merci de répondre au plus tard le 1er décembre.', '2026-12-01'],
    ['Просим ответить не позднее 2 января.', '2027-01-02'],
    ['Please come back to us before 25 November 2026.', '2026-11-25'],
    ['We expect to hear from you by 25 November.', '2026-11-25'],
    ['Merci de revenir vers nous avant le 25 novembre.', '2026-11-25'],
    ['Ждём от вас письма до 25 ноября.', '2026-11-25'],
    ['Напишите нам до 25.11.2026, что сделано.', '2026-11-25'],
  ])('is read in “%s”', (sentence, day) => {
    expect(answerDayIn(sentence, FRAME)).toBe(day);
  });

  it.each([
    'Your account sent 5,000 messages within 24 hours, please explain.',
    'At most 100 messages within 1 hour are allowed.',
    'Votre compte a envoyé 5000 messages en moins de 2 heures.',
    'За 24 часа отправлено 5000 писем.',
    'The block was set before 20 November 2025, please answer.',
    'Please answer within 400 days.',
    'Please answer soon.',
  ])('is not seen in “%s”', (sentence) => {
    expect(answerDayIn(sentence, FRAME)).toBeNull();
  });
});

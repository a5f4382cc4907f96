import { describe, expect, it } from 'vitest';
import { hostWords } from './forwarded.rules.ts';
import { wantedIn } from './wanted.rules.ts';

const ZONE = 'Europe/Paris';
const SAID = 'Your account alpha has been suspended. Please reply within 48 hours.';
const PASSED_ON_AT = Date.UTC(2026, 10, 23, 9);

const passedOn = (...head: string[]) =>
  hostWords(
    {
      subject: 'Fwd: Suspension',
      from: 'me@reseller.example',
      at: PASSED_ON_AT,
      clock: '+01:00',
      isUndated: false,
      text: ['Look at this.', '', ...head, '', SAID, ''].join('\n'),
    },
    ZONE,
  );

const gmail = (from: string, date: string) => [
  '---------- Forwarded message ---------',
  `${from} Northhost Abuse <abuse@northhost.example>`,
  date,
  'Subject: Suspension',
  'To: <me@reseller.example>',
];

describe('a mail that was passed on', () => {
  it.each([
    ['Gmail, English', gmail('From:', 'Date: Fri, Nov 20, 2026 at 11:30 AM'), '2026-11-20T10:30:00.000Z'],
    ['Gmail, English, in the evening', gmail('From:', 'Date: Fri, Nov 20, 2026 at 12:05 PM'), '2026-11-20T11:05:00.000Z'],
    ['Gmail, French', gmail('De :', 'Date: ven. 20 nov. 2026 à 11:30'), '2026-11-20T10:30:00.000Z'],
    ['Gmail, Russian', gmail('От:', 'Date: пт, 20 нояб. 2026 г. в 11:30'), '2026-11-20T10:30:00.000Z'],
    [
      'Apple Mail',
      ['Begin forwarded message:', '', 'From: abuse@northhost.example', 'Subject: Suspension', 'Date: 20 November 2026 at 11:30:00 CET'],
      '2026-11-20T10:30:00.000Z',
    ],
    [
      'Outlook, English',
      ['From: Abuse <abuse@northhost.example>', 'Sent: Friday, November 20, 2026 11:30 PM', 'Subject: Suspension'],
      '2026-11-20T22:30:00.000Z',
    ],
    ['Outlook, Russian', ['От: Abuse <abuse@northhost.example>', 'Отправлено: 20 ноября 2026 г. 11:30', 'Тема: Suspension'], '2026-11-20T10:30:00.000Z'],
    [
      'Thunderbird',
      ['-------- Forwarded Message --------', 'Subject: Suspension', 'Date: Fri, 20 Nov 2026 09:30:00 +0000', 'From: abuse@northhost.example'],
      '2026-11-20T09:30:00.000Z',
    ],
    [
      'Mail.ru',
      ['-------- Пересылаемое сообщение --------', 'От: Abuse <abuse@northhost.example>', 'Дата: Пятница, 20 ноября 2026, 11:30 +03:00', 'Тема: Suspension'],
      '2026-11-20T08:30:00.000Z',
    ],
    [
      'Roundcube',
      ['-------- Original Message --------', 'Subject: Suspension', 'Date: 2026-11-20 11:30', 'From: Abuse <abuse@northhost.example>'],
      '2026-11-20T10:30:00.000Z',
    ],
    [
      'Roundcube, French',
      ['-------- Message original --------', 'Objet: Suspension', 'Date: 20/11/2026 11:30', 'De: Abuse <abuse@northhost.example>'],
      '2026-11-20T10:30:00.000Z',
    ],
    [
      'Zimbra, French',
      ['----- Mail transféré -----', 'De: "Abuse" <abuse@northhost.example>', 'Envoyé: Vendredi 20 Novembre 2026 11:30:00', 'Objet: Suspension'],
      '2026-11-20T10:30:00.000Z',
    ],
    [
      'Outlook, long ago',
      ['-----Original Message-----', 'From: Abuse [mailto:abuse@northhost.example]', 'Sent: 20 November 2026 11:30', 'Subject: Suspension'],
      '2026-11-20T10:30:00.000Z',
    ],
    ['Yandex', ['-------- Пересылаемое сообщение --------', '20.11.2026, 11:30, "Northhost Abuse" <abuse@northhost.example>:'], '2026-11-20T10:30:00.000Z'],
  ])('is of the day its own head names: %s', (_program, head, at) => {
    const words = passedOn(...head);
    expect({ from: words.from, at: new Date(words.at ?? 0).toISOString() }).toEqual({ from: 'abuse@northhost.example', at });
    expect(words.text.trim()).toBe(SAID);
    expect(wantedIn(words, { zone: ZONE, at: words.at ?? 0 }).answerBy).toBe('2026-11-22');
  });

  it('has no day, and no term that begins on one, where its head names none that can be read', () => {
    for (const head of [
      gmail('From:', 'Date: the day before yesterday'),
      ['Begin forwarded message:', '', 'From: abuse@northhost.example', 'Subject: Suspension'],
    ]) {
      const words = passedOn(...head);
      expect([words.at, words.from]).toEqual([null, 'abuse@northhost.example']);
      expect(wantedIn(words, { zone: ZONE, at: PASSED_ON_AT }).answerBy).toBeNull();
    }
  });

  it('is none where the host answers above what it quotes', () => {
    const own = 'Your account stays suspended.';
    const quoted = [
      '-----Original Message-----',
      'From: me@reseller.example',
      'Sent: 20 November 2026 11:30',
      'Subject: Suspension',
      '',
      'Please open it again.',
    ];
    const answer = { subject: 'RE: Suspension', from: 'abuse@northhost.example', at: PASSED_ON_AT, clock: null, isUndated: false };
    const words = hostWords({ ...answer, text: [own, '', ...quoted].join('\n') }, ZONE);
    expect([words.text.trim(), words.from, words.at]).toEqual([own, 'abuse@northhost.example', PASSED_ON_AT]);
  });
});

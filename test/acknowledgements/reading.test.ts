import { describe, expect, test } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { nodeTextCodec } from '../../src/adapters/text-codec.ts';
import { judgeReply, readMail } from '../../src/features/acknowledgements/reading.rules.ts';
import {
  apple,
  dsn,
  gmail,
  mailRu,
  NOTICE,
  NOTICE_ID,
  orange,
  outlook,
  outlookClassic,
  PHRASES,
  raw,
  receipt,
  TOKEN,
  thunderbird,
  unmarked,
  withFile,
  yandex,
} from './mails.ts';

async function judged(eml: string, withdrawn = false) {
  const reading = readMail(await nodemailerFormat.read(Buffer.from(eml)), (bytes) => nodeTextCodec.decode(bytes, 'utf-8'));
  const text = Object.values(NOTICE).join('\n');
  const judgement = judgeReply(reading, { token: TOKEN, withdrawn, practice: false, text }, Object.values(PHRASES));
  return { ...judgement, named: [...reading.tokens.own, ...reading.tokens.subject, ...reading.tokens.quoted], answers: reading.answers };
}

type Case = readonly [what: string, eml: string, expected: string];

const full = { en: `${PHRASES.en} ${TOKEN}`, fr: `${PHRASES.fr} ${TOKEN}`, ru: `${PHRASES.ru} ${TOKEN}` };
const ACK = 'acknowledged token_and_phrase';
const THREAD = 'acknowledged phrase_in_thread';

const ACKNOWLEDGED: readonly Case[] = [
  ['Gmail in English', gmail(full.en, 'en'), ACK],
  ['Gmail in French', gmail(full.fr, 'fr'), ACK],
  ['Gmail in Russian', gmail(full.ru, 'ru'), ACK],
  ['Outlook in English', outlook(full.en, 'en'), ACK],
  ['Outlook in French', outlook(full.fr, 'fr'), ACK],
  ['Outlook in Russian', outlook(full.ru, 'ru'), ACK],
  ['classic Outlook in French', outlookClassic(full.fr, 'fr'), ACK],
  ['classic Outlook in Russian', outlookClassic(full.ru, 'ru'), ACK],
  ['Apple Mail in English', apple(full.en, 'en'), ACK],
  ['Apple Mail in French', apple(full.fr, 'fr'), ACK],
  ['Apple Mail in Russian', apple(full.ru, 'ru'), ACK],
  ['Thunderbird under the quotation, in English', thunderbird(full.en, 'en'), ACK],
  ['Thunderbird under the quotation, in French', thunderbird(full.fr, 'fr'), ACK],
  ['Thunderbird under the quotation, in Russian', thunderbird(full.ru, 'ru'), ACK],
  ['Yandex, HTML only', yandex(full.ru), ACK],
  ['Mail.ru', mailRu(full.ru), ACK],
  ['Orange webmail', orange(full.fr), ACK],
  ['a quotation without any mark', unmarked(full.fr, 'fr'), ACK],
  ['the phrase alone: the quoted code names the notice', gmail(PHRASES.fr, 'fr'), ACK],
  ['a new mail without the notice', raw({ text: full.en, thread: [] }), ACK],
  ['the code in the subject', raw({ subject: `Re: ${TOKEN}`, text: PHRASES.fr, thread: [] }), ACK],
  ['the thread without the code', raw({ text: 'Bonjour,\nj’ai lu et compris.\nBonne journée' }), THREAD],
  ['another language than the notice', gmail(full.en, 'ru'), ACK],
  ['no accents, no capitals', gmail(`j'ai lu et compris ${TOKEN.toLowerCase()}`, 'fr'), ACK],
  ['the whole phrase in quotation marks', gmail(`« J’ai lu et compris » ${TOKEN}`, 'fr'), ACK],
  ['feminine Russian', mailRu(`Прочитала и поняла. ${TOKEN}`), ACK],
  ['masculine Russian', mailRu(`прочитал и понял ${TOKEN}`), ACK],
  ['Russian with ё', mailRu(`Всё прочёл и понял, ${TOKEN}`), ACK],
  ['«ознакомлен»', yandex(`С правилами ознакомлен. ${TOKEN}`), ACK],
  ['«ознакомлена и согласна»', mailRu('Ознакомлена и согласна'), ACK],
  ['«ознакомилась»', yandex(`Добрый день! Ознакомилась с уведомлением ${TOKEN}`), ACK],
  ['« lu et approuvé »', outlook(`Lu et approuvé\n${TOKEN}`, 'fr'), ACK],
  ['« pris connaissance »', orange(`J'ai bien pris connaissance de cet avis. ${TOKEN}`), ACK],
  ['words between the halves', gmail(`We have read the notice carefully and fully understood. ${TOKEN}`, 'en'), ACK],
  ['"read and understood"', outlook(`Read and understood, thanks!\n${TOKEN}`, 'en'), ACK],
  ['a plural', gmail(`Nous avons lu et compris. ${TOKEN}`, 'fr'), ACK],
  ['a code with spaces and small letters', gmail(`I have read and understood sw 7k4m q2zd ${TOKEN.slice(-1).toLowerCase()}`, 'en'), ACK],
  [
    'an answer between quoted lines',
    raw({ text: `> ${NOTICE.en.split('\n')[2]}\n\nThat is clear to me.\n\n> reply with: “${PHRASES.en} ${TOKEN}”\n\n${PHRASES.en}.\n` }),
    ACK,
  ],
  ['the phrase above a signature', raw({ text: `${full.en}\n\n-- \nJane Doe\nNot a lawyer\n` }), ACK],
  ['a wrapped phrase', raw({ text: `I have read and\nunderstood ${TOKEN}` }), ACK],
  ['the signed notice attached', withFile(full.fr, { name: 'avis-signe.pdf', mime: 'application/pdf', content: '%PDF-1.7' }), ACK],
  ['a thank-you and a later "not"', gmail(`${full.en}. I will not send any newsletter.`, 'en'), ACK],
];

const TO_READ: readonly Case[] = [
  ['an empty answer', gmail('', 'fr'), 'to_read only_quoted'],
  ['an empty answer from Outlook', outlook('', 'en'), 'to_read only_quoted'],
  ['an empty answer from a telephone', apple('', 'fr'), 'to_read only_quoted'],
  ['an empty answer over an unmarked quotation', unmarked('', 'fr'), 'to_read only_quoted'],
  ['the code without the phrase', gmail(TOKEN, 'fr'), 'to_read no_phrase'],
  ['"OK, thanks"', outlook('OK, thanks', 'en'), 'to_read no_phrase'],
  ['a question', mailRu('А что считается массовой рассылкой?'), 'to_read no_phrase'],
  ['« je n’ai pas lu »', gmail(`Je n'ai pas lu et compris ${TOKEN}`, 'fr'), 'to_read negated'],
  ['"I have not read"', outlook(`I have not read and understood this. ${TOKEN}`, 'en'), 'to_read negated'],
  ['"haven’t"', apple(`I haven’t read and understood it yet`, 'en'), 'to_read negated'],
  ['«не прочитал»', mailRu(`Не прочитал и не понял. ${TOKEN}`), 'to_read no_phrase'],
  ['«не ознакомлен»', yandex(`Не ознакомлен. ${TOKEN}`), 'to_read negated'],
  ['"I do not agree"', gmail(`I have read and understood. I do not agree. ${TOKEN}`, 'en'), 'to_read negated'],
  ['« mais je ne suis pas d’accord »', gmail(`J’ai lu et compris mais je ne suis pas d’accord ${TOKEN}`, 'fr'), 'to_read negated'],
  ['«но не согласен»', mailRu(`Прочитал и понял, но не согласен. ${TOKEN}`), 'to_read negated'],
  ['a condition', gmail(`Once I have read and understood I will answer ${TOKEN}`, 'en'), 'to_read negated'],
  ['a promise', gmail(`Quand j’aurai lu et compris, je vous réponds. ${TOKEN}`, 'fr'), 'to_read negated'],
  ['a question about the phrase', yandex(`Нужно написать «прочитал и понял»? ${TOKEN}`), 'to_read negated'],
  ['a question about the phrase in French', gmail(`Dois-je répondre « J’ai lu et compris » ?`, 'fr'), 'to_read negated'],
  ['talk about the phrase', gmail(`You want me to write “I have read and understood”. ${TOKEN}`, 'en'), 'to_read negated'],
  ['talk about the phrase in French', gmail(`Que signifie « J’ai lu et compris » dans votre mail`, 'fr'), 'to_read negated'],
  ['talk about the phrase in Russian', mailRu(`Зачем писать «прочитал и понял»`), 'to_read negated'],
  ['"I’ll reply … tomorrow"', apple(`I’ll reply “I have read and understood” tomorrow`, 'en'), 'to_read negated'],
  ['only a half', gmail(`I have read and understood half of it ${TOKEN}`, 'en'), 'to_read negated'],
  ['only a part', gmail(`J’ai lu et compris sauf le point 4 ${TOKEN}`, 'fr'), 'to_read negated'],
  ['the signed notice attached without a word', withFile('', { name: 'signed.pdf', mime: 'application/pdf', content: '%PDF-1.7' }), 'to_read only_quoted'],
  [
    'passed on by somebody else',
    raw({
      from: 'Comptable <compta@cabinet.example>',
      subject: 'TR: Avis',
      text: `Pour info.\n\n-------- Message transféré --------\nSujet : Avis\nDate : 21/11/2026\nDe : Atelier\nPour : Jeanne\n\n${NOTICE.fr}`,
    }),
    'to_read no_phrase',
  ],
  [
    'passed on by Gmail',
    raw({
      text: `FYI\n\n---------- Forwarded message ---------\nFrom: Atelier Web Horizon <bonjour@atelier-horizon.example>\nDate: Sat, Nov 21, 2026\nSubject: Notice\nTo: <jane@bakery.example>\n\n${NOTICE.en}`,
    }),
    'to_read no_phrase',
  ],
  ['passed on by Apple Mail', raw({ text: `Regarde\n\nDébut du message réexpédié :\n\n> De: Atelier\n> Objet: Avis\n>\n> ${full.fr}\n` }), 'to_read no_phrase'],
  ['the phrase hidden in the HTML form', raw({ text: '', html: `<p>Non merci</p><div style="display:none">${full.fr}</div>` }), 'to_read no_phrase'],
  [
    'the phrase hidden in the HTML form and plain in the other',
    raw({ text: `Non merci\n\n${full.fr}`, html: `<p>Non merci</p><p style="color:#ffffff">${full.fr}</p>` }),
    'to_read only_quoted',
  ],
  [
    'the plain form quotes without a mark, in other words than the notice has, and the HTML form says so',
    raw({ text: `Merci\n\nRépondez par : ${full.fr}`, html: `<div>Merci</div><blockquote>Répondez par : ${full.fr}</blockquote>` }),
    'to_read only_quoted',
  ],
  [
    'a line of the notice copied',
    raw({ text: `Pour confirmer que vous avez lu cette version, répondez à ce message par : « ${full.fr} ». Votre réponse est conservée comme preuve.` }),
    'to_read only_quoted',
  ],
  [
    'passed on as a file',
    withFile('Voici le message.', { name: 'avis.eml', mime: 'message/rfc822', content: `Subject: Avis\r\n\r\n${full.fr}` }),
    'to_read no_phrase',
  ],
];

const out = { fr: `Je suis absent jusqu’au 30.\n\n${NOTICE.fr}`, en: `I am away.\n\n${full.en}`, ru: `Я в отпуске.\n\n${full.ru}` };
const AUTO: readonly Case[] = [
  ['Auto-Submitted', raw({ text: out.fr, headers: ['Auto-Submitted: auto-replied'] }), 'auto_reply auto_submitted'],
  ['Auto-Submitted with a comment', raw({ text: out.en, headers: ['Auto-Submitted: auto-generated (vacation)'] }), 'auto_reply auto_submitted'],
  ['X-Auto-Response-Suppress', raw({ text: out.en, headers: ['X-Auto-Response-Suppress: All'] }), 'auto_reply auto_submitted'],
  ['X-Autoreply', raw({ text: out.fr, headers: ['X-Autoreply: yes'] }), 'auto_reply auto_submitted'],
  ['X-Autorespond', raw({ text: out.fr, headers: ['X-Autorespond: vacation'] }), 'auto_reply auto_submitted'],
  ['Precedence', raw({ text: out.ru, headers: ['Precedence: auto_reply'] }), 'auto_reply auto_submitted'],
  ['Apple', raw({ text: out.en, headers: ['X-Apple-Action: VACATION'] }), 'auto_reply auto_submitted'],
  ['a French subject', raw({ text: out.fr, subject: 'Réponse automatique : Avis' }), 'auto_reply auto_submitted'],
  ['an absence', raw({ text: out.fr, subject: 'Absence du bureau' }), 'auto_reply auto_submitted'],
  ['an English subject', raw({ text: out.en, subject: 'Automatic reply: Notice' }), 'auto_reply auto_submitted'],
  ['out of office', raw({ text: out.en, subject: 'Out of Office Re: Notice' }), 'auto_reply auto_submitted'],
  ['a Russian subject', raw({ text: out.ru, subject: 'Автоответ: Уведомление' }), 'auto_reply auto_submitted'],
  ['a Russian absence', raw({ text: out.ru, subject: 'Автоматический ответ: Уведомление' }), 'auto_reply auto_submitted'],
];

const SYSTEM: readonly Case[] = [
  ['a failure report', dsn({ action: 'failed' }), 'bounce delivery_status'],
  ['a full mailbox', dsn({ action: 'failed', status: '5.2.2' }), 'bounce delivery_status'],
  ['a delay', dsn({ action: 'delayed', status: '4.4.1' }), 'delivery_report delivery_status'],
  ['a delivery', dsn({ action: 'delivered', status: '2.1.5', diagnostic: 'smtp; 250 2.1.5 Ok' }), 'delivery_report delivery_status'],
  ['a relay', dsn({ action: 'relayed', status: '2.0.0' }), 'delivery_report delivery_status'],
  ['a receipt that quotes the phrase', receipt('disposition-notification'), 'delivery_report delivery_status'],
  ['a complaint', receipt('feedback-report'), 'complaint complained'],
  [
    'qmail',
    raw({
      from: 'MAILER-DAEMON@mx.example',
      subject: 'failure notice',
      text: `Hi. This is the qmail-send program at mx.example.\n\n<jeanne@boulangerie.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: ${NOTICE_ID}\n\n${NOTICE.fr}`,
      thread: [],
    }),
    'bounce delivery_status',
  ],
  [
    'Exim',
    raw({
      from: 'Mail Delivery System <Mailer-Daemon@host.example>',
      subject: 'Mail delivery failed: returning message to sender',
      headers: ['X-Failed-Recipients: jeanne@boulangerie.example', 'Auto-Submitted: auto-replied'],
      text: `This message was created automatically by mail delivery software.\n\n  jeanne@boulangerie.example\n    550 5.1.1 no such user\n\n------ This is a copy of the message ------\nMessage-Id: ${NOTICE_ID}\n\n${full.en}`,
      thread: [],
    }),
    'bounce delivery_status',
  ],
  [
    'Exim that still tries',
    raw({
      from: 'Mailer-Daemon@host.example',
      subject: 'Warning: message 1abc delayed 24 hours',
      text: `This message was created automatically by mail delivery software.\nMessage-Id: ${NOTICE_ID}`,
      thread: [],
    }),
    'delivery_report delivery_status',
  ],
  [
    'Yandex',
    raw({
      from: 'mailer-daemon@yandex.ru',
      subject: 'Недоставленное сообщение',
      text: `Это письмо отправлено почтовым сервером yandex.ru.\nК сожалению, мы не смогли доставить письмо.\n${full.ru}`,
    }),
    'bounce delivery_status',
  ],
  ['Orange', raw({ from: 'postmaster@orange.fr', subject: 'Échec de la remise', text: `550 5.5.0 Adresse inconnue\n${full.fr}` }), 'bounce delivery_status'],
];

describe('a reply', () => {
  test('of a person who happens to be the postmaster is a person’s', async () => {
    expect(await judged(gmail(full.fr, 'fr', { from: 'Jeanne <postmaster@boulangerie.example>' }))).toMatchObject({ verdict: 'acknowledged' });
  });

  test.each(ACKNOWLEDGED)('acknowledges: %s', async (_, eml, expected) => {
    const { verdict, reason } = await judged(eml);
    expect(`${verdict} ${reason}`).toBe(expected);
  });

  test.each(TO_READ)('waits for a person: %s', async (_, eml, expected) => {
    const { verdict, reason } = await judged(eml);
    expect(`${verdict} ${reason}`).toBe(expected);
  });

  test.each(AUTO)('of a machine never acknowledges: %s', async (_, eml, expected) => {
    const { verdict, reason } = await judged(eml);
    expect(`${verdict} ${reason}`).toBe(expected);
  });

  test.each(SYSTEM)('of the mail system never acknowledges: %s', async (_, eml, expected) => {
    const { verdict, reason, answers, named } = await judged(eml);
    expect(`${verdict} ${reason}`).toBe(expected);
    expect(answers.includes(NOTICE_ID) || named.includes(TOKEN)).toBe(true);
  });

  test('to a notice that was taken back waits for a person', async () => {
    expect(await judged(gmail(full.fr, 'fr'), true)).toMatchObject({ verdict: 'to_read', reason: 'notice_withdrawn' });
  });

  test('shows what its writer wrote himself', async () => {
    for (const eml of [
      gmail(full.fr, 'fr'),
      outlook(full.fr, 'fr'),
      apple(full.fr, 'fr'),
      thunderbird(full.fr, 'fr'),
      orange(full.fr),
      unmarked(full.fr, 'fr'),
    ]) {
      expect((await judged(eml)).ownWords.replaceAll('\u00A0', ' ')).toBe(full.fr);
    }
  });
});

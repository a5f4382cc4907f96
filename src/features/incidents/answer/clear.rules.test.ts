import { describe, expect, it } from 'vitest';
import type { AnswerMark, AnswerQuestion } from '../../../contract/answers.ts';
import { readAnswer } from './answer.rules.ts';

const HOW = { files: false, limitMonths: 36, today: '2026-11-23' };

function readOf(question: AnswerQuestion, text: string) {
  return readAnswer(text, HOW).questions.find((each) => each.question === question);
}

type Row = readonly [question: AnswerQuestion, text: string];

/** Clear answers as people write them: short, as a list, in another order. */
const CLEAR: readonly Row[] = [
  ['mailing', 'Envoi par notre ordinateur avec Thunderbird. Notre lettre « Nouveautés » est partie le 22 novembre 2026 à 22 h à 1 030 adresses.'],
  ['mailing', 'C’est l’offre de Noël, postée le dimanche 22/11 vers 22h à 1030 destinataires.'],
  ['mailing', 'Nous avons écrit à nos 412 clients le 22 novembre au matin (objet : « Soldes »).'],
  ['mailing', 'L’e-mail « Sans frais de port » est parti le 22 nov. 2026 à env. 1 030 contacts.'],
  ['origin', 'Les adresses proviennent du bon de commande de notre boutique en ligne, depuis mars 2025.'],
  ['sharing', 'Aucune adresse n’a été achetée, louée ni échangée.'],
  ['consent', 'Chaque client a coché la case « recevoir la lettre » ; vous trouverez 3 captures d’écran en pièce jointe.'],
  ['contact', 'Origine : formulaire de commande depuis mars 2025\nDernier contact : octobre 2026\nOutil : Thunderbird'],
  ['unsubscribe', 'Pour se désabonner : lien dans chaque message, effet immédiat.'],
  ['bounces', 'Les adresses qui reviennent en erreur sont retirées après le premier retour.'],
  ['tool', 'Nous utilisons Brevo depuis l’ordinateur du bureau.'],
  ['access', 'Personne d’autre n’a accès au compte, les mots de passe ont été changés le 23.'],
  ['measures', 'Dès maintenant, nous n’écrirons plus à ces adresses.'],
  ['mailing', 'Le 22 novembre, nous n’avons envoyé que 412 messages.'],
  ['origin', 'Nous n’écrivons qu’aux clients inscrits par le formulaire de la boutique depuis 2025.'],
  ['tool', 'Nous ne passons que par Thunderbird.'],

  ['mailing', 'On 22 November we sent no more than 412 messages.'],
  ['mailing', 'Sent from our own computer with Thunderbird. Our newsletter "What is new" left on 22 November 2026 at 10 pm for 1,030 addresses.'],
  ['mailing', 'It was the Christmas offer, emailed on Nov 22, 2026 to 1,030 people.'],
  ['mailing', 'On 22/11/2026 at 22:00 we mailed 412 customers (subject "No shipping costs").'],
  ['mailing', 'The letter "Autumn news" went to 1030 addresses on November 22nd.'],
  ['origin', 'They are customers who placed an order between 2024 and 2026.'],
  ['sharing', 'Nothing was purchased or rented, nobody else uses the list.'],
  ['consent', 'Each customer ticked the box "send me the newsletter"; three screenshots are attached.'],
  ['contact', 'Origin: order form since March 2025\nLast contact: October 2026\nTool: Thunderbird'],
  ['unsubscribe', 'To unsubscribe people click the link; they are off the same day.'],
  ['bounces', 'Addresses that come back as undeliverable are deleted after the first bounce.'],
  ['tool', 'We use Mailchimp from the office computer.'],
  ['access', 'Only the two of us have access, and the passwords were changed on the 23rd.'],
  ['measures', 'We have deleted the 400 old contacts and introduced double opt-in.'],

  ['mailing', 'Отправляли с нашего компьютера через Thunderbird. Наше письмо «Новинки» ушло 22 ноября 2026 г. в 22:00 на 1 030 адресов.'],
  ['mailing', 'Это было предложение к Новому году, разослали 22.11.2026 в 22 ч 1030 получателям.'],
  ['mailing', '22 ноября утром мы написали 412 клиентам (тема «Без доплаты»).'],
  ['mailing', 'Всего 22 ноября было отправлено 1030 писем.'],
  ['mailing', '22 ноября мы отправили не более 412 писем.'],
  ['origin', 'Адреса собраны не только в магазине, но и через форму на сайте с 2025 года.'],
  ['tool', 'Мы не используем ничего, кроме Outlook.'],
  ['unsubscribe', 'Отписаться возможно по ссылке в каждом письме.'],
  ['origin', 'Это клиенты, оформившие заказ с 2024 по 2026 год.'],
  ['sharing', 'Адреса не покупали, не арендовали и никому не передавали.'],
  ['consent', 'Каждый клиент поставил галочку «получать рассылку»; три скриншота во вложении: прилагаем.'],
  ['contact', 'Источник: форма заказа с марта 2025\nПоследний контакт: октябрь 2026\nПрограмма: Thunderbird'],
  ['unsubscribe', 'Ссылка для отписки есть в каждом письме, действует в течение часа.'],
  ['bounces', 'Адреса, с которых письма возвращаются, удаляем после первого раза.'],
  ['tool', 'Пользуемся сервисом Unisender с рабочего компьютера.'],
  ['access', 'Доступ только у двоих, пароли сменили 23-го.'],
  ['measures', 'В дальнейшем пишем только через сервис рассылок.'],
];

/** Denials, guesses and half answers in the very words that a clear one would have. */
const FOR_A_PERSON: readonly Row[] = [
  ['mailing', 'Nous n’avons rien envoyé le 22 novembre à 1030 adresses.'],
  ['mailing', 'Il n’y a eu aucun envoi le 22 novembre, les 1030 messages ne viennent pas de nous.'],
  ['origin', 'Les adresses ne viennent pas d’un formulaire, elles datent de 2024.'],
  ['sharing', 'Je ne sais pas si les adresses ont été achetées.'],
  ['consent', 'Impossible de fournir un exemple d’accord.'],
  ['contact', 'Nous ne savons plus quand était le dernier envoi, peut-être 2025.'],
  ['contact', 'Dernier contact : inconnu.'],
  ['unsubscribe', 'Pas de lien de désinscription pour l’instant.'],
  ['bounces', 'Les adresses en échec seront peut-être supprimées.'],
  ['tool', 'Je ne sais pas quel logiciel a été utilisé.'],
  ['measures', 'Faut-il que nous supprimions les adresses ?'],

  ['mailing', 'We did not send any newsletter on 22 November to 1,030 addresses.'],
  ['mailing', 'The newsletter left on 22 November at 10 pm.'],
  ['mailing', 'Newsletter no. 12 was sent on 22 November 2026.'],
  ['mailing', 'We sent 1.030 letters.'],
  ['mailing', 'I think the newsletter went out on 22 November to 1,000 people.'],
  ['origin', 'The addresses were not collected by a form; they are from 2024.'],
  ['sharing', 'I am not sure whether some were bought.'],
  ['sharing', 'Have addresses been bought or rented?'],
  ['contact', 'We do not know when the last letter was, maybe 2025.'],
  ['unsubscribe', 'The unsubscribe link is broken.'],
  ['tool', 'We use no script.'],
  ['access', 'I do not know who has access.'],
  ['measures', 'We have not yet deleted the addresses.'],

  ['mailing', '22 ноября мы ничего не рассылали, 1030 писем не наши.'],
  ['mailing', 'Никакой рассылки на 1030 адресов 22 ноября не было.'],
  ['mailing', 'Рассылка ушла 22 ноября в 22 часа.'],
  ['mailing', 'Кажется, рассылка ушла 22 ноября на 1000 адресов.'],
  ['origin', 'Адреса собраны не через форму, они 2024 года.'],
  ['sharing', 'Не уверены, что адреса не куплены.'],
  ['consent', 'Согласие было устным, записей нет.'],
  ['contact', 'Не помним, когда было последнее письмо, может быть, в 2025.'],
  ['unsubscribe', 'Кнопка «Отписаться» сломана.'],
  ['bounces', 'Недоставленные адреса никогда не удаляли.'],
  ['tool', 'Не знаю, какой программой отправляли.'],
  ['measures', 'Адреса мы пока не удалили.'],
];

describe('a clear answer', () => {
  it.each(CLEAR)('to %s is proposed as one: %s', (question, text) => {
    expect(readOf(question, text)?.mark).toBe('answered');
  });

  it.each([
    'Notre lettre « Nouveautés » est partie le 22 novembre 2026 à 22 h à 1 030 adresses.',
    'Our letter “What is new” left on 22 November 2026 at 10 pm for 1,030 addresses.',
    'Наше письмо «Новинки» ушло 22 ноября 2026 г. в 22:00 на 1 030 адресов.',
  ])('is shown by its own words, not by those beside it: %s', (text) => {
    for (const beside of ['Envoi par Thunderbird.', 'Sent by Thunderbird.', 'Отправляли программой.']) {
      expect(readOf('mailing', `${beside} ${text}`)?.passage).toBe(text);
    }
  });

  it.each([
    'We sent 1,030 messages in all.',
    'Всего отправлено 1030 писем.',
    'To unsubscribe, people click the link. Our customers use the order form since 2025.',
  ])('is held against nobody: %s', (text) => {
    expect(readAnswer(text, HOW).objections).toEqual([]);
  });
});

it.each([
  'Nous n’avons acheté que deux fichiers d’adresses.',
  'Il n’y a que des adresses achetées dans ce fichier.',
  'We used nothing but a bought list.',
  'Мы не только купили базу, но и собирали адреса сами.',
])('a limit is no denial: %s', (text) => {
  expect(readAnswer(text, HOW).objections.map(({ objection }) => objection)).toContain('bought');
});

it.each(['Nous n’avons pas acheté d’adresses.', 'Nous n’achetons jamais de fichier.', 'No list was bought, not even one.', 'Мы ничего не покупали.'])(
  'and a denial stays one: %s',
  (text) => {
    expect(readAnswer(text, HOW).objections.map(({ objection }) => objection)).not.toContain('bought');
  },
);

describe('a denial, a guess or half an answer', () => {
  it.each(FOR_A_PERSON)('to %s is left to a person: %s', (question, text) => {
    const mark: AnswerMark | undefined = readOf(question, text)?.mark;
    expect(mark).toBe('unclear');
  });

  it('is shown by the sentence that says most', () => {
    const text = 'Envoi avec Thunderbird. Nous n’avons rien envoyé le 22 novembre à 1030 adresses.';
    expect(readOf('mailing', text)?.passage).toBe('Nous n’avons rien envoyé le 22 novembre à 1030 adresses.');
  });
});

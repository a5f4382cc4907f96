import { describe, expect, it } from 'vitest';
import type { AnswerMark, AnswerObjection, AnswerQuestion } from '../../../contract/answers.ts';
import { readAnswer } from './answer.rules.ts';

const HOW = { files: false, limitMonths: 36, today: '2026-11-23' };

/** One story as clients of three countries tell it, with how it has to be read in each. */
interface Story {
  readonly en: string;
  readonly fr: string;
  readonly ru: string;
  /** Left out = open. */
  readonly marks: Partial<Record<AnswerQuestion, AnswerMark>>;
  readonly objections: readonly AnswerObjection[];
}

const STORIES: Readonly<Record<string, Story>> = {
  'thirteen years of customers and people interested': {
    en: `Hello, our company has existed for thirteen years. We have gathered the addresses of our customers and of people interested in our products over thirteen years. Some sign up to get a gift and
later say anything to get out. We have nothing to add.`,
    fr: `Bonjour, notre société existe depuis treize ans. Nous avons recueilli les adresses de nos clients et de personnes intéressées par nos produits pendant treize ans. Certains s’inscrivent pour avoir
un cadeau puis disent n’importe quoi pour sortir. Nous n’avons rien à ajouter.`,
    ru: `Здравствуйте, наша компания существует тринадцать лет. За тринадцать лет мы собрали адреса наших клиентов и людей, которые интересовались нашими товарами. Некоторые подписываются ради подарка,
а потом говорят что угодно, лишь бы их убрали. Добавить нам нечего.`,
    marks: { origin: 'unclear' },
    objections: ['prospects', 'gift', 'old_contacts', 'blames_others', 'nothing_to_add'],
  },
  'a mailing without day, subject and number': {
    en: 'It was our usual newsletter. We sent it as always.',
    fr: 'C’était notre lettre d’information habituelle. Nous l’avons envoyée comme toujours.',
    ru: 'Это была наша обычная рассылка. Мы отправили её как всегда.',
    marks: { mailing: 'unclear' },
    objections: [],
  },
  'a mailing with day and number': {
    en: 'The newsletter “Winter sale” went out on 21 November 2026 at 9 am to 1,030 addresses.',
    fr: 'La lettre d’information « Soldes d’hiver » est partie le 21 novembre 2026 à 9 h à 1 030 adresses.',
    ru: 'Рассылка «Зимняя распродажа» ушла 21 ноября 2026 года в 9:00 на 1 030 адресов.',
    marks: { mailing: 'answered', origin: 'unclear' },
    objections: [],
  },
  'clients who bought from us': {
    en: 'The addresses are those of clients who bought from us in our shop since January 2025.',
    fr: 'Les adresses sont celles de clients qui ont acheté chez nous, dans notre boutique, depuis janvier 2025.',
    ru: 'Это адреса клиентов, которые купили у нас в магазине товары, начиная с января 2025 года.',
    marks: { origin: 'answered' },
    objections: [],
  },
  'customers who purchased our products': {
    en: 'Everybody on it has purchased a product or rented a flat.',
    fr: 'Tous ont acheté un produit ou loué un appartement.',
    ru: 'Все они купили товар или арендовали квартиру.',
    marks: {},
    objections: [],
  },
  'a list that was bought': {
    en: 'We bought the list from a partner.',
    fr: 'Nous avons acheté la liste à un partenaire.',
    ru: 'Мы купили базу у партнёра.',
    marks: { origin: 'unclear', sharing: 'answered' },
    objections: ['bought'],
  },
  'some of the addresses rented': {
    en: 'Some of the contacts were rented for one mailing.',
    fr: 'Une partie des contacts a été louée pour un envoi.',
    ru: 'Часть контактов арендована для одной рассылки.',
    marks: { mailing: 'unclear', origin: 'unclear', sharing: 'answered' },
    objections: ['bought'],
  },
  'nothing bought': {
    en: 'We have never bought or rented addresses.',
    fr: 'Nous n’avons jamais acheté ni loué d’adresses.',
    ru: 'Мы никогда не покупали и не арендовали адреса.',
    marks: { origin: 'unclear', sharing: 'answered' },
    objections: [],
  },
  'a server that was bought': {
    en: 'We have bought a new server and a licence for the plugin.',
    fr: 'Nous avons acheté un nouveau serveur et une licence pour l’extension.',
    ru: 'Мы купили новый сервер и лицензию на плагин.',
    marks: { tool: 'answered' },
    objections: [],
  },
  'a list bought by the people who answer': {
    en: 'They bought the address list from somebody.',
    fr: 'Ils ont acheté la liste d’adresses à quelqu’un.',
    ru: 'Они купили список адресов у кого-то.',
    marks: { origin: 'unclear', sharing: 'answered' },
    objections: ['bought'],
  },
  'the last mailing years ago': {
    en: 'The last mailing to these people was in 2019.',
    fr: 'Le dernier envoi à ces personnes date de 2019.',
    ru: 'Последняя рассылка этим людям была в 2019 году.',
    marks: { mailing: 'unclear', contact: 'answered' },
    objections: ['old_contacts'],
  },
  'not written to for years': {
    en: 'We had not written to these customers for five years.',
    fr: 'Nous n’avions pas écrit à ces clients depuis cinq ans.',
    ru: 'Мы не писали этим клиентам пять лет.',
    marks: { origin: 'unclear', contact: 'answered' },
    objections: ['old_contacts'],
  },
  'it is the recipients': {
    en: 'People click on “spam” instead of unsubscribing. It is not our fault.',
    fr: 'Les gens cliquent sur « spam » au lieu de se désinscrire. Ce n’est pas notre faute.',
    ru: 'Люди нажимают «спам» вместо того, чтобы отписаться. Это не наша вина.',
    marks: { unsubscribe: 'unclear' },
    objections: ['blames_others', 'only_unsubscribe'],
  },
  'people who left their card at a fair': {
    en: 'They are prospects met at a trade fair, who left their card with us for a prize draw.',
    fr: 'Ce sont des prospects rencontrés sur un salon, qui nous ont laissé leur carte pour un tirage au sort.',
    ru: 'Это потенциальные клиенты с выставки, которые оставили нам визитку ради розыгрыша.',
    marks: { origin: 'unclear' },
    objections: ['prospects', 'gift'],
  },
  'only a few': {
    en: 'We send very few messages, only two a month.',
    fr: 'Nous envoyons très peu de messages, seulement deux par mois.',
    ru: 'Мы отправляем очень мало писем, всего два письма в месяц.',
    marks: { mailing: 'unclear' },
    objections: ['small_volume'],
  },
  'the password was changed': {
    en: 'The site was hacked through the contact form plugin. We changed the password and updated the plugin.',
    fr: 'Le site a été piraté par l’extension du formulaire de contact. Nous avons changé le mot de passe et mis à jour l’extension.',
    ru: 'Сайт взломали через плагин формы обратной связи. Мы сменили пароль и обновили плагин.',
    marks: { tool: 'answered', access: 'answered', measures: 'answered' },
    objections: [],
  },
};

describe.each(Object.entries(STORIES))('%s', (_name, story) => {
  it.each(['en', 'fr', 'ru'] as const)('is read alike (%s)', (language) => {
    const { questions, objections } = readAnswer(story[language], HOW);
    const marks = Object.fromEntries(questions.flatMap(({ question, mark }) => (mark === 'open' ? [] : [[question, mark]])));
    expect({ marks, objections: objections.map(({ objection }) => objection) }).toEqual({ marks: story.marks, objections: story.objections });
  });
});

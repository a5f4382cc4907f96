import type { AnswerObjection, AnswerQuestion } from '../../../contract/answers.ts';

/** Stems at the beginning of a word, in English, French and Russian; `…` stands for any few words between. */
function words(stems: string): RegExp {
  const alternatives = stems.split(', ').map((stem) => stem.replaceAll(' … ', '\\s+(?:[^.!?]{0,40}?\\s)?').replaceAll(' ', '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})`, 'iu');
}

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|avril|mai|juin|juil|août|déc';
const MONTHS_RU = 'январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр';
/** A day, a month with its number or year, or a year: a span such as "for 13 years" is none. */
export const DATE = new RegExp(
  `\\d{4}-\\d\\d|\\d{1,2}[./]\\d{1,2}(?:[./]\\d{2,4})?|(?<!\\d)(?:19|20)\\d\\d(?!\\d)|\\d{1,2}(?:er|st|nd|rd|th)?\\s+(?:${MONTHS}|${MONTHS_RU})`,
  'iu',
);
export const NUMBER = /\d/u;

/** When a question is touched, and what a sentence has to hold beside that to answer it. */
export interface Topic {
  readonly about: RegExp;
  /** All of them; none = touching it is enough. */
  readonly facts: readonly RegExp[];
}

export const TOPICS: Readonly<Record<AnswerQuestion, Topic>> = {
  mailing: {
    about: words(`newsletter, mailing, campaign, sent, lettre d’information, envoi, envoy, campagne, рассылк, разосла, отправ`),
    facts: [DATE, NUMBER],
  },
  origin: {
    about: words(
      `address, contacts, subscriber, list, client, customer, prospect, adresse, abonné, inscrit, fichier, адрес, подписчик, контакт, баз, клиент, покупател`,
    ),
    facts: [
      words(
        `come from, came from, collected, gathered, signed up, registered, ordered, form, shop, viennent, recueilli, collecté, se sont inscrit, formulaire, boutique, command, собран, подписал, зарегистр, заказ, форм, магазин`,
      ),
      DATE,
    ],
  },
  sharing: {
    about: words(
      `bought, buy, rented, purchased, partner, other compan, achet, lou[eé], partenaire, autre société, autre entreprise, куплен, покупа, купил, арендов, партн[её]р, другой компани`,
    ),
    facts: [],
  },
  consent: {
    about: words(`consent, agreed, opt-in, opted in, double opt, ticked, confirmed, consentement, accord, coch, confirm, соглас, галочк, подтвер`),
    facts: [
      words(
        `attach, enclos, screenshot, record, log, sample, joint, ci-joint, pièce, capture, enregistr, exemple, прилож, прилага, скриншот, запис, пример, журнал`,
      ),
    ],
  },
  contact: {
    about: words(
      `last … (?:wrote|mail|letter|contact), last written, every (?:week|month|quarter), weekly, monthly, quarterly, dernier, dernière, chaque (?:semaine|mois|trimestre), tous les, последн, раз в, ежемесячн, еженедельн, кажд[а-я]+ (?:недел|месяц|квартал|год)`,
    ),
    facts: [],
  },
  unsubscribe: {
    about: words(`unsubscri, opt-out, opt out, désinscri, désabonn, отпис`),
    facts: [
      words(
        `link, button, within, immediately, same day, hour, lien, bouton, sous, immédiat, le jour même, heure, ссылк, кнопк, сразу, в тот же день, в течение, час`,
      ),
    ],
  },
  bounces: {
    about: words(
      `bounce, undeliver, invalid, complain, failed address, rebond, non distribu, invalide, plainte, en échec, недоставл, возврат, несуществ, жалоб, ошибк`,
    ),
    facts: [words(`remov, delet, suppress, stop, taken off, supprim, retir, radi, exclu, удал, исключ, убира, убран`)],
  },
  tool: {
    about: words(`script, plugin, plug-in, program, software, outlook, thunderbird, wordpress, php, logiciel, extension, скрипт, плагин, программ, модул`),
    facts: [],
  },
  access: {
    about: words(`hack, password, access, intrusion, changed the site, pirat, mot de passe, accès, intrus, взлом, парол, доступ, посторонн`),
    facts: [],
  },
  measures: {
    about: words(
      `removed, deleted, we changed, stopped, updated, installed, from now on, we will, supprim, changé, arrêt, mis à jour, install, désormais, nous allons, dorénavant, удалил, сменил, остановил, обновил, установил, впредь, теперь, будем`,
    ),
    facts: [],
  },
};

/** Turns the sense of what follows: "we never bought addresses". Whole words: "nous" and "newsletter" deny nothing. */
export const DENIAL =
  /(?<![\p{L}\p{N}])(?:never|not|no|none|neither|nor|without|\p{L}+n[’']t|n[’']\p{L}+|ne|pas|jamais|aucune?s?|sans|ni|не|нет|ни|никогда|без)(?![\p{L}\p{N}])/iu;

export const OBJECTIONS: Readonly<Record<Exclude<AnswerObjection, 'old_contacts' | 'only_unsubscribe'>, RegExp>> = {
  bought: words(`bought, purchased, rented, achet, louée?s, куплен, купил, арендова`),
  prospects: words(
    `prospects?(?!\\p{L}), potential (?:client|customer|buyer), leads?(?!\\p{L}), (?:client|acheteur)s? potentiel, потенциальн[а-я]+ (?:клиент|покупател)`,
  ),
  gift: words(
    `gifts?(?!\\p{L}), giveaway, vouchers?(?!\\p{L}), prize, prize draw, special offer, free offer, cadeau, concours, tirage au sort, bons? d[’']achat, code promo, offre (?:spéciale|promo|gratuite|de bienvenue), подар[ок], розыгрыш, приз(?:а|ы|ов|ом)?(?!\\p{L}), промокод, скидк`,
  ),
  nothing_to_add: words(
    `nothing (?:more |else )?to add, that is all, rien (?:à|d’autre à|de plus à) (?:ajouter|dire), c’est tout, c'est tout, добавить нечего, нечего добавить, больше нечего, это вс[её]`,
  ),
  blames_others: words(
    `people … (?:forget|lose interest|say anything), they … (?:forget|lose interest|say anything|press), recipients … (?:forget|press|click), filters? … (?:too|wrong|strict), not our fault, les gens … (?:oubli|se désintéress|perdent|disent), ils … (?:oubli|se désintéress|disent n’importe), filtres? … (?:trop|mal), pas (?:de )?notre faute, люди … (?:забыва|теряют|говорят), получатели … (?:забыва|нажима), фильтр … (?:слишком|ошиб), не наша вина`,
  ),
  small_volume: words(
    `only … (?:messages|mails|letters|a year|a month), very few, not many, seulement … (?:messages|envois|par an|par mois), très peu, peu de messages, всего … (?:писем|раз|письма), очень мало, совсем немного`,
  ),
};

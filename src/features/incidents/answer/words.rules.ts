import type { AnswerObjection, AnswerQuestion } from '../../../contract/answers.ts';

/** Stems at the beginning of a word, in English, French and Russian; `…` stands for any few words between. */
function words(stems: string): RegExp {
  const alternatives = stems.split(', ').map((stem) => stem.replaceAll(' … ', '\\s+(?:[^.!?]{0,40}?\\s)?').replaceAll(' ', '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})`, 'iu');
}

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|avril|mai|juin|juil|août|déc';
const MONTHS_RU = 'январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр';
const DAY_WORDS = `\\d{4}-\\d\\d(?:-\\d\\d)?|\\d{1,2}[./]\\d{1,2}(?:[./]\\d{2,4})?|\\d{1,2}(?:er|st|nd|rd|th)?\\s+(?:${MONTHS}|${MONTHS_RU})\\p{L}*(?:\\s+\\d{4}(?!\\d))?`;
const YEAR_WORDS = '(?<!\\d)(?:19|20)\\d\\d(?!\\d)';
/** A day, a month with its number or year, or a year: a span such as "for 13 years" is none. */
export const DATE = new RegExp(`${DAY_WORDS}|${YEAR_WORDS}`, 'iu');
/** A day, or a month with its number. */
const DAY = new RegExp(DAY_WORDS, 'iu');
/** Dates, years and times of day: their figures count nothing. */
const MOMENTS = new RegExp(`${DAY_WORDS}|${YEAR_WORDS}|\\d{1,2}\\s?(?::|h(?!\\p{L}))\\s?\\d{0,2}`, 'giu');
/** Names a number that is none of a date. */
const COUNT: Fact = { test: (sentence) => /\d/u.test(sentence.replace(MOMENTS, ' ')) };

const HOW_OFTEN =
  'every (?:week|month|quarter), weekly, monthly, quarterly, chaque (?:semaine|mois|trimestre), tous les, раз в, ежемесячн, еженедельн, кажд[а-я]+ (?:недел|месяц|квартал|год)';
/** They were left in silence. */
const NOT_WRITTEN =
  "(?:not|never|[a-z]+n[’']t) … (?:written|wrote|mailed|emailed|contacted), (?:pas|jamais|plus) (?:été |r[eé]|encore )?(?:écrit|contacté), не (?:писали|рассылали|связывались)";
/** A time that is told without a date. */
const WHEN = words(
  `${HOW_OFTEN}, \\d+ (?:days|weeks|months), last (?:week|month|year), yesterday, today, \\d+ (?:jours|semaines|mois), hier, aujourd, (?:semaine|mois|année) (?:dernière?|passée?), le mois dernier, \\d+ (?:дн|недел|месяц), вчера, сегодня, (?:на|в) прошл`,
);

/** What a sentence has to hold. */
interface Fact {
  test(sentence: string): boolean;
}

/** When a question is touched, and what a sentence has to hold beside that to answer it. */
export interface Topic {
  readonly about: RegExp;
  /** All of them; none = touching it is enough. */
  readonly facts: readonly Fact[];
  /** Denied, it answers nothing: "the consent is not recorded". */
  readonly plain?: true;
}

export const TOPICS: Readonly<Record<AnswerQuestion, Topic>> = {
  mailing: {
    about: words(`newsletter, mailing, campaign, sen[dt](?!er), lettre d’information, envoi, envoy, campagne, рассылк, разосла, отправ`),
    facts: [DAY, COUNT],
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
      `bought, buy(?!er), rented, purchased, partner, other compan, achet(?!eur), lou[eé], partenaire, autre société, autre entreprise, куплен, покупа(?!тел), купил, арендов, партн[её]р, другой компани`,
    ),
    facts: [],
  },
  consent: {
    plain: true,
    about: words(`consent, agreed, opt-in, opted in, double opt, ticked, confirmed, consentement, accord, coch, confirm, соглас, галочк, подтвер`),
    facts: [
      words(
        `attach, enclos, screenshot, record, log, sample, joint, ci-joint, pièce, capture, enregistr, exemple, прилож, прилага, скриншот, запис, пример, журнал`,
      ),
    ],
  },
  contact: {
    about: words(`last … (?:wrote|mail|letter|contact), last written, dernier, dernière, последн, ${NOT_WRITTEN}, ${HOW_OFTEN}`),
    facts: [{ test: (sentence) => WHEN.test(sentence) || DATE.test(sentence) || yearsIn(sentence).length > 0 }],
  },
  unsubscribe: {
    plain: true,
    about: words(`unsubscri, opt-out, opt out, désinscri, désabonn, отпис`),
    facts: [
      words(
        `link, button, within, immediately, same day, hour, lien, bouton, sous, immédiat, le jour même, heure, ссылк, кнопк, сразу, в тот же день, в течение, час`,
      ),
    ],
  },
  bounces: {
    plain: true,
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
    plain: true,
    about: words(
      `removed, deleted, we changed, stopped, updated, installed, from now on, we will, supprim, changé, arrêt, mis à jour, install, désormais, nous allons, dorénavant, удалил, сменил, остановил, обновил, установил, впредь, теперь, будем`,
    ),
    facts: [],
  },
};

/** Turns the sense of what follows: "we never bought addresses". Whole words: "nous" and "newsletter" deny nothing, nor do "n’importe quoi" and "without delay". */
export const DENIAL =
  /(?<![\p{L}\p{N}])(?:never|not|cannot|no|none|nothing|neither|nor|without(?! (?:any )?delay)|\p{L}+n[’']t|n[’'](?!importe)\p{L}+|ne|pas|jamais|rien|aucune?s?|sans(?! (?:délai|attendre|tarder))|ni|не|нет|ни|ничего|никогда|нельзя|отсутству\p{L}+|без(?! (?:задержк|промедлени)))(?![\p{L}\p{N}])/iu;

/** A measure may well be not to do something any more. */
export const FORSWEARS =
  /(?<!\p{L})(?:will (?:not|no longer|never)|won[’']t|no longer|any ?more|from now on|désormais|dorénavant|plus|впредь|больше не|теперь)(?!\p{L})/iu;

/** What is asked over and over: the last time is as old as the year, or the span, that stands beside it. */
export const LAST = words(`last, latest, dernier, dernière, последн, ${NOT_WRITTEN}`);
/** Since when. */
export const SINCE = /(?<!\p{L})(?:since|from|in|depuis|dès|en|à partir de|с|со|в|во)\s+(?:[\p{L}\d]+\s+){0,3}?((?:19|20)\d\d)(?!\d)/giu;
export const YEAR = new RegExp(YEAR_WORDS, 'gu');

const SPELLED: readonly (readonly [years: number, words: string])[] = [
  [3, 'three|trois|три|тр[её]х'],
  [4, 'four|quatre|четыре|четыр[её]х'],
  [5, 'five|cinq|пять|пяти'],
  [6, 'six|шесть|шести'],
  [7, 'seven|sept|семь|семи'],
  [8, 'eight|huit|восемь|восьми'],
  [9, 'nine|neuf|девять|девяти'],
  [10, 'ten|dix|dizaine|десять|десяти|десятка'],
  [11, 'eleven|onze|одиннадцат[ьи]'],
  [12, 'twelve|douze|двенадцат[ьи]'],
  [13, 'thirteen|treize|тринадцат[ьи]'],
  [14, 'fourteen|quatorze|четырнадцат[ьи]'],
  [15, 'fifteen|quinze|quinzaine|пятнадцат[ьи]'],
  [16, 'sixteen|seize|шестнадцат[ьи]'],
  [17, 'seventeen|dix-sept|семнадцат[ьи]'],
  [18, 'eighteen|dix-huit|восемнадцат[ьи]'],
  [19, 'nineteen|dix-neuf|девятнадцат[ьи]'],
  [20, 'twenty|vingt|vingtaine|двадцат[ьи]'],
];
const SPAN = new RegExp(
  `(?<![\\d\\p{L}-])(?:(\\d{1,2})|(${SPELLED.map(([, one]) => one).join('|')}))\\s+(?:d[’'])?(?:years|ans|années|лет|года?)(?!\\p{L})`,
  'giu',
);
const DECADE = /(?<!\p{L})(?:decades?|décennies?|десятилети\p{L}*)(?!\p{L})/iu;

/** Spans of years a sentence names, in figures or in words. */
export function yearsIn(sentence: string): number[] {
  const spans = [...sentence.matchAll(SPAN)].map(([, figures, spelled = '']) =>
    figures === undefined ? (SPELLED.find(([, one]) => new RegExp(`^(?:${one})$`, 'iu').test(spelled))?.[0] ?? 0) : Number(figures),
  );
  return DECADE.test(sentence) ? [...spans, 10] : spans;
}

const PURCHASED = 'bought, purchased, rented, achet(?!eur), loué, куплен, купил, арендова';
/** What mail is sent to, by any name. */
const ADDRESSES = 'address|contact|list|data|file|names|adresse|fichier|base|listing|адрес|контакт|баз|спис';
/** Whoever buys, with nothing between that makes them what was bought. */
const BUYERS = [
  `(?:who|everybody|everyone|they|clients?|customers?|people)\\s+(?:(?!(?:we|i|were|was|been|are|is)\\s|${ADDRESSES})\\p{L}+\\s+){0,4}`,
  '(?:qui|tous|toutes|ils|elles|clients?|personnes|gens|chacun)\\s+(?:nous\\s+|y\\s+)?(?:ont|avaient|a|avait|ayant)\\s+(?:(?:tous|déjà)\\s+)?',
  '(?:клиент|покупател|люд|человек)\\p{L}*,?\\s+(?:(?:котор\\p{L}+|что|уже|раньше)\\s+){0,2}',
  '(?:кто|они|все)\\s+(?:(?:они|уже|раньше)\\s+){0,2}',
].join('|');
const THINGS =
  'server|serveur|сервер|domain|домен|hosting|hébergement|хостинг|licen|лиценз|plug|extension|плагин|software|logiciel|программ|service|сервис|platform|plateforme|платформ|product|produit|товар';
const VERBS = `(?:${PURCHASED.replaceAll(', ', '|')})\\p{L}*(?!\\p{L})`;
const FEW_WORDS = `(?:(?!${ADDRESSES})[\\p{L}’'-]+\\s+){0,3}`;
const BOUGHT_NO_ADDRESS = `${VERBS}(?!\\s+${FEW_WORDS}(?:${ADDRESSES}))`;
/** A purchase that is none of addresses: what customers bought of the client, or a thing such as a server. */
export const OTHER_PURCHASE = new RegExp(
  [
    `(?<!\\p{L})(?:${BUYERS})${BOUGHT_NO_ADDRESS}(?:[^.,;:!?]*?\\s(?:or|and|ou|et|или|и)\\s+${BOUGHT_NO_ADDRESS})*`,
    `(?<!\\p{L})${VERBS}\\s+${FEW_WORDS}(?:from us|(?:in|at|on|through) our|chez nous|(?:dans|sur) (?:notre|nos)|у нас|(?:в|на) наш|${THINGS})`,
  ].join('|'),
  'giu',
);

export const OBJECTIONS: Readonly<Record<Exclude<AnswerObjection, 'old_contacts' | 'only_unsubscribe'>, RegExp>> = {
  bought: words(PURCHASED),
  prospects: words(
    `prospects?(?!\\p{L}), potential (?:client|customer|buyer), leads?(?!\\p{L}), (?:client|acheteur)s? potentiel, потенциальн[а-я]+ (?:клиент|покупател), (?:people|persons|those|companies) … interested, (?:personnes|gens|ceux|celles|sociétés|entreprises) … intéressé, котор[а-я]+ … (?:интерес|заинтерес), заинтересованн`,
  ),
  gift: words(
    `gifts?(?!\\p{L}), giveaway, vouchers?(?!\\p{L}), prize, prize draw, special offer, free offer, cadeau, concours, tirage au sort, bons? d[’']achat, code promo, offre (?:spéciale|promo|gratuite|de bienvenue), подар[ок], розыгрыш, приз(?:а|ы|ов|ом)?(?!\\p{L}), промокод, скидк`,
  ),
  nothing_to_add: words(
    `nothing (?:more |else )?to add, that is all, rien (?:à|d’autre à|de plus à) (?:ajouter|dire), c’est tout, c'est tout, добавить … нечего, нечего … добавить, больше нечего, это вс[её]`,
  ),
  blames_others: words(
    `(?:people|some) … (?:forget|lose interest|say(?:ing)? anything|click|press|mark), they … (?:forget|lose interest|say anything|click|press|mark), recipients … (?:forget|press|click), filters? … (?:too|wrong|strict), not our fault, (?:les gens|certains|d[’']autres) … (?:oubli|se désintéress|perdent|disent|cliquent|appuient|signalent), ils … (?:oubli|se désintéress|disent n[’']importe|cliquent|appuient|signalent), filtres? … (?:trop|mal), pas (?:de )?notre faute, (?:люди|некоторые|они) … (?:забыва|теряют|говорят|пишут что угодно|нажима|жмут), получатели … (?:забыва|нажима), фильтр … (?:слишком|ошиб), не наша вина`,
  ),
  small_volume: words(
    `only … (?:messages|mails|letters|a year|a month), very few, not many, seulement … (?:messages|envois|par an|par mois), très peu, peu de messages, всего … (?:писем|раз|письма), очень мало, совсем немного`,
  ),
};

import type { AnswerObjection, AnswerQuestion } from '../../../contract/answers.ts';

/** Stems at the beginning of a word, in English, French and Russian; `…` stands for any few words between. */
function words(stems: string): RegExp {
  const alternatives = stems.split(', ').map((stem) => stem.replaceAll(' … ', '\\s+(?:[^.!?]{0,40}?\\s)?').replaceAll(' ', '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})`, 'iu');
}

const MONTHS = 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const MONTHS_FR = 'janv(?:ier)?|févr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|septembre|octobre|novembre|déc(?:embre)?';
const MONTHS_RU = '(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)[ья]|(?:март|август)а?|ма[йя]';
const NAMED_MONTH = `(?:${MONTHS}|${MONTHS_FR}|${MONTHS_RU})(?!\\p{L})\\.?`;
const DAY_WORDS = [
  '\\d{4}-\\d\\d(?:-\\d\\d)?',
  '(?<![\\d.,])\\d{1,2}[./]\\d{1,2}(?:[./]\\d{2,4})?(?!\\d)',
  `\\d{1,2}(?:er|st|nd|rd|th)?\\s+${NAMED_MONTH}(?:\\s+\\d{4}(?!\\d))?`,
  `(?<!\\p{L})${NAMED_MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?(?!\\d)(?:,?\\s+\\d{4}(?!\\d))?`,
].join('|');
const YEAR_WORDS = '(?<!\\d)(?:19|20)\\d\\d(?!\\d)';
/** A day, a month with its number or year, or a year: a span such as "for 13 years" is none. */
export const DATE = new RegExp(`${DAY_WORDS}|${YEAR_WORDS}`, 'iu');
/** A day, or a month with its number. */
const DAY = new RegExp(DAY_WORDS, 'iu');
const TIME_WORDS = "\\d{1,2}(?:\\s?:\\s?\\d{2}|\\s?h(?!\\p{L})(?:\\s?\\d{2}(?!\\d))?|\\s?(?:heures?|ч|час\\p{L}*|[ap]\\.?m|o[’']clock)(?!\\p{L}))";
/** Dates, years, times of day and what is only numbered: their figures count nothing. */
const MOMENTS = new RegExp(`${DAY_WORDS}|${YEAR_WORDS}|${TIME_WORDS}|(?:n[°º]|(?<!\\p{L})no\\.|№|#)\\s?\\d+`, 'giu');
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

/** That something left, whatever it is called. */
const LEFT = words(
  `went (?:out|to), left, e?-?mailed, wrote to, (?:est|sont|était|étaient) parti, postée?s?(?!\\p{L}), (?:ai|avons|avait|avions) (?:\\p{L}+ )?écrit, adressée?s? à, ушл, уш[её]л, (?:на)?писали, послали`,
);

/** What a sentence has to hold. */
interface Fact {
  test(sentence: string): boolean;
}

/** When a question is touched, and what a sentence has to hold beside that to answer it. */
export interface Topic {
  readonly about: RegExp;
  /** Words too common to touch it by themselves, which do beside all facts: "it left on 22 November for 412 addresses". */
  readonly besideFacts?: Fact;
  /** All of them; none = touching it is enough. */
  readonly facts: readonly Fact[];
  /** Denied, it answers nothing: "the consent is not recorded". */
  readonly plain?: true;
}

export const TOPICS: Readonly<Record<AnswerQuestion, Topic>> = {
  mailing: {
    plain: true,
    about: words(`newsletter, mailing, campaign, sen[dt](?!er), lettre d[’']information, envoi, envoy, campagne, рассыл, разосл, отправ`),
    besideFacts: { test: (sentence) => LEFT.test(sentence) && !LAST.test(sentence) },
    facts: [DAY, COUNT],
  },
  origin: {
    plain: true,
    about: words(
      `address, contacts, subscriber, list, client, customer, prospect, adresse, abonné, inscrit, fichier, адрес, подписчик, контакт, баз, клиент, покупател`,
    ),
    facts: [
      words(
        `come from, came from, collected, gathered, signed up, registered, ordered, placed (?:an |their )?order, form, shop, viennent, recueilli, collecté, se sont inscrit, formulaire, boutique, command, собран, подписал, зарегистр, заказ, форм, магазин`,
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
    besideFacts: words(`comes? back, came back, revien, revenu, en erreur, возвраща, вернул`),
    facts: [words(`remov, delet, suppress, stop, taken off, supprim, retir, radi, exclu, удал, исключ, убира, убран`)],
  },
  tool: {
    plain: true,
    about: words(
      `script, plugin, plug-in, program, software, outlook, thunderbird, wordpress, php, mailchimp, brevo, sendinblue, mailjet, mailpoet, sendgrid, unisender, sendpulse, logiciel, extension, скрипт, плагин, программ, модул`,
    ),
    facts: [],
  },
  access: {
    about: words(`hack, password, access, intrusion, changed the site, pirat, mot de passe, accès, intrus, взлом, парол, доступ, посторонн`),
    facts: [],
  },
  measures: {
    plain: true,
    about: words(
      `removed, deleted, we changed, stopped, updated, installed, from now on, we will, supprim, changé, arrêt, mis à jour, install, désormais, dès maintenant, à l[’']avenir, nous allons, dorénavant, удалил, сменил, остановил, обновил, установил, впредь, теперь, в дальнейшем, будем`,
    ),
    facts: [],
  },
};

/** Turns the sense of what follows: "we never bought addresses". Whole words: "nous" and "newsletter" deny nothing, nor do "n’importe quoi" and "without delay". */
export const DENIAL =
  /(?<![\p{L}\p{N}])(?:never|not|cannot|no|none|nothing|neither|nor|unable|impossible|missing|broken|without(?! (?:any )?delay)|\p{L}+n[’']t|n[’'](?!importe)\p{L}+|ne|pas|jamais|rien|aucune?s?|sans(?! (?:délai|attendre|tarder))|ni|не|нет|ни|ничего|никогда|нельзя|невозможно|сломан\p{L}*|отсутству\p{L}+|без(?! (?:задержк|промедлени)))(?![\p{L}\p{N}])/iu;

/** Limits, in words that deny: « nous n’avons envoyé que 412 messages », "no more than", «не более»; with what says the same plainly. */
export const ONLY: readonly (readonly [limits: RegExp, plain: string])[] = [
  [/(?<!\p{L})n(?:e\s+|['’])((?:(?!(?:pas|plus|jamais|rien|ni|aucune?s?)(?!\p{L}))[\p{L}’']{1,30}\s{1,5}){1,4}?)qu(?:e\s+|['’])/giu, '$1'],
  [/(?<!\p{L})(?:no (?:more|fewer|less|later|other) than|nothing (?:but|other than)|not (?:only|just))(?!\p{L})/giu, 'only'],
  [/(?<!\p{L})не\s+(?:только|более|больше|менее|меньше|позднее|позже|раньше)(?!\p{L})/giu, ' '],
  [/(?<!\p{L})не\s{1,5}(\p{L}{1,30})\s{1,5}(?:ничего|ничем|никого),?\s+кроме(?!\p{L})/giu, '$1 только'],
];

/** Whoever only thinks so, or says that he does not know, answers nothing. */
export const UNSURE =
  /(?<!\p{L})(?:maybe|perhaps|probably|possibly|not sure|(?:not|n[’']t) (?:know|remember)|no idea|(?:i|we) (?:think|guess|suppose|believe)|peut-être|probablement|sans doute|pas sûre?s?|ne (?:sais|savons|sait) (?:pas|plus)|(?:souviens|souvenons|rappelle|rappelons) (?:pas|plus)|(?:je|nous) (?:crois|croyons|pense|pensons|suppose|supposons)|aucune idée|может быть|(?<!(?:ться|ть)\s)возможно(?!\s+(?:по|через|в любо))|наверное|вероятно|кажется|не (?:знаем|знаю|помним|помню|уверен\p{L}*)|(?:думаю|думаем|полагаем|предполагаем))(?!\p{L})/iu;

/** A measure may well be not to do something any more. */
export const FORSWEARS =
  /(?<!\p{L})(?:will (?:not|no longer|never)|won[’']t|no longer|any ?more|from now on|désormais|dorénavant|dès maintenant|à l[’']avenir|plus|впредь|больше не|теперь|в дальнейшем)(?!\p{L})/iu;

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

/** Whoever presses the link of the letter blames nobody. */
const PRESS = '(?:click|press)(?:s|ing)?(?!\\p{L})(?!\\s+(?:on )?(?:the |that |this |an? )?(?:unsubscribe |opt-out )?(?:link|button))';
const PRESS_FR = '(?:cliquent|appuient)(?!\\s+sur (?:le |ce |un )?(?:lien|bouton))';
const PRESS_RU = '(?:нажима|жм)\\p{L}*(?!\\p{L})(?!\\s+(?:на )?(?:ссылк|кнопк))';
/** A sum of hundreds is not few. */
const THREE_DIGITS = '[^.!?]{0,40}\\d\\s?\\d{2}';

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
    `(?:people|some) … (?:forget|lose interest|say(?:ing)? anything|${PRESS}|mark), they … (?:forget|lose interest|say anything|${PRESS}|mark), recipients … (?:forget|${PRESS}), filters? … (?:too|wrong|strict), not our fault, (?:les gens|certains|d[’']autres) … (?:oubli|se désintéress|perdent|disent|${PRESS_FR}|signalent), ils … (?:oubli|se désintéress|disent n[’']importe|${PRESS_FR}|signalent), filtres? … (?:trop|mal), pas (?:de )?notre faute, (?:люди|некоторые|они) … (?:забыва|теряют|говорят|пишут что угодно|${PRESS_RU}), получатели … (?:забыва|${PRESS_RU}), фильтр … (?:слишком|ошиб), не наша вина`,
  ),
  small_volume: words(
    `only(?!${THREE_DIGITS}) … (?:messages|mails|letters|a year|a month), very few, not many, seulement(?!${THREE_DIGITS}) … (?:messages|envois|par an|par mois), très peu, peu de messages, всего(?!${THREE_DIGITS}) … (?:писем|раз|письма), очень мало, совсем немного`,
  ),
};

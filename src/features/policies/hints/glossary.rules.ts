import type { Language } from '../../../shared/language.ts';
import { plainMarks, whole } from './phrase.rules.ts';

interface Entry {
  readonly avoid: RegExp;
  readonly term: string;
}

const entry = (avoid: string, term: string): Entry => ({ avoid: whole(avoid), term });

/** Word for word loans, slang and misspellings, each with the term that all texts use. What is only another good word is not here. */
const GLOSSARY: Readonly<Record<Language, readonly Entry[]>> = {
  en: [
    entry('(?:e-?)?mail[- ]?blasts?', 'mass mailing'),
    entry('mass[- ]?mails', 'mass mailing'),
    entry('bulk[- ]?mails', 'bulk mailing'),
    entry('re-?sale pack(?:age)?|resell(?:er)? pack', 'reseller package'),
    entry('hosters?', 'host'),
    entry('mutualised hosting|mutual hosting', 'shared hosting'),
    entry('dis-?inscriptions?|de-?inscriptions?|unsubscriptions?|desubscri\\p{L}+', 'unsubscribe'),
    entry('without (?:authorisation|authorization|authentication|identification)', 'without logging in'),
    entry('pre-?checked box(?:es)?', 'pre-ticked box'),
    entry('undesirables? (?:mails?|folder)', 'junk mail'),
    entry('spam[- ]?box(?:es)?', 'junk folder'),
    entry('black[- ]lists?', 'blocklist'),
    entry('de-?blacklist\\p{L}*|un-?list(?:ing|ed)', 'delisting'),
    entry('gr[ae]y[- ]lists?', 'greylisting'),
    entry('mailing bases?|address bases?|bases? of addresses', 'address list'),
    entry('trap[- ]address(?:es)?', 'spam trap'),
    entry('address(?:es)? aspiration|e-?mail aspirat\\p{L}+', 'address harvesting'),
    entry('de-?blocking|deblocking', 'unblocking'),
    entry('without pre-?advice|without preavis', 'without notice'),
    entry('print-?screens?|screen captures?', 'screenshot'),
    entry('pirated (?:script|site|form)s?', 'hacked script'),
  ],
  fr: [
    entry('mass[- ]?mailings? de masse|mailings? de masse|e-?mailings? de masse|bulk[- ]?mail(?:ing)?s?', 'envoi en masse'),
    entry('resellers?', 'revendeur'),
    entry('hosteurs?|hosters?', 'hébergeur'),
    entry('hébergements? (?:partagés?|communs?|shared)|shared hosting', 'hébergement mutualisé'),
    entry('unsubscri(?:be|ption)s?|désouscri\\p{L}+|opt-?out', 'désinscription'),
    entry('sans (?:authentification|login|loggin|se logger)', 'sans identification'),
    entry('cases? pré-cochées?', 'case précochée'),
    entry('courriels? transactionnelles?|mails? transactionels?', 'courriel transactionnel'),
    entry('spam[- ]?box|dossiers? (?:de )?spams?|junk', 'dossier des indésirables'),
    entry('inbox', 'boîte de réception'),
    entry('(?<!soft |hard )bounces?|retours? en bounce', 'rebond'),
    entry('def+er+als?|deferred', 'report'),
    entry('failures?', 'échec'),
    entry('mailbox full|over ?quota', 'boîte pleine'),
    entry('black-?lists?|liste noir', 'liste noire'),
    entry('white-?lists?|liste blanc', 'liste blanche'),
    entry('déblacklist\\p{L}*|dé-listage|delistage|delisting', 'délistage'),
    entry('grey-?list(?:e|es|s)?', 'liste grise'),
    entry('délivérabilité|deliverability', 'délivrabilité'),
    entry('spam[- ]?traps?', 'adresse piège'),
    entry('mailing[- ]lists?', 'base d’adresses'),
    entry('harvesting|scraping', 'collecte d’adresses'),
    entry('suppression[- ]?lists?', 'liste d’exclusion'),
    entry('throttling|pacing', 'étalement'),
    entry('spikes?', 'pic d’envoi'),
    entry('mail queues?', 'file d’attente'),
    entry('suspensions? sans (?:notice|avertissement)', 'suspension sans préavis'),
    entry('terms of service|TOS', 'conditions générales'),
    entry('reminders?', 'rappel périodique'),
    entry('reverse[- ]?dns', 'DNS inverse'),
    entry('headers?', 'en-tête'),
    entry("screen-?shots?|copies? d'écran", 'capture d’écran'),
    entry('scripts? hack(?:é|er|és)', 'script piraté'),
  ],
  ru: [
    entry('масс-?мейл\\p{L}*|массмэйл\\p{L}*|масс-?мэйлинг\\p{L}*|балк-?рассылк\\p{L}*', 'массовая рассылка'),
    entry('ресселл?ер\\p{L}*|реселлл?лер\\p{L}*|реселер\\p{L}*|перепродав(?:ец|ц)\\p{L}*', 'реселлер'),
    entry('шаред(?:-?хостинг\\p{L}*)?|раздел[её]нн\\p{L}+ хостинг\\p{L}*', 'виртуальный хостинг'),
    entry('ансабскрайб\\p{L}*|унсабскрайб\\p{L}*|отписывани\\p{L}+', 'отписка'),
    entry('без (?:логина|залогинивания|аутентификации)', 'без авторизации'),
    entry('дабл[- ]?опт[- ]?ин\\p{L}*|двойной опт-?ин', 'двойное подтверждение подписки'),
    entry('опт-?аут\\p{L}*', 'отказ от рассылки'),
    entry('ньюслеттер\\p{L}*', 'новостная рассылка'),
    entry('спамм(?!инг)\\p{L}*', 'спам'),
    entry('инбокс\\p{L}*', '«Входящие»'),
    entry('софт-?баунс\\p{L}*', 'временная ошибка'),
    entry('хард-?баунс\\p{L}*', 'постоянная ошибка'),
    entry('деферрал\\p{L}*|дефер\\p{L}*', 'отложенная доставка'),
    entry('бл[еэ]к-?лист\\p{L}*', 'чёрный список'),
    entry('вайт-?лист\\p{L}*|уайт-?лист\\p{L}*', 'белый список'),
    entry('делист\\p{L}*', 'исключение из чёрного списка'),
    entry('грей-?лист(?!инг)\\p{L}*', 'грейлистинг'),
    entry('деливерабилити', 'доставляемость'),
    entry('абуз\\p{L}*', 'жалоба на спам'),
    entry('спам-?трап\\p{L}*', 'спам-ловушка'),
    entry('мейл-?лист\\p{L}*|мэйл-?лист\\p{L}*|мейлинг-?лист\\p{L}*', 'база адресов'),
    entry('суппресс?-?лист\\p{L}*', 'стоп-лист'),
    entry('троттлинг\\p{L}*', 'темп отправки'),
    entry('спайк\\p{L}*', 'всплеск отправки'),
    entry('анблок\\p{L}*', 'разблокировка'),
    entry('без (?:предварительного )?нотиса', 'без предупреждения'),
    entry('ремайндер\\p{L}*', 'периодическое напоминание'),
    entry('клиентск\\p{L}+ зон\\p{L}*', 'личный кабинет'),
    entry('хедер\\p{L}*|хэдер\\p{L}*', 'заголовок письма'),
    entry('принт-?скрин\\p{L}*', 'снимок экрана'),
    entry('хакнут\\p{L}+ (?:скрипт|сайт|форм)\\p{L}*', 'взломанный скрипт'),
  ],
};

/** Forms of the polite pronoun, which texts to many people write small; «Вы» opens a sentence as any word does. */
const POLITE = /(?<=[\p{L}\p{N},;:—–-]["»)]?\s+)(?:Вы|Вас|Вам|Вами|Ваш|Ваша|Ваше|Ваши|Вашего|Вашей|Вашему|Вашим|Ваших|Вашими|Вашу)(?!\p{L})/u;

/** A word of a sentence that the glossary has another for; null when all is well. */
export function glossaryIn(sentence: string, language: Language): { readonly found: string; readonly term: string } | null {
  const plain = plainMarks(sentence);
  for (const { avoid, term } of GLOSSARY[language]) {
    const match = avoid.exec(plain);
    if (match !== null) return { found: match[0], term };
  }
  const polite = language === 'ru' ? POLITE.exec(plain) : null;
  return polite === null ? null : { found: polite[0], term: polite[0].toLowerCase() };
}
